import { buildKdTree, type KdTree } from "../kd-tree.ts";

/** Most centroids in a leaf: fewer cost climbing, more cost scanning; 12 to 24 measured alike. */
const LEAF_SIZE = 16;

/**
 * The active clusters of a Ward run in a kd-tree over their centroids, which merges update in place.
 * A cluster lives in a slot (a position of the tree); an empty slot has size 0 and its point is NaN.
 */
export class Forest {
  readonly tree: KdTree;
  /** Rows in the cluster of each slot, 0 where empty; shape [slots]. */
  readonly size: Float64Array;
  /** 1 / size; of no meaning where empty; shape [slots]. */
  readonly inverse: Float64Array;
  /** Cluster number in each slot; shape [slots]. */
  readonly cluster: Int32Array;
  /** Leaf of each slot; shape [slots]. */
  readonly leafOf: Int32Array;
  /** 1 / least size below each node, 0 where nothing is left; shape [nodeCount]. */
  readonly nodeInverse: Float64Array;
  private readonly dirty: Uint8Array;
  private readonly dirtyNodes: Int32Array;
  private dirtyCount = 0;

  /** Centroids of shape [m × width] with their sizes and cluster numbers, each of shape [m]; `tick` is called while building. */
  constructor(
    centroids: Float64Array,
    width: number,
    sizes: Float64Array,
    clusters: Int32Array,
    tick: () => void,
  ) {
    const m = sizes.length;
    this.tree = buildKdTree(centroids, m, width, LEAF_SIZE, tick);
    const { rows, nodeCount, firstLeaf, start, end } = this.tree;
    this.size = Float64Array.from(rows, (row) => sizes[row]);
    this.inverse = this.size.map((size) => 1 / size);
    this.cluster = rows.map((row) => clusters[row]);
    this.leafOf = new Int32Array(m);
    for (let leaf = firstLeaf; leaf < nodeCount; leaf++) this.leafOf.fill(leaf, start[leaf], end[leaf]);
    this.nodeInverse = new Float64Array(nodeCount);
    this.dirty = new Uint8Array(nodeCount);
    this.dirtyNodes = new Int32Array(nodeCount);
    for (let node = nodeCount - 1; node >= 0; node--) this.refitSizes(node);
  }

  /** Merges slot `gone` into slot `kept`, which gets the new number; {@link refit} must follow. */
  merge(kept: number, gone: number, cluster: number): void {
    const { points, stride } = this.tree;
    const total = this.size[kept] + this.size[gone];
    const share = this.size[gone] / total;
    for (let k = 0; k < stride; k++) {
      const x = points[kept * stride + k];
      points[kept * stride + k] = x + (points[gone * stride + k] - x) * share;
    }
    this.size[kept] = total;
    this.inverse[kept] = 1 / total;
    this.cluster[kept] = cluster;
    this.size[gone] = 0;
    points.fill(Number.NaN, gone * stride, (gone + 1) * stride);
    this.markDirty(this.leafOf[kept]);
    this.markDirty(this.leafOf[gone]);
  }

  /** Recomputes the boxes and least sizes of the nodes that merges touched, from the leaves up. */
  refit(): void {
    const nodes = this.dirtyNodes.subarray(0, this.dirtyCount).sort();
    for (let i = nodes.length - 1; i >= 0; i--) {
      this.refitBox(nodes[i]);
      this.refitSizes(nodes[i]);
      this.dirty[nodes[i]] = 0;
    }
    this.dirtyCount = 0;
  }

  private markDirty(leaf: number): void {
    for (let node = leaf; this.dirty[node] === 0; node = (node - 1) >> 1) {
      this.dirty[node] = 1;
      this.dirtyNodes[this.dirtyCount++] = node;
      if (node === 0) return;
    }
  }

  private refitSizes(node: number): void {
    const { firstLeaf, start, end } = this.tree;
    let largest = 0;
    if (node < firstLeaf) largest = Math.max(this.nodeInverse[2 * node + 1], this.nodeInverse[2 * node + 2]);
    else {
      for (let slot = start[node]; slot < end[node]; slot++) {
        if (this.size[slot] > 0 && this.inverse[slot] > largest) largest = this.inverse[slot];
      }
    }
    this.nodeInverse[node] = largest;
  }

  private refitBox(node: number): void {
    const { firstLeaf, start, end, stride, points, boxes } = this.tree;
    const box = node * 2 * stride;
    for (let k = 0; k < stride; k++) {
      let low = Infinity;
      let high = -Infinity;
      if (node < firstLeaf) {
        const a = (2 * node + 1) * 2 * stride + k;
        const b = a + 2 * stride;
        low = Math.min(boxes[a], boxes[b]);
        high = Math.max(boxes[a + stride], boxes[b + stride]);
      } else {
        for (let slot = start[node]; slot < end[node]; slot++) {
          // An empty slot's NaN is on neither side.
          const x = points[slot * stride + k];
          if (x < low) low = x;
          if (x > high) high = x;
        }
      }
      boxes[box + k] = low;
      boxes[box + stride + k] = high;
    }
  }
}
