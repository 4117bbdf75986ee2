import { METHOD_NAMES, type Plan, type Policy, SIGNAL_NAMES, SIGNALS } from "../../tiering/index.ts";
import { shownPercents } from "./percents.ts";
import { policyPhrases, reasonWords } from "./plan-words.ts";

/**
 * What a plan changes of the one before it, a phrase each: `Growth 30 → 45 %`, `hold account 7`, `no longer hold account 7`.
 * With the number of accounts in the book a share is told in accounts too.
 */
export function planChanges(before: Plan, after: Plan, accounts = 0): string[] {
  return [
    ...methodChange(before, after),
    ...weightChanges(before, after),
    ...ruleChanges(before, after, accounts),
  ];
}

function methodChange(before: Plan, after: Plan): string[] {
  return before.method === after.method
    ? []
    : [`method ${METHOD_NAMES[before.method]} → ${METHOD_NAMES[after.method]}`];
}

function weightChanges(before: Plan, after: Plan): string[] {
  const [from, to] = [shownPercents(before.weights), shownPercents(after.weights)];
  return SIGNALS.filter((signal) => from[signal] !== to[signal]).map(
    (signal) => `${SIGNAL_NAMES[signal]} ${from[signal]} → ${to[signal]} %`,
  );
}

/** Constraints that came and those that went; a reason that came stands behind them. */
function ruleChanges({ policy: before }: Plan, { policy: after }: Plan, accounts: number): string[] {
  const [from, to] = [before, after].map((policy) => policyPhrases(settings(policy), accounts)) as [
    string[],
    string[],
  ];
  const came = { hold: beyond(after.hold, before.hold), force: beyond(after.force, before.force) };
  const went = { hold: beyond(before.hold, after.hold), force: beyond(before.force, after.force) };
  const reasons = beyond(after.reason, before.reason).map(reasonWords);
  return [
    ...beyond(to, from),
    ...policyPhrases(came),
    ...[...beyond(from, to), ...policyPhrases(went)].map((phrase) => `no longer ${phrase}`),
    ...(reasons.length > NAMED
      ? [`${reasons.length} reasons given`]
      : reasons.map((words) => `reason: ${words}`)),
  ];
}

/** Most reasons that are told one by one. */
const NAMED = 3;

/** The rules that are set as a whole; the lists change entry by entry. */
function settings({ hold: _, force: __, reason: ___, ...others }: Policy): Policy {
  return others;
}

/** What one list has and the other has not. */
function beyond(list: readonly string[] = [], other: readonly string[] = []): string[] {
  return list.filter((entry) => !other.includes(entry));
}
