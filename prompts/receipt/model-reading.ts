import type { ModelAnswer } from "../../contract/model-answer.ts";
import { SIGNALS, type Weights } from "../../tiering/index.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { LIST_RULES, type Operation, type RuleOperation } from "../merge/operations.ts";
import type { PhraseReading, Reading, UnreadPhrase } from "../merge/reading.ts";
import type { Fault } from "../model/answer-text.ts";
import { toClauses } from "../words/clauses/split-clauses.ts";
import { scanThings, type Thing } from "../words/clauses/things.ts";
import { readItems } from "../words/items/read-items.ts";
import { kpiAllowed, kpiWish } from "../words/kpi-words.ts";
import { type BoundReplies, boundReplies } from "../words/rules/bound-reply.ts";
import { readMoveBound } from "../words/rules/move-bounds.ts";

/** What an answer is judged by. */
export interface Context {
  readonly message: string;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
}

/** The model's answer as a reading: the same operations that the offline reader makes. */
export function readingOf(
  answer: ModelAnswer,
  context: Context,
  leftOut: readonly Fault[],
  talk: string,
): Reading {
  const { message, vocabulary } = context;
  const ask = answer.ask === undefined || answer.ask?.kind === "undo" ? null : answer.ask;
  const operations = operationsOf(answer, context);
  const asked = answer.method === "kpi" && kpiWish(message) === "question";
  const runs = operations.length > 0 && !asked;
  const { lost, nearest, ...told } = boundsOf(runs ? operations : [], context);
  const unread = [...(runs ? unreadBy(answer, context) : []), ...leftOut.map(unreadRule), ...lost];
  return {
    ...told,
    operations: runs ? [...operations, ...nearest] : [],
    ask,
    talk: runs || ask !== null ? null : talk,
    problem: null,
    unread,
    readings: runs ? readingsOf(scanThings(message, vocabulary), unread) : [],
  };
}

/** Bounds on moves in the message that no rule can say, whatever the answer has made of them. */
function boundsOf(
  operations: readonly Operation[],
  { conversation, message, vocabulary }: Context,
): BoundReplies {
  const clauses = operations.length === 0 ? [] : toClauses(readItems(message, vocabulary));
  const bounds = clauses.flatMap((clause) => readMoveBound(clause, vocabulary.n));
  return boundReplies(bounds, {
    policy: conversation.current?.policy ?? {},
    operations,
    message,
    n: vocabulary.n,
  });
}

/** A rule of the answer that was not valid: named, and nothing runs without a question. */
function unreadRule({ message, path }: Fault): UnreadPhrase {
  return {
    phrase: `${path.split(".").slice(0, 2).join(".")}: ${message}`.slice(0, 160),
    start: 0,
    end: 0,
    restricts: true,
  };
}

function operationsOf(answer: ModelAnswer, { conversation, message }: Context): Operation[] {
  const operations: Operation[] = [];
  const plan = answer.plan ?? (answer.ask?.kind === "undo" ? "undo" : null);
  if (plan !== null && plan !== undefined) operations.push({ on: "plan", change: plan });
  if (plan === "undo" || plan === "redo") return operations;
  if (answer.method === "none") return operations;
  const weights = weightsOf(answer);
  if (weights !== null)
    operations.push({ on: "weights", change: { kind: "set", values: weights, rest: "zero" } });
  const denied = answer.method === "kpi" && !kpiAllowed(message, conversation);
  operations.push({ on: "method", method: denied ? "hybrid" : answer.method });
  if (answer.scale != null) operations.push({ on: "scale", scale: answer.scale });
  const rules = (change: RuleOperation) => operations.push({ on: "rules", change });
  const { lift = [], remove = {}, set = {} } = answer.policy ?? {};
  for (const rule of lift) rules({ kind: "lift", rule });
  for (const rule of LIST_RULES) {
    const gone = remove[rule];
    const said = set[rule];
    if (gone !== undefined) rules({ kind: "remove", rule, entries: gone });
    if (said !== undefined && said.length > 0)
      rules({ kind: rule === "hold" ? "add" : "replace", rule, entries: said });
  }
  if (set.force !== undefined && set.force.length > 0) rules({ kind: "force", entries: set.force });
  if (set.maxMovedShare !== undefined) rules({ kind: "maxMovedShare", value: set.maxMovedShare });
  if (set.maxTierStep !== undefined) rules({ kind: "maxTierStep", value: set.maxTierStep });
  if (set.strategicTiers !== undefined) rules({ kind: "strategicTiers", value: set.strategicTiers });
  if (set.tierSizes !== undefined && Object.keys(set.tierSizes).length > 0)
    rules({ kind: "tierSizes", sizes: set.tierSizes });
  if (set.monotone !== undefined) rules({ kind: "monotone", value: set.monotone });
  if (set.coefficients !== undefined) rules({ kind: "coefficients", value: set.coefficients });
  return operations;
}

