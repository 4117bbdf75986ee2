import { type Clause, textOf } from "../clauses/clauses.ts";
import { isQuestion } from "./talk.ts";

/** What begins another question, or a wish beside one. */
const ANOTHER =
  /^(?:(?:and|but|then|also|please|can you|could you) )*(?:why|who|which|whose|how (?:many|much|stable|sure)|(?:is|are|does|did) (?:the|it|they|this)|rerun|re run|run|redo|hold|freeze)\b/u;

/** "which of them rose, and why did 42 not?", "what is SFI, and can you rerun with more geo?": each by itself. */
export function asksApart(own: readonly Clause[]): Clause[][] {
  const [first] = own;
  const head = first?.items.flatMap((item) => item.text.split(" ")) ?? [];
  const asks = isQuestion(head) || /^(?:show|list|give|tell)$/u.test(head[0] ?? "");
  const supposes = own.some(({ items }) => items.some(({ text }) => /^(?:if|would|were to)$/u.test(text)));
  if (!asks || supposes) return [[...own]];
  const parts: Clause[][] = [];
  for (const clause of own)
    if (parts.length === 0 || ANOTHER.test(textOf(clause))) parts.push([clause]);
    else parts.at(-1)!.push(clause);
  return parts;
}

/** "…, top ten by revenue", "…, largest first", "… but was C before": in which order, how many, and which of what the clause before asks for. */
export const ordersWhole = (clause: Clause): boolean =>
  /^(?:(?:and|but|then|the) )*(?:after(?:wards)?$|was|were|used to be|top|bottom|sorted by|ordered by|ranked by|(?:largest|biggest|smallest) first)\b/u.test(
    textOf(clause),
  );
