import { featureLabel } from "../features.ts";
import { signalLabel } from "../plan/index.ts";
import { tierWords } from "../policy/selector-words.ts";
import { formatCount, formatMoney, formatShare, significant } from "../rules/format.ts";
import type { RuleStep } from "../rules/path.ts";
import type { AccountExplanation } from "./account.ts";
import type { Counterfactual } from "./counterfactuals.ts";
import type { Direction } from "./what-if.ts";

/** How many changes the text names for each direction. */
const NAMED = 3;

/**
 * An explanation in a few sentences; deterministic, and every number in them stands in the explanation.
 * Sentences about rules and changes are there where the explanation has them.
 */
export function tellAccount(explained: AccountExplanation): string {
  return [
    opening(explained),
    standing(explained),
    ...boundaryWords(explained),
    ...ruleWords(explained),
    ...changeWords(explained),
  ].join(" ");
}

function opening({ id, name, previousTier, tier, change, reason }: AccountExplanation): string {
  const who = name === null ? `Account ${id}` : `${name} (${id})`;
  // A first tiering moves nobody.
  if (change === null || previousTier === null) return `${who} is in ${tierWords(tier)}.`;
  if (change === "same") return `${who} stays in ${tierWords(tier)}.`;
  return `${who} moves ${change} from ${tierWords(previousTier)} to ${tierWords(tier)}: ${reason}.`;
}

function standing({ potentialIndex, signals }: AccountExplanation): string {
  const { value, rank, of, tierPercentile } = potentialIndex;
  const parts = signals.map(({ signal, value: raw, contribution }) =>
    raw === null ? `${signalLabel(signal)} is undefined` : `${signalLabel(signal)} ${signed(contribution)}`,
  );
  const within =
    tierPercentile === null ? "" : `, above ${formatShare(tierPercentile)} of the accounts in its tier`;
  return `Its potential index is ${minus(significant(value ?? 0))}, rank ${formatCount(rank)} of ${formatCount(of)}${within} (${parts.join(", ")}).`;
}

function boundaryWords({ boundaries }: AccountExplanation): string[] {
  return (["up", "down"] as const).flatMap((direction) => {
    const boundary = boundaries[direction];
    if (boundary === null) return [];
    const { tier, potentialIndex, rank } = boundary;
    return [
      `At a potential index of ${minus(significant(potentialIndex))} (rank ${formatCount(rank)}) it would be in ${tier}.`,
    ];
  });
}

function ruleWords({ rule }: AccountExplanation): string[] {
  if (rule === null) return [];
  // Further down a path a bound is tighter: the last one of its kind says it all.
  const last = new Map(rule.steps.map((step) => [`${step.feature} ${step.operator}`, step]));
  const steps = [...last.values()].map(stepWords);
  const conditions = steps.length === 0 ? "all accounts" : steps.join(" and ");
  const size = `${formatCount(rule.accounts)} accounts, ${formatShare(rule.purity)} of them in ${rule.tier}`;
  return [`The rule for it: ${conditions} gives ${rule.tier} (${size}).`];
}

function stepWords({ feature, operator, threshold }: RuleStep): string {
  const limit = Math.abs(threshold) >= 1000 ? formatMoney(threshold) : minus(significant(threshold));
  return `${featureLabel(feature)} ${operator === ">" ? ">" : "≤"} ${limit}`;
}

function changeWords({ counterfactuals }: AccountExplanation): string[] {
  if (counterfactuals === null) return [];
  const { blocked, changes } = counterfactuals;
  return (["up", "down"] as const).flatMap((direction) => {
    const why = blocked[direction];
    if (why !== null) return [`It cannot go ${direction}. ${why}`];
    const found = changes
      .filter((change) => change.direction === direction && change.to !== null)
      .sort((a, b) => size(a) - size(b))
      .slice(0, NAMED);
    if (found.length === 0) return [`${heading(direction)}: nothing that one could act on was found.`];
    return [`${heading(direction)}: ${found.map(({ text }) => text).join(" ")}`];
  });
}

function heading(direction: Direction): string {
  return direction === "up" ? "What would lift it" : "What would lower it";
}

function size({ relative }: Counterfactual): number {
  return relative === null ? Number.POSITIVE_INFINITY : Math.abs(relative);
}

function signed(value: number): string {
  return value < 0 ? minus(significant(value)) : `+${significant(value)}`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}
