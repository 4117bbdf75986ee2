import type { Medoids } from "./faster-pam.ts";

/** Distances looked at up to which all sets are tried, some milliseconds: 4 of 20 rows are 387,600. */
const MOST_LOOKS = 500_000;

/** Whether `bestMedoids` is cheap for k of m rows: C(m, k)·k·m is at most 500,000. */
export function fewMedoidSets(m: number, k: number): boolean {
  let sets = 1;
  for (let i = 0; i < Math.min(k, m - k) && sets <= MOST_LOOKS; i++) sets = (sets * (m - i)) / (i + 1);
  return sets * k * m <= MOST_LOOKS;
}

/**
 * The best k of m rows, by trying every set in lexical order; the first on ties. `distances` is symmetric
 * of shape [m × m]. O(C(m, k)·k·m) time, O(k·m) memory.
 * @param tick Called once a set.
 */
export function bestMedoids(distances: Float64Array, m: number, k: number, tick: () => void): Medoids {
  const medoids = new Int32Array(k);
  let cost = Infinity;
  const chosen = new Int32Array(k);
  // Row c: distance of each row to the nearest of the first c medoids chosen.
  const near = new Float64Array((k + 1) * m).fill(Infinity, 0, m);
  const choose = (c: number, from: number): void => {
    if (c === k) {
      tick();
      let sum = 0;
      for (let at = k * m; at < (k + 1) * m; at++) sum += near[at];
      if (sum < cost) {
        cost = sum;
        medoids.set(chosen);
      }
      return;
    }
    for (let x = from; x <= m - (k - c); x++) {
      chosen[c] = x;
      for (let o = 0; o < m; o++) near[(c + 1) * m + o] = Math.min(near[c * m + o], distances[x * m + o]);
      choose(c + 1, x + 1);
    }
  };
  choose(0, 0);
  return { medoids, cost };
}
