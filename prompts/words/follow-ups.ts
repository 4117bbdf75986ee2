import type { Plan } from "../../tiering/index.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Reading } from "../merge/reading.ts";
import type { Clause } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { type Cue, cuesOf } from "./items/cue-words.ts";
import type { Item } from "./items/item.ts";

type Followed = Pick<Reading, "operations"> & Partial<Reading>;

/**
 * Short answers to what was asked or proposed before: "yes", "the first", "no", "what about .9?", "make that
 * 4 %", "halve it". Null where the message stands for itself.
 * @param n accounts of the book
 */
export function readFollowUp(
  clauses: readonly Clause[],
  conversation: Conversation,
  n: number,
): Followed | null {
  const open = clauses
    .flatMap((clause) => clause.items)
    .filter((item) => item.became === null && item.kind !== "stop");
  const things = open.filter((item) => item.kind !== "word");
  const text = open.map((item) => item.text).join(" ");
  const { current, proposed, question } = conversation;
  // "what would happen if …" "do it": what was supposed becomes the plan.
  const adopts =
    /^(?:(?:yes|ok|okay|then|please|so|and) )*(?:do it|do that|do so|run it|run that|apply it|apply that|go ahead|go|make it so|yes)(?: (?:then|please|so))*$/u;
  if (
    question?.kind === "whatIf" &&
    question.plan !== null &&
    proposed === null &&
    things.length === 0 &&
    adopts.test(text)
  ) {
    spend(open, "what was supposed");
    return { operations: [{ on: "plan", change: "adopt", plan: question.plan as Plan }] };
  }
  if (proposed !== null && things.length === 0) {
    const agrees =
      /^(?:yes|yep|yeah|yup|sure|ok|okay|please do|do that|go ahead|do it|run it|correct|exactly|right|agreed|fine|sounds good|perfect|the first|first one|the first one|option one|(?:then |and |just )?(?:run it |run )?without|leave (?:that|it|this)|drop (?:that|it|this)|skip (?:that|it|this)|without it|without that)\b/u.test(
        text,
      );
    if (agrees && open.length <= 8) {
      spend(open, "yes");
      return { operations: [{ on: "plan", change: "keep" }] };
    }
    if (/^(?:no|nope|cancel|never mind|forget it|stop)\b/u.test(text) && open.length <= 4) {
      spend(open, "no");
      return { operations: [], talk: "Nothing was run; the plan before stays in force." };
    }
  }
  const relative =
    /\b(?:in half|half (?:of )?the(?! (?:moves|changes|movers) (?:should|must|are|to))|by half|halved?)\b/u.test(
      text,
    )
      ? 1 / 2
      : /\btwice the\b|\bdouble the\b/u.test(text)
        ? 2
        : null;
  if (
    relative !== null &&
    open.some((item) => item.cues.has("move")) &&
    things.every((item) => item.kind === "amount") &&
    things.length <= 1
  ) {
    spend(open, "maxMovedShare");
    return { operations: [{ on: "rules", change: { kind: "scaleBudget", factor: relative } }] };
  }
  const amounts = things.flatMap((item) => item.amounts);
  const [amount] = amounts;
  if (question?.kind === "goal" && amounts.length === 1 && amount !== undefined && things.length === 1) {
    const atLeast = amount.kind === "plain" && amount.value > 2 ? amount.value / 100 : amount.value;
    if (atLeast <= 2) {
      spend(open, "the question: goal");
      return { operations: [], ask: { ...question, atLeast } };
    }
  }
  if (
    question?.kind === "account" &&
    things.length === 1 &&
    things[0]?.kind === "account" &&
    open.length <= 5
  ) {
    spend(open, "the question: account");
    return { operations: [], ask: { ...question, id: things[0].names[0] as string } };
  }
  // "twice that", "half of it": of the budget that the last plan has.
  if (
    current?.policy.maxMovedShare !== undefined &&
    things.every(({ amounts: own }) => own.every(({ kind }) => kind === "multiple")) &&
    /(?:^| )(?:twice|double|half|half of|triple) (?:that|it)$/u.test(text) &&
    open.length <= 8
  ) {
    spend(open, "maxMovedShare");
    const factor = /\bhalf\b/u.test(text) ? 1 / 2 : /\btriple\b/u.test(text) ? 3 : 2;
    return { operations: [{ on: "rules", change: { kind: "scaleBudget", factor } }] };
  }
  if (current === null || things.length !== 1 || amounts.length !== 1 || amount === undefined)
    return halved(open, things, conversation);
  // "cap 1 %, swap them": more is wished for than another number.
  if (open.some(({ cues }) => MORE.some((cue) => cues.has(cue)))) return null;
  // "make that 4 %": the number of the rule that the last plan has.
  const asks = current.policy.maxMovedShare !== undefined || /^(?:and |now )?what (?:about|if)\b/u.test(text);
  const percent =
    amount.kind === "plain" &&
    amount.value <= 100 &&
    open.some((item) => item.cues.has("move")) &&
    current.policy.maxMovedShare !== undefined;
  if (percent) {
    spend(open, "maxMovedShare");
    return { operations: [{ on: "rules", change: { kind: "maxMovedShare", value: amount.value / 100 } }] };
  }
  // "make that 700 accounts"
  const counted =
    amount.kind === "plain" &&
    Number.isInteger(amount.value) &&
    amount.value > 0 &&
    amount.value <= n &&
    current.policy.maxMovedShare !== undefined &&
    open.length <= 6 &&
    /^(?:(?:no|actually|sorry|rather|then|and|ok|please|but) )*(?:make (?:it|that|this)|say|let us say|i meant?|rather|better)\b/u.test(
      text,
    ) &&
    open.some((item) => item.cues.has("accounts") || item.cues.has("move"));
  if (counted) {
    spend(open, "maxMovedShare");
    return { operations: [{ on: "rules", change: { kind: "maxMovedShare", value: amount.value / n } }] };
  }
  const ruled = amount.kind === "share" && open.length <= 6 && asks;
  if (ruled && !open.some((item) => ["each", "rest", "lift"].some((cue) => item.cues.has(cue as Cue)))) {
    spend(open, "maxMovedShare");
    return { operations: [{ on: "rules", change: { kind: "maxMovedShare", value: amount.value } }] };
  }
  return null;
}

/** Cues of what a number alone does not say. */
const MORE = cuesOf(
  "swap hold except ignore rise fall kpi direct hybrid baseline undo start-over strong first last",
);

/** "that's too much change, halve it": the budget. */
function halved(open: readonly Item[], things: readonly Item[], { current }: Conversation): Followed | null {
  if (current === null || things.length > 0) return null;
  const factor = open.some((item) => item.cues.has("halve"))
    ? 1 / 2
    : open.some((item) => item.cues.has("twice"))
      ? 2
      : null;
  const moves = open.some(
    (item) => item.cues.has("move") || /^(?:budget|a budget|movement budget)$/u.test(item.text),
  );
  if (factor === null || !(moves || current.policy.maxMovedShare !== undefined)) return null;
  spend(open, "maxMovedShare");
  return { operations: [{ on: "rules", change: { kind: "scaleBudget", factor } }] };
}
