import {
  type Accounts,
  applyThresholds,
  assessProgression,
  boost,
  type ChangeSplit,
  changeSplits,
  DEFAULT_BOOSTING,
  evaluateChanges,
  ProgressionExplainer,
  panelFeatures,
  panelSource,
  sayProgression,
  scoreRows,
} from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";
import { demoAccounts, tileHistory } from "./support/demo-accounts.ts";
import { hasOracle, ORACLE_SETUP, runOracle } from "./support/xgboost-oracle.ts";

export const title =
  "Progression: boosted trees beside XGBoost on the same features and splits, 50,000 accounts";

/** The demonstration book and two books more. */
const SEEDS = [17, 18, 19];
/** Both splits. */
const BOTH = { randomSplit: null, timeSplit: null };
const ROUNDS = 100;
const DEPTH = 6;

export async function run(report: Report): Promise<void> {
  const oracle = hasOracle();
  if (!oracle) report({ name: `no XGBoost: ${ORACLE_SETUP}`, medianMs: 0 });
  for (const seed of SEEDS) {
    const book = await demoAccounts(50_000, seed);
    for (const split of changeSplits(panelSource(book), BOTH, { seed: 1, mostTrained: 50_000 })) {
      compare(report, seed, split, oracle);
    }
    if (seed === SEEDS[0]) await assess(report, book);
  }
}

function compare(report: Report, seed: number, split: ChangeSplit, oracle: boolean): void {
  const name = `seed ${seed}, ${split.kind} split, ${ROUNDS} rounds of depth ${DEPTH}`;
  const { train, test } = split;
  const before = process.cpuUsage();
  const model = boost(train.table, train.labels, {
    ...DEFAULT_BOOSTING,
    classes: 3,
    rounds: ROUNDS,
    maxDepth: DEPTH,
    learningRate: 0.1,
    start: "even",
  });
  const medianMs = cpuSince(before);
  const probabilities = scoreRows(model, test.table);
  const said = applyThresholds(probabilities, { up: 1, down: 1 });
  const { macroF1, classes, logLoss } = evaluateChanges(probabilities, said, test.labels);
  const words = (f1: number, prAuc: readonly number[], loss: number) =>
    `macro-F1 ${f1.toFixed(3)}, PR-AUC ${prAuc.map((value) => value.toFixed(3)).join(" / ")}, log-loss ${loss.toFixed(4)}`;
  const quality = words(macroF1!, [classes[0]!.prAuc!, classes[2]!.prAuc!], logLoss);
  report({ name: `${name}, CPU`, medianMs, quality });
  if (!oracle) return;
  const other = runOracle(split, { rounds: ROUNDS, depth: DEPTH });
  report({
    name: `  XGBoost ${other.version}, CPU`,
    medianMs: other.cpuSeconds * 1000,
    quality: `${words(other.macroF1, other.prAuc, other.logLoss)}; ours takes ${(medianMs / other.cpuSeconds / 1000).toFixed(2)} ×`,
  });
}

async function assess(report: Report, book: Accounts): Promise<void> {
  const start = process.cpuUsage();
  const progression = assessProgression(book);
  const [headline] = sayProgression(progression);
  report({ name: "assess the whole book, CPU", medianMs: cpuSince(start), quality: headline! });
  const { model } = progression.outlook!.learnedChanges;
  const coming = panelFeatures(panelSource(book), { first: 0, count: 4 });
  report({
    name: "score 50,000 accounts",
    ...(await measure(() => scoreRows(model, coming))),
    quality: `${model.trees.length} trees`,
  });
  const explainer = new ProgressionExplainer(book, progression);
  let next = 0;
  report({
    name: "explain an account: exact contributions, outlook and fit",
    ...(await measure(() => explainer.explain(progression.lists.misfit[next++]!), { runs: 50 })),
  });
  const million = tileHistory(book, 20);
  const begun = process.cpuUsage();
  const large = assessProgression(million);
  report({
    name: "assess 1,000,000 accounts, CPU",
    medianMs: cpuSince(begun),
    quality: `learned from ${large.outlook!.trained} of ${large.outlook!.eligible}`,
  });
}

/** CPU milliseconds of this process since then, its compiler and collector threads among them. */
function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
