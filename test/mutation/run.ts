import { Stryker } from "@stryker-mutator/core";
import { TARGETS } from "./targets.ts";

/**
 * Mutates one target after the other and fails where less than 85 % of its mutants are noticed; never part of the gate.
 * `npm run test:mutation` takes all of them, `npm run test:mutation -- breaker merge` these.
 */
const LEAST = 85;

const asked = process.argv.slice(2);
for (const name of asked) {
  if (!Object.hasOwn(TARGETS, name))
    throw new Error(`There is no target ${name}; expected ${Object.keys(TARGETS).join(", ")}.`);
}

const scores: [name: string, score: number, mutants: number, late: number][] = [];
for (const name of asked.length > 0 ? asked : Object.keys(TARGETS)) {
  const { mutate, tests } = TARGETS[name]!;
  process.env.MUTATION_TESTS = tests.join("\n");
  const mutants = await new Stryker({
    testRunner: "vitest",
    vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
    plugins: ["@stryker-mutator/vitest-runner", new URL("prose.ts", import.meta.url).href],
    ignorers: ["prose"],
    mutate: [...mutate],
    ignorePatterns: ["/coverage", "/web/dist"],
    // Types are stripped here, not compiled.
    tsconfigFile: "none",
    coverageAnalysis: "perTest",
    concurrency: 1,
    // A busy machine is not to pass for a loop without end.
    timeoutMS: 60_000,
    timeoutFactor: 3,
    reporters: ["clear-text", "progress-append-only"],
    clearTextReporter: { logTests: false, allowColor: false },
    thresholds: { high: 95, low: LEAST, break: null },
  }).runMutationTest();
  const counted = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const late = counted("Timeout");
  const noticed = counted("Killed") + late;
  const valid = noticed + counted("Survived", "NoCoverage");
  scores.push([name, (100 * noticed) / valid, valid, late]);
}
// A loop without end counts as noticed; so does, on a machine that is busy enough, what is only slow.
for (const [name, score, mutants, late] of scores)
  console.log(`${name}: ${score.toFixed(1)} % of ${mutants} mutants, ${late} of which ran out of time`);
process.exitCode = scores.every(([, score]) => score >= LEAST) ? 0 : 1;
