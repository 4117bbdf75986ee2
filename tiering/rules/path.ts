import type { Rules } from "./learn.ts";
import type { DecisionTree } from "./tree.ts";

/** One condition on the way to a rule's tier. */
export interface RuleStep {
  readonly feature: string;
  /** An undefined value meets `<=`. */
  readonly operator: "<=" | ">";
  readonly threshold: number;
  /** The account's own value; null where undefined. */
  readonly value: number | null;
}

/** The rule that an account falls under. */
export interface RulePath {
  readonly steps: readonly RuleStep[];
  /** Letter of the tier that the rule gives. */
  readonly tier: string;
  /** Accounts that the rule was learnt from, and the share of them that is in its tier, 0 … 1. */
  readonly accounts: number;
  readonly purity: number;
}

/**
 * The conditions that account i meets in a tree of `rules`; `columns` are the rules' features, each of
 * shape [n]. O(depth).
 */
export function rulePath(
  rules: Rules,
  tree: DecisionTree,
  columns: readonly Float64Array[],
  i: number,
): RulePath {
  const steps: RuleStep[] = [];
  let node = tree.nodes[0];
  while (node.split !== null) {
    const { feature, threshold, left, right } = node.split;
    const value = columns[feature][i];
    const above = value > threshold;
    steps.push({
      feature: rules.features[feature],
      operator: above ? ">" : "<=",
      threshold,
      value: Number.isNaN(value) ? null : value,
    });
    node = tree.nodes[above ? right : left];
  }
  const accounts = node.counts.reduce((sum, count) => sum + count, 0);
  return {
    steps,
    tier: rules.tiers[node.prediction],
    accounts,
    purity: accounts === 0 ? 0 : node.counts[node.prediction] / accounts,
  };
}
