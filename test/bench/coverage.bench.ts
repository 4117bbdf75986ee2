import { generateSellers } from "../../data/sellers/index.ts";
import { type CoverageRunner, createCoverageRunner } from "../../service/coverage/coverage-runner.ts";
import { type HighsEngine, loadHighsEngine } from "../../service/coverage/highs-engine.ts";
import { provesInTwo } from "../../service/coverage/proof-helper.ts";
import { openBook } from "../../service/open-book.ts";
import {
  type CoverageInput,
  type CoverageWeights,
  countsObjective,
  fill,
  prepareCoverage,
  solveCoverage,
  splitCoverage,
  TieringError,
} from "../../tiering/index.ts";
import type { Report } from "./bench-line.ts";

export const title = "Coverage of the demonstration book by 300, 450 and 600 sellers";

const WEIGHTS: CoverageWeights = { whitespace: 0.8, fairness: 0, balance: 0, continuity: 0, travel: 0 };
const AIMS: readonly (readonly [string, CoverageWeights])[] = [
  ["whitespace alone", WEIGHTS],
  ["with balance", { ...WEIGHTS, balance: 0.1 }],
  ["with continuity", { ...WEIGHTS, continuity: 0.2 }],
  ["with both", { ...WEIGHTS, balance: 0.1, continuity: 0.2 }],
];
/** Gap and seconds of the exact answers. */
const PROVE = 1e-4;
const SECONDS = 15;

/** Milliseconds of CPU after which an exact answer is cancelled. */
const CANCELLED = [200, 1_000, 3_000, 6_000];

/** How long after it was cancelled an exact answer of the hardest aim ended, by CPU: the solver asks now and then. */
function cancelled(input: CoverageInput, engine: HighsEngine, after: number) {
  const start = process.cpuUsage();
  const spent = () => {
    const { system, user } = process.cpuUsage(start);
    return (system + user) / 1_000;
  };
  let ended = "cancelled";
  try {
    const shouldStop = () => spent() >= after;
    solveCoverage(prepareCoverage(input, { shouldStop }), engine, { prove: PROVE, seconds: 60, shouldStop });
    ended = "answered before";
  } catch (error) {
    if (!(error instanceof TieringError && error.code === "cancelled")) throw error;
  }
  const late = Math.max(0, spent() - after);
  return {
    name: `600 sellers, with both: stopped after ${after} ms of CPU`,
    medianMs: late,
    quality: `${ended}, so many ms later by CPU`,
  };
}

/** What an answer is worth, and what it took. */
interface Answer {
  readonly objective: number;
  readonly bound: number;
  readonly proven?: boolean;
  readonly wall: number;
  readonly cpu: number;
}

/** Wall and CPU seconds of all threads: the machine may be shared, and the limit of an exact answer is one of the clock. */
async function timed(
  work: () => Promise<Omit<Answer, "wall" | "cpu">> | Omit<Answer, "wall" | "cpu">,
): Promise<Answer> {
  const [before, start] = [process.cpuUsage(), performance.now()];
  const answer = await work();
  const { user, system } = process.cpuUsage(before);
  return { ...answer, wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

function greedy(input: CoverageInput): Omit<Answer, "wall" | "cpu"> {
  const problem = prepareCoverage(input);
  let objective = 0;
  for (const part of splitCoverage(problem)) {
    const counts = new Int32Array(part.use.length);
    fill(part, counts);
    objective += countsObjective(part, counts) * problem.unit;
  }
  return { objective, bound: Number.POSITIVE_INFINITY };
}

/** The exact answer as the service gives it, threads and time limit included. */
async function exact(runner: CoverageRunner, { accounts: _, ...input }: CoverageInput, key: string) {
  const request = { ...input, prove: PROVE, seconds: SECONDS };
  const { summary, solverMemory } = await runner.perform("cover", {
    request,
    key,
    args: { offset: 0, limit: 0 },
  });
  return { ...summary, solverMemory };
}

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Plain greedy, instant and exact answers side by side, each against the exact answer's bound, as one table. */
export async function run(report: Report): Promise<void> {
  const accounts = await openBook({});
  const { tier: tiers, tierNames } = accounts;
  const engine = await loadHighsEngine();
  const inputOf = (count: number, weights: CoverageWeights): CoverageInput => {
    const force = generateSellers(accounts, { sellers: count, seed: 17 });
    return { accounts, tiers, tierNames, ...force, rules: {}, weights };
  };
  const runner = createCoverageRunner(accounts);
  // Threads and solvers stand ready, as in a service that has answered before.
  await exact(runner, inputOf(600, WEIGHTS), "warm-up");
  solveCoverage(prepareCoverage(inputOf(600, WEIGHTS)), engine);
  let memory = 0;
  const row = (...cells: readonly string[]) =>
    console.log(
      `  ${cells.map((cell, k) => (k < 3 ? cell.padEnd([4, 16, 7][k]!) : cell.padStart(11))).join("  ")}`,
    );
  console.log(`  exact: to ${PROVE} or ${SECONDS} s, in ${provesInTwo() ? "two threads" : "one thread"}`);
  row("", "", "", "value, 1e9", "under bound", "CPU s", "wall s");
  for (const count of [600, 450, 300]) {
    for (const [aim, weights] of AIMS) {
      const input = inputOf(count, weights);
      const best = await timed(async () => {
        const answer = await exact(runner, input, `${count} ${aim}`);
        memory = Math.max(memory, answer.solverMemory);
        return answer;
      });
      const show = (name: string, { objective, wall, cpu }: Answer, note = "") =>
        row(
          String(count),
          aim,
          name,
          (objective / 1e9).toFixed(3),
          ((best.bound - objective) / best.bound).toExponential(1),
          cpu.toFixed(2),
          `${wall.toFixed(2)}${note}`,
        );
      show("greedy", await timed(() => greedy(input)));
      show("instant", await timed(() => solveCoverage(prepareCoverage(input), engine)));
      show("exact", best, best.proven ? "  proven" : "  stopped");
    }
  }
  const held = process.memoryUsage.rss();
  await runner.close();
  const left = process.memoryUsage.rss();
  console.log(
    `  WebAssembly memory of the solvers: ${mebibytes(memory)}; the process holds ${mebibytes(held)} beside them, and ${mebibytes(left)} once their threads have ended`,
  );
  const [, weights] = AIMS.at(-1)!;
  for (const after of CANCELLED) report(cancelled(inputOf(600, weights), engine, after));
}
