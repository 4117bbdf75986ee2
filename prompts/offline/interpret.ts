import {
  DEFAULT_WEIGHTS,
  type Method,
  normaliseWeights,
  type Plan,
  type Policy,
} from "../../tiering/index.ts";
import type { Conversation } from "../conversation.ts";
import type { Meaning } from "../interpretation.ts";
import { kpiAllowed, kpiWish } from "../kpi.ts";
import { mergePolicy } from "../policy-words.ts";
import { cleanReply } from "../reply-text.ts";
import { checkPolicy, unknownValueReply } from "../selectors.ts";
import { resolveUndo } from "../undo.ts";
import { isUndo } from "../undo-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { readAmounts } from "./amounts.ts";
import { readAsk } from "./asks.ts";
import { explainPlan, planReply, quotesOf } from "./explain.ts";
import { toItems } from "./items.ts";
import { negativeWeight } from "./negative-weights.ts";
import { createPhraseText, type PhraseText } from "./phrase-text.ts";
import { placeWords, readPlaces } from "./places.ts";
import { readPolicy } from "./policy-phrases.ts";
import { namedPlan } from "./references.ts";
import { answerQuestion, askReply, NOT_UNDERSTOOD, TALK_REPLIES } from "./replies.ts";
import { mendSpelling } from "./spelling.ts";
import { isInjection, isQuestion, sentencesOf, talkOf } from "./talk.ts";
import { nameTiers } from "./tier-names.ts";
import { tokenise } from "./tokens.ts";
import { unreadClauses, withoutCounts } from "./unread.ts";
import { readWeights } from "./weights.ts";

/**
 * What a message means, without a model: deterministic, in process, for any string.
 * Cost: a few milliseconds for a message of the usual length.
 */
export function interpretOffline(
  message: string,
  conversation: Conversation,
  vocabulary: Vocabulary,
): Meaning {
  if (isInjection(message)) return talk(TALK_REPLIES.injection);
  if (isUndo(message)) return resolveUndo(conversation);
  const asked = readAsk(toText(message, vocabulary));
  if (asked !== null) return { ...talk(askReply(asked)), ask: asked };

  const wishes = withoutQuestions(message);
  if (wishes === null) return talk(answer(message));
  const offTopic = talkOf(message) === "off-topic";
  const text = toText(wishes, vocabulary);
  const current = conversation.current;
  const policy = readPolicy(text, vocabulary, current?.policy ?? {});
  if ("unknown" in policy) return talk(unknownValueReply(policy.unknown, vocabulary));
  const checked = checkPolicy(policy.words.set, vocabulary);
  if ("problem" in checked) return talk(checked.problem);

  const negative = negativeWeight(text.left(), text.amounts);
  if (negative !== null) return talk(`Weights are 0 or more, and ${negative} is not. ${WEIGHTS_HINT}`);
  const named = namedPlan(wishes, conversation);
  const base = named ?? current;
  dropMethodWords(text);
  const items = toItems(withoutCounts(text.left(), text.amounts), text.amounts, text.places);
  const read = readWeights(items, base?.weights ?? null);
  const ruled = policy.notes.length > 0;
  const wish = kpiWish(message);
  const runs =
    read.refers ||
    read.runs ||
    named !== null ||
    wish === "wanted" ||
    wish === "refused" ||
    /\bhybrid\b/iu.test(wishes);
  const unread = unreadClauses(text.left(), text.amounts, wishes, {
    counted: read.counted,
    n: vocabulary.n,
    ruled,
  });
  const bare = read.weights === null && !ruled && named === null && wish === "absent";
  if (unread.length > 0 && bare && runs && !(read.refers && current !== null))
    return talk(`I did not understand '${unread.join("', '")}', so nothing was run. ${RULES_HINT}`);
  const notes = [...policy.notes, ...unread.map((words) => `not understood: '${words}'`)];
  if (offTopic || (read.weights === null && !ruled && !runs)) return talk(answer(message));

  const plan: Plan = {
    method: methodOf(message, wishes, conversation, base, read.fresh && !ruled),
    weights: normaliseWeights(
      read.weights ?? (read.resets && named === null ? DEFAULT_WEIGHTS : (base?.weights ?? DEFAULT_WEIGHTS)),
    ),
    policy: mergePolicy(carriedPolicy(read.resetsAll, named, current), {
      set: checked.policy,
      lift: policy.words.lift,
    }),
  };
  const unnamed =
    read.weights === null && base !== null && !read.resets
      ? "as in the last plan"
      : read.weights === null
        ? "the defaults"
        : "the rest";
  return {
    ...plan,
    ask: null,
    reply: cleanReply(planReply(plan.weights, plan.method, notes)),
    explanation: cleanReply(
      explainPlan(plan.weights, quotesOf(read.segments, wishes), unnamed, plan.method, notes),
    ),
  };
}

