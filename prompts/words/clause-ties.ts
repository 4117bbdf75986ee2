import { type Clause, has, ofKind, textOf } from "./clauses.ts";
import type { Item } from "./items.ts";

/** "… can go up, but not down", "fewer moves, say 1 percent": what only its neighbour makes whole. */
export function completes(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (/^not (?:down|up)$/u.test(text))
    return has(last, "rise", "fall") && ofKind(last, "values", "tier").length > 0;
  if (/^(?:but )?(?:not|no) more(?: please)?$/u.test(text)) return ofKind(last, "amount").length > 0;
  const bare = (item: Item) => item.kind === "amount" || item.cues.has("accounts");
  // "make A smaller, 900 accounts": the size that was meant.
  if (clause.items.every(bare) && ofKind(clause, "amount").length === 1 && ofKind(last, "tier").length === 1)
    return has(last, "less", "more", "resize") && ofKind(last, "amount", "signal").length === 0;
  const share = clause.items.every(
    (item) => item.kind === "amount" || /^(?:say|like|maybe|perhaps|about|around)$/u.test(item.text),
  );
  return (
    share &&
    ofKind(clause, "amount").length === 1 &&
    has(last, "move") &&
    ofKind(last, "amount", "signal").length === 0
  );
}

/** "Account 42 is in renewal, don't change its tier": a rule whose "it" is what the clause before names. */
export function refersBack(clause: Clause, last: Clause): boolean {
  const there = clause.items.some((item) => item.text === "there");
  const named =
    ofKind(last, "values", "tier", "account").length > 0 &&
    !has(last, "hold", "move", "rise", "fall", "wish") &&
    (there || !has(last, "only"));
  const pronoun = clause.items.some((item) =>
    /^(?:there|it|its|them|their|they|those|these|this|that|his|her)$/u.test(item.text),
  );
  const own = ofKind(clause, "values", "tier", "account", "amount").length > 0;
  const subject =
    /^(?:and |so |but )*(?:please )?(?:must|should|may|can|need|needs|will|have to|has to|stays?|remains?)\b/u.test(
      textOf(clause),
    );
  return named && (pronoun || subject) && !own && has(clause, "hold", "move", "rise", "fall", "only");
}

/** A name alone, with nothing that says what is to become of it. */
export function isBare({ items, tie }: Clause): boolean {
  const named = items.filter((item) => ["values", "tier", "account"].includes(item.kind));
  // "freeze Gold and everything in Retail"
  const also = (item: Item) =>
    tie === "and" &&
    (/^every(?:thing|one|body)$/u.test(item.text) ||
      [...item.cues].every((cue) => ["all", "in", "accounts", "also", "please"].includes(cue)));
  return (
    named.length > 0 &&
    items.every(
      (item) =>
        named.includes(item) ||
        (item.kind === "word" &&
          (item.cues.size === 0 || /^(?:too|as well)$/u.test(item.text) || also(item))),
    )
  );
}
