import { readFile } from "node:fs/promises";
import { planFromQuery, planQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import type { Book } from "../../data/book.ts";
import { sourceAt } from "../../data/warehouse/row-source.ts";
import type { Plan } from "../../tiering/index.ts";
import type { Config } from "../config.ts";
import { ServiceError } from "../errors.ts";
import { loadInThread } from "../library/load-in-thread.ts";
import type { Observer } from "../observer.ts";
import { identityOf, type Service } from "../service.ts";
import type { LargeThreads } from "../workers/large-threads.ts";
import { createRefresher, type Refresher, type RefreshReport } from "./refresher.ts";
import { deliver, type Webhook } from "./webhook.ts";

/** Most bytes of text in the accounts, as at the start. */
const MOST_BYTES = 2 ** 31;

/** Longest that a reading waits for other large threads, milliseconds: nobody waits for it. */
const WAIT_MS = 3_600_000;

/** What a refresh of the configured book needs of the server. */
export interface RefreshHost {
  readonly current: () => Service;
  readonly swap: (book: Book, publish: () => void) => Promise<void>;
  readonly observers: readonly Observer[];
  readonly turns: LargeThreads;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/**
 * The refresher that the configuration asks for; null where it asks for none.
 * @throws {ServiceError} `invalid-config` for settings that do not go together
 */
export function openRefresh(config: Config, host: RefreshHost): Refresher | null {
  const { TIERING_REFRESH: everySeconds, TIERING_ACCOUNTS: accounts } = config;
  const webhook = webhookOf(config);
  if (everySeconds === undefined) return null;
  if (accounts === undefined) {
    throw new ServiceError(
      "invalid-config",
      "TIERING_REFRESH is set and TIERING_ACCOUNTS is not; expected both.",
    );
  }
  const plan = planOf(config);
  return createRefresher({
    everySeconds,
    load: () => loadAnew(config, accounts, { ...host.turns, waitMs: WAIT_MS }),
    current: () => host.current().book,
    swap: host.swap,
    onRead(trouble) {
      for (const observer of host.observers) observer.onRefresh(trouble);
    },
    onChange(book, report) {
      const { added, gone, changed, same } = report.change!;
      const { rejected } = book.quality;
      host.log.info(
        { book: book.id, rows: book.n, rejected, added, gone, changed, same },
        "the book was read anew",
      );
      if (webhook !== null) void tellChange(webhook, { host, plan, report });
    },
    onTrouble(trouble, isNew) {
      host.log.warn({ trouble }, "the book was not read anew; the one of before answers");
      if (webhook === null || !isNew) return;
      void tell(webhook, host, { type: "book.refresh-failed", ...identityOf(host.current()), trouble });
    },
    now: () => new Date(),
  });
}

/** Loads the book in a thread, so that nobody's answer waits for it. */
async function loadAnew(
  { TIERING_TAM: tam, TIERING_MAPPING: mapping }: Config,
  accounts: string,
  turns: LargeThreads,
): Promise<Book> {
  const paths = {
    accounts: { path: accounts, name: nameOf(accounts) },
    tam: tam === undefined ? null : { path: tam, name: nameOf(tam) },
    mapping: mapping === undefined ? null : await readFile(mapping, "utf8"),
    maxBytes: MOST_BYTES,
  };
  return (await loadInThread(paths, turns)).book;
}

/** What the book is said to be loaded from, as at the start. */
function nameOf(path: string): string {
  return sourceAt(path).name;
}

function webhookOf({
  TIERING_WEBHOOK: url,
  TIERING_WEBHOOK_SECRET: secret,
  ...config
}: Config): Webhook | null {
  if (url === undefined) return null;
  if (secret === undefined || config.TIERING_REFRESH === undefined) {
    const missing = secret === undefined ? "TIERING_WEBHOOK_SECRET" : "TIERING_REFRESH";
    throw new ServiceError("invalid-config", `TIERING_WEBHOOK is set and ${missing} is not; expected both.`);
  }
  return { url, secret };
}

/** The plan that a message's run is made by: the published one where none is named. */
function planOf({ TIERING_WEBHOOK_PLAN: query = "" }: Config): Plan {
  try {
    return planFromQuery(validateQuery(planQuery, `?${query}`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError("invalid-config", `TIERING_WEBHOOK_PLAN is no query of a plan: ${reason}`);
  }
}

/** Tells the webhook what has changed, and what a run of the new book comes to. */
async function tellChange(
  webhook: Webhook,
  { host, plan, report }: { readonly host: RefreshHost; readonly plan: Plan; readonly report: RefreshReport },
): Promise<void> {
  const service = host.current();
  const run = await service.runPlan(plan, {}).then(
    ({ summary }) => ({ summary }),
    (error: Error) => ({ trouble: error.message }),
  );
  const { rejected } = service.book.quality;
  const message = {
    type: "book.refreshed",
    ...identityOf(service),
    rejected,
    change: report.change,
    ...run,
  };
  await tell(webhook, host, message);
}

/** Posts a message, and says in the log whether it arrived. */
async function tell(webhook: Webhook, host: RefreshHost, message: object): Promise<void> {
  const { delivered, attempts, trouble } = await deliver(webhook, message);
  // The address may have a secret in its path: its host is enough to know it by.
  const { host: to } = new URL(webhook.url);
  if (delivered) host.log.info({ to, attempts }, "the webhook was told");
  else host.log.warn({ to, attempts, trouble }, "the webhook could not be told");
}
