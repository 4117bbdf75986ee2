import type { Firms } from "./firms.ts";
import { PRODUCTS, YEARS } from "./parameters.ts";
import { createRandomStream } from "./random.ts";

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** A drawer of stream revenues, newest year first, then product revenues A … E, of one row after another. */
export function createRevenueDrawer(
  firms: Firms,
  judgement: Float64Array,
  seed: number,
): (i: number, revenues: readonly number[]) => number[] {
  const streams = createRandomStream(seed, "stream X");
  const products = createRandomStream(seed, "products");
  return (i, revenues) => {
    const u0 = streams.normal();
    const u1 = streams.normal();
    const streamX = revenues.map((revenue, age) => {
      const t = (YEARS - 1 - age) / (YEARS - 1);
      const share = 0.3 * Math.exp(0.32 * u0 + t * 0.25 * u1 + 0.02 * streams.normal());
      return Math.round(revenue * Math.min(0.9, share));
    });

    const zs = (firms.size[i]! - firms.meanSize) / firms.sdSize;
    const weights = PRODUCTS.base.map((base, k) => base * Math.exp(PRODUCTS.spread[k]! * products.normal()));
    // Products A and E are not adopted by all: A follows size and judgement, E size alone.
    const adoptsA = products.uniform() < logistic(0.4 + 0.9 * zs + 0.8 * judgement[i]!);
    const adoptsE = products.uniform() < logistic(1.2 + 0.5 * zs);
    if (!adoptsA) weights[0]! *= 1e-5 * products.uniform();
    if (!adoptsE) weights[4]! *= 1e-5 * products.uniform();
    const total = weights.reduce((sum, w) => sum + w, 0);
    const rest = revenues[0]! - streamX[0]!;
    return [...streamX, ...weights.map((w) => Math.floor((w / total) * rest))];
  };
}
