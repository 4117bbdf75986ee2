import type { Book } from "../../data/book.ts";
import {
  boundSource,
  boundWords,
  certainLift,
  formatAmount,
  formatCount,
  formatShare,
  inversionWords,
  type Kpis,
  kpiLabel,
  type Movers,
  type Summary,
} from "../../tiering/index.ts";
import type { Hold } from "../store/holds.ts";
import { ENGINE } from "../version.ts";
import {
  holdTable,
  kpiCell,
  kpiChangeCell,
  kpiTable,
  METHOD_DOES,
  migrationTable,
  moverTable,
  planTable,
  type ReportTable,
  ruleTable,
} from "./report-tables.ts";

/** A result told to those who decide on it: one structure, from which every form is made. */
export interface LeaderReport {
  readonly title: string;
  readonly source: string;
  /** What happens, in one sentence; one more for each pair of tiers that the run puts out of order. */
  readonly lead: string;
  /** What its author has to say; "" for nothing. */
  readonly note: string;
  /** The words that asked for it; "" where none did. */
  readonly wish: string;
  /** The four figures that a reader looks for first. */
  readonly figures: readonly { readonly name: string; readonly value: string; readonly detail: string }[];
  readonly plan: ReportTable;
  readonly kpis: ReportTable;
  /** Null in a first tiering. */
  readonly migration: ReportTable | null;
  /** Null where nobody moves, or the book has nothing to group by. */
  readonly movers: ReportTable | null;
  readonly rules: ReportTable;
  /** The workspace's holds that the plan obeys; null where it obeys none. */
  readonly holds: ReportTable | null;
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
  readonly wish: string | undefined;
  /** The workspace's holds that the plan obeys, in the order of accounts. */
  readonly holds: readonly Hold[];
}

/** The tables of a report, in the order in which every form has them. */
export function tablesOf({ plan, kpis, movers, migration, rules, holds }: LeaderReport): ReportTable[] {
  return [plan, kpis, movers, migration, rules, holds].filter((table) => table !== null);
}

/** Makes the report of a run; a pure function of its parts. */
export function leaderReport(parts: ReportParts): LeaderReport {
  const { book, summary, movers, title, note, wish, holds } = parts;
  return {
    title: title?.trim() || "Customer tiers",
    source: `${formatCount(summary.accounts)} accounts in ${summary.tiers.length} tiers · book ${book.id.slice(0, 8)} · engine ${ENGINE}`,
    lead: [leadWords(book, summary, movers), ...orderWords(summary, false)].join(" "),
    note: note?.trim() ?? "",
    wish: wish?.trim() ?? "",
    figures: figuresOf(parts),
    plan: planTable(summary.plan),
    kpis: kpiTable(summary),
    migration: migrationTable(summary),
    movers: movers === null ? null : moverTable(book, movers),
    rules: ruleTable(summary),
    holds: holds.length === 0 ? null : holdTable(book, holds),
    method: [
      METHOD_DOES[summary.plan.method],
      ...proofWords(summary),
      ...firmWords(summary),
      ...orderWords(summary, true),
      ...summary.notes.map(({ text }) => text),
    ],
  };
}

function leadWords({ currency }: Book, { moved, accounts, tiers }: Summary, movers: Movers | null): string {
  if (moved === null) return `A first tiering: ${formatCount(accounts)} accounts in ${tiers.length} tiers.`;
  if (moved.count === 0) return "No account moves: the tiers stay as they are.";
  const worth = (way: "up" | "down") => {
    if (movers === null) return "";
    const { revenue, potential } = movers[way];
    const promise = potential === null ? "" : `, potential ${formatAmount(potential, currency)}`;
    return ` (revenue ${formatAmount(revenue, currency)}${promise})`;
  };
  return `${formatCount(moved.count)} of ${formatCount(accounts)} accounts change tier (${formatShare(moved.share)}): ${formatCount(moved.up)} go up${worth("up")}, ${formatCount(moved.down)} go down${worth("down")}.`;
}

function figuresOf({ summary }: ReportParts): LeaderReport["figures"] {
  const { moved, kpis, rules, certificate } = summary;
  const certain = certificate === null ? null : certainLift(certificate);
  const asked = rules.filter(({ asked }) => asked);
  const broken = asked.filter(({ kept }) => !kept).length;
  return [
    {
      name: "Who moves",
      value: moved === null ? "–" : formatCount(moved.count),
      detail:
        moved === null
          ? "a first tiering moves nobody"
          : `${formatCount(moved.up)} up, ${formatCount(moved.down)} down, of ${formatCount(summary.accounts)} accounts`,
    },
    {
      name: "What it brings",
      value:
        kpis.lift === null
          ? kpiCell("composite", kpis.after.composite)
          : kpiChangeCell("composite", kpis.lift.composite),
      detail:
        kpis.lift === null
          ? "overall score"
          : `on the overall score; ${[toWords("tpa", kpis), toWords("sfi", kpis)].join(", ")}`,
    },
    {
      name: "What it costs",
      value: moved === null ? "–" : formatShare(moved.share),
      detail: `of the accounts change tier; ${broken === 0 ? `all ${asked.length} constraints kept` : `${broken} of ${asked.length} constraints broken`}`,
    },
    {
      name: "How sure it is",
      value: certain === null ? "–" : `≥ ${certain}`,
      detail:
        certificate === null || certain === null
          ? "no bound is stated"
          : `of the possible lift, ${boundSource(certificate)}`,
    },
  ];
}

/** A measure before and after: `revenue in focus 62.7 % → 64.2 %`. */
function toWords(key: keyof Kpis, { before, after }: Summary["kpis"]): string {
  return `${kpiLabel(key)} ${kpiCell(key, before?.[key])} → ${kpiCell(key, after[key])}`;
}

function firmWords({ stability }: Summary): string[] {
  if (stability?.surviving == null) return [];
  return [`${formatShare(stability.surviving)} of the moves stand a change of ± 10 % in any weight.`];
}

/** Tiers out of order: those that were so before, or those that the run put so. */
function orderWords({ tierOrder, moved }: Summary, before: boolean): string[] {
  return tierOrder.inversions
    .filter((pair) => pair.before === before)
    .map((pair) => inversionWords(pair, moved === null));
}

function proofWords({ certificate }: Summary): string[] {
  if (certificate === null) return [];
  return [`No plan under these constraints exceeds ${boundWords(certificate)}, ${boundSource(certificate)}.`];
}
