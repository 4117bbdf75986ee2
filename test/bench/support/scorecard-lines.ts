import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { within } from "../../support/within.ts";
import { run as runBombs } from "../bombs.bench.ts";
import { run as runConcurrent } from "../concurrent.bench.ts";
import { run as runHostile } from "../hostile.bench.ts";
import { run as runMillion } from "../million.bench.ts";
import {
  lookAtAnswers,
  lookAtBreaker,
  lookAtInjections,
  lookAtMixes,
  lookAtTransport,
} from "../model.bench.ts";
import { run as runSecrets } from "../secrets.bench.ts";
import { run as runSlowSockets } from "../slow-sockets.bench.ts";

/** What was seen of a line, and whether its aim is met; null where what was seen cannot tell. */
export interface Seen {
  readonly seen: string;
  readonly met: boolean | null;
}

/** A line of the scorecard. */
export interface ScorecardLine {
  readonly line: number;
  readonly what: string;
  readonly aim: string;
  /** Tests that show it; none where a bench or a script does. */
  readonly files?: readonly string[];
  readonly look: () => Promise<Seen>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const vitest = join(root, "node_modules/vitest/vitest.mjs");
/** Tests that have not ended by then are given up, seconds; 200 kills on each of two stores take the longest. */
const TESTS_SECONDS = 1_500;
const nowhere = () => undefined;

/** The line's tests: met where all of them ran and passed. */
function tests(files: readonly string[], environment: Record<string, string> = {}) {
  const look = async (): Promise<Seen> => {
    const folder = await mkdtemp(join(tmpdir(), "scorecard-"));
    const report = join(folder, "report.json");
    const args = [vitest, "run", "--reporter=json", `--outputFile=${report}`, ...files];
    const env = { ...process.env, ...environment };
    // A group of its own: what is left of it, once the tests are over or given up, is ended with it.
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "ignore", detached: true });
    const [code] = (await within(TESTS_SECONDS, `the tests ${files.join(", ")}`, once(child, "exit")).finally(
      () => endGroup(child.pid!),
    )) as [number | null];
    const text = await readFile(report, "utf8").catch(() => "{}");
    await rm(folder, { recursive: true });
    const { numPassedTests = 0, numTotalTests = 0 } = JSON.parse(text) as Record<string, number | undefined>;
    const isWhole = code === 0 && numTotalTests > 0;
    return {
      seen: `${numPassedTests} of ${numTotalTests} tests of ${files.join(", ")} hold`,
      // A test that was skipped for want of a program has shown nothing.
      met: isWhole && numPassedTests === numTotalTests ? true : code === 0 ? null : false,
    };
  };
  return { files, look };
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/** The line's tests, and then what a bench sees of it over HTTP. */
function testsAnd(files: readonly string[], bench: () => Promise<Seen>) {
  const { look: runTests } = tests(files);
  const look = async (): Promise<Seen> => {
    const [held, seen] = [await runTests(), await bench()];
    const met = held.met === false || seen.met === false ? false : held.met === null ? null : seen.met;
    return { seen: `${seen.seen}; ${held.seen}`, met };
  };
  return { files, look };
}

const elsewhere = (command: string) => async (): Promise<Seen> => ({ seen: `run \`${command}\``, met: null });

const faults = "test/prompts/faults";

