import type { Question } from "../../contract/question.ts";
import type { Sentence } from "./questions.ts";

const KPIS: readonly [RegExp, "tpa" | "tciPi" | "tciRev" | "sfi" | "composite"][] = [
  [/\btpa\b|\balignment\b/u, "tpa"],
  [/\btci ?_? ?rev\w*|\brevenue compactness|\bcompactness of revenue/u, "tciRev"],
  [/\btci\w*|\bcompactness/u, "tciPi"],
  [/\bsfi\b|\bstrategic focus/u, "sfi"],
  [/\bcomposite\b|\boverall score/u, "composite"],
];

export function goal({ items, text }: Sentence): Question | null {
  const kpi = KPIS.find(([pattern]) => pattern.test(text))?.[1];
  const amounts = items.flatMap((item) => item.amounts);
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

export function goalOfRevenue({ items, question }: Sentence): Question | null {
  const share = items.flatMap((item) => item.amounts).find(({ kind }) => kind === "share");
  return share === undefined || !question ? null : goalOf("sfi", share.value, share.kind);
}
