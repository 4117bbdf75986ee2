import { HEAD } from "./kd-distance.ts";

/**
 * A complete binary kd-tree over points: node 0 is the root, node i has the children 2i + 1 and 2i + 2,
 * and all leaves lie on the last level. Each leaf holds a contiguous run of positions.
 */
export interface KdTree {
  /** Number of points. */
  readonly n: number;
  /** Entries per point: d, but at least eight; zero beyond d. */
  readonly stride: number;
  readonly nodeCount: number;
  /** First leaf; leaves run to `nodeCount - 1`. */
  readonly firstLeaf: number;
  /** Node i holds the positions `start[i] … end[i] - 1`; shape [nodeCount]. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Side (dimension) and value at which an inner node was split; shape [firstLeaf]. */
  readonly splitSide: Uint16Array;
  readonly splitValue: Float64Array;
  /** Row at each position; shape [n]. */
  readonly rows: Int32Array;
  /** Points in order of position; shape [n × stride]. */
  readonly points: Float64Array;
  /** Bounding box of node i: `stride` lower, then `stride` upper bounds; shape [nodeCount × 2·stride]. */
  readonly boxes: Float64Array;
}

/** Points below a node that take long enough to report. */
const LARGE_NODE = 10_000;

/** Sibling of a node other than the root. */
export function siblingOf(node: number): number {
  return node & 1 ? node + 1 : node - 1;
}

/** Parent of a node other than the root. */
export function parentOf(node: number): number {
  return (node - 1) >> 1;
}

/**
 * Builds the tree by median splits on the widest side. Points are finite, n >= 1.
 * @param values Points, row-major; shape [n × width], where width may be d or already the padded stride.
 * @param leafSize Most points in a leaf.
 * @param tick Called at each large node. O(n·log n·d).
 */
export function buildKdTree(
  values: Float64Array,
  n: number,
  width: number,
  leafSize: number,
  tick: () => void,
): KdTree {
  const stride = Math.max(width, HEAD);
  let levels = 0;
  while (Math.ceil(n / 2 ** levels) > leafSize) levels++;
  const firstLeaf = 2 ** levels - 1;
  const nodeCount = 2 * firstLeaf + 1;
  const start = new Int32Array(nodeCount);
  const end = new Int32Array(nodeCount);
  end[0] = n;
  const boxes = new Float64Array(nodeCount * 2 * stride);
  const splitSide = new Uint16Array(firstLeaf);
  const splitValue = new Float64Array(firstLeaf);
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const keys = new Float64Array(n);

  for (let node = 0; node < nodeCount; node++) {
    const box = node * 2 * stride;
    const from = start[node];
    const to = end[node];
    if (to - from > LARGE_NODE) tick();
    let widest = 0;
    let widestSide = -1;
    for (let k = 0; k < width; k++) {
      let low = Infinity;
      let high = -Infinity;
      for (let i = from; i < to; i++) {
        const x = values[rows[i] * width + k];
        if (x < low) low = x;
        if (x > high) high = x;
      }
      boxes[box + k] = low;
      boxes[box + stride + k] = high;
      if (high - low > widestSide) {
        widestSide = high - low;
        widest = k;
      }
    }
    if (node >= firstLeaf) continue;
    const middle = (from + to) >> 1;
    for (let i = from; i < to; i++) keys[i] = values[rows[i] * width + widest];
    select(keys, rows, from, to - 1, middle);
    splitSide[node] = widest;
    splitValue[node] = keys[middle];
    start[2 * node + 1] = from;
    end[2 * node + 1] = middle;
    start[2 * node + 2] = middle;
    end[2 * node + 2] = to;
  }

  const points = new Float64Array(n * stride);
  for (let i = 0; i < n; i++) {
    const row = rows[i] * width;
    for (let k = 0; k < width; k++) points[i * stride + k] = values[row + k];
  }
  return { n, stride, nodeCount, firstLeaf, start, end, splitSide, splitValue, rows, points, boxes };
}

/** Reorders keys and rows in [left, right] so that position `k` holds what sorting would put there. */
function select(keys: Float64Array, rows: Int32Array, left: number, right: number, k: number): void {
  let low = left;
  let high = right;
  while (low < high) {
    const pivot = medianOfThree(keys[low], keys[(low + high) >> 1], keys[high]);
    let i = low;
    let j = high;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        const row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
        i++;
        j--;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
