/** `npm run tier -- "prioritize runway growth" > tiers.csv`: words to tiers without HTTP. */
import { ContractError } from "../contract/errors.ts";
import { planFromQuery } from "../contract/plan-query.ts";
import type { Book } from "../data/book.ts";
import { DataError } from "../data/errors.ts";
import { readIdList } from "../data/id-list.ts";
import { loadBook } from "../data/load.ts";
import { type MappingInput, readMapping } from "../data/mapping.ts";
import { explainProposal, inspectFile } from "../data/match/inspect.ts";
import { lossWarning, openingLine, reportBook } from "../data/report.ts";
import { sampleAt } from "../data/warehouse/row-source.ts";
import { describePlan, PromptError } from "../prompts/index.ts";
import { type Config, readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { type InterpretedRequest, interpretRequest } from "../service/interpret-request.ts";
import { asAsked } from "../service/obeying-results.ts";
import { type BookFiles, openBook } from "../service/open-book.ts";
import { openInterpreter } from "../service/open-interpreter.ts";
import { identityOf } from "../service/service.ts";
import type { Store } from "../service/store/open-store.ts";
import { type CsvForm, csvForm, tiersCsv, tiersXlsx } from "../service/tiers-csv.ts";
import { ENGINE } from "../service/version.ts";
import { createTasks, type TieringResult } from "../service/workers/tasks.ts";
import {
  canonicalPlan,
  canonicalPolicy,
  computeZScores,
  DEFAULT_WEIGHTS,
  methodFor,
  type Policy,
  runTiering,
  TieringError,
} from "../tiering/index.ts";
import { commander, needsStore, obeyKept, openKept, planOfScenario } from "./kept-plans.ts";
import { deedOf, printNoted } from "./noted-output.ts";
import { createProgressLine, print, say, sayResult } from "./say.ts";
import { HELP, readOptions, type TierOptions } from "./tier-options.ts";
import { tierWarehouse } from "./tier-warehouse.ts";

/** Exit codes, as `--help` documents them. */
const EXIT = { done: 0, failed: 1, usage: 2, impossible: 3, noRun: 4 } as const;

/** A plan, and what the words meant where it came from words. */
type Chosen = Pick<InterpretedRequest, "plan"> & Partial<InterpretedRequest>;

/** Proposes a mapping: the JSON to standard output, to be kept; the reasons to standard error. */
async function inspect(path: string): Promise<number> {
  const inspection = await inspectFile(sampleAt(path));
  for (const line of explainProposal(inspection)) say(line);
  const obstacle = await obstacleOf(path, inspection.mapping);
  if (obstacle !== null) say(obstacle);
  await print([`${JSON.stringify(inspection.mapping, null, 2)}\n`]);
  return EXIT.done;
}

/** Why a proposed mapping does not lead to the tiers of (nearly) all rows as it stands, found by trying it; null where it does. */
async function obstacleOf(path: string, mapping: MappingInput): Promise<string | null> {
  try {
    const book = await loadBook({
      accounts: sampleAt(path),
      mapping: readMapping(mapping, "the proposal"),
    });
    const zScores = computeZScores(book);
    runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} }, { zScores });
    return lossWarning(book);
  } catch (error) {
    if (error instanceof DataError || error instanceof TieringError)
      return `Not yet to be tiered by this proposal: ${error.message}`;
    throw error;
  }
}

async function tier(options: TierOptions): Promise<number> {
  const config = readConfig();
  const book = await openBook(bookFiles(options, config));
  const warning = lossWarning(book);
  if (warning !== null) say(warning);
  say(openingLine(book));
  for (const { text } of reportBook(book).notes) say(`Note: ${text}`);
  const form = csvForm(options.csv, book);
  const store = await openKept(options, config, needsStore(options, options.plan.holds));
  try {
    const chosen = await choosePlan(options, config, { book, store });
    if (chosen.plan === null) return EXIT.noRun;
    const { workspace } = commander(options);
    const obeying = await obeyKept(store, book, { plan: chosen.plan, workspace });
    say(describePlan({ ...obeying.asked, method: methodFor(book, obeying.asked.method) }));
    const ran = createTasks(book, computeZScores(book)).tier(
      { plan: obeying.plan, prove: options.prove },
      { onProgress: createProgressLine() },
    );
    const result = asAsked(obeying.asked, obeying, ran);
    sayResult(result.summary);
    await printNoted(outputOf(options, { book, form, chosen: { ...chosen, plan: obeying.asked }, result }), {
      store,
      actor: commander(options),
      deed: deedOf(options, book, obeying.asked),
    });
    return EXIT.done;
  } finally {
    await store?.close();
  }
}

/** What is printed: the report, the workbook or the CSV. */
function outputOf(
  { json, xlsx }: TierOptions,
  { book, form, chosen, result }: { book: Book; form: CsvForm; chosen: Chosen; result: TieringResult },
): Iterable<Uint8Array> {
  if (json) return [Buffer.from(`${JSON.stringify(report(book, chosen, result), null, 2)}\n`)];
  return xlsx ? tiersXlsx(book, result, form) : tiersCsv(book, result, form);
}

/** Files of the flags; those of the configuration where the flags name no accounts of their own. */
function bookFiles({ files }: TierOptions, config: Config): BookFiles {
  if (files.accounts !== undefined) return files;
  return {
    accounts: config.TIERING_ACCOUNTS,
    tam: files.tam ?? config.TIERING_TAM,
    mapping: files.mapping ?? config.TIERING_MAPPING,
  };
}

/** The flags' own rules, with the hold file's accounts among those held. */
async function readPolicy({ plan, holdFile }: TierOptions, book: Book): Promise<Policy> {
  const { policy } = planFromQuery({ ...plan, method: undefined });
  if (holdFile === undefined) return policy;
  return canonicalPolicy({
    ...policy,
    hold: [...(policy.hold ?? []), ...(await readIdList(holdFile, book))],
  });
}

/** The plan of the words, or of the flags where there are no words. */
async function choosePlan(
  options: TierOptions,
  config: Config,
  { book, store }: { readonly book: Book; readonly store: Store | null },
): Promise<Chosen> {
  const policy = await readPolicy(options, book);
  if (options.scenario !== undefined && store !== null) {
    const kept = await planOfScenario(store, commander(options).workspace, options.scenario);
    return { plan: canonicalPlan({ ...kept, policy: { ...kept.policy, ...policy } }) };
  }
  if (options.message === null) return { plan: { ...planFromQuery(options.plan), policy } };
  const request = { message: options.message, history: [], policy };
  const interpreted = await interpretRequest(openInterpreter(config, book), request);
  say(interpreted.interpretation.reply);
  return interpreted;
}

function report(book: Book, chosen: Chosen, { summary }: TieringResult) {
  return { ...identityOf({ book, engine: ENGINE }), ...chosen, summary, bookReport: reportBook(book) };
}

function explain(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  const known = [ServiceError, ContractError, TieringError, DataError, PromptError].some(
    (kind) => error instanceof kind,
  );
  say(known ? error.message : (error.stack ?? error.message));
  if (error instanceof TieringError) return EXIT.impossible;
  if (error instanceof ContractError) return EXIT.usage;
  return EXIT.failed;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else if (options.inspect !== undefined) process.exitCode = await inspect(options.inspect);
  else if (options.warehouse !== null) {
    const isDone = await tierWarehouse(options, options.warehouse);
    process.exitCode = isDone ? EXIT.done : EXIT.noRun;
  } else process.exitCode = await tier(options);
} catch (error) {
  process.exitCode = explain(error);
}
