import type { AnswerTable } from "../contract/chat.ts";
import type { Question } from "../contract/question.ts";
import {
  columnWords,
  formatAmount,
  formatShare,
  GROWTH_COLUMN,
  type Measured,
  type Statistic,
} from "../tiering/index.ts";
import type { Service } from "./service.ts";

/** The number column that a question wants summed up, and how. */
export interface Measuring {
  readonly column: string;
  /** As people call it, with the statistic: "Mean revenue". */
  readonly label: string;
  readonly unit: AnswerTable["columns"][number]["unit"];
  readonly statistic: Statistic;
  readonly currency: string | null;
}

/** What a question wants summed up: of revenue where it says no column; null where it wants no sum and no mean. */
export function measuringOf(
  { measure, statistic }: Pick<Extract<Question, { kind: "accounts" }>, "measure" | "statistic">,
  { currency, roles }: Service["book"],
): Measuring | null {
  if (measure == null && statistic == null) return null;
  const [revenue, potential] = [roles.revenues[0] ?? "", roles.potential ?? ""];
  const column =
    measure == null || measure === "revenue" ? revenue : measure === "potential" ? potential : measure;
  if (column === "") return null;
  const growth = column === GROWTH_COLUMN;
  const asked = statistic ?? "sum";
  const own = growth && asked === "sum" ? "mean" : asked;
  const called = growth
    ? "growth a year"
    : column === revenue
      ? "revenue"
      : column === potential
        ? "potential"
        : columnWords(column);
  const unit = growth
    ? "share"
    : [...roles.revenues, potential, ...roles.streams, ...roles.products].includes(column)
      ? "money"
      : "count";
  return { column, label: `${LABELS[own]} ${called}`, unit, statistic: own, currency };
}

const LABELS: Readonly<Record<Statistic, string>> = { sum: "Total", mean: "Mean", median: "Median" };

/** What is told of a measure, to the cent or, of what is no money, to two decimals; null for a mean of nothing. */
export function measuredValue({ value }: Measured, { unit }: Measuring): number | null {
  if (value === null) return null;
  return unit === "share" ? value / 100 : Number(value.toFixed(2));
}

/** The same in words. */
export function measuredText(measured: Measured, measuring: Measuring): string {
  const value = measuredValue(measured, measuring);
  if (value === null) return "–";
  if (measuring.unit === "share") return formatShare(value);
  return measuring.unit === "money" ? formatAmount(value, measuring.currency) : value.toLocaleString("en-US");
}
