import { featureLabel } from "../features.ts";
import { featureKind, formatCount, formatFeature, formatShare } from "./format.ts";
import type { RuleKind, RuleSet, Rules } from "./learn.ts";
import type { DecisionTree, TreeNode } from "./tree.ts";

/**
 * The rules as indented text, equal siblings merged and numbers rounded for reading; JSON and SQL carry
 * them exactly. An undefined value meets `≤`.
 */
export function rulesText(rules: Rules, kind: RuleKind): string {
  const set = rules[kind];
  const lines = [heading(rules, kind, set), verdict(rules, set)];
  if (rules.note !== null) lines.push(rules.note);
  lines.push("", ...branch(rules, set.merged, 0, ""));
  return `${lines.join("\n")}\n`;
}

function heading({ tiers, options }: Rules, kind: RuleKind, set: RuleSet): string {
  const range = tiers.length > 1 ? `tiers ${tiers[0]}–${tiers[tiers.length - 1]}` : `tier ${tiers[0]}`;
  const weighing = kind === "balanced" ? "every tier weighs the same" : "every account weighs the same";
  const leaves = `${set.leaves} ${set.leaves === 1 ? "leaf" : "leaves"}`;
  return `Rules for ${range} (${weighing}; depth ${options.maxDepth}, ${leaves} of at least ${options.minLeaf} accounts)`;
}

function verdict({ tiers, testing }: Rules, { evaluation }: RuleSet): string {
  const { accuracy, accounts } = evaluation;
  if (accuracy === null) return "There are no accounts to judge the rules on.";
  const seen = testing > 0 ? "accounts they did not learn from" : "accounts they learnt from";
  const found = evaluation.tiers
    .map(({ recall }, k) => (recall === null ? null : `${tiers[k]} ${formatShare(recall)}`))
    .filter((part) => part !== null);
  return `Right for ${formatShare(accuracy)} of ${formatCount(accounts)} ${seen}; found of each tier: ${found.join(", ")}.`;
}

function branch(rules: Rules, tree: DecisionTree, at: number, indent: string): string[] {
  const node = tree.nodes[at];
  if (node.split === null) return [`${indent}→ ${leafText(rules, node)}`];
  const { feature, threshold, left, right } = node.split;
  const name = featureLabel(rules.features[feature]!);
  const limit = formatFeature(threshold, featureKind(feature, rules.features.length));
  return [
    `${indent}${name} ≤ ${limit}`,
    ...branch(rules, tree, left, `${indent}  `),
    `${indent}${name} > ${limit}`,
    ...branch(rules, tree, right, `${indent}  `),
  ];
}

function leafText({ tiers }: Rules, { counts, prediction }: TreeNode): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const share = total === 0 ? 0 : counts[prediction] / total;
  return `${tiers[prediction]}  (${formatCount(total)} accounts, ${formatShare(share)} of them ${tiers[prediction]})`;
}
