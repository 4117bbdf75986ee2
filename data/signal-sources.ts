import type { MarketColumn, Signal, SignalSource } from "../tiering/index.ts";
import { columnKey } from "./column-key.ts";
import { TIER_COLUMNS } from "./csv/columns.ts";
import type { Market, MarketSizes } from "./markets.ts";
import type { AccountsTable } from "./read/accounts-table.ts";

const TIER_KEYS = new Set<string>(TIER_COLUMNS.map(columnKey));

const hasNumber = (column: Float64Array | undefined): boolean =>
  column?.some((value) => !Number.isNaN(value)) ?? false;

/** What our own CSV without amounts that are known lacks: the other columns, or the mapping that tells what they are. */
function adviceOn(columns: readonly string[]): string {
  const isDefault = columns.every((column) => TIER_KEYS.has(columnKey(column)));
  return isDefault
    ? ", as a tiers CSV of default columns has none: download it with columns=all"
    : ", as no other column of this tiers CSV is known as one: load it with the mapping of the book that it was made of";
}

/** What each signal of a book is made of: the column that the mapping names, the published formula, or nothing and why. */
export function readSignalSources(
  table: Pick<
    AccountsTable,
    "roles" | "columns" | "numberColumns" | "signals" | "growthYears" | "isOwnOutput"
  >,
  markets: Readonly<Record<Market, Pick<MarketColumn, "tam">>>,
  sizes: MarketSizes,
): Readonly<Record<Signal, SignalSource>> {
  const { roles, numberColumns, signals } = table;
  const absent = (missing: string): SignalSource => ({ kind: "absent", missing });
  // Our own CSV in its default columns has no amounts but the revenue.
  const isShort = table.isOwnOutput && roles.potential === null && table.growthYears === 0;
  const advice = isShort ? adviceOn(table.columns) : "";
  const now = roles.revenues[0];
  const base = roles.revenues.at(-1);
  const potential = roles.potential;
  const blankPotential =
    potential === null
      ? `no potential revenue${advice}`
      : hasNumber(numberColumns.get(potential))
        ? null
        : "potential revenue is blank throughout";
  const runway = (): SignalSource => {
    if (blankPotential !== null) return absent(blankPotential);
    return now === undefined ? absent("no current revenue") : { kind: "computed", from: [potential!, now] };
  };
  const growth = (): SignalSource => {
    if (now === undefined) return absent("no revenue");
    if (table.growthYears === 0) return absent("no revenue of an earlier year");
    const isBased = numberColumns.get(base!)!.some((value) => value > 0);
    if (!isBased) return absent("the revenue of the earliest year is nowhere above 0");
    return { kind: "computed", from: [now, base!] };
  };
  const share = (market: Market): SignalSource => {
    const column = roles[market];
    if (column === null) return absent(market === "geo" ? "no geography column" : "no category column");
    if (sizes.kind === "none") return absent(sizes.why);
    if (blankPotential !== null) return absent(blankPotential);
    if (!markets[market].tam.some((size) => size > 0))
      return absent(`no value of ${column} has a market size`);
    return { kind: "computed", from: [potential!, column] };
  };
  const computed: Readonly<Record<Signal, () => SignalSource>> = {
    runway,
    growth,
    geo: () => share("geo"),
    category: () => share("category"),
  };
  const sourceOf = (signal: Signal): SignalSource => {
    const column = signals[signal];
    if (column === undefined) return computed[signal]();
    if (!hasNumber(numberColumns.get(column))) return absent(`${column} is blank throughout`);
    return { kind: "column", column };
  };
  return {
    runway: sourceOf("runway"),
    growth: sourceOf("growth"),
    geo: sourceOf("geo"),
    category: sourceOf("category"),
  };
}
