import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import type { Clause } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { symbolsOf } from "./clauses/symbols.ts";

const SHAPE =
  /^(?:(?:no|nope|sorry|actually|hm+|ok|okay|then|please|rather|now|so|let us|we|make it|i meant?) )*(?:(?:go |goes )?back to|return to|to)? ?(?:the )?N(?: accounts)?(?: (?:again|please|then|as before|instead))*$/u;

/** "no, back to the 2", "the 500 again": a budget of an earlier plan, by its number. */
export function readEarlierNumber(clause: Clause, { current, plans }: Conversation, n: number): Operation[] {
  const { text, within } = symbolsOf(clause);
  const [item, more] = clause.items.filter(({ kind }) => kind === "amount");
  const [amount] = item?.amounts ?? [];
  const refers = /\b(?:back to|return to|again|as before)\b/u.test(text);
  if (amount === undefined || more !== undefined || !refers || !SHAPE.test(text)) return [];
  const said = (share: number) =>
    amount.kind === "share"
      ? Math.abs(share - amount.value) < 1e-9
      : amount.kind === "plain" &&
        (Math.abs(share - amount.value / 100) < 1e-9 || Math.abs(share - amount.value / n) < 1e-9);
  const before = plans.findLast(
    ({ policy: { maxMovedShare } }) =>
      maxMovedShare !== undefined && maxMovedShare !== current?.policy.maxMovedShare && said(maxMovedShare),
  )?.policy.maxMovedShare;
  if (before === undefined) return [];
  spend(within(0, text.length), "maxMovedShare");
  return [{ on: "rules", change: { kind: "maxMovedShare", value: before } }];
}
