import type { Question } from "../../../contract/question.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import {
  amongOf,
  BESIDE_EACH_OTHER,
  COUNTS,
  HAPPENED,
  LISTED,
  LISTS,
  LONGEST,
  LOOKS,
  MEASURE_ALONE,
  MEASURED,
  NAMES,
  OF_SELLERS,
  ONE_OF,
  OTHER,
  PARTED,
  RULES,
  SHARE,
  SHOWN,
  SHOWS_GROUP,
  WHO_HAS_MOST,
} from "./account-words.ts";
import { sidesOf } from "./compared.ts";
import { outcomeOf } from "./outcomes.ts";
import { readFilters } from "./question-filters.ts";
import { groupNamed, groupOrder, numberNamed, orderOf, statisticOf, withoutOrder } from "./question-order.ts";
import { unspentOf } from "./question-receipt.ts";
import type { Sentence } from "./sentence.ts";

/** "how many Silver customers do we have in France?", "mean revenue by region", "list the ten smallest accounts in Spain". */
export function readAccounts(sentence: Sentence): Question | null {
  const { question, vocabulary } = sentence;
  // "how many C accounts stay C": what is said of the run is a condition like any other.
  // "the 30 largest stay where they are" is a rule.
  const named = NAMES.test(sentence.text) && /\b(?:that|which|who|of|after the)\b/u.test(sentence.text);
  const asks = question || SHOWN.test(sentence.text) || HAPPENED.test(sentence.text);
  const outcome = asks || named ? outcomeOf(sentence.items) : null;
  const items = sentence.items.filter((item) => !outcome?.items.includes(item));
  const text = outcome === null ? sentence.text : textOf({ items });
  // "45 runway / 35 growth / 20 split over the shares": weights.
  if (
    !question &&
    !SHOWN.test(text) &&
    !/^(?:top|bottom) \S+ \S+ by\b/u.test(text) &&
    items.filter(({ kind }) => kind === "signal").length > 1 &&
    items.some(({ kind }) => kind === "amount")
  )
    return null;
  if (
    text.length > LONGEST ||
    OTHER.test(text) ||
    (vocabulary.roles.owner === undefined && OF_SELLERS.test(text)) ||
    items.some(({ kind }) => kind === "account")
  )
    return null;
  if (
    items.some(
      ({ cues, text }) => RULES.some((cue) => cues.has(cue)) && !/^(?:falling|rising|dropping)$/u.test(text),
    )
  )
    return null;
  const [counts, parted, one, lists] = [COUNTS, PARTED, ONE_OF, LISTS].map((pattern) => pattern.test(text));
  const listed = lists || one || showsGroup(items, text) || (outcome !== null && !counts && !parted);
  const whose = WHO_HAS_MOST.test(text);
  const compares = BESIDE_EACH_OTHER.test(text);
  const looks = LOOKS.test(text);
  if (
    ![counts, parted, listed, whose, compares, looks].some(Boolean) ||
    (whose && vocabulary.roles.owner === undefined)
  )
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
  const where = [
    ...new Set([
      ...filters.where.map((entry) => (outcome?.before ? entry.replace(/^tier:/u, "newtier:") : entry)),
      ...(outcome?.where ?? []),
    ]),
  ];
  const sides = group === undefined ? sidesOf(items, where) : null;
  if (looks && filters.where.length === 0) return null;
  // "growth versus runway" compares no accounts.
  if (sides === null && ![counts, parted, listed, whose, looks].some(Boolean)) return null;
  // "where are the new A accounts?"
  const place = outcome !== null && /^(?:and )?where\b/u.test(text) ? vocabulary.roles.geo || null : null;
  const owner = whose ? (vocabulary.roles.owner ?? null) : null;
  const column =
    (group === undefined ? null : groupNamed(group, vocabulary)) ?? sides?.column ?? owner ?? place;
  // "top 10 by revenue" and the like have no column to be parted by.
  if (parted && !counts && !listed && column === null && tiers.length === 0) return null;
  if (
    !question &&
    !listed &&
    column === null &&
    tiers.length === 0 &&
    sides === null &&
    !/\b(?:how many|number of|count)\b/u.test(text) &&
    statistic === null
  )
    return null;
  const portion = shares.length > 0;
  // "the highest median potential": by that, unless another order is named.
  const byMeasure = statistic !== null && (!found?.measured || found.column === statistic.measure);
  const order =
    column === null
      ? (found?.column ?? null)
      : portion && !MEASURED.test(text)
        ? null
        : byMeasure
          ? null
          : (groupOrder(found, vocabulary) ?? (statistic === null ? amountOf(text) : null));
  const list =
    column === null &&
    tiers.length === 0 &&
    listed &&
    statistic === null &&
    !portion &&
    !/\bhow many\b|\bcount\b/u.test(text);
  // "how many are in tier B?" is said without a run; "show me the ones that count" names nobody.
  const rest = items.filter((item) => !filters.items.includes(item));
  const sized =
    unspentOf({ kind: "accounts", by: null, where: [], order: null, limit: null }, rest, "").length === 0 &&
    where.length > 0 &&
    where.every((entry) => entry.startsWith("tier:"));
  if (sized && column === null && !listed && statistic === null && /\bhow many\b|\bnumber of\b/u.test(text))
    return null;
  // "the five biggest accounts in Italy" asks; with "only" it is a rule.
  const shows = question || SHOWN.test(text);
  if (list && !shows && items.some(({ cues }) => cues.has("only") || cues.has("not"))) return null;
  if (
    list &&
    !question &&
    where.length === 0 &&
    order === null &&
    filters.limit === null &&
    !one &&
    !/\b(?:whose|with|without)\b/u.test(text)
  )
    return null;
  // Of what is counted an order says nothing, and groups have none by a column of their own.
  const usual = list || (column !== null && (found?.column == null || order !== null || byMeasure));
  const parts =
    group === undefined ? about.filter((item) => tiers.includes(item) || item.kind === "word") : [group];
  spend(
    [
      ...filters.items,
      ...(outcome?.items ?? []),
      ...parts,
      ...(statistic?.items ?? []),
      ...(sides?.items ?? []),
      ...(usual || portion ? (found?.items ?? []) : []),
      ...measures(items),
      ...shares,
      // A table of the tiers has both sides.
      ...(column === null && tiers.length > 0 ? items.filter((item) => BESIDE.test(item.text)) : []),
    ],
    "the question: accounts",
  );
  const measure = statistic ?? (tiers.length > 0 && column === null ? tierMeasure(items, vocabulary) : null);
  return {
    kind: "accounts",
    by: column,
    where,
    ...(among === null || among.where.length === 0 || among.where.length === where.length
      ? {}
      : { among: among.where }),
    ...(column !== null && (crossed || (compares && statistic === null && order === null))
      ? { tiers: true }
      : {}),
    order: list || column !== null ? order : null,
    limit: list ? (filters.limit ?? (one ? 1 : LISTED)) : filters.limit,
    ...(usual && found?.ascending ? { ascending: true } : {}),
    ...(measure === null ? {} : { measure: measure.measure, statistic: measure.kind }),
  };
}

const BESIDE =
  /^(?:now|today|currently|before|after|afterwards|compared|compared with|compared to|versus|vs)$/u;
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

/** Words for the amounts that an answer has anyway. */
function measures(items: readonly Item[]): Item[] {
  return items.filter(
    (item) => MEASURE_ALONE.test(item.text) || (item.kind === "signal" && item.signals[0] === "runway"),
  );
}
