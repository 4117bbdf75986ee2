/** `npm run cover > assignments.csv`: who looks after whom, without HTTP. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ContractError } from "../contract/errors.ts";
import { planFromQuery } from "../contract/plan-query.ts";
import { DataError } from "../data/errors.ts";
import { readConfig } from "../service/config.ts";
import { askOfQuery } from "../service/coverage/ask-of-query.ts";
import { createCoverageDesk } from "../service/coverage/coverage-desk.ts";
import { createCoverageRunner } from "../service/coverage/coverage-runner.ts";
import type { CoverageReport } from "../service/coverage/jobs.ts";
import { openSalesForce } from "../service/coverage/sales-force.ts";
import { ServiceError } from "../service/errors.ts";
import { openBook } from "../service/open-book.ts";
import { createTasks } from "../service/workers/tasks.ts";
import { computeZScores, type Hooks, TieringError } from "../tiering/index.ts";
import { type CoverOptions, HELP, readOptions } from "./cover-options.ts";
import { createProgressBar } from "./progress-bar.ts";

/** Exit codes, as `--help` documents them. */
const EXIT = { done: 0, failed: 1, usage: 2, impossible: 3 } as const;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function cover({ query, files, json, moves }: CoverOptions): Promise<void> {
  const config = readConfig();
  const accounts = files.accounts ?? config.TIERING_ACCOUNTS;
  const book = await openBook({
    accounts,
    tam: files.tam ?? config.TIERING_TAM,
    mapping: files.mapping ?? config.TIERING_MAPPING,
  });
  const onProgress = createProgressLine();
  const hooks: Hooks = onProgress ? { onProgress } : {};
  const tasks = createTasks(book, computeZScores(book));
  const runner = createCoverageRunner(book);
  const force = await openSalesForce(
    book,
    {
      sellers: files.sellers ?? config.TIERING_SELLERS,
      capacities: files.capacities ?? config.TIERING_CAPACITIES,
      owners: files.owners ?? config.TIERING_OWNERS,
    },
    { isDemo: accounts === undefined },
  );
  for (const { message } of force.warnings) say(message);
  for (const [file, quality] of Object.entries(force.quality)) {
    if (quality !== null) say(`${file}: ${quality.accepted} rows taken, ${quality.rejected} rejected`);
    for (const { line, column, reason } of quality?.rows ?? []) say(`  line ${line}, ${column}: ${reason}`);
  }
  const desk = createCoverageDesk(
    { book, runPlan: async (plan) => tasks.tier({ plan }, hooks) },
    runner,
    async () => force,
  );
  const { prove, seconds, whitespace, fairness, balance, continuity, travel, ...others } = query;
  const { minAccounts, singleGeo, apart, ...spelled } = others;
  const weights = { whitespace, fairness, balance, continuity, travel };
  const ask = askOfQuery({ prove, seconds, ...weights, minAccounts, singleGeo, apart });
  const asked = { plan: planFromQuery(spelled), ask };
  const limit = json ? book.n : 0;
  try {
    const report = await desk.perform("cover", { ...asked, args: { offset: 0, limit } }, hooks);
    sayReport(report);
    if (json) await print(`${JSON.stringify(report, null, 2)}\n`);
    else await print(await desk.perform(moves ? "moves" : "assignments", { ...asked, args: {} }, hooks));
  } finally {
    await runner.close();
  }
}

/** Shows progress on a terminal; a log gets none of it. */
function createProgressLine(): Hooks["onProgress"] {
  if (!process.stderr.isTTY) return undefined;
  const draw = createProgressBar(process.stderr);
  return ({ phase, share }) => draw(phase, share);
}

function sayReport({ summary, unassigned, prices }: CoverageReport): void {
  const count = (n: number) => n.toLocaleString("en");
  const { covered, accounts, sellers, kept, owned, departed, moved, gained, lost, gap, proven, stopped } =
    summary;
  const share = summary.whitespace > 0 ? (100 * summary.coveredWhitespace) / summary.whitespace : 0;
  say(
    `${count(covered)} of ${count(accounts)} accounts with one of ${count(sellers.length)} sellers: ${share.toFixed(2)} % of the whitespace`,
  );
  say(
    `${count(kept)} of ${count(owned)} owners kept; ${count(moved)} accounts moved, ${count(gained)} gained, ${count(lost)} lost`,
  );
  if (departed > 0)
    say(`${count(departed)} of those owners' accounts belong to people who are not among the sellers`);
  say(`within ${(Math.ceil(gap * 1e6) / 1e4).toFixed(4)} % of the bound${proven ? ", proven" : ""}`);
  if (stopped !== null) say(stopped);
  for (const [code, total] of Object.entries(unassigned.byCode))
    say(`without a seller: ${count(total)} (${code})`);
  const [dearest] = prices;
  if (dearest && dearest.worth > 0) {
    say(`one more ${dearest.role} in ${dearest.geo} is worth at most ${count(Math.round(dearest.worth))}`);
  }
}

async function print(content: Uint8Array | string): Promise<void> {
  try {
    await pipeline(Readable.from([content]), process.stdout, { end: false });
  } catch (error) {
    // The reader has seen enough (`| head`).
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

function explain(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  const known = [ServiceError, ContractError, TieringError, DataError].some((kind) => error instanceof kind);
  say(known ? error.message : (error.stack ?? error.message));
  if (error instanceof TieringError) return EXIT.impossible;
  return error instanceof ContractError ? EXIT.usage : EXIT.failed;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await cover(options);
} catch (error) {
  process.exitCode = explain(error);
}
