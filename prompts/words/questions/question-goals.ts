import type { Question } from "../../../contract/question.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import type { Sentence } from "./sentence.ts";

/** A value behind a measure: "focus of N", "the score should reach N". */
const VALUE =
  "(?: index)?(?: (?:of|at|to|up|up to|above|over|at least|reaches|reach|should|must|be|>|>=|=)){1,4} N\\b";
/** What measures are called, by code or in the plain words that replies have; `N` stands for a number. */
const KPIS: readonly (readonly [RegExp, "tpa" | "tciPi" | "tciRev" | "sfi" | "composite"])[] = [
  [/\btpa\b|\balignment\b|\bpotential in the right tiers\b/u, "tpa"],
  [
    /\btci ?_? ?(?:for |of |on |in )?rev\w*|\brevenue compactness|\bcompactness of revenue|\balike in revenue\b/u,
    "tciRev",
  ],
  [/\btci\w*|\bcompactness|\balike in potential\b/u, "tciPi"],
  [
    new RegExp(
      `\\bsfi\\b|\\b(?:for|until|before|till|so that|have|get|make|lets?|let) (?:the |our )?strategic tiers (?:to )?(?:carry|carries|hold|holds|cover|covers|have|contain|account for|bring) N\\b|\\bstrategic focus|\\brevenue in focus\\b|\\bstrategic revenue(?: (?:share|coverage))?\\b|\\brevenue in (?:the )?strategic tiers\\b|\\bfocus${VALUE}`,
      "u",
    ),
    "sfi",
  ],
  [new RegExp(`\\bcomposite\\b|\\boverall score|\\bscore${VALUE}`, "u"), "composite"],
];
const kpiIn = (text: string) => KPIS.find(([pattern]) => pattern.test(text))?.[1];
/** What makes a number the value to be reached, where signals are named too. */
const REACHES =
  /\b(?:get|reach|raise|bring|lift|push|achieve|hit|increase|improve|gives?|keeps?|have|has|at least|above|target|goal|aim)\b|>=|\b(?:to|of) N\b/u;
/** How much a measure counts, rather than what it is to reach. */
const COUNTS = /\b(?:weigh|weighs|weight|count|counts|counting|coefficients?|factor)\b/u;

/** Cues that make a share beside them the part of the book that may move. */
const MOVING: readonly Cue[] = ["move", "cap"];

/** "a 1 % budget", "if we only move 3 %": a share of a goal's sentence that may move, and no goal itself. */
function isBudget(items: readonly Item[], item: Item, at: number): boolean {
  const [amount] = item.amounts;
  if (item.amounts.length !== 1 || !["share", "plain"].includes(amount?.kind ?? "")) return false;
  if (items.filter((each) => each.amounts.length > 0).length !== 2) return false;
  const [before, next] = [items[at - 1], items[at + 1]];
  const after = items.slice(at + 1, at + 4);
  return (
    (amount?.kind === "share" && (before?.cues.has("move") ?? false)) ||
    /^(?:budget|cap|moves?|movement|churn|moving|moved|disruption)$/u.test(next?.text ?? "") ||
    (/^(?:of|accounts?|customers?)$/u.test(next?.text ?? "") && after.some((each) => each.cues.has("move")))
  );
}

/** The goal that a sentence asks for, such as "SFI of at least 82 %": a KPI and its least value; null where it asks for none. */
export function goal({ items }: Sentence): Question | null {
  const text = valued(items);
  const kpi = kpiIn(text);
  if (kpi === undefined || COUNTS.test(text)) return null;
  const values = items.filter((item, at) => !isBudget(items, item, at) && !isCounted(item, items[at + 1]));
  const [amount, more] = values.flatMap((item) => item.amounts);
  if (amount === undefined || more !== undefined || amount.kind === "multiple") return null;
  if (items.some((item) => item.kind === "signal") && !REACHES.test(text)) return null;
  return goalOf(kpi, amount.value, amount.kind);
}

/** "could we reach a TPA of 45 %, and …": a goal that is asked for, however politely; null for any other clause. */
export function politeGoal({ items }: Clause, vocabulary: Vocabulary): Question | null {
  const text = textOf({ items: items });
  return POLITE.test(text) ? goal({ items, text, question: true, vocabulary }) : null;
}

const POLITE =
  /^(?:and |or |also )?(?:can|could|would|will|might|may) (?:we|i|it|you|one) (?:ever |still |even )?(?:reach|get|hit|achieve|bring|lift|raise)\b/u;

