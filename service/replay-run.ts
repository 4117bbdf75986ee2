import { createHash } from "node:crypto";
import { csvTiersQuery, tiersQuery } from "../contract/tiers.ts";
import { validateQuery } from "../contract/validate.ts";
import { type Plan, TieringError } from "../tiering/index.ts";
import { planOfQuery } from "./keep-scenarios.ts";
import type { Service } from "./service.ts";
import type { AuditEntry } from "./store/audit.ts";
import { csvForm, tiersCsv, tiersXlsx } from "./tiers-csv.ts";
import { tiersReport } from "./tiers-report.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Most entries of a run that are looked through, and most different answers that are made again. */
const LOOKED_THROUGH = 200;
const MADE_AGAIN = 5;

/** What was sent once, and whether it is the same now. */
export interface ReplayedAnswer {
  readonly entry: AuditEntry;
  /** SHA-256 of the bytes made now; null where they were not made. */
  readonly now: string | null;
  /** Null where it could not be compared. */
  readonly same: boolean | null;
  /** What differs, or why nothing was compared; null where it is the same. */
  readonly why: string | null;
}

/** A recorded run, and its answers made again. */
export interface ReplayedRun {
  readonly plan: Plan;
  readonly book: string | null;
  readonly answers: readonly ReplayedAnswer[];
}

/** How a replay is made. */
interface ReplayOptions extends JobOptions {
  readonly workspace: string;
  /** What an answer becomes before it is sent, such as links that name an uploaded book. */
  readonly finish: (answer: object) => unknown;
}

/**
 * The run of an id as the trail has it, its latest answers made again and compared byte by byte; null where the
 * trail has no such run.
 * @throws {ServiceError} `store-unavailable`
 */
export async function replayRun(
  service: Service,
  id: string,
  options: ReplayOptions,
): Promise<ReplayedRun | null> {
  const { workspace } = options;
  const entries = await service.store.audit.list(workspace, { run: id, limit: LOOKED_THROUGH });
  const [latest] = entries;
  if (latest?.plan == null) return null;
  const kinds = Map.groupBy(entries, ({ action, query, form }) => JSON.stringify([action, query, form]));
  const plan = planOfQuery(latest.plan);
  const answers: ReplayedAnswer[] = [];
  for (const [entry] of [...kinds.values()].slice(0, MADE_AGAIN)) {
    answers.push(await compared(service, { entry: entry!, plan }, options));
  }
  return { plan, book: latest.book, answers };
}

/** The bytes of a recorded answer, made now; null for one that is no function of plan and query alone. */
export async function madeAgain(
  service: Service,
  { entry, plan }: { readonly entry: AuditEntry; readonly plan: Plan },
  { finish, ...job }: ReplayOptions,
): Promise<Iterable<Uint8Array> | null> {
  const { action, form, query } = entry;
  const path = action.slice(action.indexOf(" ") + 1);
  if (path === "/v1/tiers" && form === "application/json") {
    const report = await tiersReport(service, { plan, query: validateQuery(tiersQuery, `?${query}`) }, job);
    return [Buffer.from(JSON.stringify(finish(report)))];
  }
  const isCsv = form === "text/csv" && (path === "/v1/tiers.csv" || path === "/v1/chat");
  if (!isCsv && path !== "/v1/tiers.xlsx") return null;
  const { prove, ...csv } = validateQuery(csvTiersQuery, `?${query}`);
  const shape = csvForm(csv, service.book);
  const result = await service.runPlan(plan, { ...job, prove });
  return isCsv ? tiersCsv(service.book, result, shape) : tiersXlsx(service.book, result, shape);
}

async function compared(
  service: Service,
  recorded: { readonly entry: AuditEntry; readonly plan: Plan },
  options: ReplayOptions,
): Promise<ReplayedAnswer> {
  const { entry } = recorded;
  const uncompared = (why: string): ReplayedAnswer => ({ entry, now: null, same: null, why });
  const { book, engine } = service;
  if (entry.book !== book.id) {
    return uncompared(
      `It was made on the book ${entry.book}, this is ${book.id}: ask with book=${entry.book}.`,
    );
  }
  try {
    const slices = await madeAgain(service, recorded, options);
    if (slices === null) return uncompared("Answers of this kind are not made again; GET /v1/tiers is.");
    const hash = createHash("sha256");
    let bytes = 0;
    for (const slice of slices) {
      hash.update(slice);
      bytes += slice.length;
    }
    const now = hash.digest("hex");
    return {
      entry,
      now,
      same: now === entry.sha256,
      why: now === entry.sha256 ? null : differs(entry, bytes, engine),
    };
  } catch (error) {
    if (!(error instanceof TieringError)) throw error;
    return uncompared(`The plan cannot be run now: ${error.message}`);
  }
}

function differs(entry: AuditEntry, bytes: number, engine: string): string {
  const engines =
    entry.engine === engine
      ? `The engine is the same (${engine})`
      : `The engine was ${entry.engine} and is ${engine}`;
  const lengths = entry.bytes === bytes ? "" : `; ${entry.bytes} bytes then, ${bytes} now`;
  return `${engines}, the book is the same, the bytes are not${lengths}.`;
}