/** All lines in their order. */
export const LINES: readonly ScorecardLine[] = [
  {
    line: 1,
    what: "hostile and malformed model answers",
    aim: "no 5xx, no invalid weights",
    ...testsAnd([`${faults}/content.test.ts`, `${faults}/malformed.test.ts`], lookAtAnswers),
  },
  {
    line: 2,
    what: "any fault mix",
    aim: "at most 3 upstream calls",
    ...testsAnd([`${faults}/transport.test.ts`], lookAtMixes),
  },
  {
    line: 3,
    what: "transport faults",
    aim: "ended within the deadline + 250 ms, < 16 MiB, no socket left",
    ...testsAnd([`${faults}/transport.test.ts`, "test/chaos/model.test.ts"], lookAtTransport),
  },
  {
    line: 4,
    what: "the breaker",
    aim: "opens, makes no call, probes once",
    ...testsAnd(["test/prompts/limits.test.ts", "test/prompts/breaker.test.ts"], lookAtBreaker),
  },
  {
    line: 5,
    what: "injections",
    aim: "no leak, no effect off the schema",
    ...testsAnd([`${faults}/content.test.ts`], lookAtInjections),
  },
  {
    line: 6,
    what: "a client that leaves",
    aim: "frees its worker within 100 ms (`stopping` measures it)",
    ...tests(["test/service/stopping.test.ts", "test/server/client-leaves.test.ts"]),
  },
  {
    line: 7,
    what: "1,000,000 rows streamed",
    aim: "< 128 MiB over the loaded book",
    look: async () => {
      const above = await runMillion(nowhere);
      return { seen: `${above.toFixed(0)} MiB`, met: above < 128 };
    },
  },
  {
    line: 8,
    what: "20 re-tierings at once",
    aim: "/livez p99 < 100 ms (`soak` has the slope of memory)",
    look: async () => {
      const p99 = await runConcurrent(nowhere);
      return { seen: `p99 ${p99.toFixed(1)} ms`, met: p99 < 100 };
    },
  },
  {
    line: 9,
    what: "SIGTERM under load",
    aim: "nothing truncated, exit 0",
    ...tests(["test/server/main.test.ts", "test/replicas/replicas.test.ts"]),
  },
  {
    line: 10,
    what: "500 slow sockets",
    aim: "closed < 15 s, others' p99 < 2 × alone",
    ...testsAnd(["test/server/connections.test.ts"], async () => {
      const { closed, factor } = await runSlowSockets(nowhere);
      const seen = `closed after ${closed.toFixed(1)} s, others' p99 ${factor.toFixed(2)} ×`;
      return { seen, met: closed < 15 && factor < 2 };
    }),
  },
  {
    line: 11,
    what: "fuzzed files",
    aim: "accepted + rejected = read",
    ...tests(["test/data/fuzz.test.ts"]),
  },
  {
    line: 12,
    what: "bombs over HTTP",
    aim: "4xx < 1 s, < 32 MiB, event loop < 100 ms",
    look: async () => {
      const missed = await runBombs(nowhere);
      return { seen: missed.length === 0 ? "all within" : missed.join("; "), met: missed.length === 0 };
    },
  },
  { line: 13, what: "formulas in cells", aim: "none live", ...tests(["test/data/csv"]) },
  {
    line: 14,
    what: "secrets",
    aim: "none in logs, answers, CSV, metrics; every line parses",
    ...testsAnd(["test/server/access"], async () => {
      const { answers, lines, found } = await runSecrets(nowhere);
      const seen = `${answers} answers, ${lines} lines, the metrics: ${found.join("; ") || "none"}`;
      return { seen, met: found.length === 0 };
    }),
  },
  {
    line: 15,
    what: "Redis or PostgreSQL cut, slow, frozen",
    aim: "no 5xx where not needed (`shared store` measure the time)",
    ...tests([
      "test/chaos/redis.test.ts",
      "test/chaos/postgres.test.ts",
      "test/service/redis.test.ts",
      "test/server/store-away.test.ts",
    ]),
  },
  { line: 16, what: "mutation score", aim: ">= 85 %", look: elsewhere("npm run test:mutation") },
  {
    line: 17,
    what: "another workspace's data, route × role",
    aim: "nothing shows",
    ...tests(["test/server/access/matrix.test.ts"]),
  },
  {
    line: 18,
    what: "limits across three replicas",
    aim: "within 5 %",
    ...tests(["test/service/limits/shared-limits.test.ts"]),
  },
  {
    line: 19,
    what: "one hostile client, others' chat p99",
    aim: "<= 2 × alone",
    look: async () => {
      const { factor, calm } = await runHostile(nowhere);
      const seen = `${factor.toFixed(2)} ×`;
      return calm ? { seen, met: factor <= 2 } : { seen: `${seen} on a busy machine`, met: null };
    },
  },
  {
    line: 20,
    what: "kill -9 during writes × 200",
    aim: "nothing acknowledged lost",
    ...tests(["test/service/store/kill.test.ts"], { KILLS: "200" }),
  },
  {
    line: 21,
    what: "rolling restart, killed replica",
    aim: "nothing failed but what was under way",
    ...tests(["test/replicas/replicas.test.ts"]),
  },
  {
    line: 22,
    what: "restore from a backup",
    aim: "one command, verified by hashes",
    ...tests(["test/bin/backup.test.ts"]),
  },
];
