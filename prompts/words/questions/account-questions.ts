import type { Question } from "../../../contract/question.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { groupNamed } from "./mover-order.ts";
import { readFilters } from "./question-filters.ts";
import type { Sentence } from "./sentence.ts";

const LEAD = "^(?:(?:and|so|but|then|also|please|ok|okay|now|just) )*";
const NOUN = "(?:accounts?|customers?|clients?|companies|logos|names|ones)";
const MEASURE = "(?:revenues?|sales|turnover|business|potential|upside|arr|spend|money)";
const SHOW = "(?:show|list|give|name|print|display|get|find|see|tell)(?: me| us)?";
const MOST = "(?:top|biggest|largest|highest|richest|best|greatest)";

const NUMBER = "(?:[\\d,]+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)";

const SHOWS_GROUP = new RegExp(`${LEAD}${SHOW} (?:all|the|our|my|all the|all our|every)$`, "u");
const SHOWN = new RegExp(`${LEAD}${SHOW}\\b`, "u");
const MEASURED = new RegExp(`\\b${MEASURE}\\b`, "u");
const MEASURE_ALONE = new RegExp(`^${MEASURE}$`, "u");
const MOST_OR_BY = new RegExp(`\\b(?:${MOST}|most|by)\\b`, "u");

/** How accounts are counted. */
const COUNTS = new RegExp(
  String.raw`${LEAD}(?:(?:${SHOW}|what is|what was|do you know) )?(?:the |our )?(?:how many|number of|count|what (?:share|proportion|percentage|part|fraction) of|how much (?:of (?:the |our )?)?${MEASURE}|(?:total |overall |whole )?${MEASURE} (?:of|in|from|by|per|across))\b|${LEAD}(?:what is|what's|how (?:big|large|high) is) (?:the |our )?(?:total |overall )?${MEASURE}\b`,
  "u",
);
/** How they are told apart by a column. */
const PARTED = new RegExp(
  String.raw`\b(?:breakdown|distribution|split|spread|${NOUN}|${MEASURE}) (?:of (?:the |our )?${NOUN} )?(?:by|per|across|over|for each|in each)\b|\b(?:it|this|that|results?|picture|outcome|things|numbers|down|overview)(?: look)? (?:by|per|across|for each|in each)\b|${LEAD}(?:which|what) \S+(?: \S+)? (?:has|have|holds?|brings?|makes?|looks? after|manages?|serves?|runs?) (?:the )?(?:most|largest|biggest|highest)\b|${LEAD}(?:which|in which|what) \S+ (?:do|are) we (?:\S+ ){1,3}?(?:most|strongest|biggest)(?: in| to| with)?(?: \?)?$|${LEAD}how are (?:the |our )?${NOUN} (?:spread|split|distributed)\b`,
  "u",
);
/** "who has the most red accounts?" asks for whoever looks after them. */
const WHO_HAS_MOST = new RegExp(
  `${LEAD}who (?:has|have|owns?|manages?|runs?|looks? after) (?:the )?(?:most|biggest) (?:\\S+ ){0,4}${NOUN}\\b`,
  "u",
);
/** How they are listed. */
const LISTS = new RegExp(
  String.raw`${LEAD}${SHOW} (?:\S+ ){0,6}?${NOUN}\b|${LEAD}(?:which|what|who)(?: are)? (?:\S+ ){0,6}?${NOUN} (?:are|is|have|has|sit|sits|belong|with|in|do we have)\b|${LEAD}who are (?:\S+ ){0,4}?${NOUN}\b|${LEAD}(?:the |our )?(?:${NUMBER} )?${MOST} (?:\S+ )?${NOUN}\b|${LEAD}${SHOW} (?:\S+ ){0,3}?${MOST} (?!movers|weights?|rules?)\S+|${LEAD}(?:who|what|which) are (?:the |our |my )?(?:${NUMBER} )?${MOST} (?:${NUMBER} )?(?!movers|weights?|rules?)\S+|${LEAD}(?:the |our )?(?:${MOST} ${NUMBER}|${NUMBER} ${MOST}) (?:\S+ ){1,4}by\b|${LEAD}who (?:has|have) the (?:most|${MOST}) \S+`,
  "u",
);
/** Longest sentence that is read as such a question, characters. */
const LONGEST = 600;
/** What speaks of a run, a wish or another plan rather than of the accounts that there are. */
const OTHER =
  /\b(?:get more|into|as strategic|criteria|criterion|decides?|decided|if|would|should|could|may|might|can|must|will|shall|why|unless|instead|moved?|moves|moving|movers|changed?|changes|promoted|demoted|upgraded|downgraded|matter|matters|count most|risk|misplaced|stuck|seller|sellers|reps?|covers?|covered|owner|unassigned|mean|means|weights?|rules?|plan|method|first|priority|need|want|care|love|attention|weight|prefer|focus|reward|favou?r)\b/u;
