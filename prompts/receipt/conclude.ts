import type { Question } from "../../contract/question.ts";
import { canonicalPolicy, type Plan } from "../../tiering/index.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Meaning } from "../merge/meaning.ts";
import { mergeOperations } from "../merge/merge.ts";
import type { Reading } from "../merge/reading.ts";
import { askReply } from "../reply/ask-reply.ts";
import { composeReply } from "../reply/compose.ts";
import { cleanReply } from "../reply/reply-text.ts";

/** What a reading leads to: a plan to run, a plan that waits for a yes, an answer, or a reply alone. */
export function conclude(reading: Reading, conversation: Conversation, vocabulary: Vocabulary): Meaning {
  const { ask, operations, problem, readings, talk, unread } = reading;
  const phrases = unread.map(({ phrase }) => phrase);
  const none = (reply: string, more: Partial<Meaning> = {}): Meaning => ({
    ...talkMeaning(reply),
    ask,
    explanation: explain(reading, null),
    unread: phrases,
    readings,
    ...more,
  });
  // What was not understood leaves the plan that waits as it is.
  if (talk !== null && unread.length > 0 && conversation.proposed !== null)
    return none(talk, {
      proposed: conversation.proposed,
      unread: [...new Set([...conversation.open, ...phrases])],
    });
  if (talk !== null) return none(talk);
  if (ask?.kind === "whatIf") return suppose(reading, { ask, conversation, vocabulary, none });
  if (ask?.kind === "changes" && operations.length === 0) {
    const plan = conversation.stack.at(-2) ?? null;
    if (plan === null) return none("There is no run before this one to compare it with.", { ask: null });
    return none(`${askReply(ask)}${notUsed(phrases)}`, { ask: { ...ask, plan: plan as typeof ask.plan } });
  }
  if (operations.length === 0 && problem === null)
    return none(`${ask === null ? NOTHING_SAID : askReply(ask)}${notUsed(phrases)}`);
  const merged = mergeOperations(operations, conversation, vocabulary);
  // "I take that back, China may move": where no plan is to be taken back, the rest says what was meant.
  const others = operations.filter(
    (operation) => operation.on !== "plan" || !["undo", "redo"].includes(operation.change),
  );
  if (merged.nothingBefore && others.length > 0 && others.length < operations.length)
    return conclude({ ...reading, operations: others }, conversation, vocabulary);
  const { nothingBefore, plan, problems, saidSizes } = merged;
  const previous = conversation.current;
  const goesBack = operations.some((operation) => operation.on === "plan" && operation.change === "undo");
  if (nothingBefore)
    return none(`There is no earlier plan to go back to.${notUsed(phrases)}`, {
      ask: goesBack ? { kind: "undo" } : ask,
    });
  const reply = composeReply({
    plan: ruledBy(plan, conversation),
    previous,
    unread: phrases,
    book: vocabulary,
  });
  const faults = [...(problem === null ? [] : [problem]), ...problems.map(({ message }) => message)];
  const left = operations.length > problems.length;
  if (faults.length > 0) {
    if (!left)
      return none(`${faults.join(" ")} So I have not run anything.`, { proposed: conversation.proposed });
    const question = "Shall I run it without that?";
    return none(`${faults.join(" ")} So I have not run anything. Without it: ${reply} ${question}`, {
      proposed: plan,
      question,
      saidSizes,
    });
  }
  // What was unclear stays so until it is said another way, left out with a yes, or the plan is begun anew.
  const stillOpen =
    conversation.proposed === null ? [] : conversation.open.filter((phrase) => !settles(operations, phrase));
  const restricting = [
    ...stillOpen.map((phrase) => ({ phrase })),
    ...unread.filter(({ restricts }) => restricts),
  ];
  const { notes = [], unsayable = [] } = reading;
  if (unsayable.length > 0 && restricting.length === 0) {
    const question = "Shall I run that (say yes), or will you put it another way?";
    return none(`${unsayable.join(" ")} So I have not run anything. What I can run: ${reply} ${question}`, {
      proposed: plan,
      question,
      saidSizes,
    });
  }
  if (restricting.length > 0) {
    const question = questionOf(restricting.map(({ phrase }) => phrase));
    return none(
      `${unsayable.length > 0 ? `${unsayable.join(" ")} ` : ""}I did not understand "${restricting.map(({ phrase }) => phrase).join('", "')}", and it may restrict the run, so nothing was run. What I have: ${reply} ${question}`,
      { proposed: plan, question, saidSizes, unread: [...new Set([...stillOpen, ...phrases])] },
    );
  }
  return {
    method: plan.method,
    weights: plan.weights,
    policy: plan.policy,
    ...(plan.scale === undefined ? {} : { scale: plan.scale }),
    ask: goesBack ? { kind: "undo" } : ask,
    reply: cleanReply(
      `${goesBack ? "Taken back. " : ""}${[reply, ...notes].join(" ")}${ask === null || goesBack ? "" : ` ${askReply(ask)}`}`,
    ),
    explanation: explain(reading, plan),
    unread: phrases,
    readings,
    proposed: null,
    question: null,
    undo: goesBack,
    saidSizes,
  };
}

