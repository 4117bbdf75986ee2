import type { Question } from "../../contract/question.ts";
import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";
import type { Sentence } from "./questions.ts";

const KPIS: readonly [RegExp, "tpa" | "tciPi" | "tciRev" | "sfi" | "composite"][] = [
  [/\btpa\b|\balignment\b/u, "tpa"],
  [/\btci ?_? ?rev\w*|\brevenue compactness|\bcompactness of revenue/u, "tciRev"],
  [/\btci\w*|\bcompactness/u, "tciPi"],
  [/\bsfi\b|\bstrategic focus/u, "sfi"],
  [/\bcomposite\b|\boverall score/u, "composite"],
];

/** Cues that make a share beside them the part of the book that may move. */
export const MOVING: readonly Cue[] = ["move", "cap"];

/** "a 1 % budget", "if we only move 3 %": a share of a goal's sentence that may move, and no goal itself. */
export function isBudget(items: readonly Item[], item: Item, at: number): boolean {
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

/** "eighty accounts": no value of a KPI. */
const isCounted = (next: Item | undefined): boolean =>
  /^(?:accounts?|customers?|clients?|moves?|changes?)$/u.test(next?.text ?? "");

/** The goal that a sentence asks for, such as "SFI of at least 82 %": a KPI and its least value; null where it asks for none. */
export function goal({ items, text }: Sentence): Question | null {
  const kpi = KPIS.find(([pattern]) => pattern.test(text))?.[1];
  const amounts = items
    .filter((item, at) => !isBudget(items, item, at) && !isCounted(items[at + 1]))
    .flatMap((item) => item.amounts);
  const [amount] = amounts;
  if (kpi === undefined || amount === undefined || amounts.length > 1) return null;
  if (
    items.some((item) => item.kind === "signal") &&
    !/\b(?:get|reach|raise|bring|at least|above)\b/u.test(text)
  )
    return null;
  return goalOf(kpi, amount.value, amount.kind);
}

/** A goal, of which 82 is 82 per cent. */
function goalOf(
  kpi: "tpa" | "tciPi" | "tciRev" | "sfi" | "composite",
  value: number,
  kind: string,
): Question | null {
  const atLeast = kind === "plain" && value > 2 && value <= 100 ? value / 100 : value;
  return atLeast > 2 ? null : { kind: "goal", kpi, atLeast };
}

/** "Can we get 82 % of the revenue into focus?": a least SFI, 0 … 1; null without a share or a question. */
export function goalOfRevenue({ items, question }: Sentence): Question | null {
  const share = items.flatMap((item) => item.amounts).find(({ kind }) => kind === "share");
  return share === undefined || !question ? null : goalOf("sfi", share.value, share.kind);
}
