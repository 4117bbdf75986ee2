import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateBook } from "../../data/generate.ts";
import { freePort } from "../support/free-port.ts";
import { isLeftOut } from "../support/needs.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";
import { haproxyProgram, startHaproxy } from "./haproxy.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const ROWS = 1_500;

/** One replica on a port of its own, which it keeps through restarts. */
interface Replica {
  readonly port: number;
  process: ChildProcess;
}

const missing = [haproxyProgram, redisProgram].some((program) => isLeftOut(program));

describe.skipIf(missing)("three replicas behind a balancer", () => {
  let folder: string;
  let redis: RedisServer;
  let replicas: Replica[];
  let haproxy: Awaited<ReturnType<typeof startHaproxy>>;

  async function start(port: number): Promise<ChildProcess> {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        HOST: "127.0.0.1",
        PORT: String(port),
        LOG_LEVEL: "silent",
        WORKERS: "1",
        DRAIN_SECONDS: "20",
        REDIS_URL: redis.url,
        TIERING_ACCOUNTS: join(folder, "accounts.csv"),
        TIERING_TAM: join(folder, "tam.csv"),
        LIMIT_REQUESTS: "0",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(createInterface({ input: child.stdout }), "line");
    return child;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "replicas-"));
    const { accounts, tam } = generateBook({ rows: ROWS, seed: 1 });
    writeFileSync(join(folder, "accounts.csv"), [...accounts].join(""));
    writeFileSync(join(folder, "tam.csv"), tam);
    redis = await startRedis();
    const ports = [await freePort(), await freePort(), await freePort()];
    replicas = await Promise.all(ports.map(async (port) => ({ port, process: await start(port) })));
    haproxy = await startHaproxy(ports.map((port) => `http://127.0.0.1:${port}`));
  });
  afterAll(async () => {
    await haproxy.stop();
    for (const replica of replicas) replica.process.kill("SIGKILL");
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks for tiers again and again until told to stop; what came of each, with when it was under way. */
  function load(clients: number) {
    const outcomes: { ok: boolean; why: string; from: number; to: number }[] = [];
    let going = true;
    const ask = async (client: number) => {
      for (let k = 0; going; k++) {
        const from = performance.now();
        const why = await once200(`/v1/tiers.csv?runway=${1 + client}&growth=${1 + (k % 40)}`);
        outcomes.push({ ok: why === "", why, from, to: performance.now() });
      }
    };
    const asking = Array.from({ length: clients }, (_, client) => ask(client));
    return async () => {
      going = false;
      await Promise.all(asking);
      return outcomes;
    };
  }

  /** Empty where an answer was whole; else what was wrong with it. */
  async function once200(path: string): Promise<string> {
    try {
      const response = await fetch(haproxy.origin + path);
      const text = await response.text();
      if (response.status !== 200) return `status ${response.status}: ${text.slice(0, 200)}`;
      const rows = text.trimEnd().split("\n").length - 1;
      return rows === ROWS ? "" : `truncated: ${rows} rows`;
    } catch (error) {
      return error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
    }
  }

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("a rolling restart under load fails and truncates nothing", async () => {
    const stop = load(4);
    for (const [place, replica] of replicas.entries()) {
      await pause(300);
      const ended = once(replica.process, "exit");
      replica.process.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      replica.process = await start(replica.port);
      // The balancer sees it before the next one goes.
      await expect.poll(() => haproxy.isUp(place)).toBe(true);
    }
    const outcomes = await stop();
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(20);
  }, 240_000);

  it("a killed replica fails nothing but what was under way at the kill, and truncates nothing in silence", async () => {
    const stop = load(4);
    await pause(500);
    const [first] = replicas;
    const ended = once(first!.process, "exit");
    const before = performance.now();
    first!.process.kill("SIGKILL");
    await ended;
    const after = performance.now();
    await pause(1_000);
    const failed = (await stop()).filter(({ ok }) => !ok);
    expect(failed.filter(({ from, to }) => from > after || to < before)).toEqual([]);
    expect(failed.filter(({ why }) => why.startsWith("truncated"))).toEqual([]);
    expect(failed.length).toBeLessThanOrEqual(4);
    first!.process = await start(first!.port);
  }, 120_000);

  it("the same query has the same bytes and validator from each", async () => {
    const answers = await Promise.all(
      replicas.map(async ({ port }) => {
        const response = await fetch(`http://127.0.0.1:${port}/v1/tiers.csv?method=kpi&growth=1`);
        return { tag: response.headers.get("etag"), text: await response.text() };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
