import type { Firms } from "./firms.ts";
import { GEOGRAPHIES } from "./labels.ts";
import type { Market } from "./markets.ts";
import { PARAMETERS as P, TIER_SHARES, YEARS } from "./parameters.ts";
import { createRandomStream, stratifiedNormal } from "./random.ts";

/** Yearly tiers, and the lasting judgement of the reviewers that other columns also show. */
export interface Tiers {
  /** Tier 0 (A) … 3 (D) of each firm in FY22 … FY26; each of shape [n]. */
  readonly byYear: readonly Uint8Array[];
  /** Standard normal judgement whether a firm is "managed"; shape [n]. */
  readonly judgement: Float64Array;
}

/** Sizes of tiers A … D in a book of n: the published shares; every tier has a member where n allows. */
export function tierSizes(n: number): [number, number, number, number] {
  const [a, b, c] = TIER_SHARES.map((share, k) => (n > k ? Math.max(1, Math.round(n * share)) : 0)) as [
    number,
    number,
    number,
  ];
  return [a, b, c, n - a - b - c];
}

/** Marks the `count` highest scores among the firms still in tier `from` with tier `to`; ties to the lower index. */
function promote(tier: Uint8Array, scores: Float64Array, count: number, from: number, to: number): void {
  if (count === 0) return;
  const candidates = new Float64Array(scores.length);
  let members = 0;
  for (let i = 0; i < tier.length; i++) if (tier[i] === from) candidates[members++] = scores[i]!;
  const sorted = candidates.subarray(0, members).sort();
  const threshold = sorted[members - count]!;
  let atThreshold = count;
  for (let k = members - 1; sorted[k]! > threshold; k--) atThreshold--;
  for (let i = 0; i < tier.length; i++) {
    if (tier[i] !== from) continue;
    if (scores[i]! > threshold || (scores[i] === threshold && atThreshold-- > 0)) tier[i] = to;
  }
}

/** Moves `values` so that their mean is `mean`. */
function recentre(values: Float64Array, mean: number): Float64Array {
  const shift = mean - values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map((v) => v + shift);
}

/** Draws the tiers of five yearly reviews; counts are exact in every year. O(n log n). */
export function drawTiers(firms: Firms, geo: Market, seed: number): Tiers {
  const { n, logRevenue, size, growth } = firms;
  const [sizeA, sizeB, sizeC] = tierSizes(n);
  const judgeA = stratifiedNormal(n, createRandomStream(seed, "judgement A"));
  const judgement = stratifiedNormal(n, createRandomStream(seed, "judgement M"));
  const judgeB = stratifiedNormal(n, createRandomStream(seed, "judgement B"));
  const noiseA = createRandomStream(seed, "review A");
  const noiseM = createRandomStream(seed, "review M");
  const noiseB = createRandomStream(seed, "review B");
  const pilot = geo.of.map((g) => (GEOGRAPHIES[g]!.pilot ? 1 : 0));

  const byYear: Uint8Array[] = [];
  const scores = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  for (let t = 0; t < YEARS; t++) {
    const previous = byYear.at(-1);
    const [before2, before1, now] = logRevenue.slice(t, t + 3) as [Float64Array, Float64Array, Float64Array];
    const base = recentre(
      now.map((l, i) => 0.25 * l + 0.5 * before1[i]! + 0.25 * before2[i]!),
      firms.meanSize,
    );
    // In the last year the pilot geographies are reviewed by last year's revenue, without judgement.
    const strict = t === YEARS - 1 ? recentre(before1, firms.meanSize) : null;

    for (let i = 0; i < n; i++) {
      const was = previous?.[i];
      const g = (growth[i]! - P.gmu) / P.gsd;
      const yA = P.yrn * noiseA.normal();
      const yM = P.yrn * noiseM.normal();
      const yB = P.yrn * noiseB.normal();
      const stepM = was !== undefined && was <= 1 ? P.step : 0;
      const stepB = was === 3 ? P.step : 0;
      scores[0][i] =
        0.7 * now[i]! +
        0.3 * before1[i]! +
        P.wA * (Math.log(firms.potential[i]!) - size[i]!) +
        P.nA * judgeA[i]! +
        yA +
        (was === 0 ? P.hA : 0);
      if (strict !== null && pilot[i] === 1) {
        scores[1][i] = strict[i]! + P.wM * g + stepM;
        scores[2][i] = strict[i]! + P.wB * g - stepB;
      } else {
        const heldM = was !== undefined && was <= 2 ? P.hM : 0;
        const heldB = was !== undefined && was <= 1 ? P.hB : 0;
        scores[1][i] = base[i]! + P.wM * g + P.nM * judgement[i]! + yM + heldM + stepM;
        scores[2][i] = base[i]! + P.wB * g + P.nB * judgeB[i]! + yB + heldB - stepB;
      }
    }
    const tier = new Uint8Array(n).fill(3);
    promote(tier, scores[0], sizeA, 3, 0);
    promote(tier, scores[1], sizeB + sizeC, 3, 2);
    promote(tier, scores[2], sizeB, 2, 1);
    byYear.push(tier);
  }
  return { byYear, judgement };
}
