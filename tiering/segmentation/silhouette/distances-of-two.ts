import { addDistances, HEAD } from "./distances.ts";

/**
 * Distances from the two points `queries[at …]`, one after the other, to the points `start … stop - 1`,
 * with the same bits as two calls of {@link addDistances}: each is added to `sink[offset + j]`, and the sums
 * of the two are left in `totals` (shape [2]). Reading a point once for two distances, and a number of
 * entries known beforehand, make it nearly twice as fast where the stride is {@link HEAD}; four points at
 * once were measured to gain hardly more.
 */
export function addDistancesOfTwo(
  queries: Float64Array,
  at: number,
  points: Float64Array,
  stride: number,
  start: number,
  stop: number,
  totals: Float64Array,
  sink: Float64Array,
  offset: number,
): void {
  if (stride > HEAD) {
    totals[0] = addDistances(queries, at, points, stride, start, stop, sink, offset);
    totals[1] = addDistances(queries, at + stride, points, stride, start, stop, sink, offset);
    return;
  }
  const p0 = queries[at + 0];
  const p1 = queries[at + 1];
  const p2 = queries[at + 2];
  const p3 = queries[at + 3];
  const p4 = queries[at + 4];
  const p5 = queries[at + 5];
  const p6 = queries[at + 6];
  const q0 = queries[at + HEAD + 0];
  const q1 = queries[at + HEAD + 1];
  const q2 = queries[at + HEAD + 2];
  const q3 = queries[at + HEAD + 3];
  const q4 = queries[at + HEAD + 4];
  const q5 = queries[at + HEAD + 5];
  const q6 = queries[at + HEAD + 6];
  let pTotal = 0;
  let qTotal = 0;
  for (let j = start; j < stop; j++) {
    const o = j * HEAD;
    const x0 = points[o + 0];
    const x1 = points[o + 1];
    const x2 = points[o + 2];
    const x3 = points[o + 3];
    const x4 = points[o + 4];
    const x5 = points[o + 5];
    const x6 = points[o + 6];
    const pd0 = x0 - p0;
    const pd1 = x1 - p1;
    const pd2 = x2 - p2;
    const pd3 = x3 - p3;
    const pd4 = x4 - p4;
    const pd5 = x5 - p5;
    const pd6 = x6 - p6;
    const pSquared = pd0 * pd0 + pd1 * pd1 + (pd2 * pd2 + pd3 * pd3) + (pd4 * pd4 + pd5 * pd5 + pd6 * pd6);
    const qd0 = x0 - q0;
    const qd1 = x1 - q1;
    const qd2 = x2 - q2;
    const qd3 = x3 - q3;
    const qd4 = x4 - q4;
    const qd5 = x5 - q5;
    const qd6 = x6 - q6;
    const qSquared = qd0 * qd0 + qd1 * qd1 + (qd2 * qd2 + qd3 * qd3) + (qd4 * qd4 + qd5 * qd5 + qd6 * qd6);
    const pDistance = Math.sqrt(pSquared);
    const qDistance = Math.sqrt(qSquared);
    pTotal += pDistance;
    qTotal += qDistance;
    sink[offset + j] = sink[offset + j] + pDistance + qDistance;
  }
  totals[0] = pTotal;
  totals[1] = qTotal;
}
