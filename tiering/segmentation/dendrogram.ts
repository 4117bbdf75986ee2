import { descendingOrder } from "../ranks.ts";

/**
 * A binary merge tree of n leaves. Clusters 0 … n − 1 are the rows; merge t makes cluster n + t.
 * Heights ascend.
 */
export interface Dendrogram {
  /** Number of leaves. */
  readonly n: number;
  /** The two clusters of each merge, the lower number in `left`; shape [n − 1]. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Height of each merge, ascending; shape [n − 1]. */
  readonly height: Float64Array;
}

/**
 * Dendrogram of merges given in order of creation, where merge t may refer to the rows and to any
 * earlier merge (as n + its number). A parent lower than a child, which only rounding can bring about,
 * is lifted to it; then merges are sorted by (height, order of creation). The arrays are overwritten.
 * O(n·log n).
 */
export function toDendrogram(
  n: number,
  left: Int32Array,
  right: Int32Array,
  height: Float64Array,
): Dendrogram {
  const merges = height.length;
  for (let t = 0; t < merges; t++) {
    if (left[t] >= n) height[t] = Math.max(height[t], height[left[t] - n]);
    if (right[t] >= n) height[t] = Math.max(height[t], height[right[t] - n]);
  }
  const order = ascendingOrder(height);
  const rank = new Int32Array(merges);
  for (let r = 0; r < merges; r++) rank[order[r]] = r;
  const renamed = (cluster: number) => (cluster < n ? cluster : n + rank[cluster - n]);
  const sorted = {
    left: new Int32Array(merges),
    right: new Int32Array(merges),
    height: new Float64Array(merges),
  };
  for (let r = 0; r < merges; r++) {
    const a = renamed(left[order[r]]);
    const b = renamed(right[order[r]]);
    sorted.left[r] = Math.min(a, b);
    sorted.right[r] = Math.max(a, b);
    sorted.height[r] = height[order[r]];
  }
  return { n, ...sorted };
}

/**
 * Labels of the k clusters that the first n − k merges leave; shape [n], numbered by their first row.
 * k is trusted to lie in 1 … max(n, 1). O(n).
 */
export function cut({ n, left, right }: Dendrogram, k: number): Int32Array {
  const merges = n - k;
  const label = new Int32Array(n + Math.max(merges, 0)).fill(-1);
  const parent = new Int32Array(n + Math.max(merges, 0)).fill(-1);
  for (let t = 0; t < merges; t++) {
    parent[left[t]] = n + t;
    parent[right[t]] = n + t;
  }
  // From the last merge down, each cluster takes the root above it; then roots are numbered by first row.
  for (let c = label.length - 1; c >= 0; c--) label[c] = parent[c] < 0 ? c : label[parent[c]];
  const number = new Int32Array(label.length).fill(-1);
  let next = 0;
  for (let i = 0; i < n; i++) {
    if (number[label[i]] < 0) number[label[i]] = next++;
    label[i] = number[label[i]];
  }
  return label.slice(0, n);
}

/** Indices by ascending value, equal values by ascending index; finite values of shape [n]. O(n). */
export function ascendingOrder(values: Float64Array): Uint32Array {
  return descendingOrder(values.map((value) => -value));
}
