import { isOurName, kindOfOurs } from "../our-names.ts";
import { unitInHeader } from "../read/header-unit.ts";
import { unitWords } from "../units.ts";
import { type Candidate, candidatesFor, isText } from "./candidates.ts";
import { Matches, type ProposedMatch } from "./matches.ts";
import { scoreName, WHOLE_WORD } from "./name-score.ts";
import {
  absences,
  groupQuestions,
  isUnordered,
  partQuestions,
  proposeDecimals,
  questions,
  tierQuestions,
} from "./open-questions.ts";
import type { ColumnProfile, TableProfile } from "./profile.ts";
import type { Proposal } from "./proposal.ts";
import { findId } from "./propose-id.ts";
import { proposeNumberOrder } from "./propose-number-order.ts";
import { proposeOrderLines } from "./propose-order-lines.ts";
import {
  dated,
  isAmount,
  proposeDated,
  proposeEarlierRevenues,
  proposeRevenues,
} from "./propose-revenues.ts";
import { type MatchedAmount, proposeUnits } from "./propose-units.ts";
import { revenueQuestions } from "./revenue-questions.ts";
import { type Target, yearIn } from "./synonyms.ts";

const isLadder = ({ name, ladder, distinct, filled, likely }: ColumnProfile): boolean =>
  (ladder !== null && distinct <= 30 && (distinct > 1 || filled < 5)) ||
  (TIER_WORDS.test(name) && isUnordered({ ladder, distinct, filled, likely }));
/** Headers of columns that are tiers whatever their values. */
const TIER_WORDS = /tier(?!ing)|abc|kl?asse|clas{1,2}ifica|priorit|rating|\brank|ランク|等級/i;
/**
 * Proposes a mapping for a file from the words of its header and the values below, each match with its
 * reason: a proposal to look at, of which nothing is taken for granted. O(columns · words).
 */
export function proposeMapping(profile: TableProfile): Proposal {
  const lines = proposeOrderLines(profile);
  if (lines !== null) return lines;
  const { columns } = profile;
  const matches = new Matches();
  // Of a CSV of this product its own TotalRevenue says less than the book's revenues by year beside it.
  const isOwn = ["PreviousTier", "Tier", "Change"].every((own) => columns.some(({ name }) => name === own));
  const years = columns.filter(
    ({ name }) => yearIn(name) !== null && scoreName(name, "TotalRevenue").score > 0,
  );
  const isSpare = (name: string) => isOwn && name === "TotalRevenue" && years.length > 0;
  const known = columns.filter(({ name }) => isOurName(name) && !isSpare(name));
  for (const column of known) {
    matches.add({ column, score: 1, reason: `"${column.name}" is our own name` }, oursOf(column.name));
  }
  const has = (pattern: RegExp) => matches.list.some(({ target }) => pattern.test(target));
  if (!has(/^id$/i)) {
    const id = findId(columns, matches.isFree);
    if (id !== null) matches.give(id, "ID");
  }
  if (!has(/^markettier|^tier$/i))
    proposeDated(
      candidatesFor(columns.filter(matches.isFree), "MarketTier", isLadder),
      "MarketTier",
      matches,
    );
  if (!has(/^totalrevenue/i)) proposeRevenues(columns, matches);
  else if (!isOwn) proposeEarlierRevenues(columns, matches);
  if (!has(/^potentialrevenue/i)) {
    // What is open of a potential is the runway, and not the potential.
    const best = candidatesFor(columns.filter(matches.isFree), "PotentialRevenue", isAmount).find(
      ({ column, score }) => scoreName(column.name, "runway").score <= score,
    );
    if (best) matches.add(best, dated("PotentialRevenue", best.column));
  }
  for (const target of ["Name", "Owner", "Geo_Entity", "Commercial_Category"] as const) {
    const kind = kindOfOurs(target);
    if (matches.list.some((match) => kindOfOurs(match.target) === kind)) continue;
    const free = columns.filter(matches.isFree);
    const [best = codesOf(free, target)] = candidatesFor(free, target, isText);
    if (best) matches.add(best, target);
  }
  const name = has(/^(?:account)?name$/i) ? undefined : nameOf(columns.filter(matches.isFree));
  if (name !== undefined) matches.add(name, "Name");
  proposeSignals(columns, matches);
  return finished(profile, matches.list);
}

/** Our name for a column that has one of ours in any spelling: `Account Name` is `Name`. */
function oursOf(name: string): string {
  const kind = kindOfOurs(name);
  return kind === "name" ? "Name" : kind === "owner" ? "Owner" : name.replace(/\s+/g, "");
}

/** A region or industry by numbers, such as départements or NAICS codes: only where its header is a word for it. */
function codesOf(columns: readonly ColumnProfile[], target: Target): Candidate | undefined {
  if (target !== "Geo_Entity" && target !== "Commercial_Category") return undefined;
  const [best] = candidatesFor(
    columns,
    target,
    ({ dates, distinct, filled }) => dates < 0.5 && distinct * 3 <= filled,
  );
  return best !== undefined && best.score >= WHOLE_WORD ? best : undefined;
}

