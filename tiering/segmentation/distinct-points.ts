/** Rows that hold the same point, collapsed. */
export interface DistinctPoints {
  /** Number of distinct points, m. */
  readonly count: number;
  /** Distinct point of each row, numbered by first appearance; shape [n]. */
  readonly group: Int32Array;
  /** First row of each distinct point; shape [m]. */
  readonly firstRow: Int32Array;
}

/** Finds exact duplicates (0 and −0 are the same) by hashing the entries' bits. O(n·d) expected. */
export function distinctPoints(values: Float64Array, n: number, d: number): DistinctPoints {
  let capacity = 1;
  while (capacity < 2 * n) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  const group = new Int32Array(n);
  const firstRow = new Int32Array(n);
  const row = new Float64Array(d);
  const bits = new Int32Array(row.buffer);
  let count = 0;
  for (let i = 0; i < n; i++) {
    // Adding 0 turns −0 into 0, so that equal points have equal bits.
    for (let k = 0; k < d; k++) row[k] = values[i * d + k] + 0;
    let hash = 0;
    for (let b = 0; b < bits.length; b++) {
      hash = Math.imul(hash ^ bits[b], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & (capacity - 1);
    while (table[slot] >= 0 && !samePoint(values, firstRow[table[slot]] * d, row)) {
      slot = (slot + 1) & (capacity - 1);
    }
    if (table[slot] < 0) {
      firstRow[count] = i;
      table[slot] = count++;
    }
    group[i] = table[slot];
  }
  return { count, group, firstRow: firstRow.slice(0, count) };
}

function samePoint(values: Float64Array, offset: number, row: Float64Array): boolean {
  for (let k = 0; k < row.length; k++) if (values[offset + k] !== row[k]) return false;
  return true;
}
