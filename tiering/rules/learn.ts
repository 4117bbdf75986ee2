import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { numericFeatures } from "../features.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import type { Run } from "../run.ts";
import { createSplitColumns, fitTree, type SplitColumns } from "./cart.ts";
import { type Evaluation, evaluatePredictions } from "./evaluation.ts";
import { featureImportances } from "./importance.ts";
import { stratifiedTestMask } from "./split.ts";
import { countLeaves, type DecisionTree, mergeSiblings, predict } from "./tree.ts";

/** How rules are learnt; what is absent takes the published setting of {@link DEFAULT_RULES}. */
export interface RulesOptions {
  /** Most conditions on the way to a rule's tier, 0 … 16. */
  readonly maxDepth?: number;
  /** Fewest accounts behind a rule, at least 1. */
  readonly minLeaf?: number;
  /** Share of the accounts set aside to judge the rules, 0 … 0.9. */
  readonly testShare?: number;
  /** Which accounts are set aside; an unsigned 32-bit integer. */
  readonly seed?: number;
}

/** Depth 5, at least 50 accounts a leaf, judged on a quarter of the book: the article's rules layer. */
export const DEFAULT_RULES = { maxDepth: 5, minLeaf: 50, testShare: 0.25, seed: 42 } as const;

/** A tree and how good it is. */
export interface RuleSet {
  /** The tree as fitted. */
  readonly tree: DecisionTree;
  /** The same predictions with equal siblings merged, for reading. */
  readonly merged: DecisionTree;
  /** Leaves of the fitted tree. */
  readonly leaves: number;
  /** On the accounts that were set aside; on all accounts where none were. */
  readonly evaluation: Evaluation;
  /** Share of the whole book whose tier the tree gives, 0 … 1. */
  readonly agreement: number;
  /** Share of the impurity that each feature removes, largest first; features that are not used are left out. */
  readonly importances: readonly { readonly feature: string; readonly importance: number }[];
}

/** Rules learnt from a run's tiers, with and without balanced classes; plain JSON. */
export interface Rules {
  /** Names of the features that the trees' splits index. */
  readonly features: readonly string[];
  /** Letters of the tiers, from the highest. */
  readonly tiers: readonly string[];
  readonly options: Required<RulesOptions>;
  /** Accounts that the trees learnt from, and accounts set aside. */
  readonly training: number;
  readonly testing: number;
  /** Every account counts the same: most accounts right. */
  readonly plain: RuleSet;
  /** Every tier counts the same: small tiers are found. */
  readonly balanced: RuleSet;
  /** Why there is little to read, where that is so. */
  readonly note: string | null;
}

/** Which of the two trees of {@link Rules}. */
export type RuleKind = "plain" | "balanced";

/**
 * Learns depth-limited decision trees from a run's tiers over the book's numeric features, and judges them
 * on accounts that they did not see. Source: the article's §2.4. O(depth · features · N).
 * @throws TieringError `invalid-argument`, `cancelled`
 */
export function learnRules(
  accounts: Accounts,
  run: Run,
  options: RulesOptions = {},
  hooks: Hooks = {},
): Rules {
  const settings = checkOptions({ ...DEFAULT_RULES, ...options });
  const { names, columns } = numericFeatures(accounts, run.potential);
  const tickOf = (share: number) => () => checkpoint(hooks, "Rules", share);
  const table = createSplitColumns(columns, tickOf(0));
  const testing = stratifiedTestMask(run.tiers, {
    classes: run.tierCount,
    share: settings.testShare,
    seed: settings.seed,
  });
  const tested = testing.reduce((sum, flag) => sum + flag, 0);
  const learn = (balanced: boolean, tick: () => void) =>
    learnSet({ table, names, run, testing, settings, balanced, tick });
  const plain = learn(false, tickOf(0.2));
  return {
    features: names,
    tiers: run.tierNames,
    options: settings,
    training: accounts.n - tested,
    testing: tested,
    plain,
    balanced: learn(true, tickOf(0.6)),
    note: noteOn(run.tiers, plain, settings.minLeaf),
  };
}

function learnSet(task: {
  readonly table: SplitColumns;
  readonly names: readonly string[];
  readonly run: Run;
  readonly testing: Uint8Array;
  readonly settings: Required<RulesOptions>;
  readonly balanced: boolean;
  readonly tick: () => void;
}): RuleSet {
  const { table, names, run, testing, settings, balanced, tick } = task;
  const classes = run.tierCount;
  const n = run.tiers.length;
  const tree = fitTree(table, run.tiers, {
    classes,
    maxDepth: settings.maxDepth,
    minSamplesLeaf: settings.minLeaf,
    balanced,
    training: testing.map((flag) => 1 - flag),
    tick,
  });
  tick();
  const predictions = predict(tree, table.columns, n);
  const judged = testing.includes(1) ? testing : testing.map(() => 1);
  let agreeing = 0;
  for (let i = 0; i < n; i++) if (predictions[i] === run.tiers[i]) agreeing++;
  return {
    tree,
    merged: mergeSiblings(tree),
    leaves: countLeaves(tree),
    evaluation: evaluatePredictions(run.tiers, predictions, { classes, include: judged }),
    agreement: n === 0 ? 1 : agreeing / n,
    importances: featureImportances(tree, names.length)
      .map((importance, f) => ({ feature: names[f], importance }))
      .filter(({ importance }) => importance > 0)
      .sort((a, b) => b.importance - a.importance),
  };
}

function noteOn(tiers: Uint8Array, plain: RuleSet, minLeaf: number): string | null {
  if (new Set(tiers).size < 2) return "All accounts are in one tier, so there is nothing to tell apart.";
  if (plain.leaves > 1) return null;
  return `No rule that parts the tiers leaves at least ${minLeaf} accounts on both sides; ask for a smaller leaf.`;
}

function checkOptions(options: Required<RulesOptions>): Required<RulesOptions> {
  const check = (name: keyof RulesOptions, good: boolean, expected: string) => {
    if (good) return;
    const message = `${name} is ${options[name]}; expected ${expected}.`;
    throw new TieringError("invalid-argument", message, { pointer: `/${name}` });
  };
  const { maxDepth, minLeaf, testShare, seed } = options;
  check(
    "maxDepth",
    Number.isInteger(maxDepth) && maxDepth >= 0 && maxDepth <= 16,
    "a whole number from 0 to 16",
  );
  check("minLeaf", Number.isInteger(minLeaf) && minLeaf >= 1, "a whole number of at least 1");
  check("testShare", testShare >= 0 && testShare <= 0.9, "a number from 0 to 0.9");
  check("seed", Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, "a whole number from 0 to 4294967295");
  return options;
}
