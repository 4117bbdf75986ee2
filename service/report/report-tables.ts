import { KPI_ROWS } from "../../contract/kpi-words.ts";
import type { Book } from "../../data/book.ts";
import {
  accountName,
  columnWords,
  findAccount,
  formatAmount,
  formatCount,
  type Kpis,
  kpiChangeText,
  kpiText,
  limitWords,
  METHOD_NAMES,
  type Movers,
  type Plan,
  RULE_NAMES,
  SIGNALS,
  type Summary,
  weightPercents,
} from "../../tiering/index.ts";
import type { Hold } from "../store/holds.ts";

/** A table of texts. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The numbers behind the texts, where a cell has one that a sheet can go on with. */
  readonly exact?: readonly (readonly (number | null)[])[];
  /** Which columns hold numbers, from 0. */
  readonly numbers: readonly number[];
}

/** What each method does. */
export const METHOD_DOES: Readonly<Record<Plan["method"], string>> = {
  hybrid: "Raises the overall score from today’s tiers by few moves, within the constraints.",
  kpi: "Ranks the accounts by potential, within the constraints.",
  direct: "Ranks the accounts by potential and fills the tiers from the top.",
  baseline: "Shows the tiers of the book, unchanged.",
};

const SIGNAL_WORDS = {
  runway: "Runway: potential revenue less current revenue",
  growth: "Growth: yearly growth of revenue",
  geo: "Geo share: share of its geography’s market",
  category: "Category share: share of its category’s market",
} as const;

/** The method, the weights, and what was decided by hand. */
export function planTable({ method, weights, policy }: Plan): ReportTable {
  const percents = weightPercents(weights);
  const shares = SIGNALS.filter((signal) => weights[signal] > 0).map((signal) => [
    SIGNAL_WORDS[signal],
    `${percents[signal]} %`,
  ]);
  const reasons = (policy.reason ?? []).map((entry) => ["Decided by hand", entry]);
  return {
    title: "Plan",
    columns: ["What counts", "Weight"],
    numbers: [],
    rows: [["Method", METHOD_NAMES[method]], ...shares, ...reasons],
  };
}

/** The measures before and after. */
export function kpiTable({ kpis: { before, after, lift } }: Summary): ReportTable {
  const rows = KPI_ROWS.map(({ key, label, name, means }) => [
    `${label} (${name})`,
    kpiCell(key, before?.[key]),
    kpiCell(key, after[key]),
    kpiChangeCell(key, lift?.[key]),
    means,
  ]);
  const exact = KPI_ROWS.map(({ key }) => [null, before?.[key] ?? null, after[key], lift?.[key] ?? null]);
  const columns = ["Measure", "Before", "After", "Change", "What it says"];
  return { title: "Result", columns, rows, exact, numbers: [1, 2, 3] };
}

/** How many go from which tier to which; null in a first tiering. */
export function migrationTable({ migration, tiers }: Summary): ReportTable | null {
  if (migration === null) return null;
  const rows = migration.map((row, from) => [tiers[from]!, ...row.map(formatCount)]);
  const columns = ["From, to", ...tiers];
  return { title: "From tier to tier", columns, rows, numbers: tiers.map((_, at) => at + 1) };
}

/** Who moves by a column of the book; null where nobody does, or there is nothing to group by. */
export function moverTable(
  { currency }: Book,
  { column, groups, values, ...all }: Movers,
): ReportTable | null {
  if (column === null || groups.length === 0) return null;
  const others = values - groups.length;
  const named: [string, Pick<Movers, "up" | "down">][] = groups.map((group) => [
    group.value === "" ? "(blank)" : group.value,
    group,
  ]);
  if (others > 0) named.push([`${formatCount(others)} others`, rest(all, groups)]);
  const rows = named.map(([name, { up, down }]) => [
    name,
    formatCount(up.accounts),
    formatAmount(up.revenue, currency),
    formatCount(down.accounts),
    formatAmount(down.revenue, currency),
  ]);
  const exact = named.map(([, { up, down }]) => [null, up.accounts, up.revenue, down.accounts, down.revenue]);
  const columns = [columnWords(column), "Up", "Revenue up", "Down", "Revenue down"];
  return { title: "Who moves", columns, rows, exact, numbers: [1, 2, 3, 4] };
}

/** What moves beside the groups that are named. */
function rest(all: Pick<Movers, "up" | "down">, groups: Movers["groups"]): Pick<Movers, "up" | "down"> {
  const less = (way: "up" | "down") => ({
    accounts: all[way].accounts - sumOf(groups, (group) => group[way].accounts),
    revenue: all[way].revenue - sumOf(groups, (group) => group[way].revenue),
    potential: null,
  });
  return { up: less("up"), down: less("down") };
}

function sumOf<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((sum, one) => sum + of(one), 0);
}

/** The constraints that were asked for, and whether they are kept. */
export function ruleTable({ rules }: Summary): ReportTable {
  const rows = rules
    .filter(({ asked }) => asked)
    .map(({ rule, limit, kept, accounts }) => [
      RULE_NAMES[rule],
      limitWords({ rule, limit }),
      kept ? "kept" : `broken by ${formatCount(accounts)} accounts`,
    ]);
  return { title: "Constraints", columns: ["Constraint", "Limit", "Kept"], rows, numbers: [] };
}

/** Holds that a report names one by one. */
const NAMED_HOLDS = 30;

/** The workspace's holds that the plan obeys, those beyond thirty as their number. */
export function holdTable(book: Book, holds: readonly Hold[]): ReportTable {
  const rows = holds.slice(0, NAMED_HOLDS).map(({ account, tier, reason, author, expires }) => {
    const name = accountName(book, findAccount(book, account));
    const who = name === null ? account : `${name} (${account})`;
    const until = expires === null ? "for good" : expires.slice(0, 10);
    return [who, tier === null ? "held in its tier" : `put into ${tier}`, reason, author, until];
  });
  const left = holds.length - rows.length;
  if (left > 0) rows.push([`and ${formatCount(left)} more`, "", "the CSV has their reasons", "", ""]);
  const columns = ["Account", "Is", "Why", "By", "Until"];
  return { title: "Holds of the workspace", columns, rows, numbers: [] };
}

/** A measure in its own unit; a dash where it is undefined. */
export function kpiCell(key: keyof Kpis, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : kpiText(key, value);
}

/** A measure's change with its sign; a dash where it is undefined. */
export function kpiChangeCell(key: keyof Kpis, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : kpiChangeText(key, value);
}
