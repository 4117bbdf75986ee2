import type { Item } from "../items/item.ts";
import { NAMES } from "./clause-ties.ts";
import { type Clause, ofKind, textOf } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "nor does Ost", "Neither can Alpen.", "Niederlande too": names of whom the same holds as of those before. */
export function echoes(clause: Clause, last: Clause): boolean {
  const names = ofKind(clause, ...NAMES);
  const text = textOf({ items: clause.items.filter(({ kind }) => kind === "word") });
  return (
    names.length === 1 &&
    ofKind(clause, "amount", "signal", "column").length === 0 &&
    ofKind(last, names[0]?.kind as "tier").some((item) => item.values?.column === names[0]?.values?.column) &&
    /^(?:(?:nor|neither|so) (?:does|do|can|may|should|will|is|are)|(?:and )?(?:too|as well)|and also|also)$/u.test(
      text,
    )
  );
}

/** "…, and the same goes for category": a signal of which the same holds as of the one before. */
export function likens(clause: Clause): boolean {
  const text = textOf({ items: clause.items.filter(({ kind }) => kind === "word") });
  return (
    ofKind(clause, "signal").length > 0 &&
    clause.items.every(({ kind }) => kind === "word" || kind === "signal") &&
    /^(?:(?:and|but|so) )*(?:(?:the )?same(?: thing)?(?: (?:goes|applies|holds|is true|counts))?(?: (?:for|with|to))?(?: the| our)?|likewise(?: for)?|ditto(?: for)?|as well|too|also)$/u.test(
      text,
    )
  );
}

/** "…, and the same goes for category": what a clause says of a signal, of another one. */
export function alike(head: Clause, clause: Clause): Clause {
  const [first, ...more] = ofKind(clause, "signal") as [Item, ...Item[]];
  spend(
    clause.items.filter(({ kind }) => kind === "word"),
    "the same",
  );
  const signals = [...new Set([first, ...more].flatMap((item) => item.signals))];
  const { start, end } = first;
  const items = head.items.map((item) =>
    item.kind === "signal" ? { ...first, signals } : { ...item, start, end, became: null },
  );
  return { ...clause, items };
}
