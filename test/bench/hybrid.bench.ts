import {
  type Accounts,
  computePotential,
  computeZScores,
  DEFAULT_COEFFICIENTS,
  DEFAULT_WEIGHTS,
  type Plan,
  runTiering,
} from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";
import { demoAccounts, tileAccounts } from "./support/demo-accounts.ts";
import { greedySwaps } from "./support/greedy-swaps.ts";

export const title =
  "Hybrid at 5 %: ours (with its root bound), greedy four-phase swaps, the plain linear solution";

const plan = (method: Plan["method"], policy: Plan["policy"] = {}): Plan => ({
  method,
  weights: DEFAULT_WEIGHTS,
  policy,
});

const points = (value: number) => value.toFixed(4);

/** One size: ours, and where `compared` the two others beside it. */
async function size(
  report: Report,
  name: string,
  book: Accounts,
  runs: number,
  compared: boolean,
): Promise<void> {
  const zScores = computeZScores(book);
  let run = runTiering(book, plan("hybrid"), { zScores });
  const ours = await measure(
    () => {
      run = runTiering(book, plan("hybrid"), { zScores });
    },
    { runs, warmUps: 2 },
  );
  const { before, after, certificate } = run;
  const lift = points(after.composite - before!.composite);
  const gap = `${(100 * certificate!.liftGap!).toFixed(0)} % of the lift open at the root bound`;
  report({ name: `${name}: ours`, ...ours, quality: `lift ${lift}, ${gap}` });
  if (!compared) return;
  const potential = computePotential(zScores, DEFAULT_WEIGHTS);
  const yardstick = { strategic: run.strategic, coefficients: DEFAULT_COEFFICIENTS };
  const moves = 2 * Math.floor(Math.floor(0.05 * book.n + 1e-9) / 2);
  let swaps = greedySwaps(book, potential, yardstick, moves);
  const greedy = await measure(
    () => {
      swaps = greedySwaps(book, potential, yardstick, moves);
    },
    { runs: 3, warmUps: 0 },
  );
  const found = points(swaps.kpis.composite - before!.composite);
  report({
    name: `${name}: greedy swaps`,
    ...greedy,
    quality: `lift ${found}, ${swaps.evaluations} evaluations`,
  });
  const linear = plan("kpi", { maxMovedShare: 0.05, maxTierStep: 1 });
  let plain = runTiering(book, linear, { zScores });
  const solved = await measure(
    () => {
      plain = runTiering(book, linear, { zScores });
    },
    { runs: 3, warmUps: 0 },
  );
  const reached = points(plain.after.composite - before!.composite);
  report({ name: `${name}: linear (largest TPA)`, ...solved, quality: `lift ${reached}` });
}

/** Measures 50,000 and 1,000,000 accounts, and 10,000,000 where BENCH_TEN_MILLION is set. */
export async function run(report: Report): Promise<void> {
  await size(report, "50,000 accounts", await demoAccounts(50_000, 17), 15, true);
  const million = await demoAccounts(1_000_000, 17);
  await size(report, "1,000,000 accounts", million, 5, false);
  if (process.env.BENCH_TEN_MILLION) {
    await size(report, "10,000,000 accounts", tileAccounts(million, 10), 1, false);
    const memory = `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB resident`;
    report({ name: "10,000,000 accounts: memory", medianMs: 0, quality: memory });
  }
}
