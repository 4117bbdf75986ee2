import type { RandomStream } from "../random.ts";

/** A gain below this share of the total is rounding, and swapping for it could go round in circles. */
const LEAST_GAIN = 1e-12;

/** Stands for the second medoid of a row where there is one medoid only; distances are at most 1. */
const BEYOND = 2;

/** Medoids of a distance matrix. */
export interface Medoids {
  /** Rows of the matrix; shape [k]. */
  readonly medoids: Int32Array;
  /** Sum of the distances to the nearest medoid. */
  readonly cost: number;
}

/** Nearest and second nearest medoid of each row, as places in the list of medoids; shape [m] each. */
interface Assignment {
  readonly nearest: Int32Array;
  readonly near: Float64Array;
  readonly next: Float64Array;
}

/**
 * First medoids by greedy descent (the BUILD phase of PAM): each further one is the row that lowers the
 * cost most, the lowest on ties. `distances` is symmetric of shape [m × m]. O(k·m²).
 * @param tick Called every few hundred rows.
 */
export function greedyMedoids(distances: Float64Array, m: number, k: number, tick: () => void): Int32Array {
  const medoids = new Int32Array(k);
  const near = new Float64Array(m).fill(Infinity);
  for (let c = 0; c < k; c++) {
    let best = -1;
    let least = Infinity;
    for (let x = 0; x < m; x++) {
      if (x % 512 === 0) tick();
      if (medoids.subarray(0, c).includes(x)) continue;
      let cost = 0;
      for (let o = 0, at = x * m; o < m; o++) cost += Math.min(near[o], distances[at + o]);
      if (cost < least) {
        least = cost;
        best = x;
      }
    }
    medoids[c] = best;
    for (let o = 0; o < m; o++) near[o] = Math.min(near[o], distances[best * m + o]);
  }
  return medoids;
}

/** k distinct rows, each equally likely. */
export function randomMedoids(m: number, k: number, random: RandomStream): Int32Array {
  const medoids: number[] = [];
  while (medoids.length < k) {
    const row = random.below(m);
    if (!medoids.includes(row)) medoids.push(row);
  }
  return Int32Array.from(medoids);
}

/**
 * Improves medoids by swaps until none helps: FasterPAM (Schubert and Rousseeuw, 2021), which weighs a
 * candidate against all k medoids in one pass over the rows and swaps at the first gain. `medoids` (shape
 * [k]) are overwritten; `distances` is symmetric of shape [m × m],
 * entries at most 1. O(m²) a round of candidates.
 * @param tick Called once a candidate.
 */
export function fasterPam(
  distances: Float64Array,
  m: number,
  medoids: Int32Array,
  tick: () => void,
): Medoids {
  const k = medoids.length;
  const state: Assignment = {
    nearest: new Int32Array(m),
    near: new Float64Array(m),
    next: new Float64Array(m),
  };
  let cost = assign(distances, m, medoids, state);
  let removal = removalLosses(state, k);
  const loss = new Float64Array(k);
  let last = m - 1;
  for (let x = 0; k < m; x = (x + 1) % m) {
    tick();
    const place = medoids.includes(x) ? -1 : weighCandidate(distances, m, x, state, removal, loss);
    if (place >= 0 && loss[place] < -LEAST_GAIN * cost) {
      medoids[place] = x;
      cost = assign(distances, m, medoids, state);
      removal = removalLosses(state, k);
      last = x;
    } else if (x === last) break;
  }
  return { medoids, cost };
}

/** Change of cost for each medoid that x could replace, into `loss`; returns the place of the least. */
function weighCandidate(
  distances: Float64Array,
  m: number,
  x: number,
  { nearest, near, next }: Assignment,
  removal: Float64Array,
  loss: Float64Array,
): number {
  loss.set(removal);
  let shared = 0;
  for (let o = 0, at = x * m; o < m; o++) {
    const distance = distances[at + o];
    if (distance < near[o]) {
      shared += distance - near[o];
      loss[nearest[o]] += near[o] - next[o];
    } else if (distance < next[o]) loss[nearest[o]] += distance - next[o];
  }
  let best = 0;
  for (let c = 1; c < loss.length; c++) if (loss[c] < loss[best]) best = c;
  loss[best] += shared;
  return best;
}

/** What dropping each medoid would cost; shape [k]. */
function removalLosses({ nearest, near, next }: Assignment, k: number): Float64Array {
  const losses = new Float64Array(k);
  for (let o = 0; o < nearest.length; o++) losses[nearest[o]] += next[o] - near[o];
  return losses;
}

function assign(distances: Float64Array, m: number, medoids: Int32Array, state: Assignment): number {
  const { nearest, near, next } = state;
  near.fill(BEYOND);
  next.fill(BEYOND);
  for (let c = 0; c < medoids.length; c++) {
    for (let o = 0, at = medoids[c] * m; o < m; o++) {
      const distance = distances[at + o];
      if (distance < near[o]) {
        next[o] = near[o];
        near[o] = distance;
        nearest[o] = c;
      } else if (distance < next[o]) next[o] = distance;
    }
  }
  let cost = 0;
  for (let o = 0; o < m; o++) cost += near[o];
  return cost;
}
