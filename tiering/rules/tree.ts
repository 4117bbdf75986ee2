/** A node of a decision tree; a leaf has no split. */
export interface TreeNode {
  /** Where the accounts part, or null for a leaf. */
  readonly split: Split | null;
  /** Training accounts of each class that reach the node; shape [classes]. */
  readonly counts: readonly number[];
  /** Class with the largest weight here; of equals the lowest, so that ties go to the higher tier. */
  readonly prediction: number;
}

/** A split: `value <= threshold`, or an undefined value, goes left; the rest goes right. */
export interface Split {
  /** Index of the feature. */
  readonly feature: number;
  readonly threshold: number;
  /** Index of the left child in the tree's nodes. */
  readonly left: number;
  readonly right: number;
}

/** A decision tree as plain JSON; node 0 is the root, children stand after their parents. */
export interface DecisionTree {
  readonly nodes: readonly TreeNode[];
  /** Weight of one account of each class in the impurity and the vote; shape [classes]. */
  readonly classWeights: readonly number[];
}

/** Index of the leaf that account i reaches; `columns` has one array of shape [n] for each feature. O(depth). */
export function leafOf(tree: DecisionTree, columns: readonly Float64Array[], i: number): number {
  let at = 0;
  for (;;) {
    const { split } = tree.nodes[at];
    if (split === null) return at;
    at = columns[split.feature][i] > split.threshold ? split.right : split.left;
  }
}

/** The tree's class for each of n accounts; shape [n]. O(n · depth). */
export function predict(tree: DecisionTree, columns: readonly Float64Array[], n: number): Uint8Array {
  const predictions = new Uint8Array(n);
  for (let i = 0; i < n; i++) predictions[i] = tree.nodes[leafOf(tree, columns, i)].prediction;
  return predictions;
}

/** Number of leaves of a tree, at least 1. O(nodes). */
export function countLeaves(tree: DecisionTree): number {
  return tree.nodes.reduce((leaves, node) => leaves + (node.split === null ? 1 : 0), 0);
}

/**
 * The same predictions with as few leaves as reading needs: two leaves of one parent that say the same
 * become one, from the bottom up. Nodes come out in preorder.
 */
export function mergeSiblings(tree: DecisionTree): DecisionTree {
  const nodes: TreeNode[] = [];
  const copy = (at: number): number => {
    const node = tree.nodes[at];
    const index = nodes.push({ ...node, split: null }) - 1;
    if (node.split === null) return index;
    const left = copy(node.split.left);
    const right = copy(node.split.right);
    const [a, b] = [nodes[left], nodes[right]];
    if (a.split === null && b.split === null && a.prediction === b.prediction) {
      nodes.length = index;
      nodes.push({ split: null, counts: node.counts, prediction: a.prediction });
    } else {
      nodes[index] = { ...node, split: { ...node.split, left, right } };
    }
    return index;
  };
  copy(0);
  return { ...tree, nodes };
}
