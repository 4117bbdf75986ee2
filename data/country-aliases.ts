import { BY_THREE_LETTERS, COUNTRY_CODES, COUNTRY_GROUPS, OTHER_NAMES } from "./countries.ts";

/** Languages in which a column may have its countries. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl"];
/** Longest list of values that may be countries. */
const MOST_VALUES = 300;
/** Least part of a column's values that are countries, by names and by codes: codes of US states are countries' as well. */
const LEAST_NAMED = 0.6;
const LEAST_CODED = 0.9;

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();

let known: {
  readonly byName: ReadonlyMap<string, string>;
  readonly english: ReadonlyMap<string, string>;
} | null = null;

/** Country codes by every name in plain letters, and the English name by code; made once. */
function countryNames() {
  if (known !== null) return known;
  const byName = new Map<string, string>();
  const english = new Map<string, string>();
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of COUNTRY_CODES) {
      const name = names.of(code);
      if (name === undefined) continue;
      if (!byName.has(plain(name))) byName.set(plain(name), code);
      if (language === "en") english.set(code, OTHER_NAMES[code]?.[0] ?? name);
    }
  }
  for (const [code, names] of Object.entries(OTHER_NAMES))
    for (const name of names) byName.set(plain(name), code);
  known = { byName, english };
  return known;
}

/** The country that a value stands for; undefined for none. */
function codeOf(value: string): { readonly code: string; readonly isCode: boolean } | undefined {
  const said = value.trim();
  if (/^[A-Z]{2}$/.test(said) && COUNTRY_CODES.includes(said)) return { code: said, isCode: true };
  const three = BY_THREE_LETTERS.get(said);
  if (three !== undefined) return { code: three, isCode: true };
  const named = countryNames().byName.get(plain(said));
  return named === undefined ? undefined : { code: named, isCode: false };
}

/**
 * What people call the countries of a column, and groups of them ("UK", "DACH", "EMEA"), by word: the values meant. Null
 * where the column's values are not countries.
 * @param values distinct values of the column, shape [V]; blanks do not count
 */
export function countryAliases(values: readonly string[]): ReadonlyMap<string, readonly string[]> | null {
  const own = values.filter((value) => value.trim() !== "");
  if (own.length < 2 || own.length > MOST_VALUES) return null;
  const found = own.flatMap((value) => {
    const country = codeOf(value);
    return country === undefined ? [] : [{ value, ...country }];
  });
  const isCoded = found.filter(({ isCode }) => isCode).length * 2 > found.length;
  if (found.length < 2 || found.length / own.length < (isCoded ? LEAST_CODED : LEAST_NAMED)) return null;
  const byCode = Map.groupBy(found, ({ code }) => code);
  const valuesOf = (codes: readonly string[]) =>
    codes.flatMap((code) => (byCode.get(code) ?? []).map(({ value }) => value));
  const aliases = new Map<string, readonly string[]>();
  for (const code of byCode.keys()) {
    const names = [countryNames().english.get(code) ?? code, ...(OTHER_NAMES[code] ?? [])];
    for (const name of names) aliases.set(name, valuesOf([code]));
  }
  for (const [word, codes] of Object.entries(COUNTRY_GROUPS)) {
    const present = valuesOf(codes);
    if (present.length > 0) aliases.set(word, present);
  }
  return aliases;
}

/**
 * The English names of the countries among a column's values, where most of these are something else ("Nord, Süd, Österreich,
 * Schweiz"), by word: the values meant. Null where fewer than two are named, or all as English has it; codes are none here.
 * @param values distinct values of the column, shape [V]
 */
export function countriesAmong(values: readonly string[]): ReadonlyMap<string, readonly string[]> | null {
  if (values.length > MOST_VALUES) return null;
  const found = values.flatMap((value) => {
    const country = codeOf(value);
    return country === undefined || country.isCode ? [] : [{ value, code: country.code }];
  });
  const aliases = new Map<string, readonly string[]>();
  for (const { code, value } of found) {
    const name = countryNames().english.get(code);
    if (name !== undefined && plain(name) !== plain(value))
      aliases.set(name, [...(aliases.get(name) ?? []), value]);
  }
  return found.length < 2 || aliases.size === 0 ? null : aliases;
}
