import type { Signal } from "../../../tiering/index.ts";
import { boundWords } from "../clauses/bound-words.ts";
import { type Clause, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { compares, denies } from "../clauses/turns.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** How much a clause lets a signal count. */
export type Level =
  | "zero"
  | "faint"
  | "little"
  | "weak"
  | "mild"
  | "plain"
  | "strong"
  | "only"
  | "spare"
  | "also";

/** What a message says of the signals in words, gathered clause by clause. */
export interface SaidWeights {
  readonly levels: Map<Signal, Level>;
  /** Rank by signal, from 0. */
  readonly ranks: Map<Signal, number>;
  /** "a over b", with how many times as much. */
  readonly over: {
    readonly a: Signal;
    readonly b: Signal;
    readonly times: number;
    /** Said of b, which is to count less, rather than of a. */
    readonly lowers?: boolean;
  }[];
  /** "a must not outweigh b". */
  readonly most: { readonly signal: Signal; readonly than: Signal }[];
  readonly steps: {
    readonly signal: Signal;
    readonly by: number;
    readonly from: Signal | null;
    readonly exact?: boolean;
    readonly of?: "share" | "kept" | "own";
  }[];
  readonly scales: { readonly signal: Signal; readonly factor: number }[];
  /** Signals that count the same. */
  equal: readonly Signal[] | null;
  swap: readonly [Signal, Signal] | "largest" | null;
  /** The unnamed: left out, even, little, as they are, or as by default. */
  rest: "zero" | "even" | "faint" | "kept" | null;
  /** No signal counts more than that. */
  ceiling: number | null;
  /** Back to the default weights. */
  reset: boolean;
  /** The signals of the clause before. */
  last: readonly Signal[];
  /** What was said of them in words that nobody knows, until something plainer is said. */
  opaque: Item[];
}

/** Rank of what comes after all others, named or not. */
export const LAST = 4;

/** Nothing said yet. */
export function createSaid(): SaidWeights {
  return {
    levels: new Map(),
    ranks: new Map(),
    over: [],
    most: [],
    steps: [],
    scales: [],
    equal: null,
    swap: null,
    rest: null,
    ceiling: null,
    reset: false,
    last: [],
    opaque: [],
  };
}

/** Cues that say how strong a wish is. */
export const STRENGTHS: readonly Cue[] = ["strong", "weak", "mild", "faint"];

/** Cues that say how much a signal counts, or stand beside what does. */
export const READ: readonly Cue[] = [
  ...STRENGTHS,
  ...(["wish", "matter", "degree", "slight", "much", "more", "less", "too-much", "spare", "favour"] as const),
  ...cuesOf("first second third last afterwards over under than as-much even"),
  ...(["all", "rest", "only", "nothing-else", "also", "instead", "must", "may", "in", "accounts"] as const),
  ...(["stop", "hold", "please", "tierword", "run"] as const),
];

/** The signals that items name, each once, in the order in which they are said. */
export const signalsOf = (items: readonly Item[]): Signal[] => [
  ...new Set(items.flatMap((item) => item.signals)),
];

/** "Healthcare is the sector to win": the noun of a name, no wish of its own. */
export function isNoun(item: Item, { items }: Clause): boolean {
  const at = items.indexOf(item);
  const named = items.findIndex((each) => each.values !== null);
  const noun =
    named >= 0 &&
    named < at &&
    /^(?:regions?|sectors?|industry|industries|verticals?|markets?|country|countries|territory|territories)$/u.test(
      item.text,
    ) &&
    items.slice(named + 1, at).some((each) => /^(?:is|are|these|those)$/u.test(each.text));
  if (noun) spend([item], "a name");
  return noun;
}

/** Marks what a reading of weights has made of a clause; what is denied in it, only where that was `read`. */
export function finish(clause: Clause, named: readonly Item[], became: string, read = false): void {
  const bound = boundWords(clause);
  const spent = withCue(clause, "not", "ignore", "indifferent", "void", "except", ...READ).filter(
    (item) => !bound.has(item) && !compares(item) && (read || !denies(item)),
  );
  spend([...named, ...spent], became);
}

/** "momentum and headroom, in that order". */
export function rankInOrder(signals: readonly Signal[], said: SaidWeights): void {
  for (const [rank, signal] of signals.entries()) said.ranks.set(signal, Math.min(rank, 3));
}