const RULES_HINT =
  'I know rules such as "move at most 2 %", "Tier A with 1,200 accounts", "keep Tier A as it is" and "only in Western Europe".';
const WEIGHTS_HINT = 'Say for instance "60% runway, 40% growth", or "a bit less growth".';

function toText(message: string, vocabulary: Vocabulary): PhraseText {
  const mended = mendSpelling(tokenise(message), placeWords(vocabulary));
  const placed = readPlaces(nameTiers(mended, message, vocabulary.tiers), message, vocabulary);
  const { tokens, amounts } = readAmounts(placed.tokens);
  return createPhraseText(tokens, amounts, placed.places);
}

const POINTS_BACK =
  /\b(?:put|rank|move|make|place|priorit\w+|favou?r|push|focus on|go for|go after|target|reward|start with|take)\b.{0,20}\b(?:them|those|these)\b/iu;

/** The message with its questions blanked, or null where it is nothing else. */
function withoutQuestions(message: string): string | null {
  let kept = message;
  let wishes = 0;
  for (const { start, text } of sentencesOf(message)) {
    if (isQuestion(text))
      kept = kept.slice(0, start) + " ".repeat(text.length) + kept.slice(start + text.length);
    else if (/[\p{L}\p{N}]/u.test(text)) wishes++;
  }
  if (wishes === 0) return null;
  // "Who grows fastest? Put them first": the wish points back at the question.
  return POINTS_BACK.test(kept) ? message : kept;
}

/** Takes the words about the method out, so that "not KPI" rules out no signal. */
function dropMethodWords(text: PhraseText): void {
  text.take(
    /\b(?:(?:not|no|non|without|never|skip|avoid|drop|forget|ignore|instead of|rather than|stop|disable|turn off|switch off) (?:- )?)?(?:(?:use|using|do|the|a|with|by|on|want|run|method) ){0,4}kpis?(?: (?:method|mode|run|based|approach|way|off))?\b/gu,
    () => true,
  );
  text.take(
    /\b(?:(?:swap|switch|change|go|back) )*(?:(?:the|to|use|with|by|via|in) )*(?:hybrid|normal one|usual one|regular one|standard one|normal method)(?: (?:method|mode|run|one|approach))?\b/gu,
    () => true,
  );
}

function methodOf(
  message: string,
  wishes: string,
  conversation: Conversation,
  base: Plan | null,
  fresh: boolean,
): Method {
  const wish = kpiWish(message);
  if (wish === "wanted") return "kpi";
  if (wish === "refused" || /\bhybrid\b/iu.test(wishes) || fresh || base === null) return "hybrid";
  return base.method !== "kpi" || kpiAllowed(message, conversation) || wish === "absent"
    ? base.method
    : "hybrid";
}

function carriedPolicy(resetsAll: boolean, named: Plan | null, current: Plan | null): Policy {
  return resetsAll ? {} : ((named ?? current)?.policy ?? {});
}

function answer(message: string): string {
  const kind = talkOf(message);
  const asks = sentencesOf(message).some(({ text }) => isQuestion(text));
  if (kind !== null && !(asks && (kind === "greeting" || kind === "thanks"))) return TALK_REPLIES[kind];
  return asks ? answerQuestion(message) : NOT_UNDERSTOOD;
}

function talk(reply: string): Meaning {
  const said = cleanReply(reply);
  return {
    method: "none",
    weights: null,
    policy: {},
    ask: null,
    reply: said,
    explanation: "No run: the message holds no tiering wish that can be run.",
  };
}
