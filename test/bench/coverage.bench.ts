import { generateSellers } from "../../data/sellers/index.ts";
import { type HighsEngine, loadHighsEngine } from "../../service/coverage/highs-engine.ts";
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
import { measure, type Report } from "./bench-line.ts";

export const title = "Coverage of the demonstration book by 300, 450 and 600 sellers, one thread";

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

/** CPU seconds since a moment: the machine may be shared, and the limit above is one of the clock. */
function cpuSince(before: NodeJS.CpuUsage): string {
  const { system, user } = process.cpuUsage(before);
  return `${((user + system) / 1e6).toFixed(2)} CPU s`;
}

const share = (gap: number) => gap.toExponential(1);

/** Plain greedy, instant and exact answers side by side, each against the exact answer's bound. */
export async function run(report: Report): Promise<void> {
  const accounts = await openBook({});
  const { tier: tiers, tierNames } = accounts;
  const engine = await loadHighsEngine();
  for (const count of [600, 450, 300]) {
    const force = generateSellers(accounts, { sellers: count, seed: 17 });
    for (const [aim, weights] of AIMS) {
      const input: CoverageInput = { accounts, tiers, tierNames, ...force, rules: {}, weights };
      const name = (who: string) => `${count} sellers, ${aim}: ${who}`;
      let [bound, greedy, instant, exact] = [0, 0, 0, 0];
      let proven = false;
      let [cpu, instantCpu] = ["", ""];
      const exactTime = await measure(
        () => {
          const before = process.cpuUsage();
          const coverage = solveCoverage(prepareCoverage(input), engine, { prove: PROVE, seconds: SECONDS });
          ({ bound, objective: exact, proven } = coverage);
          cpu = cpuSince(before);
        },
        { runs: 1, warmUps: 0 },
      );
      const instantTime = await measure(
        () => {
          const before = process.cpuUsage();
          instant = solveCoverage(prepareCoverage(input), engine).objective;
          instantCpu = cpuSince(before);
        },
        { runs: 3, warmUps: 1 },
      );
      const greedyTime = await measure(
        () => {
          const problem = prepareCoverage(input);
          greedy = 0;
          for (const part of splitCoverage(problem)) {
            const counts = new Int32Array(part.use.length);
            fill(part, counts);
            greedy += countsObjective(part, counts) * problem.unit;
          }
        },
        { runs: 3, warmUps: 1 },
      );
      const under = (objective: number) => `${share((bound - objective) / bound)} under the bound`;
      report({ name: name("plain greedy"), ...greedyTime, quality: under(greedy) });
      report({ name: name("instant"), ...instantTime, quality: `${under(instant)}, ${instantCpu}` });
      const ended = proven ? "proven" : `stopped after its ${SECONDS} s`;
      report({ name: name(`exact to ${PROVE}`), ...exactTime, quality: `${under(exact)}, ${ended}, ${cpu}` });
    }
  }
  const force = generateSellers(accounts, { sellers: 600, seed: 17 });
  const [, weights] = AIMS.at(-1)!;
  const input: CoverageInput = { accounts, tiers, tierNames, ...force, rules: {}, weights };
  for (const after of CANCELLED) report(cancelled(input, engine, after));
  const mebibytes = (engine.memoryBytes() / 2 ** 20).toFixed(0);
  console.log(`  WebAssembly memory of the solver: ${mebibytes} MiB; it goes back when its thread ends`);
}
