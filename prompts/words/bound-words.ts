import { restricts } from "../receipt/things.ts";
import { type Clause, has, ofKind } from "./clauses.ts";
import type { Item } from "./items.ts";

/** Verbs and nouns of accounts that change tier; of a weight only where a signal stands beside them. */
const MOVES =
  /^(?:moves?|moved|moving|movers|movements?|promot\w*|demot\w*|upgrad\w*|downgrad\w*|leaves?|leaving|reassign\w*|reclassif\w*)$/u;

/**
 * The words of a clause about weights that speak of accounts, not of weights: they stay unread. "growth, and
 * nobody leaves", "runway unless they shrink", "growth with at most 8 % movers".
 */
export function boundWords(clause: Clause): ReadonlySet<Item> {
  const { items } = clause;
  const moves = items.some(
    (item, at) =>
      item.became === null &&
      MOVES.test(item.text) &&
      items[at + 1]?.kind !== "signal" &&
      items[at - 1]?.kind !== "signal",
  );
  const cares = has(clause, "matter", "void", "ignore");
  const stays = (item: Item) =>
    item.text === "unless" ||
    (/^(?:nobody|no one)$/u.test(item.text) && !cares) ||
    (moves && (restricts(item) || item.kind === "amount"));
  return new Set([...items.filter(({ kind }) => kind === "word"), ...ofKind(clause, "amount")].filter(stays));
}
