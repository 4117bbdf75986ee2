import { tierKey } from "../../tiering/index.ts";

/** Finds the tiers of a book in labels and headers; −1 for none. */
export interface TierLabels {
  /** The tier of a cell: `A`, `Tier A`, `a`, `A customers`. */
  of(label: string): number;
  /** The tier that a header names, alone or beside other words: `A`, `C-Kunden`, `Max Gold accounts`. */
  ofHeader(name: string): number;
  /** Whether a label counts the tiers of a book that names them otherwise: "Tier 1" for A. */
  isByNumber(label: string): boolean;
}

/** Knows the tiers of a book by their names, highest first. */
export function createTierLabels(tierNames: readonly string[]): TierLabels {
  const keys = tierNames.map(tierKey);
  const isNamed = keys.some((key) => /\d/.test(key));
  /** Place by a number from 1, which has to say what it counts. */
  const byNumber = (label: string): number => {
    const key = tierKey(label);
    const at = /^\d{1,2}$/.test(key) && key !== label.trim() ? Number(key) : 0;
    return !isNamed && at <= keys.length ? at - 1 : -1;
  };
  const of = (label: string) => {
    const named = keys.indexOf(tierKey(label));
    return named >= 0 ? named : byNumber(label);
  };
  return {
    of,
    isByNumber: (label) => keys.indexOf(tierKey(label)) < 0 && byNumber(label) >= 0,
    ofHeader(name) {
      const whole = of(name);
      if (whole >= 0) return whole;
      const tokens = name
        .split(/[^\p{L}\p{N}+]+/u)
        .filter((token) => token !== "")
        .slice(0, 8);
      const found = new Set<number>();
      for (let from = 0; from < tokens.length; from++) {
        for (let to = from + 1; to <= tokens.length; to++) {
          const run = tokens.slice(from, to).join(" ");
          // A small letter is a word, and a number alone counts something.
          const isWord = to === from + 1 && (/^\p{Ll}$/u.test(run) || /^\d+$/.test(run));
          if (!isWord && of(run) >= 0) found.add(of(run));
        }
      }
      return found.size === 1 ? [...found][0]! : -1;
    },
  };
}
