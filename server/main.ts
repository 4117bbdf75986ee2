/** Starts the server: loads the book, starts the workers, listens; drains and ends when told to. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { DataError } from "../data/errors.ts";
import { isLoopback, listenAddress } from "../service/access/listen-address.ts";
import { openAccess } from "../service/access/open-access.ts";
import { watchTokens } from "../service/access/watch-tokens.ts";
import { readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { createModelBudgets } from "../service/limits/model-budgets.ts";
import { openLimits } from "../service/limits/open-limits.ts";
import { openService } from "../service/open-service.ts";
import { openRedis } from "../service/redis.ts";
import { openRefresh } from "../service/refresh/open-refresh.ts";
import type { Service } from "../service/service.ts";
import { retainAudit } from "../service/store/audit-retention.ts";
import { reclaimCode, reclaimUnderPressure } from "../service/workers/reclaim-memory.ts";
import { createApp } from "./app.ts";
import { watchConnections } from "./connections.ts";
import { drain } from "./drain.ts";
import { answeringAll, createHttpServer } from "./http-server.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { createLogger } from "./middleware/request-log.ts";
import { observe } from "./observe/observe.ts";
import { swappable } from "./swap.ts";

/** A client that has read nothing for so long is cut off, milliseconds. */
const STALLED_MS = 20_000;
/** How often the main thread looks whether memory runs short, milliseconds. */
const LOOK_AT_MEMORY_EVERY = 1_000;
const WEB_ROOT = fileURLToPath(new URL("../web/dist", import.meta.url));

async function start(): Promise<void> {
  const config = readConfig();
  const host = listenAddress(config);
  const logger = createLogger(config.LOG_LEVEL);
  const redis = config.REDIS_URL === undefined ? null : openRedis(config.REDIS_URL);
  const limits = openLimits(config, redis);
  const access = openAccess(config, limits);
  const observed = await observe(config);
  const { library, store, turns, reopen, ...opened } = await openService(config, {
    redis,
    observers: observed.observers,
    onModelChange(trouble) {
      if (trouble === null) logger.info("the model answers again");
      else logger.warn({ trouble }, "the model does not answer; the offline interpreter does");
    },
  });
  const lifecycle: Lifecycle = { draining: false };
  const connections = watchConnections({ stalledMs: STALLED_MS });
  const budgets = createModelBudgets(config.LIMIT_MODEL_TOKENS ?? null, Date.now);
  const appOver = (service: Service) => {
    const app = createApp({
      ...service,
      logger,
      lifecycle,
      access,
      limits,
      budgets,
      connections,
      onRequest: observed.onRequest,
      corsOrigins: config.CORS_ORIGINS,
      hosts: [...config.ALLOWED_HOSTS, ...config.RENDER_EXTERNAL_HOSTNAME],
      trustedProxies: config.TRUSTED_PROXIES,
      library,
      maxUploadBytes: config.UPLOAD_MB * 2 ** 20,
      webRoot: WEB_ROOT,
    });
    return answeringAll(app);
  };
  let current = { service: opened.service, pool: opened.pool };
  const refresher = openRefresh(config, {
    observers: observed.observers,
    current: () => current.service,
    turns,
    async swap(book, publish) {
      const next = withReport(await reopen(book));
      if (lifecycle.draining) return next.pool.close();
      const before = current;
      current = next;
      publish();
      // Answers under way end on the book that they began with, and on its workers.
      void apps.swap(appOver(current.service)).then(() => before.pool.close());
    },
    log: logger,
  });
  const withReport = ({ service, pool }: typeof current): typeof current => ({
    service: { ...service, ...(refresher && { refreshed: refresher.report }) },
    pool,
  });
  current = withReport(current);
  const apps = swappable(appOver(current.service));
  const server = createHttpServer(apps.handler);
  server.listen(config.PORT, host);
  await once(server, "listening");
  // Reading the book has left more behind than the server needs, code that does not run again among it.
  reclaimCode();
  setInterval(() => reclaimUnderPressure(process.memoryUsage.rss()), LOOK_AT_MEMORY_EVERY).unref();
  const endWatch = watchTokens(config, access.tokens, (trouble) => {
    if (trouble === null) logger.info("the file of tokens has changed, and holds as it is now");
    else logger.error({ trouble }, "the file of tokens cannot be read; those of before hold");
  });
  const endRetention =
    config.AUDIT_DAYS === undefined
      ? undefined
      : retainAudit(store.audit, config.AUDIT_DAYS, (retained) => {
          if ("trouble" in retained)
            logger.error(retained, "old entries of the audit trail cannot be deleted");
          else if (retained.gone > 0) logger.info(retained, "old entries of the audit trail are deleted");
        });
  if (access.everybody !== null && !isLoopback(host)) {
    logger.warn({ host }, "nobody has to sign in: whoever reaches this server may see and change everything");
  }
  if (access.everybody === null && !access.lasting) {
    logger.warn("TIERING_SECRET is not set: sessions and shared links end with this process");
  }

  const { port } = server.address() as AddressInfo;
  const line = startLine(current.service, port);
  // Where the output is a log, so is the first line.
  console.log(process.stdout.isTTY ? line.msg : JSON.stringify(line));

  const stop = async () => {
    if (lifecycle.draining) process.exit(1);
    endWatch();
    endRetention?.();
    refresher?.stop();
    await drain({
      server,
      connections,
      lifecycle,
      seconds: config.DRAIN_SECONDS,
      pauseSeconds: config.DRAIN_PAUSE_SECONDS,
      stopTasks: () => current.pool.stop(),
    });
    await Promise.all([current.pool.close(), library.close()]);
    redis?.close();
    await Promise.all([store.close(), observed.close()]);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Where to go, and what was loaded. */
function startLine({ book, watch, store }: Service, port: number) {
  const { n: rows, quality } = book;
  const { rejected } = quality;
  const url = `http://localhost:${port}${existsSync(WEB_ROOT) ? "/" : "/docs/"}`;
  const who = watch.model ?? "offline interpreter";
  const lost = rejected > 0 ? `, ${rejected.toLocaleString("en")} rows rejected` : "";
  const kept = store.isKept ? "" : ", store in memory: set TIERING_STORE to keep scenarios, holds and audit";
  const msg = `Tiering ${rows.toLocaleString("en")} accounts at ${url} (${who}${lost}${kept})`;
  return { level: 30, time: Date.now(), rows, rejected, url, msg };
}

function explain(error: unknown): string {
  if (error instanceof ServiceError || error instanceof DataError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "The port is in use; set PORT to a free one (0 takes any).";
  if (code === "EACCES") return "This user may not listen on that port; set PORT to one above 1023.";
  return error.stack ?? error.message;
}

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
