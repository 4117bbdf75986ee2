/**
 * `npm run test:explore -- [--rounds 20] [--times 10] [--seed N] [file …]`: the property tests with a fresh seed
 * each round and ten times the cases. Stops at the first round that fails and names its seed; what is found
 * becomes a fixed case of the test.
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: { rounds: { type: "string" }, times: { type: "string" }, seed: { type: "string" } },
  allowPositionals: true,
});

function wholeNumber(name: "rounds" | "times" | "seed", otherwise: number): number {
  const given = values[name] === undefined ? otherwise : Number(values[name]);
  if (Number.isInteger(given) && given >= 1) return given;
  console.error(`--${name} must be a whole number of at least 1, got ${JSON.stringify(values[name])}`);
  process.exit(2);
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const rounds = wholeNumber("rounds", 20);
const times = wholeNumber("times", 10);
const first = wholeNumber("seed", randomInt(1, 2 ** 31 - rounds));

for (let round = 0; round < rounds; round++) {
  const seed = first + round;
  console.log(`round ${round + 1} of ${rounds}: seed ${seed}, ${times} times the cases`);
  const { status } = spawnSync(
    process.execPath,
    [
      file("../../node_modules/vitest/vitest.mjs"),
      "run",
      "--config",
      file("./vitest.config.ts"),
      "--reporter=dot",
      ...positionals,
    ],
    { stdio: "inherit", env: { ...process.env, EXPLORE_SEED: `${seed}`, EXPLORE_TIMES: `${times}` } },
  );
  if (status === 0) continue;
  console.error(
    `round ${round + 1} failed; again: npm run test:explore -- --rounds 1 --seed ${seed} --times ${times}`,
  );
  process.exit(1);
}
console.log(`${rounds} rounds passed, seeds ${first} to ${first + rounds - 1}`);
