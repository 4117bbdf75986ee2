import type { Signal } from "../../tiering/index.ts";
import { boundWords } from "./bound-words.ts";
import { type Clause, withCue } from "./clauses.ts";
import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";
import { spend } from "./spend.ts";

/** How much a clause lets a signal count. */
export type Level = "zero" | "faint" | "weak" | "mild" | "plain" | "strong" | "only" | "spare" | "also";

/** What a message says of the signals in words, gathered clause by clause. */
export interface SaidWeights {
  readonly levels: Map<Signal, Level>;
  /** Rank by signal, from 0. */
  readonly ranks: Map<Signal, number>;
  /** "a over b", with how many times as much. */
  readonly over: { readonly a: Signal; readonly b: Signal; readonly times: number }[];
  readonly steps: {
    readonly signal: Signal;
    readonly by: number;
    readonly from: Signal | null;
    readonly exact?: boolean;
  }[];
  readonly scales: { readonly signal: Signal; readonly factor: number }[];
  /** Signals that count the same. */
  equal: readonly Signal[] | null;
  swap: readonly [Signal, Signal] | "largest" | null;
  /** The unnamed: left out, even, or as by default. */
  rest: "zero" | "even" | "faint" | null;
  /** Back to the default weights. */
  reset: boolean;
  /** The signals of the clause before. */
  last: readonly Signal[];
}

/** Nothing said yet. */
export function createSaid(): SaidWeights {
  return {
    levels: new Map(),
    ranks: new Map(),
    over: [],
    steps: [],
    scales: [],
    equal: null,
    swap: null,
    rest: null,
    reset: false,
    last: [],
  };
}

export const STRENGTHS: readonly Cue[] = ["strong", "weak", "mild", "faint"];

export const READ: readonly Cue[] = [
  ...STRENGTHS,
  "wish",
  "matter",
  "first",
  "second",
  "third",
  "last",
  "afterwards",
  "degree",
  "slight",
  "much",
  "more",
  "less",
  "over",
  "under",
  "than",
  "even",
  "each",
  "all",
  "rest",
  "favour",
  "from",
  "must",
  "also",
  "instead",
  "again",
  "only",
  "restrict",
  "nothing-else",
  "spare",
  "too-much",
  "resize",
  "rise",
  "fall",
  "move",
  "hold",
  "cap",
  "below",
  "at-least",
  "stop",
  "lift",
  "in",
  "accounts",
  "may",
  "default",
  "run",
  "as-much",
  "tierword",
  "please",
  "rule",
];

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

export function finish(clause: Clause, named: readonly Item[], became: string): void {
  const bound = boundWords(clause);
  const read = withCue(clause, "not", "ignore", "indifferent", "void", "except", ...READ);
  spend([...named, ...read.filter((item) => !bound.has(item))], became);
}
