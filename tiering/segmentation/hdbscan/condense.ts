import type { Dendrogram } from "../dendrogram.ts";

/** The clusters that single linkage keeps when small splits are seen as points falling out. */
export interface CondensedTree {
  /** Parent of each cluster, −1 for the root; parents come first; shape [clusters]. */
  readonly parent: number[];
  /** Σ over its points of (density at which the point leaves − density at which the cluster appears). */
  readonly stability: number[];
  /** Cluster that each row falls out of; shape [n]. */
  readonly lastCluster: Int32Array;
}

/**
 * Condenses a single-linkage tree: from the root down, where a component falls apart into two or more
 * parts of at least `minSize` rows these are new clusters, else the cluster goes on and the rows of
 * smaller parts fall out of it. Merges of equal height are one split, so the result does not depend on
 * how ties were broken. Density is 1 / height; a height of 0 counts as the least positive one. O(n).
 */
export function condense(dendrogram: Dendrogram, minSize: number): CondensedTree {
  const { n, left, right, height } = dendrogram;
  const size = new Int32Array(2 * n - 1).fill(1, 0, n);
  for (let t = 0; t < n - 1; t++) size[n + t] = size[left[t]] + size[right[t]];
  const leastHeight = height.find((h) => h > 0) ?? 1;
  const lastCluster = new Int32Array(n);
  const parent = [-1];
  const stability = [0];
  const birth = [0];

  const stack: { node: number; cluster: number }[] = n > 1 ? [{ node: 2 * n - 2, cluster: 0 }] : [];
  const fallOut = (top: number, cluster: number) => {
    const below = [top];
    for (let node = below.pop(); node !== undefined; node = below.pop()) {
      if (node < n) lastCluster[node] = cluster;
      else below.push(left[node - n], right[node - n]);
    }
  };
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, cluster } = entry;
    const density = 1 / Math.max(height[node - n], leastHeight);
    const large: number[] = [];
    for (const part of partsOf(dendrogram, node)) {
      if (size[part] >= minSize) large.push(part);
      else {
        stability[cluster] += size[part] * (density - birth[cluster]);
        fallOut(part, cluster);
      }
    }
    for (const part of large) {
      if (large.length === 1) {
        stack.push({ node: part, cluster });
        continue;
      }
      stability[cluster] += size[part] * (density - birth[cluster]);
      stack.push({ node: part, cluster: parent.length });
      parent.push(cluster);
      stability.push(0);
      birth.push(density);
    }
  }
  return { parent, stability, lastCluster };
}

/** The parts that a component falls into just below its height. */
function partsOf({ n, left, right, height }: Dendrogram, node: number): number[] {
  const level = height[node - n];
  const parts: number[] = [];
  const open = [node];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    for (const child of [left[top - n], right[top - n]]) {
      if (child >= n && height[child - n] === level) open.push(child);
      else parts.push(child);
    }
  }
  return parts;
}

/**
 * Labels by excess of mass: of all ways to pick clusters that do not contain each other, the one of the
 * largest total stability, the larger cluster on ties, the root never. A row belongs to the picked cluster
 * at or above the one it fell out of; noise is −1. O(n + clusters).
 */
export function labelByExcessOfMass({ parent, stability, lastCluster }: CondensedTree): Int32Array {
  const picked = new Uint8Array(parent.length);
  const mass = new Float64Array(parent.length);
  const hasChildren = new Uint8Array(parent.length);
  for (let c = parent.length - 1; c > 0; c--) {
    picked[c] = !hasChildren[c] || stability[c] >= mass[c] ? 1 : 0;
    mass[parent[c]] += picked[c] ? stability[c] : mass[c];
    hasChildren[parent[c]] = 1;
  }
  const label = new Int32Array(parent.length).fill(-1);
  for (let c = 1; c < parent.length; c++) {
    const above = label[parent[c]];
    label[c] = above >= 0 ? above : picked[c] ? c : -1;
  }
  return lastCluster.map((c) => label[c]);
}
