import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import { kpiChangeText, kpiLabel, kpiText } from "../kpi-names.ts";
import { METHOD_NAMES } from "../plan/index.ts";
import { columnWords, tierWords } from "../policy/selector-words.ts";
import { certaintyWords } from "../report/certificate-words.ts";
import { limitWords, RULE_NAMES } from "../report/rule-names.ts";
import { formatAmount, formatCount, formatDecimal, formatShare } from "../rules/format.ts";
import type { Run } from "../run.ts";
import {
  type GroupChange,
  gatherFacts,
  type KpiChange,
  type StoryFacts,
  type TierProfile,
} from "./story-facts.ts";

/** A run told: the facts, and the same in words. */
export interface Story {
  readonly facts: StoryFacts;
  /** Paragraphs parted by a blank line; every number in them stands in the facts. */
  readonly text: string;
}

/**
 * Tells what a run changed, who gained, what it cost, and what its tiers look like; deterministic. O(features · N).
 * @throws TieringError `cancelled`
 */
export function tellStory(accounts: Accounts, run: Run, hooks: Hooks = {}): Story {
  const facts = gatherFacts(accounts, run, hooks);
  const paragraphs = [
    orderWords(facts, false),
    ...whatChanged(facts),
    liftWords(facts),
    whoGained(facts),
    whatItCost(facts, run, accounts.currency),
    [profileWords(facts), orderWords(facts, true)].filter((part) => part !== "").join(" "),
  ];
  const separations = facts.separations.map(({ text }) => text).join(" ");
  return { facts, text: [...paragraphs, separations].filter((part) => part !== "").join("\n\n") };
}

/** The measures by the names that they have among the facts. */
const KEYS = { composite: "composite", TPA: "tpa", TCI_PI: "tciPi", TCI_REV: "tciRev", SFI: "sfi" } as const;

function whatChanged(facts: StoryFacts): string[] {
  const { moved, accounts, kpis, method } = facts;
  const name = method === "baseline" ? "The book as it is" : `The ${METHOD_NAMES[method]} method`;
  if (accounts === 0) return ["The book has no accounts, so there is nothing to tell."];
  if (moved.count === 0) return [`${name} moved nobody: ${whyNobody(facts)} ${kpiWords(kpis, "stands at")}`];
  const share = moved.share < 0.0005 ? "" : ` (${formatShare(moved.share)})`;
  const first = `${name} moved ${formatCount(moved.count)} of ${formatCount(accounts)} accounts${share}: ${formatCount(moved.up)} up and ${formatCount(moved.down)} down.`;
  const flows = facts.flows.map(({ from, to, accounts: n }) => `${formatCount(n)} from ${from} to ${to}`);
  return [`${first} ${kpiWords(kpis, "went from")}`, `The moves: ${joined(flows)}.`];
}

/** Tiers out of order: those that the run put out of order, or those that were so before. */
function orderWords({ inversions }: StoryFacts, before: boolean): string {
  return inversions
    .filter((pair) => pair.before === before)
    .map(
      ({ higher, lower, meanOfHigher, meanOfLower }) =>
        `${before ? "Tiers were and are" : "This run puts tiers"} out of order: the mean potential index is ${formatDecimal(meanOfLower)} in ${lower} and ${formatDecimal(meanOfHigher)} in ${higher} above it.`,
    )
    .join(" ");
}

/** What the composite's lift is made of. */
function liftWords({ moved, contributions }: StoryFacts): string {
  if (moved.count === 0) return "";
  const { tpa, sfi, tciPi, tciRev } = contributions;
  const parts = (
    [
      [kpiLabel("tpa"), tpa],
      [kpiLabel("sfi"), sfi],
      [kpiLabel("tciPi"), tciPi],
      [kpiLabel("tciRev"), tciRev],
    ] as const
  )
    .filter(([, part]) => part !== 0)
    .map(([name, part]) => `${name} ${part < 0 ? "−" : "+"}${formatDecimal(Math.abs(part))}`);
  return parts.length === 0 ? "" : `What each adds to the overall score: ${parts.join(", ")}.`;
}

