import { KPI_ROWS } from "../../contract/kpi-words.ts";
import { RULE_NAMES } from "../../contract/rule-names.ts";
import type { Book } from "../../data/book.ts";
import {
  formatAmount,
  formatCount,
  formatShare,
  type Movers,
  type Plan,
  SIGNALS,
  type Summary,
} from "../../tiering/index.ts";
import { ENGINE } from "../version.ts";

/** A table of texts. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A result told to those who decide on it: one structure, from which every form is made. */
export interface LeaderReport {
  readonly title: string;
  readonly source: string;
  /** What happens, in one sentence. */
  readonly lead: string;
  /** What its author has to say; "" for nothing. */
  readonly note: string;
  /** The four figures that a reader looks for first. */
  readonly figures: readonly { readonly name: string; readonly value: string; readonly detail: string }[];
  readonly plan: ReportTable;
  readonly kpis: ReportTable;
  /** Null in a first tiering. */
  readonly migration: ReportTable | null;
  /** Null where nobody moves, or the book has nothing to group by. */
  readonly movers: ReportTable | null;
  readonly rules: ReportTable;
  /** How it was made and what else a reader has to know, a sentence each. */
  readonly method: readonly string[];
}

/** What a report is made of. */
export interface ReportParts {
  readonly book: Book;
  readonly summary: Summary;
  readonly movers: Movers | null;
  readonly title: string | undefined;
  readonly note: string | undefined;
}

const METHODS: Readonly<Record<Plan["method"], readonly [name: string, does: string]>> = {
  hybrid: ["Hybrid", "Raises the overall score from today’s tiers by few moves, within the constraints."],
  kpi: ["KPI", "Ranks the accounts by potential, within the constraints."],
  direct: ["Direct", "Ranks the accounts by potential and fills the tiers from the top."],
  baseline: ["As it is", "Shows the tiers of the book, unchanged."],
};

const SIGNAL_WORDS = {
  runway: "Runway: potential revenue less current revenue",
  growth: "Growth: yearly growth of revenue",
  geo: "Geo share: share of its geography’s market",
  category: "Category share: share of its category’s market",
} as const;

/** Makes the report of a run; a pure function of its parts. */
export function leaderReport({ book, summary, movers, title, note }: ReportParts): LeaderReport {
  return {
    title: title?.trim() || "Customer tiers",
    source: `${formatCount(summary.accounts)} accounts in ${summary.tiers.length} tiers · book ${book.id.slice(0, 8)} · engine ${ENGINE}`,
    lead: leadWords(book, summary, movers),
    note: note?.trim() ?? "",
    figures: figuresOf(book, summary, movers),
    plan: planTable(summary.plan),
    kpis: kpiTable(summary),
    migration: migrationTable(summary),
    movers: movers === null ? null : moverTable(book, movers),
    rules: ruleTable(summary),
    method: [
      METHODS[summary.plan.method][1],
      ...proofWords(summary),
      ...summary.notes.map(({ text }) => text),
    ],
  };
}

function leadWords({ currency }: Book, { moved, accounts, tiers }: Summary, movers: Movers | null): string {
  if (moved === null) return `A first tiering: ${formatCount(accounts)} accounts in ${tiers.length} tiers.`;
  if (moved.count === 0) return "No account moves: the tiers stay as they are.";
  const worth = (way: "up" | "down") =>
    movers === null ? "" : ` (revenue ${formatAmount(movers[way].revenue, currency)})`;
  return `${formatCount(moved.count)} of ${formatCount(accounts)} accounts change tier: ${formatCount(moved.up)} go up${worth("up")}, ${formatCount(moved.down)} go down${worth("down")}.`;
}

