import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { readDecimal } from "../plan/index.ts";
import { SIGNAL_COLUMNS } from "../signals.ts";

/** A comparison of a number column. */
export type Comparison = ">" | ">=" | "<" | "<=";

/** One condition of a selector; column names as the selector spells them. */
export type Term =
  | { readonly kind: "outside"; readonly terms: readonly Term[] }
  | {
      readonly kind: "values";
      readonly column: string;
      readonly values: readonly string[];
      readonly not: boolean;
    }
  | { readonly kind: "tiers"; readonly names: readonly string[]; readonly not: boolean }
  | { readonly kind: "ids"; readonly ids: readonly string[]; readonly not: boolean }
  | {
      readonly kind: "compare";
      readonly column: string;
      readonly operator: Comparison;
      readonly value: number;
    }
  | {
      readonly kind: "extreme";
      readonly end: "top" | "bottom";
      readonly count: number;
      readonly column: string;
    };

/** What a selector's names are held against: the names of the book's columns. */
export type Columns = Pick<Accounts, "text" | "numbers">;

/**
 * Reads a selector (its grammar stands at `Policy`) as its terms, all of which an account has to meet.
 * O(length · columns) in the worst case.
 * @throws TieringError `invalid-policy`; `pointer` says where in the request the selector stands
 */
export function parseSelector(selector: string, columns: Columns, pointer: string): Term[] {
  return parseTerms(selector, columns, pointer, 0);
}

/** Most groups within each other: "all but those that meet none of these". */
const DEEPEST = 2;

function parseTerms(selector: string, columns: Columns, pointer: string, depth: number): Term[] {
  if (depth > DEEPEST)
    throw invalid(`"${selector}" stands in more than ${DEEPEST} groups; expected no more.`, pointer);
  return splitTerms(selector, columns).map((term) => parseTerm(term, columns, pointer, depth));
}

/** Splits at each `&` behind which a condition begins; others belong to a value ("Nordics & Baltics"). */
function splitTerms(selector: string, columns: Columns): string[] {
  const terms: string[] = [];
  let start = 0;
  for (const at of jointsOf(selector)) {
    if (!beginsTerm(selector.slice(at + 1).trimStart(), columns)) continue;
    terms.push(selector.slice(start, at));
    start = at + 1;
  }
  return [...terms, selector.slice(start)].map((term) => term.trim());
}

/** The conditions within `!(…)`; null for any other term. */
export function groupOf(term: string): string | null {
  return /^!\((.*)\)$/s.exec(term.trim())?.[1] ?? null;
}

/**
 * Where `&` stands in a selector outside of its groups `!(…)`: those of a group are its own. A group begins a
 * term, and ends with the bracket that closes it. O(length).
 */
export function jointsOf(selector: string): number[] {
  const joints: number[] = [];
  let open = 0;
  let begins = true;
  for (let at = 0; at < selector.length; at++) {
    const letter = selector[at]!;
    if (open > 0) open += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    else if (begins && selector.startsWith("!(", at)) {
      open = 1;
      at++;
    } else if (letter === "&") joints.push(at);
    begins = open === 0 && (letter === "&" || (begins && letter === " "));
  }
  return joints;
}

function beginsTerm(text: string, { text: texts, numbers }: Columns): boolean {
  if (/^(?:!\(|(?:tier!?|id!?|top|bottom):)/i.test(text)) return true;
  for (const names of [texts.keys(), numbers.keys(), Object.keys(SIGNAL_COLUMNS)]) {
    for (const name of names)
      if (text.startsWith(name) && /^ ?(?:!?:|[<>])/.test(text.slice(name.length))) return true;
  }
  return false;
}

function parseTerm(term: string, columns: Columns, pointer: string, depth: number): Term {
  const group = groupOf(term);
  if (group !== null) return { kind: "outside", terms: parseTerms(group, columns, pointer, depth + 1) };
  if (term.startsWith("!("))
    throw invalid(
      `"${term}" opens a group that it does not close; expected !(condition&condition).`,
      pointer,
    );
  const extreme = /^(top|bottom):(\d{1,9}):(.+)$/is.exec(term);
  if (extreme) {
    const end = extreme[1]!.toLowerCase() as "top" | "bottom";
    return { kind: "extreme", end, count: Number(extreme[2]), column: extreme[3]!.trim() };
  }
  const colon = term.indexOf(":");
  const sign = /[<>]=?/.exec(term);
  if (sign && sign.index > 0 && (colon < 0 || sign.index < colon)) {
    const column = term.slice(0, sign.index).trim();
    const text = term.slice(sign.index + sign[0].length).trim();
    const value = readDecimal(text);
    if (!Number.isFinite(value)) {
      throw invalid(`"${term}" compares ${column} with "${text}"; expected a decimal number.`, pointer);
    }
    return { kind: "compare", column, operator: sign[0] as Comparison, value };
  }
  if (colon <= 0) {
    throw invalid(
      `"${term}" selects nothing; expected Column:value|value, tier:A, Column>number or top:50:Column.`,
      pointer,
    );
  }
  const not = term[colon - 1] === "!";
  const column = term.slice(0, not ? colon - 1 : colon).trim();
  const values = term.slice(colon + 1).split("|");
  const own = columns.text.has(column) ? "" : column.toLowerCase();
  if (own === "tier") return { kind: "tiers", names: values.map((name) => name.trim()), not };
  if (own === "id") return { kind: "ids", ids: values.map((id) => id.trim()), not };
  return { kind: "values", column, values, not };
}

function invalid(message: string, pointer: string): TieringError {
  return new TieringError("invalid-policy", message, { pointer });
}
