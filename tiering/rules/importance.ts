import type { DecisionTree, TreeNode } from "./tree.ts";

/**
 * Each feature's share of the decrease of Gini impurity over all splits, together 1; all 0 where nothing
 * is split. Shape [features]. O(nodes · classes).
 */
export function featureImportances(tree: DecisionTree, features: number): number[] {
  const decrease = new Array<number>(features).fill(0);
  for (const node of tree.nodes) {
    if (node.split === null) continue;
    const { feature, left, right } = node.split;
    const children = massImpurity(tree.nodes[left], tree) + massImpurity(tree.nodes[right], tree);
    decrease[feature] += Math.max(0, massImpurity(node, tree) - children);
  }
  const total = decrease.reduce((sum, value) => sum + value, 0);
  return total > 0 ? decrease.map((value) => value / total) : decrease;
}

/** Gini impurity of a node times the weight of its accounts. */
function massImpurity({ counts }: TreeNode, { classWeights }: DecisionTree): number {
  let mass = 0;
  let squares = 0;
  for (let k = 0; k < counts.length; k++) {
    const weight = counts[k] * classWeights[k];
    mass += weight;
    squares += weight * weight;
  }
  return mass === 0 ? 0 : mass - squares / mass;
}
