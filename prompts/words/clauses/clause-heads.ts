import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NAMES } from "./clause-ties.ts";
import { type Clause, ofKind } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "Benelux hospitals, headroom first": names alone in front of a wish for weights say where it holds. */
export function asHeading([head, wish, ...more]: readonly Clause[]): readonly Clause[] {
  const all = [head, wish, ...more].filter((clause) => clause !== undefined);
  if (head === undefined || wish === undefined || head.sentence !== wish.sentence) return all;
  const [first] = head.items;
  const named = head.items.every(({ kind, text }) => kind === "values" || /^(?:the|our|all)$/u.test(text));
  const others = [wish, ...more].some((clause) => ofKind(clause, ...NAMES).length > 0);
  if (first === undefined || !named || others || wish.tie !== "comma" || ofKind(wish, "signal").length === 0)
    return all;
  const lead: Item = { ...first, kind: "word", text: "for", values: null, cues: new Set<Cue>(["in"]) };
  return [{ ...head, items: [lead, ...head.items, ...wish.items] }, ...more];
}

/** A clause whose name is explained by the one behind it: "that is", "namely" and names of the same column; null for any other. */
export function explained(clause: Clause, last: Clause): Clause | null {
  const names = clause.items.filter(({ kind }) => kind === "values");
  const lead = clause.items.filter((item) => !names.includes(item)).map(({ text }) => text);
  const [name, more] = names;
  const at = last.items.findLastIndex(({ values }) => values?.column === name?.values?.column);
  const explains = /^(?:that is|that means|meaning|namely|i e|ie|so|i mean|specifically)(?: the)?$/u;
  if (name === undefined || more !== undefined || at < 0 || !explains.test(lead.join(" "))) return null;
  const item = last.items[at] as Item;
  const among = name.values?.values.every((value) => item.values?.values.includes(value));
  if (!among || clause.sentence !== last.sentence) return null;
  spend(clause.items, "named again");
  return { ...last, items: last.items.with(at, { ...item, values: name.values }) };
}
