import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newDatabase } from "../service/store/support/databases.ts";
import { findPostgres, startPostgres } from "../support/postgres.ts";
import { startToxicProxy } from "../support/toxic-proxy.ts";
import type { Report } from "./bench-line.ts";
import { spread, startServer, timeAnswer } from "./support/server.ts";

export const title = "A run that is kept, audited: what the store adds, also when it is cut off or frozen";

/** Requests one after the other, in the time of which a frozen store is given up several times. */
const REQUESTS = 400;

export async function run(report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "store-bench-"));
  await measureServer(report, "store in memory", {});
  await measureServer(report, "SQLite, every entry on the disk first", {
    TIERING_STORE: join(folder, "store.sqlite"),
  });
  const bin = findPostgres();
  if (bin !== null) {
    const cluster = await startPostgres(bin);
    const proxy = await startToxicProxy(cluster.port);
    const url = new URL(await newDatabase(cluster));
    url.port = `${proxy.port}`;
    const faults = {
      "PostgreSQL, through a proxy": "pass",
      "PostgreSQL cut": "cut",
      "PostgreSQL frozen": "freeze",
    } as const;
    for (const [name, fault] of Object.entries(faults)) {
      proxy.pass();
      await measureServer(report, name, { DATABASE_URL: url.href }, () => proxy[fault]());
    }
    await proxy.close();
    cluster.stop();
  }
  await rm(folder, { recursive: true });
}

async function measureServer(
  report: Report,
  name: string,
  environment: Record<string, string>,
  fail: () => void = () => undefined,
): Promise<void> {
  const server = await startServer({ KEPT_MB: "64", DRAIN_SECONDS: "1", ...environment });
  const url = `${server.origin}/v1/tiers?runway=1&limit=0`;
  for (let k = 0; k < 20; k++) await timeAnswer(url);
  fail();
  const times: number[] = [];
  for (let k = 0; k < REQUESTS; k++) {
    times.push((await timeAnswer(url)).last);
    // Over some seconds: what gives up after a while has done so.
    if (k % 40 === 39) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(0.99 * REQUESTS)]!;
  report({
    name,
    ...spread(times),
    quality: `p99 ${p99.toFixed(1)} ms, ${REQUESTS} of ${REQUESTS} answered 200`,
  });
  await server.stop();
}
