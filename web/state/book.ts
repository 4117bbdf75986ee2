import { computed } from "@preact/signals";
import type { ColumnsAnswer } from "../api/answers.ts";
import { session } from "./session.ts";

type Column = ColumnsAnswer["columns"][number];

/** More values than this are no groups that anyone would look at side by side. */
const MOST_GROUPS = 2_000;

/** Columns that customers can be grouped by, those with a role in the book first. */
export const groupColumns = computed<readonly Column[]>(() => {
  const order = ["geo", "category", "owner", "tier"];
  const rank = ({ role }: Column) => {
    const at = order.indexOf(role ?? "");
    return at < 0 ? order.length : at;
  };
  // A column in which nearly every account stands alone groups nobody.
  const most = Math.min(MOST_GROUPS, (session.baseline.value?.accounts ?? 0) / 2);
  return session.columns.value
    .filter(
      ({ kind, role, distinct = 0 }) =>
        kind === "text" && role !== "name" && distinct > 1 && distinct <= most,
    )
    .sort((a, b) => rank(a) - rank(b));
});

/** Names of the columns that hold amounts in the book's currency. */
export const moneyColumns = computed<ReadonlySet<string>>(
  () => new Set(session.columns.value.filter(({ money }) => money).map(({ name }) => name)),
);

/** The column that has a role in the book; null where none has. */
export function columnOf(role: NonNullable<Column["role"]>): string | null {
  return session.columns.value.find((column) => column.role === role)?.name ?? null;
}
