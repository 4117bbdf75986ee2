import type { Question } from "../../../contract/question.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { sidesOf } from "./compared.ts";
import { readFilters } from "./question-filters.ts";
import { groupNamed, groupOrder, numberNamed, orderOf, statisticOf, withoutOrder } from "./question-order.ts";
import { unspentOf } from "./question-receipt.ts";
import type { Sentence } from "./sentence.ts";

const LEAD = "^(?:(?:and|so|but|then|also|please|ok|okay|now|just) )*";
const NOUN = "(?:accounts?|customers?|clients?|companies|logos|names|ones)";
const MEASURE = "(?:revenues?|sales|turnover|business|potential|upside|arr|spend|money)";
const SHOW = "(?:show|list|give|name|print|display|get|find|see|tell)(?: me| us)?";
const END =
  "(?:top|biggest|largest|highest|richest|best|greatest|bottom|smallest|lowest|fewest|least|poorest|weakest)";
const NUMBER = "(?:[\\d,]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)";
const STATISTIC = "(?:average|mean|avg|typical|median|total|sum of|combined)";

const SHOWS_GROUP = new RegExp(`${LEAD}${SHOW} (?:all|the|our|my|all the|all our|every)$`, "u");
const SHOWN = new RegExp(`${LEAD}${SHOW}\\b`, "u");
const MEASURED = new RegExp(`\\b${MEASURE}\\b`, "u");
const MEASURE_ALONE = new RegExp(`^${MEASURE}$`, "u");

/** How accounts are counted, or what they bring. */
const COUNTS = new RegExp(
  String.raw`${LEAD}(?:(?:${SHOW}|what is|what was|do you know|compare) )?(?:the |our )?(?:how many|number of|count|what (?:share|proportion|percentage|part|fraction) of|how much (?:of (?:the |our )?)?${MEASURE}|(?:total |overall |whole )?${MEASURE} (?:of|in|from|by|per|across)|${STATISTIC} \S+)\b|${LEAD}(?:what is|what's|how (?:big|large|high) is) (?:the |our )?(?:${STATISTIC} |overall )?${MEASURE}\b|${LEAD}compare (?:the )?(?:${NOUN}|${MEASURE})\b`,
  "u",
);
/** A part of some accounts. */
const SHARE = new RegExp(`${LEAD}(?:what|which) (?:share|proportion|percentage|part|fraction) of\\b`, "u");
/** How they are told apart by a column. */
const PARTED = new RegExp(
  String.raw`\b(?:breakdown|distribution|split|spread|${NOUN}|${MEASURE}) (?:of (?:the |our )?${NOUN} )?(?:by|per|across|over|for each|in each)\b|\b(?:it|this|that|results?|picture|outcome|things|numbers|down|overview)(?: look)? (?:by|per|across|for each|in each)\b|${LEAD}(?:which|what) (?:${NUMBER} )?\S+(?: \S+)? (?:has|have|holds?|brings?|makes?|looks? after|manages?|serves?|runs?) (?:the )?(?:most|largest|biggest|highest|fewest|least|smallest|lowest)\b|${LEAD}(?:which|in which|what) \S+ (?:do|are) we (?:\S+ ){1,3}?(?:most|strongest|biggest)(?: in| to| with)?(?: \?)?$|${LEAD}how are (?:the |our )?${NOUN} (?:spread|split|distributed)\b|${LEAD}(?:the |our )?${END} ${NUMBER} \S+ by ${MEASURE}`,
  "u",
);
/** "who has the most red accounts?" asks for whoever looks after them. */
const WHO_HAS_MOST = new RegExp(
  `${LEAD}who (?:has|have|owns?|manages?|runs?|looks? after) (?:the )?(?:most|biggest) (?:\\S+ ){0,4}${NOUN}\\b`,
  "u",
);
/** One of them: "what is the biggest account?" */
const ONE_OF = new RegExp(
  String.raw`${LEAD}(?:(?:what|which|who) (?:is|was|are)(?: (?:the|our|my))? |${SHOW} (?:the |our |my )?|(?:the |our )?)${END} (?:\S+ ){0,3}?(?:account|customer|client|company)\b`,
  "u",
);
/** How they are listed. */
const LISTS = new RegExp(
  String.raw`${LEAD}${SHOW} (?:\S+ ){0,6}?${NOUN}\b|${LEAD}(?:which|what|who)(?: are)? (?:\S+ ){0,6}?${NOUN} (?:are|is|have|has|sit|sits|belong|with|without|in|do we have|lack|lost|grow|shrink)\b|${LEAD}who are (?:\S+ ){0,4}?${NOUN}\b|${LEAD}(?:the |our )?(?:${NUMBER} )?${END} (?:\S+ )?${NOUN}\b|${LEAD}${SHOW} (?:\S+ ){0,3}?${END} (?!movers|weights?|rules?)\S+|${LEAD}(?:who|what|which) are (?:the |our |my )?(?:${NUMBER} )?${END} (?:${NUMBER} )?(?!movers|weights?|rules?)\S+|${LEAD}(?:the |our )?(?:${END} ${NUMBER}|${NUMBER} ${END}) (?:\S+ ){1,4}by\b|${LEAD}who (?:has|have) the (?:most|${END}) \S+|${LEAD}(?:are there|is there|do we have|have we|any) (?:\S+ ){0,6}?${NOUN}\b|${LEAD}(?:who|anyone|anybody) (?:in|from|with|without|has|have|of)\b|${LEAD}(?:\S+ )?${NOUN} (?:with|without|that|whose|in|who)\b.* \?$`,
  "u",
);
/** Longest sentence that is read as such a question, characters. */
const LONGEST = 600;
/** What speaks of a run, a wish or another plan rather than of the accounts that there are. */
const OTHER =
  /\b(?:(?:same|equal|identical) (?:number|count|share)|did|gains?|gained|get more|into|as strategic|criteria|criterion|decides?|decided|if|would|should|could|may|might|can|must|will|shall|why|unless|instead|moved?|moves|moving|movers|changed?|changes|promoted|demoted|upgraded|downgraded|matter|matters|count most|risk|misplaced|stuck|seller|sellers|reps?|covers?|covered|owner|unassigned|does .* mean|means|weights?|rules?|plan|method|first|priority|need|want|care|love|attention|weight|prefer|focus|reward|favou?r|seller|gets?|columns?|fields?|compactness|index|score)\b/u;
