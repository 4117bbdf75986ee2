import type { Plan } from "../../tiering/index.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import type { Reading } from "../merge/reading.ts";
import { type Clause, textOf } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { cuesOf } from "./items/cue-words.ts";
import type { Amount } from "./items/numbers.ts";

type Followed = Pick<Reading, "operations"> & Partial<Reading>;

/** A number that a share or a bare number stands for, as a measure's value. */
const measured = ({ kind, value }: Amount): number => (kind === "plain" && value > 2 ? value / 100 : value);

/** "do it": what was supposed becomes the plan. */
const ADOPTS =
  /^(?:(?:yes|ok|okay|then|please|so|and) )*(?:do it|do that|do so|run it|run that|apply it|apply that|go ahead|go|make it so|yes)(?: (?:then|please|so))*$/u;
const AGREES =
  /^(?:yes|yep|yeah|yup|sure|ok|okay|please do|do that|go ahead|do it|run it|correct|exactly|right|agreed|fine|sounds good|perfect|the first|first one|the first one|option one|(?:then |and |just )?(?:run it |run )?without|leave (?:that|it|this)|drop (?:that|it|this)|skip (?:that|it|this)|without it|without that)\b/u;
const IN_HALF =
  /\b(?:in half|half (?:of )?the(?! (?:moves|changes|movers) (?:should|must|are|to))|by half|halved?)\b/u;
const PART_OF_IT =
  /^(?:(?:and|now|only|just|make it|use) )*(?:half|(?:an?|one|two|three) \p{Ll}+) of (?:(?:that|the|this|our) (?:budget|cap|limit|allowance|ceiling)|it|that|those)(?: (?:please|will do|is enough))*$/u;
const MAKES =
  /^(?:(?:no|actually|sorry|rather|then|and|ok|please|but) )*(?:make (?:it|that|this)|too (?:many|much)|say|let us say|i meant?|rather|better)\b/u;

const PERMITS =
  /^(?:(?:ok|okay|and|now|then|so|well|please) )*(?:it|that|the (?:cap|limit|budget)) (?:may|can|could|should) (?:now |also )?(?:be|become|go (?:up |down )?to) \S+(?: now| too| instead| as well)*$|^\S+ (?:is|are|would be) (?:ok|okay|fine|alright|all right|acceptable)(?: too| as well| now| then)*$/u;

/**
 * Short answers to what was asked or proposed before: "yes", "the first", "no", "what about .9?", "make that
 * 4 %", "halve it". Null where the message stands for itself.
 * @param n accounts of the book
 */
