import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Item } from "../items/item.ts";
import { readItems } from "../items/read-items.ts";
import { type Clause, textOf } from "./clauses.ts";
import { restricts } from "./restricting.ts";
import { isDirective, isStory } from "./speech-acts.ts";
import { toClauses } from "./split-clauses.ts";
import { isUsed } from "./unused.ts";

/** A closed-class thing of a message: nothing of it may be lost without a word. */
export interface Thing {
  readonly kind: "number" | "value" | "tier" | "account" | "restricts";
  readonly item: Item;
  readonly clause: Clause;
}

const KINDS = { amount: "number", values: "value", tier: "tier", account: "account" } as const;

/**
 * The closed-class things of clauses: numbers, values of the book, tiers, accounts, and the words that
 * restrict or negate where their clause names a thing or gives an order.
 */
export function thingsIn(clauses: readonly Clause[]): Thing[] {
  return clauses.flatMap((clause) => {
    if (isStory(clause)) return [];
    const named = clause.items.flatMap((item): Thing[] => {
      const kind = KINDS[item.kind as keyof typeof KINDS];
      return kind === undefined ? [] : [{ kind, item, clause }];
    });
    // "insurance is out": something is left out that nothing here names.
    const gone = clause.items.filter(
      (item) =>
        item.kind === "word" &&
        item.cues.has("void") &&
        item.cues.size === 1 &&
        !/\bout of\b/u.test(textOf(clause)),
    );
    const bare =
      gone.length === 0 || !/^(?!(?:we|i|they|you)\b).* (?:is|are) (?:out|gone)\b/u.test(textOf(clause));
    // "growth, unless they shrink": what a wish has left unread may bind it.
    if (named.length === 0 && bare && !clause.items.some(isUsed) && !isDirective(clause)) return [];
    const limits = [...clause.items.filter(restricts), ...gone].map(
      (item): Thing => ({ kind: "restricts", item, clause }),
    );
    return [...named, ...limits];
  });
}

/** The closed-class things of a message, whoever reads it. Cost: linear in the message. */
export function scanThings(message: string, vocabulary: Vocabulary): Thing[] {
  return thingsIn(toClauses(readItems(message, vocabulary)));
}
