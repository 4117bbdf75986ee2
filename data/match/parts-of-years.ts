import { scoreName } from "./name-score.ts";
import { withoutYear, yearIn } from "./synonyms.ts";
import { yearsAgo } from "./years-ago.ts";

/** Part of a year in a name: Q1, H2, a month, 2025-03. */
const PART = new RegExp(
  `(?:^|[^\\p{L}\\d])(?:[QH][1-4]|[1-4]Q|${[
    "jan(?:uary?|v(?:ier)?)?|feb(?:ruary?)?|f[ée]vr?(?:ier)?|mar(?:ch|s)?|märz|mrz|a[pv]r(?:il)?|ma[iy]|ju(?:ne?|ni|in)",
    "jul[yi]?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|d[eé][cz](?:ember|embre)?",
    "ene(?:ro)?|abr(?:il)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|dic(?:iembre)?|giu(?:gno)?|lug(?:lio)?|ott(?:obre)?",
  ].join("|")})(?:$|[^\\p{L}])`,
  "iu",
);
const YEAR_AND_MONTH = /20(\d{2})[-/.](0[1-9]|1[0-2])(?!\d)/;

/** From the first month of a year to its last: `Jan - Dec 2024`. */
const WHOLE_YEAR =
  /\bjan(?:uary|vier|uar)?\b\.?\s?(?:-|–|to|through|bis|à)\s?d[eé][cz](?:ember|embre)?\b\.?/iu;

/** A name without the words that say its year is a whole one. */
export function withoutWholeYear(name: string): string {
  return name.replace(WHOLE_YEAR, " ").trim();
}

/** True for the name of an amount of a quarter, half year or month. */
export function isPartOfYear(name: string): boolean {
  if (WHOLE_YEAR.test(name)) return false;
  const month = YEAR_AND_MONTH.exec(name);
  // "12 months ago" is no August in Spanish.
  return (
    PART.test(yearsAgo(name)?.rest ?? name) || (month !== null && Number(month[2]) !== Number(month[1]) + 1)
  );
}

/** What a name of a part of a year tells: what its amounts are, the year, and of how many parts it is one. */
interface Part {
  /** The name without the part and the year, in lower case. */
  readonly stem: string;
  readonly year: number | null;
  /** 12 of a month, 4 of a quarter, 2 of a half year. */
  readonly of: 2 | 4 | 12;
}

/** Reads the name of a part of a year, such as `Q1 FY25`, `Revenue 2025-03`, `janv-25`; null for any other. */
function partOf(name: string): Part | null {
  if (!isPartOfYear(name)) return null;
  const iso = YEAR_AND_MONTH.exec(name);
  const word = iso === null ? PART.exec(name)![0] : iso[0];
  const rest = name.replace(word, " ");
  const year = iso === null ? (yearIn(rest) ?? shortYearIn(rest)) : 2_000 + Number(iso[1]);
  const stem = withoutYear(rest)
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  const of = iso === null && /[QH]\d|\dQ/i.test(word) ? (/H/i.test(word) ? 2 : 4) : 12;
  return { stem, year, of };
}

/** The year of two digits that stands behind a month: the 25 of `janv-25`. */
function shortYearIn(rest: string): number | null {
  const digits = /(?<!\d)\d{2}(?!\d)/.exec(rest)?.[0];
  return digits === undefined ? null : 2_000 + Number(digits);
}

/**
 * The years of which all months, quarters or halves of revenue are among the columns, newest first, with these.
 * Names that tell no year, years that are not whole, and amounts of something else are left out. O(columns).
 */
export function wholeYears<Column extends { readonly name: string }>(
  columns: readonly Column[],
): [year: number, parts: readonly Column[]][] {
  const parts = columns.map((column) => ({ column, part: partOf(column.name) }));
  const worth = (stem: string) => (stem === "" ? 0.5 : scoreName(stem, "TotalRevenue").score);
  const stems = [...new Set(parts.flatMap(({ part }) => part?.stem ?? []))].filter((stem) => worth(stem) > 0);
  const best = stems.sort((a, b) => worth(b) - worth(a))[0];
  const groups = Map.groupBy(parts, ({ part }) =>
    part === null || part.stem !== best || part.year === null ? "" : `${part.year} ${part.of}`,
  );
  groups.delete("");
  const whole = new Map<number, readonly Column[]>();
  for (const [key, group] of groups) {
    const [year, of] = key.split(" ").map(Number) as [number, number];
    if (group.length === of && !whole.has(year))
      whole.set(
        year,
        group.map(({ column }) => column),
      );
  }
  return [...whole].sort(([a], [b]) => b - a);
}
