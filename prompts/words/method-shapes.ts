import type { Method } from "../../tiering/index.ts";
import type { Operation } from "../merge/operations.ts";
import { type Clause, has, textOf } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { refused } from "./method-words.ts";

const words = ({ items }: Clause) => items.filter((item) => item.kind === "word");
const isWordy = ({ items }: Clause): boolean => items.every(({ kind }) => kind === "word" || kind === "stop");

/** "no changes", "nothing reassigned", "move no one": beside the book as it stands, the same again. */
const QUIET =
  /^(?:(?:and|but|so|please) )*(?:(?:no|nothing|nobody|no one|without|zero) (?:(?:is|gets|to be|any|further|account) )*(?:changes?|changed|moves?|moved|moving|reassigned|re ?tier\w*|re tier|optimi[sz]\w+|reassignments?|touched)(?: at all)?|(?:move|change|reassign|touch|do) (?:no one|nobody|nothing)|(?:do )?(?:not|never) (?:touch|move|change|reassign) (?:a thing|anything|anyone|anybody|a single account)|scored|measured)$/u;
/** "the book as it stands today", "the tiers we have now". */
const STANDS =
  /\b(?:as (?:it|they) (?:stands?|is|are)|as is|(?:what|tiers|tiering|one|ones)(?: that)? we have|today|now|current|currently|existing)\b/u;
const SHOWS =
  /^(?:(?:please|just|only|simply|and|then|so|can you|could you) )*(?:(?:show|score|report|give|measure|evaluate|grade|assess|rate|take|use)\b|(?:the |our )?(?:current|existing|today)\b|as (?:it|they)\b)/u;
const UNCHANGED = /\b(?:unchanged|untouched)\b/u;
const OF_BOOK = /\b(?:book|tiers?|tiering|assignments?|status quo|we have|as (?:it|they))\b/u;

/** "plain ranking", "rank by headroom": what is left where nothing is optimised. */
const RANKS =
  /\b(?:rank|ranking|sort|order) (?:\w+ ){0,3}by\b|^(?:(?:a|the|just|only|plain|pure|simple|bare|straight|score) )*(?:ranking|rank)\b/u;
const UNOPTIMISED =
  /^(?:no|without|not|skip) (?:the |any |clever |fancy )?(?:smoothing|optimi[sz]er|optimi[sz]ation|hybrid)$/u;

/**
 * The method that a message describes rather than names: "the book as it stands, no changes" is the baseline, "rank by
 * potential, forget the hybrid" the ranking alone. What only repeats a method that is named is read too.
 * @param named the method that its clauses name
 */
export function readMethodShapes(clauses: readonly Clause[], named: Method | null): Operation[] {
  const ranks = clauses.find((clause) => RANKS.test(textOf(clause)));
  const unlike = clauses.find((clause) => /^(?:do )?not optimi[sz]e\b/u.test(textOf(clause)));
  if (named === "baseline" && ranks !== undefined && unlike !== undefined) {
    spend([...words(ranks), ...words(unlike)], "method direct");
    return [{ on: "method", method: "direct" }];
  }
  return asItStands(clauses, named) ?? unoptimised(clauses, ranks, named);
}

function asItStands(clauses: readonly Clause[], named: Method | null): Operation[] | null {
  const quiet = clauses.filter((clause) => isWordy(clause) && QUIET.test(textOf(clause)));
  const shown = clauses.filter((clause) => {
    const text = textOf(clause);
    return (
      isWordy(clause) && SHOWS.test(text) && STANDS.test(text) && OF_BOOK.test(text) && !has(clause, "not")
    );
  });
  if (
    named !== "baseline" &&
    (named !== null ||
      shown.length === 0 ||
      (quiet.length === 0 && !shown.some((clause) => UNCHANGED.test(textOf(clause)))))
  )
    return null;
  spend([...quiet, ...shown].flatMap(words), "method baseline");
  return named === null ? [{ on: "method", method: "baseline" }] : [];
}

function unoptimised(
  clauses: readonly Clause[],
  ranks: Clause | undefined,
  named: Method | null,
): Operation[] {
  const without = clauses.filter(
    (clause) => UNOPTIMISED.test(textOf(clause)) || (has(clause, "hybrid") && refused(clause, "hybrid")),
  );
  if (without.length === 0) return [];
  // "a straight ranking, no hybrid": said already.
  if (named !== null) {
    spend(without.flatMap(words), "another method");
    return [];
  }
  if (ranks === undefined) return [];
  const potential = ranks.items.filter((item) => /^(?:the )?potential(?: index)?$/u.test(item.text));
  spend([...without.flatMap(words), ...words(ranks), ...potential], "method direct");
  return [{ on: "method", method: "direct" }];
}