const RULES: readonly Cue[] = ["hold", "move", "rise", "fall", "jump", "release", "ignore", "wish"];

/** "how many Silver customers do we have in France?", "revenue by region", "list the ten biggest accounts in Spain". */
export function readAccounts({ items, question, text, vocabulary }: Sentence): Question | null {
  // "45 runway / 35 growth / 20 split over the shares": weights.
  if (items.filter(({ kind }) => kind === "signal").length > 1 && items.some(({ kind }) => kind === "amount"))
    return null;
  if (text.length > LONGEST || OTHER.test(text) || items.some(({ kind }) => kind === "account")) return null;
  if (items.some((item) => RULES.some((cue) => item.cues.has(cue)))) return null;
  const [counts, parted, lists] = [COUNTS, PARTED, LISTS].map(
    (pattern) => pattern.test(text) || (pattern === LISTS && showsGroup(items, text)),
  );
  const whose = WHO_HAS_MOST.test(text);
  if ((!counts && !parted && !lists && !whose) || (whose && vocabulary.roles.owner === undefined))
    return null;
  const by = items.findIndex((item) => /^(?:by|per|across|over|for each|each|in each)$/u.test(item.text));
  const asked = items.findIndex((item) => /^(?:which|what)$/u.test(item.text));
  const about =
    by >= 0 ? items.slice(by + 1, by + 3) : parted && asked >= 0 ? items.slice(asked + 1, asked + 3) : [];
  const owner = whose ? (vocabulary.roles.owner ?? null) : null;
  const column = about.flatMap((item) => groupNamed(item, vocabulary) ?? [])[0] ?? owner;
  const tiers = about.some((item) => item.cues.has("tierword") || /^tiers?$/u.test(item.text));
  // "for each flurb": an answer without it would be one to another question.
  const told =
    by < 0 ||
    about.some((item) => item.names.length > 0 || MEASURED.test(item.text) || item.signals.length > 0);
  if (column === null && !tiers && !told) return null;
  // "top 10 by revenue" and the like have no column to be parted by.
  if (parted && !counts && !lists && column === null && !tiers) return null;
  if (!question && !lists && column === null && !tiers && !/\b(?:how many|number of|count)\b/u.test(text))
    return null;
  const rest = items.filter((item) => !about.includes(item) || column === null);
  const filters = readFilters(rest, vocabulary);
  const order = orderOf(items, text, { vocabulary, column });
  const list = column === null && !tiers && lists === true && !/\bhow many\b|\bcount\b/u.test(text);
  // "how many are in tier B?" is said without a run; "show me the ones that count" names nobody.
  const sized = filters.where.length > 0 && filters.where.every((entry) => entry.startsWith("tier:"));
  if (sized && column === null && !lists && /\bhow many\b|\bnumber of\b/u.test(text)) return null;
  // "the five biggest accounts in Italy" asks; with "only" it is a rule.
  const shows = question || SHOWN.test(text);
  if (list && !shows && items.some(({ cues }) => cues.has("only") || cues.has("not"))) return null;
  if (list && !question && filters.where.length === 0 && order === null && filters.limit === null)
    return null;
  const ordered = items.filter(({ names }) => order !== null && names.includes(order));
  spend([...filters.items, ...about, ...ordered, ...measures(items)], "the question: accounts");
  return {
    kind: "accounts",
    by: column,
    where: filters.where,
    order,
    limit: list ? (filters.limit ?? LISTED) : filters.limit,
  };
}

/** "list the contractors in Spain": a group right behind the verb. */
function showsGroup(items: readonly Item[], text: string): boolean {
  const group = items.findIndex(({ kind }) => kind === "values" || kind === "tier");
  const before = textOf({ items: items.slice(0, group) });
  return group > 0 && SHOWN.test(text) && SHOWS_GROUP.test(before);
}

/** Accounts that are listed where the words name no number. */
const LISTED = 20;

/** Words for the amounts that an answer has anyway. */
function measures(items: readonly Item[]): Item[] {
  return items.filter(
    (item) => MEASURE_ALONE.test(item.text) || (item.kind === "signal" && item.signals[0] === "runway"),
  );
}

/** The number column by which the most comes first; of groups, current or potential revenue. */
function orderOf(
  items: readonly Item[],
  text: string,
  { column, vocabulary }: Pick<Sentence, "vocabulary"> & { readonly column: string | null },
): string | null {
  const { potential, revenue } = vocabulary.roles;
  const more = /\b(?:potential|upside|headroom|runway|room|wallet|whitespace)\b/u.test(text);
  if (column !== null) return more ? "potential" : MEASURED.test(text) ? "revenue" : null;
  if (!MOST_OR_BY.test(text)) return null;
  const own = items
    .flatMap(({ kind, names }) => (kind === "column" ? names : []))
    .find((name) => vocabulary.numbers.includes(name));
  return own ?? ((more ? potential : revenue) || null);
}
