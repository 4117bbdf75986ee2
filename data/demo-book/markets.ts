import type { Firms } from "./firms.ts";
import { CATEGORIES, GEOGRAPHIES } from "./labels.ts";
import { PARAMETERS as P } from "./parameters.ts";
import { createRandomStream, stratifiedUniform } from "./random.ts";
import { weightedChoice } from "./weighted-choice.ts";

/** One kind of market (geographies or categories): who is in which, and how large each is. */
export interface Market {
  /** Index of each firm's market; shape [n]. */
  readonly of: Uint8Array;
  /** Total addressable market of each, whole currency units. */
  readonly tam: readonly number[];
}

interface Kind {
  readonly name: string;
  readonly entries: readonly { readonly weight: number; readonly score: number }[];
  readonly level: number;
  readonly spread: number;
  readonly tilt: number;
  /** Largest plausible share of a market that one firm's potential may take. */
  readonly largestShare: number;
}

const GEOGRAPHY: Kind = {
  name: "geo",
  entries: GEOGRAPHIES,
  level: P.gT,
  spread: P.gS,
  tilt: P.gTilt,
  largestShare: 0.068,
};
const CATEGORY: Kind = {
  name: "category",
  entries: CATEGORIES,
  level: P.cT,
  spread: P.cS,
  tilt: P.cTilt,
  largestShare: 0.06,
};

/** Weights normalised to sum 1, and scores standardised under them. */
function standardise(entries: Kind["entries"]): { weights: number[]; scores: number[] } {
  const total = entries.reduce((sum, e) => sum + e.weight, 0);
  const weights = entries.map((e) => e.weight / total);
  const mean = entries.reduce((sum, e, k) => sum + weights[k]! * e.score, 0);
  const variance = entries.reduce((sum, e, k) => sum + weights[k]! * (e.score - mean) ** 2, 0);
  return { weights, scores: entries.map((e) => (e.score - mean) / Math.sqrt(variance)) };
}

function drawMarket(kind: Kind, firms: Firms, seed: number): Market {
  const { weights, scores } = standardise(kind.entries);
  const tam = scores.map((score) => Math.round(Math.exp(kind.level + kind.spread * score)));
  const largest = tam.indexOf(Math.max(...tam));
  const small = weightedChoice(weights);
  const enterprise = weightedChoice(weights.map((w, k) => w * Math.exp(kind.tilt * scores[k]!)));
  const uniforms = stratifiedUniform(firms.n, createRandomStream(seed, kind.name));
  const of = Uint8Array.from(uniforms, (u, i) => {
    const chosen = firms.enterprise[i] === 1 ? enterprise(u) : small(u);
    return firms.potential[i]! > kind.largestShare * tam[chosen]! ? largest : chosen;
  });
  return { of, tam };
}

/** Draws geography and category of every firm: list order, tilted for enterprises, giants in the largest. */
export function drawMarkets(firms: Firms, seed: number): { geo: Market; category: Market } {
  return { geo: drawMarket(GEOGRAPHY, firms, seed), category: drawMarket(CATEGORY, firms, seed) };
}
