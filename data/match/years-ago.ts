/** How many years ago a header says that its column is of, and its name without these words. */
export interface YearsAgo {
  /** 0 for the current year, 1 for the one before it. */
  readonly ago: number;
  readonly rest: string;
}

const YEAR_WORD = "(?:fiscal |financial )?(?:year|yr|fy)";
const TWELVE = "(?:12|twelve) ?(?:months?|mos?|m)|ltm|ttm|mat";
const JAHR = "(?:geschäfts)?jahr";
/** Words for years by their distance, the longest first; each stands alone between signs that are no letters. */
const WORDS: readonly (readonly [number, string])[] = [
  [2, "vorvorjahr|vvj|n ?-2|[yf]y? ?-2|(?:2|two) (?:years?|yrs?|y) ago|24 ?(?:m|mo|months?) ago"],
  [
    1,
    [
      `(?:prior|previous|prev\\.?) (?:${TWELVE})|(?:ltm|ttm|mat) ?-1`,
      `(?:prior|previous|last|prev\\.?) ${YEAR_WORD}|(?:prior|previous|prev\\.?) period|prior|previous|prev\\.?|py|ly|n ?-1|[yf]y? ?-1`,
      "(?:1|one|a) (?:year|yr|y) ago|year ago|12 ?(?:m|mo|months?) ago",
      `vorjahr(?:e?s)?|vj|letztes ${JAHR}|vorherig(?:es ${JAHR}|e)`,
      "(?:année|annee|exercice) précédente?|(?:an|année) derni(?:er|ère)|(?:année|exercice) passée?",
      "(?:año|ejercicio) (?:anterior|pasado)|ano anterior|anno (?:precedente|scorso)|(?:vorig|afgelopen) jaar",
      "föregående år|förra året|forrige år|sidste år|i fjor|poprzedni rok|geçen yıl|önceki yıl|прошлый год|предыдущий год",
    ].join("|"),
  ],
  [
    0,
    [
      `(?:last|past|trailing|rolling) (?:${TWELVE})|ltm|ttm|mat|[rl]12m?`,
      `(?:current|this) ${YEAR_WORD}|current|ty|cy|aktuell(?:es ${JAHR})?|akt|(?:laufendes|lfd\\.?) ${JAHR}`,
      "(?:année|exercice) en cours|cette année|(?:año|ejercicio) (?:actual|en curso)|ano (?:atual|corrente)",
      "anno (?:corrente|in corso)|dit jaar|lopend jaar|innevarande år|i år|bieżący rok|bu yıl|текущий год|n(?= ?[([]|$)",
    ].join("|"),
  ],
];
const PATTERNS = WORDS.map(
  ([ago, words]) => [ago, new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, "iu")] as const,
);
/** In scripts that put no blanks between words. */
const SIGNS: readonly (readonly [number, RegExp])[] = [
  [2, /前々年|前々期/],
  [1, /前年度?|前期|昨年度?/],
  [0, /当期|今期|今年度?|当年度?/],
];

/** Reads `Revenue Prior Year`, `Umsatz VJ`, `CA N-1`, `arr_12m_ago`, `TY Sales`; null for a name that says none of it. */
export function yearsAgo(name: string): YearsAgo | null {
  const text = name.replace(/_/g, " ");
  for (const [ago, pattern] of [...PATTERNS, ...SIGNS]) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return {
      ago,
      rest: rest
        .replace(/\(\s?\)|\[\s?\]/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    };
  }
  return null;
}
