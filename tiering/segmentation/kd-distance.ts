/** Least stride of a kd-tree: entries that every point has, which the searches unroll. */
export const HEAD = 8;

/**
 * Squared distance between the points at offsets p and o. Distances are added up in one order everywhere,
 * so that they are symmetric and never less than the distance to a box around the point, to the last bit.
 */
export function squaredDistance(points: Float64Array, p: number, o: number, stride: number): number {
  const d0 = points[p] - points[o];
  const d1 = points[p + 1] - points[o + 1];
  const d2 = points[p + 2] - points[o + 2];
  const d3 = points[p + 3] - points[o + 3];
  const d4 = points[p + 4] - points[o + 4];
  const d5 = points[p + 5] - points[o + 5];
  const d6 = points[p + 6] - points[o + 6];
  const d7 = points[p + 7] - points[o + 7];
  const sum = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3) + (d4 * d4 + d5 * d5 + (d6 * d6 + d7 * d7));
  return stride > HEAD ? sum + tail(points, p, o, stride) : sum;
}

/** The part of {@link squaredDistance} beyond the first {@link HEAD} entries. */
export function tail(points: Float64Array, p: number, o: number, stride: number): number {
  let sum = 0;
  for (let k = HEAD; k < stride; k++) sum += (points[p + k] - points[o + k]) ** 2;
  return sum;
}

/** Squared distance from the point at offset p to the box at offset `box` (lower, then upper bounds); 0 inside. */
export function squaredToBox(
  points: Float64Array,
  p: number,
  boxes: Float64Array,
  box: number,
  stride: number,
): number {
  let sum = 0;
  for (let k = 0; k < HEAD; k += 4) {
    const b0 = excess(points, p + k, boxes, box + k, stride);
    const b1 = excess(points, p + k + 1, boxes, box + k + 1, stride);
    const b2 = excess(points, p + k + 2, boxes, box + k + 2, stride);
    const b3 = excess(points, p + k + 3, boxes, box + k + 3, stride);
    sum += b0 * b0 + b1 * b1 + (b2 * b2 + b3 * b3);
  }
  return (stride > HEAD ? sum + boxTail(points, p, boxes, box, stride) : sum) * 0.25;
}

/** Four times the part of {@link squaredToBox} beyond the first {@link HEAD} entries. */
export function boxTail(
  points: Float64Array,
  p: number,
  boxes: Float64Array,
  box: number,
  stride: number,
): number {
  let sum = 0;
  for (let k = HEAD; k < stride; k++) sum += excess(points, p + k, boxes, box + k, stride) ** 2;
  return sum;
}

/** Twice what a coordinate lies beyond a side of a box, from its two signed excesses; exact, without branches. */
export function beyond(below: number, above: number): number {
  return below + Math.abs(below) + (above + Math.abs(above));
}

function excess(points: Float64Array, at: number, boxes: Float64Array, low: number, stride: number): number {
  const x = points[at];
  return beyond(boxes[low] - x, x - boxes[low + stride]);
}
