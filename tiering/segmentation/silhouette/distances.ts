/** Entries of a point that are kept in local variables: the least stride; seven components are the usual case. */
export const HEAD = 7;

/**
 * Distances from the point `queries[at …]` to the points `start … stop - 1`: each is added to
 * `sink[offset + j]`, and their sum is returned. `queries` and `points` are row-major with `stride` >=
 * {@link HEAD} entries a point.
 */
export function addDistances(
  queries: Float64Array,
  at: number,
  points: Float64Array,
  stride: number,
  start: number,
  stop: number,
  sink: Float64Array,
  offset: number,
): number {
  const q0 = queries[at + 0];
  const q1 = queries[at + 1];
  const q2 = queries[at + 2];
  const q3 = queries[at + 3];
  const q4 = queries[at + 4];
  const q5 = queries[at + 5];
  const q6 = queries[at + 6];
  let total = 0;
  for (let j = start; j < stop; j++) {
    const o = j * stride;
    const d0 = q0 - points[o + 0];
    const d1 = q1 - points[o + 1];
    const d2 = q2 - points[o + 2];
    const d3 = q3 - points[o + 3];
    const d4 = q4 - points[o + 4];
    const d5 = q5 - points[o + 5];
    const d6 = q6 - points[o + 6];
    let squared = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3) + (d4 * d4 + d5 * d5 + d6 * d6);
    for (let k = HEAD; k < stride; k++) squared += (queries[at + k] - points[o + k]) ** 2;
    const distance = Math.sqrt(squared);
    total += distance;
    sink[offset + j] += distance;
  }
  return total;
}
