import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NAMES } from "./clause-ties.ts";
import { type Clause, has, ofKind } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "Benelux hospitals, headroom first", "Spain and Italy. Max 200 moves, but not the banks": names alone in front of a wish say where it holds. */
export function asHeading([head, wish, ...more]: readonly Clause[]): readonly Clause[] {
  const all = [head, wish, ...more].filter((clause) => clause !== undefined);
  const [first] = head?.items ?? [];
  if (head === undefined || wish === undefined || first === undefined) return all;
  const isNamed = isNames(head);
  // "North America. Financial Services. Headroom on top.": both.
  if (
    isNamed &&
    isNames(wish) &&
    more.length > 0 &&
    columnOf(head) !== columnOf(wish) &&
    (wish.tie === "stop" || wish.tie === "comma")
  )
    return [placed(head), ...asHeading(all.slice(1))];
  // "growth first, Germany"
  const isBehind =
    all.length === 2 && wish.tie === "comma" && isNames(wish) && ofKind(head, "signal").length > 0;
  const others = isBehind ? head : wish;
  const names = ofKind(others, ...NAMES);
  // "Germany and Austria, Manufacturing only"
  const column = ofKind(head, "values")[0]?.values?.column;
  const isNarrower =
    has(wish, "only") && names.every(({ values }) => values !== null && values.column !== column);
  const wishes =
    names.length === 0
      ? ofKind(others, "signal", "amount").length > 0
      : isNarrower || wish.tie === "but" || wish.tie === "stop";
  if (!(isNamed || isBehind) || !wishes || (isBehind && names.length > 0)) return all;
  const place = isBehind ? wish : head;
  return all.map((clause) => (clause === place ? placed(place) : clause));
}

/** Names as where a wish holds. */
function placed(clause: Clause): Clause {
  const [first] = clause.items as [Item];
  const lead: Item = { ...first, kind: "word", text: "for", values: null, cues: new Set<Cue>(["in"]) };
  return { ...clause, items: [lead, ...clause.items] };
}

const columnOf = (clause: Clause): string | undefined => ofKind(clause, "values")[0]?.values?.column;

const isNames = ({ items }: Clause): boolean =>
  items.some(({ kind }) => kind === "values") &&
  items.every(
    ({ kind, text }) => kind === "values" || /^(?:the|our|all|please|now|today|and|\+|&)$/u.test(text),
  );

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