function weightsOf(answer: ModelAnswer): Weights | null {
  return answer.method === "none" || answer.method === "baseline" ? null : (answer.weights as Weights);
}

/** What the answer has lost of the message, as faults for one correction. */
export function reviewAnswer(answer: ModelAnswer, context: Context): Fault[] {
  if (answer.method === "none") return [];
  const unread = unreadBy(answer, context).filter(({ restricts }) => restricts);
  return unread.map(({ phrase }) => ({
    path: "message",
    message: `"${phrase.slice(0, 120)}" of the message is in no field of the answer; put it into policy (hold, scope, mayRise, mayFall, …), or ask nothing and use method "none" with a reply that asks what is meant`,
  }));
}

/** Closed-class things of the message that no part of the answer bears out. */
function unreadBy(answer: ModelAnswer, { message, vocabulary }: Context): UnreadPhrase[] {
  const { set = {}, lift = [], remove = {} } = answer.policy ?? {};
  const rules = JSON.stringify([set, remove, answer.ask ?? null]);
  const weights = weightsOf(answer);
  const limits =
    Object.keys(set).length + lift.length + Object.keys(remove).length > 0 ||
    answer.ask != null ||
    answer.plan != null ||
    (weights !== null && SIGNALS.some((signal) => weights[signal] === 0)) ||
    answer.method !== "hybrid";
  const spent = ({ clause, item, kind }: Thing): boolean => {
    const signals = clause.items.some((each) => each.kind === "signal");
    if (kind === "number") return signals || rules.length > 12;
    if (kind === "restricts") return limits || signals || /\bkpis?\b/iu.test(message);
    if (kind === "value")
      return (
        (item.values?.values ?? []).some((value) => rules.includes(JSON.stringify(value).slice(1, -1))) ||
        rules.includes(`${item.values?.column}`)
      );
    if (kind === "tier")
      return (
        item.names.some((name) => rules.includes(name)) ||
        set.tierSizes !== undefined ||
        set.strategicTiers !== undefined
      );
    return item.names.some((name) => rules.includes(name));
  };
  const left = scanThings(message, vocabulary).filter((thing) => !spent(thing));
  const clauses = [...new Set(left.map(({ clause }) => clause))];
  return clauses.map((clause) => {
    const things = left.filter((thing) => thing.clause === clause);
    const start = (clause.items[0]?.start ?? 0) as number;
    const end = Math.max(...clause.items.map((item) => item.end));
    return {
      phrase: message.slice(start, end).trim().slice(0, 200),
      start,
      end,
      restricts: things.some(({ kind }) => kind !== "number"),
    };
  });
}

/** The closed-class things that the answer bears out, each by its clause. */
function readingsOf(things: readonly Thing[], unread: readonly UnreadPhrase[]): PhraseReading[] {
  return things
    .filter(({ item }) => !unread.some(({ end, start }) => item.start >= start && item.end <= end))
    .map(({ item, kind }) => ({
      phrase: item.text,
      start: item.start,
      end: item.end,
      became: kind,
      kind: "said",
    }));
}