export function readFollowUp(
  clauses: readonly Clause[],
  { current, proposed, question }: Conversation,
  n: number,
): Followed | null {
  const open = clauses
    .flatMap((clause) => clause.items)
    .filter((item) => item.became === null && item.kind !== "stop");
  const things = open.filter((item) => item.kind !== "word");
  const text = textOf({ items: open });
  const took = (became: string, followed: Followed): Followed => {
    spend(open, became);
    return followed;
  };
  const rule = (change: Extract<Operation, { on: "rules" }>["change"]) =>
    took("maxMovedShare", { operations: [{ on: "rules", change }] });
  const scaled = (factor: number) => rule({ kind: "scaleBudget", factor });
  const moved = (value: number) => rule({ kind: "maxMovedShare", value });
  if (question?.kind === "whatIf" && question.plan !== null && proposed === null && things.length === 0)
    if (ADOPTS.test(text))
      return took("what was supposed", {
        operations: [{ on: "plan", change: "adopt", plan: question.plan as Plan }],
      });
  if (proposed !== null && things.length === 0) {
    if (AGREES.test(text) && open.length <= 8)
      return took("yes", { operations: [{ on: "plan", change: "keep" }] });
    if (/^(?:no|nope|cancel|never mind|forget it|stop)\b/u.test(text) && open.length <= 4)
      return took("no", { operations: [], talk: "Nothing was run; the plan before stays in force." });
  }
  const relative = IN_HALF.test(text) ? 1 / 2 : /\btwice the\b|\bdouble the\b/u.test(text) ? 2 : null;
  const moves = open.some((item) => item.cues.has("move"));
  if (relative !== null && moves && things.every((item) => item.kind === "amount") && things.length <= 1)
    return scaled(relative);
  const [thing, ...others] = things;
  const [amount, ...more] = things.flatMap((item) => item.amounts);
  const single = others.length === 0 && more.length === 0 ? amount : undefined;
  if (question?.kind === "goal" && single !== undefined && measured(single) <= 2)
    return took("the question: goal", { operations: [], ask: { ...question, atLeast: measured(single) } });
  if (question?.kind === "account" && thing?.kind === "account" && others.length === 0 && open.length <= 5)
    return took("the question: account", {
      operations: [],
      ask: { ...question, id: thing.names[0] as string },
    });
  const limited = current?.policy.maxMovedShare !== undefined;
  // "twice that", "a third of that budget": of the budget that the last plan has.
  if (limited && PART_OF_IT.test(text) && single?.kind === "share") return scaled(single.value);
  if (
    limited &&
    things.every(({ amounts }) => amounts.every(({ kind }) => kind === "multiple")) &&
    /(?:^| )(?:twice|double|half|half of|triple) (?:that|it|as many|as much)(?: budget| cap| limit| moves| accounts| please)?(?: will do| is enough| is fine)?$/u.test(
      text,
    ) &&
    open.length <= 8
  )
    return scaled(/\bhalf\b/u.test(text) ? 1 / 2 : /\btriple\b/u.test(text) ? 3 : 2);
  if (current === null) return null;
  if (single === undefined) {
    // "that's too much change, halve it": the budget.
    const cue = open.some(({ cues }) => cues.has("halve"))
      ? 1 / 2
      : open.some(({ cues }) => cues.has("twice"))
        ? 2
        : null;
    const told =
      moves || limited || open.some((item) => /^(?:budget|a budget|movement budget)$/u.test(item.text));
    return things.length === 0 && cue !== null && told ? scaled(cue) : null;
  }
  // "cap 1 %, swap them": more is wished for than another number.
  if (open.some(({ cues }) => MORE.some((cue) => cues.has(cue)))) return null;
  const { kind, value } = single;
  // "make that 4 %": the number of the rule that the last plan has.
  if (kind === "plain" && value <= 100 && moves && limited) return moved(value / 100);
  // "make that 700 accounts"
  const counted = kind === "plain" && Number.isInteger(value) && value > 0 && value <= n && open.length <= 6;
  // "it may be 600", "600 is okay too"
  if (counted && limited && value > 100 && PERMITS.test(text)) return moved(value / n);
  if (counted && limited && MAKES.test(text) && (moves || open.some(({ cues }) => cues.has("accounts"))))
    return moved(value / n);
  const asks = limited || /^(?:and |now )?what (?:about|if)\b/u.test(text);
  const apart = open.some(({ cues }) => cues.has("each") || cues.has("rest") || cues.has("lift"));
  // "cut the budget in half", "reduce the cap by a quarter": a part of it, which the rules read; "what about half?" as well.
  const isPart = limited && /\b(?:half|third|thirds|quarters?)$/u.test(thing?.text ?? "");
  if (isPart && /\b(?:cap|budget|limit|ceiling|allowance)\b/u.test(text)) return null;
  if (isPart && kind === "share" && open.length <= 5 && !moves) return scaled(value);
  const said = open.filter(({ text: word }) => !HEDGES.test(word));
  return kind === "share" && said.length <= 6 && asks && !apart ? moved(value) : null;
}

const HEDGES =
  /^(?:hm+|maybe|perhaps|a|an|bit|a bit|a little|a little bit|teeny|tiny|little|then|please|so|ok|okay)$/u;
/** Cues of what a number alone does not say. */
const MORE = cuesOf(
  "swap hold except ignore rise fall kpi direct hybrid baseline undo start-over strong first last",
);
