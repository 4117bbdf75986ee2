import type { Clause } from "../clauses/clauses.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** Words for those who own accounts. */
export const SELLER =
  "(?:sellers?|reps?|representatives?|sales ?(?:people|persons?|reps?|force|team|staff)|account (?:managers?|executives?)|owners?)";

/** What people who sell may be called as to their job; the last word of a role. */
export const JOBS =
  "(?:sellers?|reps?|representatives?|managers?|executives?|specialists?|people|persons?|heads?|headcount|ftes?|hunters?|farmers?|agents?|consultants?|advis[eo]rs?|engineers?|directors?|colleagues?|hires?|salespeople|staff|closers?|partners?|associates?|aes?|sdrs?|bdrs?|csms?)";

/** A name behind an item: the items that stand together without a blank, such as "S-0042". */
export function nameAfter(
  items: readonly Item[],
  at: number,
): { readonly text: string; readonly items: readonly Item[] } | null {
  let next = at + 1;
  while (/^(?:number|no|id|#|called|named|:|\.)$/u.test(items[next]?.text ?? "")) next++;
  const first = items[next];
  if (first === undefined || (first.kind === "stop" && first.text !== "-")) return null;
  const found = [first];
  while (
    items[next + 1]?.start === items[next]?.end &&
    /^[\p{L}\p{N}_-]+$/u.test(items[next + 1]?.text ?? "")
  ) {
    next++;
    found.push(items[next] as Item);
  }
  return { text: found.map(textOf).join(""), items: found };
}

/** An item as it was written, in lower case; digits rather than the number that they are. */
function textOf(item: Item): string {
  const [amount] = item.amounts;
  return item.names[0] ?? (amount?.digits || item.text);
}

/** "no more than 25 accounts per seller": a number of what sellers have is none of the accounts that move. */
export function limitsSellers({ items }: Clause): boolean {
  return (
    items.some((item) => item.amounts.length > 0 && item.amounts.every(({ kind }) => kind === "plain")) &&
    items.some((item) => item.kind === "word" && /^(?:sellers?|reps?|account managers?)$/u.test(item.text)) &&
    items.some((item) => LIMITS.some((cue) => item.cues.has(cue))) &&
    !items.some((item) => item.cues.has("move"))
  );
}

const LIMITS: readonly Cue[] = ["cap", "not", "below", "at-least", "over", "under"];
