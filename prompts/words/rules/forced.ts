import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Operation } from "../../merge/operations.ts";
import type { Clause } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { isForeign } from "../clauses/unused.ts";
import type { Item } from "../items/item.ts";
import { holdEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";

const LEAD =
  "(?:(?:please|and|then|also|but|so|just|now|no|first|finally|make sure|ensure|that|want|to|you|i|we|need|would|like|let|us|can|could|one more thing) ){0,8}";
const MODAL = "(?:must|should|shall|has to|have to|needs? to|ought to|is to|are to)";
const BE = "(?:be|go|sit|stay|end up|move|become|get|land|remain|be put|be placed|be set|be moved)";
const MUST = `(?:${MODAL}(?: (?:both|all))?(?: ${BE})?|should be|needs to be|has to be|have to be|belongs?|goes|becomes?|gets|stays?|remains?)`;
const PUT =
  "(?:put|place|assign|set|make|promote|upgrade|lift|drop|demote|downgrade|bring|push|bump|bump up|force|get|move|keep|leave|hold|pin|lock|fix|raise|lower|treat|classify|shift|guarantee|grant|award|secure|ensure|give)";
const INTO = "(?: (?:in|into|to|as|at|up to|down to))?(?: (?:a|an|the|tier))?";
const NOUN = "(?: (?:accounts?|customers?|clients?))?";
const MORE = "(?<more>(?: X T){0,30})";
const TAIL =
  "(?: (?:please|now|then|too|as well|instead|regardless|whatever happens|no matter what|no|matter|what|whatever|happens|counts|it|takes|in any case|at all costs)){0,5}$";
/** Accounts by ID or name; a group only where all of it is said. */
const NAMED = "(?:(?:account|accounts|customer|client|the|our) )?X";
const GROUP =
  "(?:all|every|each|everyone|everybody|everything|anyone|anybody|anything|accounts|customers|clients)(?: (?:of|our|the|X|V|T|C|N|S|accounts?|customers?|clients?|in|from|with|above|below|over|under|more than|less than|fewer than|at least)){1,12}";
const ALL = new RegExp(`^${GROUP.slice(0, GROUP.indexOf(")") + 1)}`, "u");

/** The accounts at an end of an order: "the 100 largest accounts in Spain", "our top 5 % by revenue". */
const OF_ORDER =
  "(?:N|S|X|V|C|T|the|our|top|bottom|largest|biggest|highest|smallest|lowest|best|worst|accounts?|customers?|clients?|by|of|in|from|with|revenue|sales|turnover)";
const RANKED = `${OF_ORDER}(?: ${OF_ORDER}){1,9}`;

/** A name that the book does not have. */
const STRANGE = "(?:\\p{Ll}+)(?: \\p{Ll}+){0,3}?";

/** Who gets which tier; every word of the clause has its place. */
const SHAPES: readonly RegExp[] = [
  `(?<who>${NAMED}|${GROUP}|${RANKED}|${STRANGE}) ${MUST}${INTO} (?<tier>T)${NOUN}${MORE}`,
  `(?<who>${NAMED}) (?:to|into|in) (?<tier>T)${NOUN}${MORE}`,
  `(?:${PUT}|(?<put>S)) (?<who>${NAMED}|${GROUP}|${RANKED}|${STRANGE})${INTO} (?<tier>T)${NOUN}${MORE}`,
  `(?:assign|give) (?<tier>T)${NOUN} to (?<who>${NAMED}|${GROUP})${MORE}`,
].map((shape) => new RegExp(`^${LEAD}${shape}${TAIL}`, "du"));

/** "109036526 must be in A", "put Contoso into tier B", "all Utilities accounts have to be Gold": a tier whatever counts. */
export function readForcedWords(clause: Clause, message: string, vocabulary: Vocabulary): Operation[] {
  const { text, within } = symbolsOf(clause);
  for (const shape of SHAPES) {
    const places = shape.exec(text)?.indices?.groups;
    // "place X in T": a verb here, though it is a word for a signal elsewhere.
    const verb = places?.put === undefined ? [] : within(...places.put);
    if (places === undefined || verb.some((item) => item.text !== "place")) continue;
    // "accounts in Spain stay Gold": those of them that are, and no others made to be.
    if (
      /\b(?:stay|stays|remain|remains|keep|leave|hold)\b/u.test(text) &&
      namesGroups(within(...places.who!))
    )
      continue;
    const [who, tier, more] = ["who", "tier", "more"].map((name) => within(...places[name]!)) as Item[][];
    const first = entriesOf(who!, tier![0]!, vocabulary) ?? strangeEntry(who!, tier![0]!, message);
    if (first === null) continue;
    const rest = more!.flatMap((item, at) =>
      at % 2 === 0 ? (entriesOf([item], more![at + 1]!, vocabulary) ?? []) : [],
    );
    spend(within(0, text.length), "force");
    return [{ on: "rules", change: { kind: "force", entries: [...first, ...rest] } }];
  }
  return [];
}

/** Whether groups of accounts are named, rather than single ones. */
const namesGroups = (whom: readonly Item[]): boolean =>
  whom.some(({ kind }) => kind === "values" || kind === "amount");

/** Whom and into which tier; null where something of whom is not understood, or several tiers are said. */
function entriesOf(whom: readonly Item[], tier: Item, vocabulary: Vocabulary): string[] | null {
  const who = readWho({ items: whom, tie: "stop", sentence: 0 }, vocabulary);
  const [name, other] = tier.names;
  const named = whom.filter(({ kind }) => kind !== "word");
  if (who === null || name === undefined || other !== undefined) return null;
  // Of a group all must be said, or how many of it.
  const [first] = whom;
  const isAll =
    first?.kind === "account" || ALL.test(first?.text ?? "") || named.length === who.accounts.length;
  if (!isAll && !who.within.some(({ text }) => /^(?:top|bottom):/u.test(text))) return null;
  if (who.except.length > 0 || !named.every((item) => who.items.includes(item))) return null;
  return holdEntries(who).map((entry) => `${entry}:${name}`);
}

/** "put Fabrikam into Core", where the book has no such account: said as it was, so that it is named. */
function strangeEntry(whom: readonly Item[], tier: Item, message: string): string[] | null {
  const [first, last] = [whom[0], whom.at(-1)];
  if (first === undefined || last === undefined || tier.names.length > 1) return null;
  const strange = whom.every((item) => item.kind === "word" && item.cues.size === 0 && isForeign(item.text));
  return strange ? [`${message.slice(first.start, last.end)}:${tier.names[0]}`] : null;
}