/** The first column of texts that are nearly all different and read like names, where none is named like it. */
function nameOf(columns: readonly ColumnProfile[]): Candidate | undefined {
  const column = columns.find(
    ({ name, rows, filled, distinct, codes, amounts, dates, samples }) =>
      rows >= 5 &&
      filled >= 0.9 * rows &&
      distinct >= 0.8 * filled &&
      codes + amounts + dates < 0.2 &&
      !ABOUT_THEM.test(name) &&
      samples.every((text) => text.length <= 80 && /\p{L}{2}/u.test(text) && !/[@]|:\/\/|[[{]/.test(text)),
  );
  if (column === undefined) return undefined;
  return { column, score: 0.5, reason: "its values are texts that are nearly all different, as names are" };
}

/** Headers of texts about an account that are not its name. */
const ABOUT_THEM =
  /address|street|stra(?:ß|ss)e|adresse|direcci|indirizzo|adres|mail|web|url|site|phone|tel|fax|contact|kontakt|note|notiz|comment|remark|bemerk|descri|beschreib|owner|products|tags|city|zip|plz|iban|vat|tax/i;

/** Signals that the file has as they are: whitespace and shares always, growth where no earlier revenue gives it. */
function proposeSignals(columns: readonly ColumnProfile[], matches: Matches): void {
  const free = () => columns.filter((column) => matches.isFree(column));
  const targets = matches.list.map(({ target }) => target);
  if (!targets.some((target) => /^potentialrevenue/i.test(target))) {
    const [runway] = candidatesFor(free(), "runway", isAmount);
    if (runway) matches.add(runway, "signals.runway");
  }
  if (new Set(targets.filter((target) => /^(?:sums\.)?totalrevenue_fy/i.test(target))).size < 2) {
    const [growth] = candidatesFor(free(), "growth", isAmount);
    if (growth) matches.add(growth, "signals.growth");
  }
  for (const share of ["geo", "category"] as const) {
    const [best] = candidatesFor(free(), share, isAmount);
    if (best) matches.add(best, `signals.${share}`);
  }
}

/** A match of an amount with the unit that its header tells, by which it is multiplied. */
function withUnit(match: ProposedMatch): ProposedMatch {
  const unit = /revenue|runway/i.test(match.target) ? unitInHeader(match.column) : null;
  if (!unit?.isSure || unit.factor === 1) return match;
  return { ...match, reason: `${match.reason}, in ${unitWords(unit.factor)}: they are multiplied` };
}

/**
 * The column that is all there is to tell accounts apart by: a potential without a revenue to subtract, or one
 * revenue with neither a potential nor an earlier one beside it. Null where a signal comes from elsewhere.
 */
function onlyAmount(
  list: readonly ProposedMatch[],
  signals: Readonly<Partial<Record<string, string>>>,
): string | null {
  if (signals.runway !== undefined) return null;
  const revenues = list.flatMap(({ column, target }) =>
    /^totalrevenue/i.test(target) ? [column] : target.startsWith("sums.") ? [target.slice(5)] : [],
  );
  const [revenue, ...earlier] = new Set(revenues);
  const potential = list.find(({ target }) => /^potentialrevenue/i.test(target));
  if (revenue === undefined) return potential?.column ?? null;
  return potential === undefined && earlier.length === 0 && signals.growth === undefined ? revenue : null;
}

/** The columns that are proposed for revenues and the potential. */
function matchedAmounts(
  columns: readonly ColumnProfile[],
  list: readonly ProposedMatch[],
  sums: Readonly<Record<string, readonly string[]>>,
): MatchedAmount[] {
  return columns.flatMap((column) => {
    const target = list.find((match) => match.column === column.name)!.target;
    const [, sum, kind] = /^(sums\.)?(total|potential)revenue/i.exec(target) ?? [];
    if (kind === undefined) return [];
    const parts = sum === undefined ? 1 : sums[target.slice(sum.length)]!.length;
    return [{ column, isPotential: /^potential$/i.test(kind), parts }];
  });
}

/** The mapping of the matches, what is missing, and what has to be asked. */
function finished(profile: TableProfile, list: readonly ProposedMatch[]): Proposal {
  const { columns, above } = profile;
  const accounts: Record<string, string> = {};
  const signals: Partial<Record<string, string>> = {};
  const sums: Record<string, string[]> = {};
  for (const { column, target } of list) {
    if (target.startsWith("signals.")) signals[target.slice(8)] = column;
    else if (target.startsWith("sums.")) sums[target.slice(5)] = [...(sums[target.slice(5)] ?? []), column];
    else if (column !== target) accounts[column] = target;
  }
  const only = onlyAmount(list, signals);
  if (only !== null) signals.runway = only;
  const used = new Set(list.map(({ column }) => column));
  const amounts = columns.filter(({ name }) => used.has(name));
  const decimal = proposeDecimals(amounts);
  const units = proposeUnits(matchedAmounts(amounts, list, sums), above);
  const order = proposeNumberOrder(profile, list);
  return {
    mapping: {
      ...(Object.keys(accounts).length > 0 && { accounts }),
      ...(Object.keys(signals).length > 0 && { signals }),
      ...(Object.keys(sums).length > 0 && { sums }),
      ...(decimal !== null && { decimal: decimal.signs }),
      ...(units !== null && { units: units.factors }),
      ...(order !== null && { tiers: order.tiers }),
    },
    matches: list.map(withUnit),
    unmatched: columns
      .filter(({ name }) => !used.has(name))
      .map(({ name, samples }) => ({ column: name, samples })),
    absent: absences(list, signals),
    questions: [
      ...questions(list),
      ...(units?.questions ?? []),
      ...tierQuestions(columns, list),
      ...(order === null ? [] : [order.question]),
      ...groupQuestions(columns, list),
      ...partQuestions(columns, list),
      ...revenueQuestions(columns, list),
      ...(decimal?.questions ?? []),
    ],
  };
}