/** A plan under the request's own rules, as it will be run. */
function ruledBy(plan: Plan, { ruled }: Conversation): Plan {
  return { ...plan, policy: canonicalPolicy({ ...plan.policy, ...ruled }) };
}

interface Supposition {
  readonly ask: Extract<Question, { kind: "whatIf" }>;
  readonly conversation: Conversation;
  readonly vocabulary: Vocabulary;
  readonly none: (reply: string, more?: Partial<Meaning>) => Meaning;
}

/** What another plan would change: asked of a whole plan or not at all, and never waiting for a yes. */
function suppose(
  { operations, problem, unread }: Reading,
  { ask, conversation, none, vocabulary }: Supposition,
): Meaning {
  const phrases = unread.map(({ phrase }) => phrase);
  const { plan, problems } = mergeOperations(operations, conversation, vocabulary);
  const faults = [...(problem === null ? [] : [problem]), ...problems.map(({ message }) => message)];
  const kept = { proposed: conversation.proposed };
  if (faults.length > 0)
    return none(`${faults.join(" ")} So I have not run anything.`, { ask: null, ...kept });
  if (operations.length === 0 || unread.some(({ restricts }) => restricts))
    return none(
      `I did not understand ${phrases.length === 0 ? "what to suppose" : `"${phrases.join('", "')}"`}, so I cannot tell what it would change; nothing was run.`,
      { ask: null, ...kept },
    );
  const shown = ruledBy(plan, conversation);
  const reply = composeReply({
    plan: shown,
    previous: conversation.current,
    unread: phrases,
    book: vocabulary,
  });
  return none(`${askReply(ask)} Supposed: ${reply}`, {
    ask: { ...ask, plan: shown as NonNullable<typeof ask.plan> },
    ...kept,
  });
}

/** A reply alone: nothing runs. */
export function talkMeaning(reply: string): Meaning {
  const said = cleanReply(reply);
  return {
    method: "none",
    weights: null,
    policy: {},
    ask: null,
    reply: said,
    explanation: "No run: the message holds no tiering wish that can be run.",
    unread: [],
    readings: [],
    proposed: null,
    question: null,
    undo: false,
    saidSizes: {},
  };
}

function notUsed(phrases: readonly string[]): string {
  return phrases.length === 0 ? "" : ` Not used: ${phrases.map((phrase) => `"${phrase}"`).join(", ")}.`;
}

const NOTHING_SAID = "I did not find a tiering wish in that.";

function questionOf(phrases: readonly string[]): string {
  const [phrase = ""] = phrases;
  return `Should I run it without "${phrase}" (say yes), or will you put that another way?`;
}

/** One sentence that says which words led to what. */
function explain({ readings, unread }: Reading, plan: Plan | null): string {
  const read = readings.map(({ became, phrase }) => `'${phrase.trim()}': ${became}`);
  const left = unread.map(({ phrase }) => `not understood: '${phrase}'`);
  const all = [...read, ...left].join("; ");
  if (all === "")
    return plan === null
      ? "No run: the message holds no tiering wish that can be run."
      : "The plan in force, unchanged.";
  return cleanReply(all);
}

/** Whether what is said now may be an open phrase said another way: who moves for who moves, any rule for the rest. */
function settles(operations: Reading["operations"], phrase: string): boolean {
  const who =
    /\b(?:hold|freeze|lock|keep|protect|leave|only|except|exclude|exempt|spare|without|don't touch)\b/iu.test(
      phrase,
    ) && !/\d/u.test(phrase);
  return operations.some((operation) => {
    if (operation.on === "plan") return true;
    return operation.on === "rules" && (!who || "field" in operation.change || "entries" in operation.change);
  });
}