const RULES: readonly Cue[] = ["hold", "move", "rise", "fall", "jump", "release", "ignore", "wish"];

/** "how many Silver customers do we have in France?", "mean revenue by region", "list the ten smallest accounts in Spain". */
export function readAccounts({ items, question, text, vocabulary }: Sentence): Question | null {
  // "45 runway / 35 growth / 20 split over the shares": weights.
  if (
    !question &&
    !SHOWN.test(text) &&
    !/^(?:top|bottom) \S+ \S+ by\b/u.test(text) &&
    items.filter(({ kind }) => kind === "signal").length > 1 &&
    items.some(({ kind }) => kind === "amount")
  )
    return null;
  if (text.length > LONGEST || OTHER.test(text) || items.some(({ kind }) => kind === "account")) return null;
  if (
    items.some(
      ({ cues, text }) => RULES.some((cue) => cues.has(cue)) && !/^(?:falling|rising|dropping)$/u.test(text),
    )
  )
    return null;
  const [counts, parted, one, lists] = [COUNTS, PARTED, ONE_OF, LISTS].map((pattern) => pattern.test(text));
  const listed = lists || one || showsGroup(items, text);
  const whose = WHO_HAS_MOST.test(text);
  if ((!counts && !parted && !listed && !whose) || (whose && vocabulary.roles.owner === undefined))
    return null;
  const parting = partedBy(items);
  const asked = items.findIndex((item) => /^(?:which|what)$/u.test(item.text));
  const nouns = /^(?:top|bottom)$/u.test(items[0]?.text ?? "") ? items.slice(1, 3) : [];
  const about =
    parting.length > 0 && !nouns.some((item) => groupNamed(item, vocabulary) !== null)
      ? parting
      : parted && asked >= 0
        ? items.slice(asked + 1, asked + 3)
        : nouns;
  const statistic = statisticOf(items, vocabulary);
  const group = about.find((item) => groupNamed(item, vocabulary) !== null && statistic?.items[1] !== item);
  const tiers = about.filter((item) => item.cues.has("tierword") || /^tiers?$/u.test(item.text));
  // "for each flurb": an answer without it would be one to another question.
  const told =
    parting.length === 0 ||
    about.some(
      (item) => item.names.length > 0 || numberNamed(item, vocabulary) !== null || item.signals.length > 0,
    );
  if (group === undefined && tiers.length === 0 && !told) return null;
  const open = items.filter((item) => item !== group && !(statistic?.items ?? []).includes(item));
  // "revenue per tier and country": two tables in one.
  const crossed = tiers.length > 0 && statistic === null && !MEASURED.test(text);
  // "what share of A is in North America?": of those that are named ahead.
  const among = SHARE.test(text) ? readFilters(amongOf(open), vocabulary) : null;
  const shares = items.filter(({ text }) => /^(?:share|proportion|percentage|part|fraction)$/u.test(text));
  const found = orderOf(open, vocabulary);
  const filters = readFilters(withoutOrder(open, found), vocabulary);
  const sides = group === undefined ? sidesOf(items, filters.where) : null;
  const owner = whose ? (vocabulary.roles.owner ?? null) : null;
  const column = (group === undefined ? null : groupNamed(group, vocabulary)) ?? sides?.column ?? owner;
  // "top 10 by revenue" and the like have no column to be parted by.
  if (parted && !counts && !listed && column === null && tiers.length === 0) return null;
  if (
    !question &&
    !listed &&
    column === null &&
    tiers.length === 0 &&
    !/\b(?:how many|number of|count)\b/u.test(text) &&
    statistic === null
  )
    return null;
  const order =
    column === null
      ? (found?.column ?? null)
      : (groupOrder(found, vocabulary) ?? (statistic === null ? amountOf(text) : null));
  const list =
    column === null &&
    tiers.length === 0 &&
    listed &&
    statistic === null &&
    !/\bhow many\b|\bcount\b/u.test(text);
  // "how many are in tier B?" is said without a run; "show me the ones that count" names nobody.
  const rest = items.filter((item) => !filters.items.includes(item));
  const sized =
    unspentOf({ kind: "accounts", by: null, where: [], order: null, limit: null }, rest, "").length === 0 &&
    filters.where.length > 0 &&
    filters.where.every((entry) => entry.startsWith("tier:"));
  if (sized && column === null && !listed && statistic === null && /\bhow many\b|\bnumber of\b/u.test(text))
    return null;
  // "the five biggest accounts in Italy" asks; with "only" it is a rule.
  const shows = question || SHOWN.test(text);
  if (list && !shows && items.some(({ cues }) => cues.has("only") || cues.has("not"))) return null;
  if (
    list &&
    !question &&
    filters.where.length === 0 &&
    order === null &&
    filters.limit === null &&
    !one &&
    !/\b(?:whose|with|without)\b/u.test(text)
  )
    return null;
  // Of what is counted an order says nothing, and groups have none by a column of their own.
  const usual = list || (column !== null && (found?.column == null || order !== null));
  const parts =
    group === undefined ? about.filter((item) => tiers.includes(item) || item.kind === "word") : [group];
  spend(
    [
      ...filters.items,
      ...parts,
      ...(statistic?.items ?? []),
      ...(sides?.items ?? []),
      ...(usual ? (found?.items ?? []) : []),
      ...measures(items),
      ...shares,
    ],
    "the question: accounts",
  );
  const measure = statistic ?? (tiers.length > 0 && column === null ? tierMeasure(items, vocabulary) : null);
  return {
    kind: "accounts",
    by: column,
    where: filters.where,
    ...(among === null || among.where.length === 0 || among.where.length === filters.where.length
      ? {}
      : { among: among.where }),
    ...(column !== null && crossed ? { tiers: true } : {}),
    order: list || column !== null ? order : null,
    limit: list ? (filters.limit ?? (one ? 1 : LISTED)) : filters.limit,
    ...(usual && found?.ascending ? { ascending: true } : {}),
    ...(measure === null ? {} : { measure: measure.measure, statistic: measure.kind }),
  };
}

