import type { Vocabulary } from "../vocabulary.ts";
import { type Clause, textOf } from "../words/clauses/clauses.ts";
import { toClauses } from "../words/clauses/split-clauses.ts";
import { isUsed } from "../words/clauses/unused.ts";
import type { Cue } from "../words/items/cue-words.ts";
import type { Item } from "../words/items/item.ts";
import { readItems } from "../words/items/read-items.ts";

/** A closed-class thing of a message: nothing of it may be lost without a word. */
export interface Thing {
  readonly kind: "number" | "value" | "tier" | "account" | "restricts";
  readonly item: Item;
  readonly clause: Clause;
}

/** Words that restrict or negate; where one is unread, nothing runs without a question. */
const RESTRICTS =
  /^(?:not|no|never|none|nobody|nothing|neither|nor|without|only|solely|exclusively|except|except for|other than|apart from|excluding|unless|at most|no more than|not more than|max|maximum|up to|cap|limit|hold|freeze|frozen|lock|keep|protect|leave|few|fewer|fewest|as few|fewer than|less than|outside|exempt|restrict|drop|stop|forget|forget about|ignore|skip|omit|don't|than|more than|less than|rather than|as much as|as many as|half as|instead of|no longer|any more|anymore|any longer|stopped|stopping|quit|cease|neither)$/u;

/** How a clause begins that asks for something to be done or left, rather than telling a story. */
const DIRECTIVE =
  /^(?:(?:please|and|but|then|also|just|so|can you|could you|would you|can we|could we|we should|we must|let us|i would like to|i want you to|i want to|we want to|try to) )*(?:do not|never|no|only|avoid|without|keep|leave|hold|lock|freeze|protect|exclude|except|unless|nobody|none|no one|nothing|cap|limit|restrict|at most|as few|few|fewer|fewest|not|drop|stop|must|should|let|move|make|spare|exempt|forget|ignore|skip|omit)\b/u;

/** Whether an item is a word that restricts or negates. */
export function restricts(item: Item): boolean {
  return item.kind === "word" && RESTRICTS.test(item.text);
}

/** Whether a clause asks for something to be done or left. */
export function isDirective(clause: Clause): boolean {
  return DIRECTIVE.test(textOf(clause));
}

/** Cues that ask for nothing. */
const QUIET: ReadonlySet<Cue> = new Set<Cue>([
  "please",
  "accounts",
  "degree",
  "all",
  "also",
  "much",
  "mild",
  "tierword",
  "yes",
  "each",
  "afterwards",
]);

/** "I was talking to finance", "they keep asking": tells, and asks for nothing. */
export function isStory(clause: Clause): boolean {
  const text = textOf(clause);
  const tells =
    /^(?:(?:because|since|as|but|and|so) )*(?:i|we|they|he|she|it|you|my \w+|our \w+|the board|the ceo|finance|sales|marketing) (?:was|were|am|have|had|has|keeps?|thinks?|said|says|told|just|met|talked|spoke|heard)\b/u.test(
      text,
    );
  if (clause.items.some((item) => item.kind === "signal" || item.kind === "amount")) return false;
  // "finance is nervous": something is said of a name, and nothing asked for it.
  const named = clause.items.some((item) => item.kind !== "word" && item.kind !== "stop");
  const quiet = clause.items.every((item) => [...item.cues].every((cue) => QUIET.has(cue)));
  const states = named && quiet && /\b(?:is|are|was|were|have|has)\b/u.test(text);
  const reasons = named && /^(?:since|because|as(?! long)|given that) /u.test(text);
  // "we have to hold Retail", "finance told us to freeze Africa": asked for now; "we held it last year" is told.
  const orders =
    named &&
    clause.items.some(
      (item, at) =>
        ["hold", "move", "rise", "fall"].some((cue) => item.cues.has(cue as Cue)) &&
        !clause.items[at + 1]?.text.endsWith("ing"),
    ) &&
    !/\b(?:last|ago|yesterday|back then|previously|already)\b/u.test(text);
  if (orders) return false;
  if (!tells && !states && !reasons) return false;
  return !/\b(?:should|must|only|except|at most|no more than|never|please|no (?:moves?|changes?|movements?)|nothing (?:moves|changes))\b/u.test(
    text,
  );
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
