import {
  columnWords,
  DEFAULT_POLICY,
  eitherOf,
  featureLabel,
  groupOf,
  kpiLabel,
  METHOD_NAMES,
  type Method,
  type Plan,
  type Policy,
  SIGNAL_NAMES,
  SIGNALS,
  type Signal,
  selectorWords,
} from "../../tiering/index.ts";
import { count, share } from "./format.ts";
import { countingWeights, shownPercents } from "./percents.ts";

/** What each signal measures, in a sentence. */
export const SIGNAL_HELP: Readonly<Record<Signal, string>> = {
  runway: "Potential revenue less current revenue",
  growth: "Yearly growth of revenue",
  geo: "Share of its geography’s market",
  category: "Share of its category’s market",
};

/** What each method does, in a sentence. */
export const METHOD_HELP: Readonly<Record<Method, string>> = {
  hybrid: "Moves few accounts, by one tier at most; tier sizes are kept",
  kpi: "Ranks by potential, each account within one tier of where it was",
  direct: "Ranks by potential and fills the tiers from the top",
  baseline: "The tiers of the book, unchanged",
};

/** A short name for a plan: method and its weights, the largest first. */
export function planName({ method, weights }: Plan): string {
  if (method === "baseline") return METHOD_NAMES.baseline;
  const shown = shownPercents(weights);
  const counting = countingWeights(weights);
  const parts = SIGNALS.filter((signal) => counting[signal] > 0)
    .sort((a, b) => counting[b] - counting[a])
    .map((signal) => `${SIGNAL_NAMES[signal].replace(/ share$/, "")} ${shown[signal]}`);
  return `${METHOD_NAMES[method]} · ${parts.join(" · ")}`;
}

/**
 * The constraints that were asked for, one phrase each; none where the defaults stand. With the number of
 * accounts in the book a share is told in accounts too.
 */
export function policyPhrases(policy: Policy, accounts = 0): string[] {
  const { maxMovedShare, maxTierStep, tierSizes, strategicTiers, hold, holds, scope } = policy;
  const { force, mayRise, mayFall, monotone, coefficients } = policy;
  const phrases: string[] = [];
  if (maxMovedShare !== undefined && maxMovedShare !== DEFAULT_POLICY.maxMovedShare) {
    phrases.push(
      maxMovedShare >= 1
        ? "no movement cap"
        : `move at most ${share(maxMovedShare, 2)}${inAccounts(maxMovedShare, accounts)}`,
    );
  }
  if (maxTierStep === "free") phrases.push("any number of tiers");
  else if (maxTierStep !== undefined && maxTierStep !== DEFAULT_POLICY.maxTierStep) {
    phrases.push(`up to ${maxTierStep} tiers a move`);
  }
  if (tierSizes !== undefined) {
    const sizes = Object.entries(tierSizes).map(
      ([tier, size]) => `${tier} ${typeof size === "number" ? count(size) : size}`,
    );
    phrases.push(`sizes ${sizes.join(", ")}`);
  }
  if (strategicTiers !== undefined && strategicTiers !== DEFAULT_POLICY.strategicTiers) {
    phrases.push(
      typeof strategicTiers === "number"
        ? `top ${strategicTiers} tiers strategic`
        : `strategic ${strategicTiers}`,
    );
  }
  phrases.push(...holdPhrases(hold ?? []), ...forcePhrases(force ?? []));
  if (holds !== undefined) phrases.push(`the workspace’s holds (${holds.replace("stored@", "version ")})`);
  for (const entry of scope ?? []) phrases.push(`only ${selectorWords(entry)}`);
  for (const entry of mayRise ?? []) phrases.push(mayWords("rise", entry));
  for (const entry of mayFall ?? []) phrases.push(mayWords("fall", entry));
  if (monotone === true) phrases.push("higher tiers keep the higher mean potential");
  if (coefficients !== undefined) {
    const { tpa, sfi, tci } = coefficients;
    phrases.push(`score counts ${coefficientWords(tpa, sfi, tci)}`);
  }
  return phrases;
}

/** What counts in the score, and how much. */
function coefficientWords(tpa: number, sfi: number, tci: number): string {
  const parts = [
    [kpiLabel("tpa"), tpa],
    [kpiLabel("sfi"), sfi],
    ["tiers alike", tci],
  ] as const;
  const counting = parts.filter(([, coefficient]) => coefficient > 0);
  // Where one alone counts, how much says nothing.
  return counting.length === 1
    ? `${counting[0]![0]} alone`
    : counting.map(([name, coefficient]) => `${name} ${coefficient} ×`).join(", ");
}

/** Most accounts that are named one by one. */
const NAMED = 3;

/** What is held: a few accounts by their IDs, many by their number, all else as it is said. */
function holdPhrases(hold: readonly string[]): string[] {
  const ids = hold.filter((entry) => !/[:<>]/.test(entry));
  if (ids.length <= NAMED) return hold.map((entry) => `hold ${selectorWords(entry)}`);
  const others = hold.filter((entry) => !ids.includes(entry));
  return [
    ...others.map((entry) => `hold ${selectorWords(entry)}`),
    `hold ${count(ids.length)} named accounts`,
  ];
}

/** Who is put where: a few one by one, many by their number a tier. */
function forcePhrases(force: readonly string[]): string[] {
  if (force.length <= NAMED) return force.map((entry) => `${forcedWords(entry)}`);
  const byTier = Map.groupBy(force, (entry) => entry.slice(entry.lastIndexOf(":") + 1));
  return [...byTier].map(([tier, entries]) =>
    entries.length <= NAMED
      ? entries.map(forcedWords).join(", ")
      : `${count(entries.length)} named accounts in ${tier}`,
  );
}

/** Who an entry of `force` puts where: `account 7 in A`. */
export function forcedWords(entry: string): string {
  const colon = entry.lastIndexOf(":");
  return `${selectorWords(entry.slice(0, colon))} in ${entry.slice(colon + 1)}`;
}

/** A given reason with the accounts it is about: `account 7: renewal in March`. */
export function reasonWords(entry: string): string {
  const end = entry.startsWith("id:") ? entry.indexOf(":", "id:".length) : entry.indexOf(":");
  return `${selectorWords(entry.slice(0, end))}: ${entry.slice(end + 1).trim()}`;
}

/** The name of a column or feature as people read it, where it stands alone. */
export function featureWords(feature: string): string {
  const label = featureLabel(feature);
  // A column of the book keeps the letters that the book gave it.
  return label === columnWords(feature) ? label : label.charAt(0).toUpperCase() + label.slice(1);
}

function mayWords(way: "rise" | "fall", entry: string): string {
  if (entry === "none") return `nobody may ${way}`;
  const group = groupOf(entry);
  return group !== null && eitherOf(group) === null
    ? `${selectorWords(group)} may not ${way}`
    : `only ${selectorWords(entry)} may ${way}`;
}

function inAccounts(part: number, accounts: number): string {
  return accounts > 0 ? ` (${count(Math.floor(part * accounts + 1e-9))})` : "";
}
