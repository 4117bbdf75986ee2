import type { Item } from "../items/item.ts";
import { type Clause, has, ofKind, textOf } from "./clauses.ts";

/** "…, three are not", "but not three", "never triple ones", "not one more": beyond the bound of the clause before. */
export function goesNoFurther(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (has(last, "strategic") && ofKind(clause, "tier").length === 1)
    return (
      /^\S+(?: \S+)? (?:does|do|is|are) not$/u.test(text) ||
      // "use this in place of tiers A and B"
      /^(?:(?:so|and|please|then) )*(?:use|take) (?:this|that|it|these|those|them) (?:in place of|instead of|rather than) \S+/u.test(
        text,
      )
    );
  const more =
    /^(?:(?:but|and) )?(?:not|no|not a single (?:account|one|customer)|not (?:a|one) (?:\S+ )?\S+) (?:one |a single one |account |one account |one customer )?more(?: please)?$/u.test(
      text,
    );
  if (more) return ofKind(last, "amount").length > 0;
  // "25 moves. Not 26."
  const [[limit], [next]] = [last, clause].map((each) => ofKind(each, "amount")) as [Item[], Item[]];
  const higher = (next?.amounts[0]?.value ?? 0) > (limit?.amounts[0]?.value ?? Infinity);
  if (higher && /^(?:and |but )?not \S+(?: accounts)?$/u.test(text) && has(last, "move", "accounts"))
    return true;
  // "one tier up or down, never two"
  const one = /\b(?:one|single|1) (?:tier|step|level|notch)/u.test(textOf(last));
  if (one && /^(?:(?:but|and) )?(?:not|never) (?:by )?(?:two|2|double|more)$/u.test(text)) return true;
  return (
    has(last, "tierword", "jump", "cap", "move") &&
    ofKind(last, "signal").length === 0 &&
    ofKind(clause, "values", "tier", "account", "signal", "column").length === 0 &&
    /^(?:(?:but|and) )*(?:(?:not|never) (?:by )?(?:three|3|four|triple(?: ones| jumps)?)|(?:by )?(?:three|3|four)(?: tiers?)?(?: (?:is|are))?(?: it is)? (?:not|no|too (?:many|much|far)))$/u.test(
      text,
    )
  );
}
