import { type CoverageSummary, formatCount, formatMoney, formatShare } from "../../../tiering/index.ts";
import { type ScenarioAsked, scenarioOf } from "./scenario-of-words.ts";
import type { CoverageTalk, Said } from "./talk.ts";
import { withinBound } from "./talk.ts";

/** A changed sales force beside the present one: load, value, owners kept, new and lost, accounts without. */
export async function scenarioAnswer(talk: CoverageTalk, asked: ScenarioAsked): Promise<Said> {
  const { book, coverage } = talk.service;
  const { sellers } = await coverage.force();
  const { prices, summary } = await talk.perform("cover", { offset: 0, limit: 0 });
  const made = scenarioOf(asked, { book, sellers, tierNames: book.tierNames, summary, prices });
  if ("problem" in made) return { text: made.problem, data: null };
  const { assumed, scenario } = made;
  const results = await talk.perform("scenarios", { scenarios: [scenario] });
  const [before, after] = results;
  const name = scenario.name.charAt(0).toUpperCase() + scenario.name.slice(1);
  const said =
    after!.summary === null
      ? `${name}: not possible. ${after!.infeasible}`
      : `${name}: ${difference(before!.summary!, after!.summary)}`;
  const columns = [
    { name: "Scenario", unit: "text" },
    { name: "Sellers", unit: "count" },
    { name: "Mean load", unit: "share" },
    { name: "Whitespace covered", unit: "money" },
    { name: "of all", unit: "share" },
    { name: "Owners kept", unit: "count" },
    { name: "New", unit: "count" },
    { name: "Lost", unit: "count" },
    { name: "Without a seller", unit: "count" },
  ] as const;
  const rows = results.map(({ name: row, summary: one }) => [row, ...(one === null ? BLANK : figures(one))]);
  return {
    text: [said, ...assumed].join(" "),
    data: {
      request: { scenarios: [scenario] },
      scenarios: results.map(({ summary: one, ...result }) => ({ ...result, summary: one && brief(one) })),
    },
    table: { columns, rows, total: rows.length },
  };
}

const BLANK = new Array<null>(8).fill(null);

function figures(summary: CoverageSummary): number[] {
  const { accounts, covered, coveredWhitespace, gained, kept, lost, moved, sellers, whitespace } = summary;
  const load = sellers.reduce((sum, seller) => sum + seller.load, 0) / Math.max(1, sellers.length);
  const share = whitespace > 0 ? coveredWhitespace / whitespace : 0;
  return [sellers.length, load, coveredWhitespace, share, kept, moved + gained, lost, accounts - covered];
}

/** A summary without its hundreds of sellers. */
function brief({ sellers: _, ...summary }: CoverageSummary): Omit<CoverageSummary, "sellers"> {
  return summary;
}

/** What a scenario changes, and whether that is more than what is left unproven. */
function difference(before: CoverageSummary, after: CoverageSummary): string {
  const gain = after.coveredWhitespace - before.coveredWhitespace;
  const more = after.covered - before.covered;
  const kept = after.kept - before.kept;
  const unproven = before.gap * before.coveredWhitespace + after.gap * after.coveredWhitespace;
  const change = (value: number, unit: string) =>
    value === 0
      ? `as many ${unit}`
      : `${formatCount(Math.abs(value))} ${value > 0 ? "more" : "fewer"} ${unit}`;
  const doubt =
    Math.abs(gain) <= unproven
      ? `that is no more than what is left unproven (${withinBound(before)} before, ${withinBound(after)} after), so it may be nothing`
      : `${withinBound(before)} before, ${withinBound(after)} after`;
  const moved =
    gain === 0
      ? "the same whitespace is covered"
      : `${formatMoney(Math.abs(gain))} ${gain > 0 ? "more" : "less"} weighted whitespace is covered (${formatShare(after.coveredWhitespace / after.whitespace)} of all)`;
  return `${moved}, ${change(more, "accounts have a seller")}, ${change(kept, "owners stay")}; ${doubt}.`;
}