const BY = /^(?:by|per|across|over|for each|each|in each)$/u;

/** The items by which something is told apart: behind "by" or "each", and behind an "and" there. */
function partedBy(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item, at) => {
    const and = items[at + 2]?.text === "and" ? 2 : 0;
    // "revenue over 2 million"
    const parts = BY.test(item.text) && (items[at + 1]?.amounts.length ?? 0) === 0;
    return parts ? items.slice(at + 1, at + 3 + and) : [];
  });
}

/** What a share is asked of: what is named ahead of its verb. */
function amongOf(items: readonly Item[]): readonly Item[] {
  const verb = items.findIndex(
    ({ text }) => /^(?:is|are|sits?|lies?|comes?|come from|has|have)$/u.test(text) && text !== "",
  );
  return verb < 0 ? [] : items.slice(0, verb);
}

/** "revenue per tier": what each tier brings. */
function tierMeasure(items: readonly Item[], vocabulary: Sentence["vocabulary"]) {
  const named = items.find((item) => MEASURE_ALONE.test(item.text) && numberNamed(item, vocabulary) !== null);
  return named === undefined
    ? null
    : { kind: "sum" as const, measure: numberNamed(named, vocabulary) as string };
}

/** What groups are ordered by where the words name an amount: "revenue by region". */
function amountOf(text: string): "revenue" | "potential" | null {
  if (/\b(?:potential|upside|headroom|runway|room|wallet|whitespace)\b/u.test(text)) return "potential";
  return MEASURED.test(text) ? "revenue" : null;
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
