import { type CoverageSummary, formatCount, formatMoney, formatShare } from "../../../tiering/index.ts";
import { type ScenarioAsked, scenarioOf } from "./scenario-of-words.ts";
import type { CoverageTalk, Said } from "./talk.ts";
import { withinBound } from "./talk.ts";

/** A changed sales force beside the present one: load, value, owners kept, new and lost, accounts without. */
export async function scenarioAnswer(talk: CoverageTalk, asked: ScenarioAsked): Promise<Said> {
  const { service, sellers, own } = talk;
  const { book } = service;
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
      : `${name}: ${difference(before!.summary!, after!.summary)}${leaversWords(scenario.retire ?? [], after!.summary)}`;
  const columns = [
    { name: "Scenario", unit: "text" },
    { name: "Sellers", unit: "count" },
    { name: "Mean load", unit: "share" },
    { name: "Whitespace covered", unit: "money" },
    { name: "of all", unit: "share" },
    { name: "Owners kept", unit: "count" },
    { name: "Another owner", unit: "count" },
    { name: "First owner", unit: "count" },
    { name: "No owner any more", unit: "count" },
    { name: "Without a seller", unit: "count" },
  ] as const;
  const rows = results.map(({ name: row, summary: one }) => [row, ...(one === null ? BLANK : figures(one))]);
  return {
    text: [said, ...assumed].join(" "),
    data: {
      request: { ...own, scenarios: [scenario] },
      scenarios: results.map(({ summary: one, ...result }) => ({ ...result, summary: one && brief(one) })),
    },
    table: { columns, rows, total: rows.length },
  };
}

const BLANK = new Array<null>(9).fill(null);

function figures(summary: CoverageSummary): number[] {
  const { accounts, covered, coveredWhitespace, gained, kept, lost, moved, sellers, whitespace } = summary;
  const load = sellers.reduce((sum, seller) => sum + seller.load, 0) / Math.max(1, sellers.length);
  const share = whitespace > 0 ? coveredWhitespace / whitespace : 0;
  return [sellers.length, load, coveredWhitespace, share, kept, moved, gained, lost, accounts - covered];
}

/** A summary without its hundreds of sellers. */
function brief({ sellers: _, ...summary }: CoverageSummary): Omit<CoverageSummary, "sellers"> {
  return summary;
}

/** What a scenario changes, and whether the whitespace that it brings is more than what is left unproven. */
function difference(before: CoverageSummary, after: CoverageSummary): string {
  const gain = after.coveredWhitespace - before.coveredWhitespace;
  const more = after.covered - before.covered;
  const kept = after.kept - before.kept;
  const unproven = before.gap * before.coveredWhitespace + after.gap * after.coveredWhitespace;
  const change = (value: number, unit: string) =>
    value === 0
      ? `as many ${unit}`
      : `${formatCount(Math.abs(value))} ${value > 0 ? "more" : "fewer"} ${unit}`;
  const gaps = `${withinBound(before)} before, ${withinBound(after)} after`;
  const doubt =
    gain !== 0 && Math.abs(gain) <= unproven
      ? `; that difference of whitespace is no more than what is left unproven (${gaps}), so the best coverages of the two may cover the same`
      : ` (${gaps})`;
  const whitespace =
    gain === 0
      ? "the same whitespace is covered"
      : `${formatMoney(Math.abs(gain))} ${gain > 0 ? "more" : "less"} weighted whitespace is covered, ${formatShare(after.whitespace > 0 ? after.coveredWhitespace / after.whitespace : 0)} of all`;
  return `${whitespace}${doubt}; ${change(more, "accounts have a seller")}, and ${change(kept, "accounts keep their owner")}.`;
}

/** Where the accounts of those who leave go: that is certain, whatever the whitespace. */
function leaversWords(retired: readonly string[], { departedOwners }: CoverageSummary): string {
  const told = retired.map((id) => {
    const found = departedOwners.find(({ owner }) => owner === id);
    if (found === undefined) return ` ${id} has no account today.`;
    const { accounts, lost, moved } = found;
    const nobody = lost === 0 ? "" : ` and ${formatCount(lost)} to nobody`;
    return ` Of the ${formatCount(accounts)} accounts that ${id} has today ${formatCount(moved)} go to other sellers${nobody}.`;
  });
  return told.slice(0, LEAVERS_TOLD).join("");
}

/** Most people who leave that are told one by one. */
const LEAVERS_TOLD = 10;