function whyNobody({ method, tiers, best, gapOf }: StoryFacts): string {
  const occupied = tiers.filter((tier) => tier.accountsAfter > 0);
  if (method === "baseline") return "it keeps every account's tier.";
  if (occupied.length === 1)
    return `all accounts are in ${tierWords(occupied[0]!.tier)}, so there is nowhere to go.`;
  if (best) return `under its rules no move makes the ${kpiLabel(KEYS[gapOf])} larger.`;
  if (method === "direct" || method === "kpi") return "every account is where its potential puts it already.";
  return "under its rules no move was found that makes the overall score larger.";
}

function kpiWords(kpis: readonly KpiChange[], verb: string): string {
  const words = kpis.map(({ kpi, before, after, change }, at) => {
    const name = at === 0 ? `The overall score ${verb}` : kpiLabel(KEYS[kpi]);
    if (before === null || after === null || change === null) return `${name} undefined`;
    const key = KEYS[kpi];
    if (change === 0) return `${name} ${kpiText(key, after)}`;
    return `${name} ${kpiText(key, before)} to ${kpiText(key, after)} (${kpiChangeText(key, change)})`;
  });
  return `${words[0]}; ${words.slice(1).join(", ")}.`;
}

function whoGained({ gained, lost }: StoryFacts): string {
  const parts: string[] = [];
  if (gained.length > 0) parts.push(`Most gained: ${groupsWords(gained)}.`);
  if (lost.length > 0) parts.push(`Most lost: ${groupsWords(lost)}.`);
  return parts.join(" ");
}

/** Groups, those of one column together and behind its name: regions and industries are no one list. */
function groupsWords(groups: readonly GroupChange[]): string {
  const columns = [...new Set(groups.map(({ column }) => column))];
  const words = ({ value, up, down }: GroupChange) =>
    `${value === "" ? "(blank)" : value} (${formatCount(up)} up, ${formatCount(down)} down)`;
  return columns
    .map((name) => {
      const of = groups.filter(({ column }) => column === name);
      return `by ${columnWords(name)} ${joined(of.map(words))}`;
    })
    .join("; ");
}

function whatItCost(
  { moved, kpis, revenueUp, revenueDown }: StoryFacts,
  { certificate, rules }: Run,
  currency: string | null,
): string {
  if (moved.count === 0) return "";
  const fallen = kpis.filter(({ change }) => change !== null && change < 0);
  const fell = fallen.map(
    ({ kpi, change }) => `${kpiLabel(KEYS[kpi])} by ${kpiChangeText(KEYS[kpi], change ?? 0).slice(1)}`,
  );
  const parts = [
    `The accounts that went up have ${formatAmount(revenueUp, currency)} of current revenue, those that went down ${formatAmount(revenueDown, currency)}.`,
    fell.length === 0 ? "It lowers none of the measures." : `The price: it lowers ${joined(fell)}.`,
    ...rules
      .filter(({ kept }) => !kept)
      .map(
        (rule) =>
          `It breaks a constraint for ${formatCount(rule.accounts)} accounts: ${RULE_NAMES[rule.rule].toLowerCase()}, ${limitWords(rule)}.`,
      ),
  ];
  if (certificate !== null) {
    const source = certificate.proven || certificate.gap === 0 ? "which is proven" : "by a quick bound";
    parts.push(`${certaintyWords(certificate)}, ${source}.`);
  }
  return parts.join(" ");
}

function profileWords({ tiers }: StoryFacts): string {
  const lines = tiers.map((profile: TierProfile) => {
    const { tier, accountsAfter, meanPotentialIndexBefore, meanPotentialIndexAfter, revenueShareAfter } =
      profile;
    if (accountsAfter === 0) return `${tierWords(tier)} is empty.`;
    const mean =
      meanPotentialIndexAfter === null
        ? ""
        : `mean potential index ${formatDecimal(meanPotentialIndexAfter)}`;
    const was =
      meanPotentialIndexBefore === null || meanPotentialIndexBefore === meanPotentialIndexAfter
        ? ""
        : ` (was ${formatDecimal(meanPotentialIndexBefore)})`;
    const share = revenueShareAfter === null ? "" : `, ${formatShare(revenueShareAfter)} of current revenue`;
    return `${tierWords(tier)}: ${formatCount(accountsAfter)} accounts, ${mean}${was}${share}.`;
  });
  return lines.join(" ");
}

function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