/** "Would a 1 % budget be enough …": the part that may move, as a clause of its own beside its goal. */
export function budgetOf(clauses: readonly Clause[]): Clause | null {
  for (const clause of clauses) {
    const at = clause.items.findIndex((item, place) => isBudget(clause.items, item, place));
    const item = clause.items[at];
    if (item === undefined) continue;
    const near = clause.items
      .slice(Math.max(0, at - 3), at + 4)
      .filter((each) => MOVING.some((cue) => each.cues.has(cue)));
    return { ...clause, items: [...near, item].sort((a, b) => a.start - b.start) };
  }
  return null;
}

/** Whether a clause beside a goal is a wish of its own: it names something, and neither the measure nor few moves. */
export function isApart({ items }: Clause): boolean {
  const text = valued(items);
  return (
    kpiIn(text) === undefined &&
    !FEW.test(text) &&
    items.some((item) => ["signal", "values", "tier", "account"].includes(item.kind))
  );
}

/** "with as few changes as possible", "the fewest moves": what a goal asks for anyway, and no number of moves. */
export const FEW =
  /\b(?:as few(?: as)?|few|fewest|as little(?: as)?|least (?:number|movement|disruption|changes?|moves|churn)|minimal)\b/u;

/** "…, how many accounts is that?", "what does it cost us in moves?": what it takes to come to a value. */
export const COSTS =
  /\bhow (?:many|much)\b|\b(?:what|which) (?:does|do|would|will|is) (?:it|that|this|the)\b.*\b(?:costs?|takes?|price|moves?|changes?)\b|\bwhat (?:would|will|does) (?:it|that) (?:cost|take)\b/u;

/** The words of items in one text, with `N` for each number. */
function valued(items: readonly Item[]): string {
  return items.map((item) => (item.kind === "amount" ? "N" : item.text)).join(" ");
}

/** "more than eighty accounts": a number of accounts or moves. */
function isCounted({ amounts, end }: Item, next: Item | undefined): boolean {
  if (amounts[0]?.kind !== "plain" || next === undefined || next.start - end > 1) return false;
  return next.cues.has("accounts") || next.cues.has("move");
}

/** A goal, of which 82 is 82 per cent. */
function goalOf(kpi: (typeof KPIS)[number][1], value: number, kind: string): Question | null {
  const atLeast = kind === "plain" && value > 2 && value <= 100 ? value / 100 : value;
  return atLeast > 2 ? null : { kind: "goal", kpi, atLeast };
}

const GAIN = /\b(?:gains?|lift|improvement|benefit|effect)\b/u;

/** "half of the gain with the fewest moves", "how much of the gain with only 500 moves": a point of the frontier. */
export function readPartOfGain({ items, question, text }: Sentence): Question | null {
  if (
    !question ||
    !GAIN.test(text) ||
    items.some(({ kind }) => ["values", "signal", "account"].includes(kind))
  )
    return null;
  const amounts = items.filter((item) => item.amounts.length > 0);
  const part = amounts.find((item, at) => item.amounts[0]?.kind === "share" && isOfGain(items, item, at));
  const moves = amounts.find(
    (item) => item.amounts[0]?.kind === "plain" && isCounted(item, items[items.indexOf(item) + 1]),
  );
  const half = /\b(?:half|fewer|less) (?:of )?(?:the )?moves?\b/u.test(text);
  if (
    (part === undefined && moves === undefined) ||
    amounts.length > Number(part !== undefined) + Number(moves !== undefined) + Number(half)
  )
    return null;
  spend(amounts, "the question: frontier");
  return {
    kind: "frontier",
    ...(part === undefined ? {} : { gain: part.amounts[0]!.value }),
    ...(moves === undefined ? {} : { moves: moves.amounts[0]!.value }),
  };
}

/** "half the gain", "gain half": a share that stands beside the gain, and is none of the accounts. */
function isOfGain(items: readonly Item[], item: Item, _at: number): boolean {
  const at = items.indexOf(item);
  const near = items.slice(Math.max(0, at - 2), at + 5).map(({ text }) => text);
  return (
    near.some((text) => GAIN.test(text)) &&
    !/^(?:accounts?|moves?|customers?)$/u.test(items[at + 1]?.text ?? "")
  );
}

/** "Can we get 82 % of the revenue into focus?": a least SFI, 0 … 1; null without a share or a question. */
export function goalOfRevenue({ items, question }: Sentence): Question | null {
  const share = items.flatMap((item) => item.amounts).find(({ kind }) => kind === "share");
  return share === undefined || !question ? null : goalOf("sfi", share.value, share.kind);
}