function figuresOf({ currency }: Book, summary: Summary, movers: Movers | null): LeaderReport["figures"] {
  const { moved, kpis, certificate, rules } = summary;
  const asked = rules.filter(({ asked }) => asked);
  const broken = asked.filter(({ kept }) => !kept).length;
  const potential = movers?.up.potential ?? null;
  return [
    {
      name: "Who moves",
      value: moved === null ? "–" : formatCount(moved.count),
      detail:
        moved === null
          ? "a first tiering moves nobody"
          : `${formatCount(moved.up)} up, ${formatCount(moved.down)} down${potential === null ? "" : `; potential that rises ${formatAmount(potential, currency)}`}`,
    },
    {
      name: "What it brings",
      value: kpis.lift === null ? decimal(kpis.after.composite) : signed(kpis.lift.composite),
      detail:
        kpis.lift === null ? "overall score" : `on the overall score, to ${decimal(kpis.after.composite)}`,
    },
    {
      name: "What it costs",
      value: moved === null ? "–" : formatShare(moved.share),
      detail: `of the accounts change tier; ${broken === 0 ? `all ${asked.length} constraints kept` : `${broken} of ${asked.length} constraints broken`}`,
    },
    {
      name: "How sure it is",
      value: certificate === null || certificate.liftGap === null ? "–" : liftShare(certificate.liftGap),
      detail:
        certificate === null || certificate.liftGap === null
          ? "no bound is stated"
          : `of the possible lift${certificate.proven ? ", proven" : " at least, by a bound"}`,
    },
  ];
}

/** The share of the possible lift that is reached at least. */
function liftShare(liftGap: number): string {
  return `${Math.floor((1 - liftGap) * 1000) / 10} %`;
}

function planTable({ method, weights, policy }: Plan): ReportTable {
  const shares = SIGNALS.filter((signal) => weights[signal] > 0).map((signal) => [
    SIGNAL_WORDS[signal],
    formatShare(weights[signal]),
  ]);
  const reasons = (policy.reason ?? []).map((entry) => ["Decided by hand", entry]);
  return {
    title: "Plan",
    columns: ["What counts", "Weight"],
    rows: [["Method", METHODS[method][0]], ...shares, ...reasons],
  };
}

function kpiTable({ kpis: { before, after, lift } }: Summary): ReportTable {
  const rows = KPI_ROWS.map(({ key, label, name, means }) => [
    `${label} (${name})`,
    decimal(before?.[key] ?? null),
    decimal(after[key]),
    signed(lift?.[key] ?? null),
    means,
  ]);
  return { title: "Result", columns: ["Measure", "Before", "After", "Change", "What it says"], rows };
}

function migrationTable({ migration, tiers }: Summary): ReportTable | null {
  if (migration === null) return null;
  const rows = migration.map((row, from) => [tiers[from]!, ...row.map(formatCount)]);
  return { title: "From tier to tier", columns: ["From, to", ...tiers], rows };
}

function moverTable({ currency }: Book, { column, groups, values, ...all }: Movers): ReportTable | null {
  if (column === null || groups.length === 0) return null;
  const row = (name: string, { up, down }: Pick<Movers, "up" | "down">) => [
    name,
    formatCount(up.accounts),
    formatAmount(up.revenue, currency),
    formatCount(down.accounts),
    formatAmount(down.revenue, currency),
  ];
  const rows = groups.map((group) => row(group.value === "" ? "(blank)" : group.value, group));
  const others = values - groups.length;
  if (others > 0) rows.push(row(`${formatCount(others)} others`, rest(all, groups)));
  const columns = [column.replaceAll("_", " "), "Up", "Revenue up", "Down", "Revenue down"];
  return { title: "Who moves", columns, rows };
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

function ruleTable({ rules }: Summary): ReportTable {
  const rows = rules
    .filter(({ asked }) => asked)
    .map(({ rule, limit, kept, accounts }) => [
      RULE_NAMES[rule],
      limit,
      kept ? "kept" : `broken by ${formatCount(accounts)} accounts`,
    ]);
  return { title: "Constraints", columns: ["Constraint", "Limit", "Kept"], rows };
}

function proofWords({ certificate }: Summary): string[] {
  if (certificate === null) return [];
  const what = certificate.of === "tpa" ? "a TPA" : "an overall score";
  const how = certificate.proven ? ", proven by branch and bound" : "";
  return [`No plan under these constraints exceeds ${what} of ${upTo(certificate.bound)}${how}.`];
}

function decimal(value: number | null): string {
  return value === null ? "–" : value.toFixed(3).replace("-", "−");
}

/** A bound is rounded up: what it rules out stays ruled out. */
function upTo(bound: number): string {
  return (Math.ceil(bound * 1e4 - 1e-9) / 1e4).toFixed(4);
}

function signed(value: number | null): string {
  if (value === null) return "–";
  const shown = Math.abs(value).toFixed(3);
  if (value === 0) return "±0";
  const sign = value > 0 ? "+" : "−";
  return Number(shown) === 0 ? `${sign}<0.001` : sign + shown;
}
