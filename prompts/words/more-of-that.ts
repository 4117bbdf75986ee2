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

/** "more of that", "a bit less of it": the signal that the plan in force raised most over the one before. */
export function readMoreOfThat(clause: Clause, { current, stack }: Conversation): Operation[] {
  const { text, within } = symbolsOf(clause);
  const groups = SHAPE.exec(text)?.groups;
  if (current === null || groups === undefined) return [];
  const before = stack.at(-2)?.weights ?? DEFAULT_WEIGHTS;
  const raised = (signal: Signal) => current.weights[signal] - before[signal];
  const signal = SIGNALS.reduce((most, each) => (raised(each) > raised(most) ? each : most));
  if (raised(signal) <= 0.005) return [];
  spend(within(0, text.length), signal);
  const by = STEP * (groups.slight === undefined ? 1 : 0.5) * (groups.way?.startsWith("more") ? 1 : -1);
  return [{ on: "weights", change: { kind: "step", signal, by, from: null } }];
}
