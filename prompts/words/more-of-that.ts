import { DEFAULT_WEIGHTS, SIGNALS, type Signal } from "../../tiering/index.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import type { Clause } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { symbolsOf } from "./clauses/symbols.ts";

/** How far "more of that" goes, in points of a weight; "a bit" goes half as far. */
const STEP = 0.1;

const SHAPE =
  /^(?:(?:and|ok|okay|please|now|then|but) ){0,3}(?<slight>(?:a bit|a little|a little bit|slightly|a touch|just a bit) )?(?:(?:even|still|much|a lot|some) )?(?<way>more|less|more of|less of)(?: of)? (?:that|this|it|the same|of the same|same)(?: please)?$/u;
/** "even more", "a bit less": of what, the message before says. */
const ALONE =
  /^(?:(?:and|ok|okay|please|now|then|but|no|hmm) ){0,3}(?:(?<slight>a bit|a little|a little bit|slightly|a touch|just a bit)|even|still) (?<way>more|less)(?: (?:please|then))?$/u;

/** "more of that", "a bit less of it": the signal that the plan in force raised most over the one before. */
export function readMoreOfThat(clause: Clause, { current, stack }: Conversation): Operation[] {
  const { text, within } = symbolsOf(clause);
  const groups = (SHAPE.exec(text) ?? ALONE.exec(text))?.groups;
  if (current === null || groups === undefined) return [];
  const before = stack.at(-2)?.weights ?? DEFAULT_WEIGHTS;
  const raised = (signal: Signal) => current.weights[signal] - before[signal];
  const signal = SIGNALS.reduce((most, each) => (raised(each) > raised(most) ? each : most));
  if (raised(signal) <= 0.005) return [];
  spend(within(0, text.length), signal);
  const by = STEP * (groups.slight === undefined ? 1 : 0.5) * (groups.way?.startsWith("more") ? 1 : -1);
  return [{ on: "weights", change: { kind: "step", signal, by, from: null } }];
}

const ALSO =
  /^(?:(?:and|also|plus|so is|the same for|same for|ditto)(?: the)? )*S(?: (?:too|as well|also|out))*$/u;

/**
 * "geo out", then "and category": left out too, where the message before left one out; "growth first", then "and
 * category": as much as the one that it raised.
 * @param opening the first word of the message
 */
export function readAlsoOf(clause: Clause, opening: string, { current, stack }: Conversation): Operation[] {
  const { text, within } = symbolsOf(clause);
  const adds =
    /^(?:and|also|plus|so is|the same for|same for|ditto|&)$/u.test(opening) ||
    / (?:too|as well|also)$/u.test(text);
  if (current === null || !adds || !ALSO.test(text)) return [];
  const before = stack.at(-2)?.weights ?? DEFAULT_WEIGHTS;
  const dropped = SIGNALS.filter((signal) => before[signal] > 0 && current.weights[signal] === 0);
  const raised = SIGNALS.some((signal) => before[signal] === 0 && current.weights[signal] > 0);
  const named = clause.items.flatMap((item) => item.signals);
  if (named.some((signal) => dropped.includes(signal))) return [];
  if (dropped.length > 0 && !raised) {
    spend(within(0, text.length), "left out");
    return [{ on: "weights", change: { kind: "exclude", signals: [...dropped, ...named] } }];
  }
  const gain = (signal: Signal) => current.weights[signal] - before[signal];
  const most = SIGNALS.reduce((one, other) => (gain(other) > gain(one) ? other : one));
  if (dropped.length > 0 || gain(most) < RAISED || named.includes(most)) return [];
  spend(within(0, text.length), "weights");
  const parts = Object.fromEntries([most, ...named].map((signal) => [signal, 1]));
  return [{ on: "weights", change: { kind: "ratio", parts, rest: "kept" } }];
}

/** How much a signal has gained where the message before was about it. */
const RAISED = 0.1;

const AS_MUCH =
  /^(?:(?:and|ok|okay|please|now|then|but) )*(?:make |let |put |give )?(?:the )?S (?:be |count |counts |weigh |weighs |matter |matters |is )?(?:should be |should count )?(?:equally|just as|as) (?:important|heavy|heavily|strong|strongly|high|much)(?: too| as well| please)?$/u;

/** "runway first", then "make growth equally important": as much as what counts most. */
export function readAsMuch(clause: Clause, { current }: Conversation): Operation[] {
  const { text, within } = symbolsOf(clause);
  const [signal, more] = clause.items.flatMap((item) => [...item.signals]);
  if (current === null || signal === undefined || more !== undefined || !AS_MUCH.test(text)) return [];
  const top = SIGNALS.reduce((one, other) => (current.weights[other] > current.weights[one] ? other : one));
  if (top === signal) return [];
  spend(within(0, text.length), "weights");
  return [{ on: "weights", change: { kind: "ratio", parts: { [top]: 1, [signal]: 1 }, rest: "kept" } }];
}
