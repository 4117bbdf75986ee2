import { distance } from "fastest-levenshtein";
import { unitInHeader } from "../read/header-unit.ts";
import {
  headerKey,
  isHeaderWord,
  SYNONYMS,
  spelledOut,
  type Target,
  withoutQualifier,
  withoutYear,
} from "./synonyms.ts";
import { yearsAgo } from "./years-ago.ts";

/** How well a header's name fits a target, and why. */
export interface NameMatch {
  /** 1 for the surest word for it, down to about 0.5; 0 for none. */
  readonly score: number;
  readonly reason: string;
}

const NONE: NameMatch = { score: 0, reason: "" };

/** Score below which a name has a word for its target within, or nearly, and is none itself. */
export const WHOLE_WORD = 0.75;

/** Judges a header's name against the words for a target: the whole name, then a word or two of it, then one letter off. */
export function scoreName(name: string, target: Target): NameMatch {
  const words = SYNONYMS[target];
  const bare = unitInHeader(name)?.rest ?? name;
  const now = yearsAgo(name)?.rest ?? name;
  const undated = unitInHeader(now)?.rest ?? now;
  const ends = [name, withoutYear(name), bare, withoutYear(bare), undated];
  const whole = spelledOut(withoutYear(undated));
  const parts = [...ends.map(withoutTable), ...(target === "ID" ? [beforeTable(name)] : [])];
  for (const text of [...ends, ...parts, withoutQualifier(whole), whole]) {
    const at = words.findIndex((word) => headerKey(word) === headerKey(text));
    if (at >= 0) return { score: 1 - (0.25 * at) / words.length, reason: `"${name}" is a word for it` };
  }
  // A word of its own is no longer form of another one, nor a misspelling.
  if (isHeaderWord(name) || isHeaderWord(whole)) return NONE;
  const tokens = tokensOf(whole);
  const within = words.find((word) => isLong(word) && isWithin(tokensOf(word), tokens));
  if (within !== undefined)
    return { score: 0.6 + 0.01 * Math.min(10, within.length), reason: `"${name}" has "${within}" in it` };
  const key = headerKey(name);
  const near = words.find((word) => key.length > 5 && distance(headerKey(word), key) === 1);
  return near === undefined ? NONE : { score: 0.55, reason: `"${name}" is one letter off "${near}"` };
}

/** The last part of a name that tells its table first: `Organization - Owner`, `Account: Industry`. */
function withoutTable(name: string): string {
  const at = Math.max(name.lastIndexOf(" - "), name.lastIndexOf(": "));
  return at < 0 ? name : name.slice(at + 2).trim();
}

/** The first part of a name that tells behind it whose number it is: `Record ID - Company`. */
function beforeTable(name: string): string {
  const [first, table] = name.split(" - ");
  return table !== undefined && isWord(table, "Name") ? first! : name;
}

const isWord = (text: string, target: Target): boolean =>
  SYNONYMS[target].some((word) => headerKey(word) === headerKey(text));

function tokensOf(text: string): string[] {
  return text
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((token) => token !== "");
}

/** Words of scripts that put much into a sign are whole ones at two signs. */
const isLong = (word: string): boolean => word.length > 3 || (word.length > 1 && NO_BLANKS.test(word));
const NO_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** True where the tokens of a word stand side by side within those of a name. */
function isWithin(word: readonly string[], name: readonly string[]): boolean {
  if (word.length === 1 && NO_BLANKS.test(word[0]!)) return name.some((token) => token.includes(word[0]!));
  return name.some((_, at) => word.every((token, k) => name[at + k] === token));
}
