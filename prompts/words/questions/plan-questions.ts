import { DEFAULT_WEIGHTS, type Plan, SIGNAL_NAMES, type Signal } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Conversation } from "../../conversation/conversation.ts";
import { composeReply, weightsShown } from "../../reply/compose.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";

const BY_DEFAULT: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

const COMPARES =
  /\b(?:more|less|most|higher|lower|bigger|heavier|stronger|important|outweigh\w*|ahead of|above|over|as much as|equal\w*|same)\b/u;
/** What is asked of the plan in force rather than of what a term means. */
const IN_FORCE: readonly RegExp[] = [
  /\b(?:held|frozen|locked|protected|exempt|pinned|forced|in scope|out of scope|in force)\b/u,
  /\b(?:what|which) (?:are |is )?(?:the |our |my |your )?(?:current |present )?(?:weights?|rules?|holds?|budget|scope|plan|settings|limits?|constraints?)\b.*\b(?:now|today|currently|present|force|use|used|using|apply|set|run|running)\b/u,
  /^(?:and |so |ok )*what(?: are| is)? (?:the |our |my |your )?(?:weights|weighting|plan|settings|rules in force)(?: \?)?$|\bwhat does the plan say\b|^(?:and |so )*what counts(?: now| today| currently| at the moment)?(?: \?)?$/u,
  /\b(?:what|which) (?:are |is )?(?:the |our |my |your )?(?:current|present) (?:weights?|rules?|holds?|budget|scope|plan|settings|limits?)\b/u,
  /\bhow (?:many|much)\b.*\b(?:can|may|could|allowed|budget|limit|cap|at most)\b.*\b(?:move|change|moves|changes)\b|\bhow (?:many|much)\b.*\b(?:move|change)\b.*\b(?:at most|at the most|maximum|allowed)\b/u,
  /\b(?:may|can|could|allowed to|able to) (?:\S+ ){0,6}(?:move|rise|fall|change|go up|go down|be (?:promoted|demoted|downgraded|upgraded))\b/u,
];

/** What was said before, and is in force. */
const WISHED =
  /\bwhat (?:did|have) (?:i|we) (?:\S+ )?(?:ask|asked|say|said|want|wish|request|tell|told)\b|\bwhat (?:was|were) (?:my|our) (?:last|previous|earlier|first) (?:requests?|wish|wishes|questions?|words|messages?|prompts?)\b|\b(?:which|what) (?:settings|weights|rules|plan) (?:am i|are we) (?:using|on|running)\b/u;

/**
 * "is growth more important than runway today?", "are hospitals held?", "how many may move at most?": said from the plan in
 * force, and nothing is changed. Null for what is no such question.
 */
export function answerPlan(
  clauses: readonly Clause[],
  { current, ruled, wish }: Conversation,
  vocabulary: Vocabulary,
): string | null {
  const items = clauses.flatMap((clause) => [...clause.items]);
  const text = textOf({ items: items });
  if (/\b(?:if|would|why)\b|\bwhat (?:does|do) \S+ (?:\S+ )?mean\b/u.test(text)) return null;
  const plan = current === null ? BY_DEFAULT : { ...current, policy: { ...current.policy, ...ruled } };
  const signals = [...new Set(items.flatMap((item) => [...item.signals]))];
  const before = current !== null && wish !== "" && WISHED.test(text) ? `Your last wish was "${wish}". ` : "";
  const compared =
    signals.length >= 2 && COMPARES.test(text)
      ? comparison(signals[0] as Signal, signals[1] as Signal, plan, text)
      : "";
  const weighed =
    signals.length > 0 &&
    /\bhow (?:much|strongly|heavily|important)\b.*\b(?:count|counts|matter|matters|weigh|weighs|important|weight)\b/u.test(
      text,
    );
  const led = /\b(?:which|what) (?:signal|factor|driver|criterion|weight)\b.*\b(?:most|least)\b/u.test(text);
  if (compared === "" && before === "" && !weighed && !led && !IN_FORCE.some((pattern) => pattern.test(text)))
    return null;
  const lead = current === null ? "By default, as nothing was said yet:" : "In force now:";
  return `${before}${compared}${lead} ${composeReply({ plan, previous: null, unread: [], book: vocabulary })}`;
}

/** Yes or no, where the words ask for that, and what the two signals count. */
function comparison(one: Signal, other: Signal, { weights }: Plan, text: string): string {
  const difference = weights[one] - weights[other];
  const shown = weightsShown(weights);
  const [a, b] = [one, other].map((signal) => `${SIGNAL_NAMES[signal]} ${shown[signal]}`);
  const equal = Math.abs(difference) < 0.005;
  const counts = `${a} and ${b}${equal ? ", so both count the same" : ""}. `;
  if (!/^(?:is|are|does|do)\b/u.test(text)) return `The weights are ${counts}`;
  const less = /\b(?:less|lower|below|behind)\b/u.test(text);
  const same = /\b(?:as (?:much|important|heavily|strongly)|equal\w*|same)\b/u.test(text);
  const yes = same ? equal : !equal && difference > 0 !== less;
  return `${yes ? "Yes" : "No"}: the weights are ${counts}`;
}
