import { fileURLToPath } from "node:url";
import { loadBook } from "../../data/load.ts";
import { fileSource } from "../../data/source.ts";
import {
  closeLoop,
  computeZScores,
  createSplitColumns,
  DEFAULT_RULES,
  DEFAULT_WEIGHTS,
  explainAccount,
  fitTree,
  learnRules,
  numericFeatures,
  type RuleSet,
  rulesSql,
  runTiering,
  tellStory,
} from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Rules and explanations on the demonstration book's hybrid tiers, 50,000 accounts";

const demo = (file: string) => fileURLToPath(new URL(`../../data/demo/${file}`, import.meta.url));

/** Every so-many-th account is explained. */
const STRIDE = 4999;

export async function run(report: Report): Promise<void> {
  const book = await loadBook({
    accounts: fileSource(demo("accounts.csv.gz")),
    tam: fileSource(demo("tam.csv")),
  });
  const zScores = computeZScores(book);
  const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
  const tiered = runTiering(book, plan, { zScores });
  const { columns } = numericFeatures(book, tiered.potential);
  const table = createSplitColumns(columns);
  report({
    name: `sort ${columns.length} features`,
    ...(await measure(() => createSplitColumns(columns))),
  });
  const { maxDepth, minLeaf: minSamplesLeaf } = DEFAULT_RULES;
  const options = { classes: tiered.tierCount, maxDepth, minSamplesLeaf, balanced: false };
  report({
    name: "fit one tree, depth 5, sorted",
    ...(await measure(() => fitTree(table, tiered.tiers, options))),
  });
  const rules = learnRules(book, tiered);
  report({
    name: "learn rules: sort, plain and balanced tree, evaluation",
    ...(await measure(() => learnRules(book, tiered))),
    quality: `${quality("plain", rules.plain)}; ${quality("balanced", rules.balanced)}; published .89, C .21; .77, C .79`,
  });
  const sql = rulesSql(book, tiered, rules, { kind: "plain", dialect: "ansi" });
  report({
    name: "write SQL",
    ...(await measure(() => rulesSql(book, tiered, rules, { kind: "plain", dialect: "ansi" }))),
    quality: `${sql.length} characters`,
  });
  report({ name: "tell the story", ...(await measure(() => tellStory(book, tiered))) });

  const chosen = Array.from({ length: Math.floor(book.n / STRIDE) }, (_, k) => k * STRIDE);
  let next = 0;
  const explain = (counterfactuals: boolean) =>
    explainAccount(book, tiered, chosen[next++ % chosen.length]!, { rules, zScores, counterfactuals });
  report({
    name: "explain an account",
    ...(await measure(() => explain(false), { runs: chosen.length })),
  });
  const reruns: number[] = [];
  let found = 0;
  const verified = await measure(
    () => {
      const { runs, changes } = explain(true).counterfactuals!;
      reruns.push(runs);
      found += changes.filter((change) => change.to !== null).length;
    },
    { runs: chosen.length },
  );
  reruns.sort((a, b) => a - b);
  report({
    name: "explain an account with verified counterfactuals",
    ...verified,
    quality: `${reruns[reruns.length >> 1]} runs of the book (median), ${found} changes verified`,
  });

  const loop = await measure(() => closeLoop(book, tiered, { rewards: [1] }), { runs: 3 });
  const { points } = closeLoop(book, tiered);
  const words = points.map((p) => `${(p.agreement * 100).toFixed(1)} % at −${p.cost.toFixed(4)}`);
  report({ name: "close the loop for one reward", ...loop, quality: words.join(", ") });
}

function quality(name: string, { evaluation }: RuleSet): string {
  const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`;
  return `${name} ${percent(evaluation.accuracy)}, C ${percent(evaluation.tiers[2]!.recall)}`;
}
