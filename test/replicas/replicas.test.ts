import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateBook } from "../../data/generate.ts";
import { newDatabase } from "../service/store/support/databases.ts";
import { freePort } from "../support/free-port.ts";
import { isLeftOut } from "../support/needs.ts";
import { type Cluster, findPostgres, startPostgres } from "../support/postgres.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";
import { within } from "../support/within.ts";
import { haproxyProgram, startHaproxy } from "./haproxy.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const ROWS = 1_500;
/** Time of a process to stand ready or to end, and of a request to be answered; a busy machine needs some. Seconds. */
const PROCESS_SECONDS = 60;
const ANSWER_SECONDS = 60;

/** One replica on a port of its own, which it keeps through restarts. */
interface Replica {
  readonly port: number;
  process: ChildProcess;
}

const missing = [haproxyProgram, redisProgram, findPostgres()].some((program) => isLeftOut(program));

describe.skipIf(missing)("three replicas behind a balancer", () => {
  let folder: string;
  let redis: RedisServer;
  let cluster: Cluster;
  let database: string;
  let ids: string[];
  let replicas: Replica[];
  let haproxy: Awaited<ReturnType<typeof startHaproxy>>;
  /** Every process of a replica that has not ended. */
  const started = new Set<ChildProcess>();

  /** The code and the signal that a process ends with. */
  const endOf = (child: ChildProcess) =>
    within(PROCESS_SECONDS, `process ${child.pid} to end`, once(child, "exit"));

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
        DRAIN_PAUSE_SECONDS: "3",
        REDIS_URL: redis.url,
        DATABASE_URL: database,
        TIERING_ACCOUNTS: join(folder, "accounts.csv"),
        TIERING_TAM: join(folder, "tam.csv"),
        // So many that none is refused: each call asks Redis.
        LIMIT_REQUESTS: "1000000",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    started.add(child);
    child.once("exit", () => started.delete(child));
    const line = once(createInterface({ input: child.stdout }), "line");
    await within(
      PROCESS_SECONDS,
      `the replica on port ${port} to stand ready`,
      Promise.race([line, endOf(child)]),
    );
    if (child.exitCode !== null) throw new Error(`the replica on port ${port} ended with ${child.exitCode}`);
    return child;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "replicas-"));
    const { accounts, tam } = generateBook({ rows: ROWS, seed: 1 });
    const text = [...accounts].join("");
    ids = Array.from(text.matchAll(/^(\d+),/gm), ([, id]) => id!);
    writeFileSync(join(folder, "accounts.csv"), text);
    writeFileSync(join(folder, "tam.csv"), tam);
    redis = await startRedis();
    cluster = await startPostgres(findPostgres());
    database = await newDatabase(cluster);
    const ports = [await freePort(), await freePort(), await freePort()];
    replicas = await Promise.all(ports.map(async (port) => ({ port, process: await start(port) })));
    haproxy = await startHaproxy(ports.map((port) => `http://127.0.0.1:${port}`));
  });
  afterAll(async () => {
    for (const child of started) child.kill("SIGKILL");
    // What did not come up has nothing to be stopped.
    await haproxy?.stop();
    await redis?.stop();
    cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks for tiers again and again until told to stop; what came of each, with when it was under way. */
  function load(clients: number) {
    const outcomes: { ok: boolean; why: string; from: number; to: number }[] = [];
    let going = true;
    const ask = async (client: number) => {
      for (let k = 0; going; k++) {
        const from = performance.now();
        const path = `/v1/tiers.csv?runway=${1 + client}&growth=${1 + (k % 40)}`;
        const why = await once200(path);
        outcomes.push({ ok: why === "", why, from, to: performance.now() });
      }
    };
    const asking = Array.from({ length: clients }, (_, client) => ask(client));
    return {
      answered: () => outcomes.filter(({ ok }) => ok).length,
      async stop() {
        going = false;
        await Promise.all(asking);
        return outcomes;
      },
    };
  }

  /** Empty where an answer was whole; else what was wrong with it. */
  async function once200(path: string): Promise<string> {
    try {
      const signal = AbortSignal.timeout(1_000 * ANSWER_SECONDS);
      const response = await fetch(haproxy.origin + path, { signal });
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
    const { stop } = load(4);
    for (const [place, replica] of replicas.entries()) {
      await pause(300);
      const ended = endOf(replica.process);
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
    const { stop } = load(4);
    await pause(500);
    const [first] = replicas;
    const ended = endOf(first!.process);
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

  /** Sends a hold of an account until it is acknowledged, under one key; which tries it took, and the answer. */
  async function hold(account: string, origin = haproxy.origin) {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": `hold-${account}` };
    const body = JSON.stringify({ holds: [{ account, reason: `kept ${account}.` }] });
    const end = performance.now() + 1_000 * ANSWER_SECONDS;
    for (let tries = 1; ; tries++) {
      if (performance.now() > end) throw new Error(`a hold was not acknowledged in ${tries - 1} tries`);
      const signal = AbortSignal.timeout(1_000 * ANSWER_SECONDS);
      const sent = fetch(`${origin}/v1/holds`, { method: "POST", headers, body, signal });
      const answer = await sent.then(
        async (response) => ({ status: response.status, text: await response.text() }),
        () => null,
      );
      // What never arrived, or was under way at a kill (HAProxy says 502), is sent again.
      if (answer?.status === 201) return { tries, text: answer.text };
      if (answer !== null) expect([502, 503]).toContain(answer.status);
      await pause(20);
    }
  }

  it("a POST under an Idempotency-Key that is sent again until it is acknowledged is made once, though replicas are killed", async () => {
    const accounts = ids.slice(0, 60);
    const acknowledged = new Map<string, string>();
    const writing = [0, 1, 2, 3].map(async (client) => {
      for (const account of accounts.filter((_, k) => k % 4 === client))
        acknowledged.set(account, (await hold(account)).text);
    });
    for (const [place, done] of [
      [0, 8],
      [1, 24],
    ] as const) {
      await expect.poll(() => acknowledged.size, { interval: 5 }).toBeGreaterThanOrEqual(done);
      const replica = replicas[place]!;
      const ended = endOf(replica.process);
      replica.process.kill("SIGKILL");
      await ended;
      replica.process = await start(replica.port);
      await expect.poll(() => haproxy.isUp(place)).toBe(true);
    }
    await Promise.all(writing);
    // Every replica gives the first answer again, whichever wrote it.
    for (const [k, account] of accounts.entries()) {
      const again = await hold(account, `http://127.0.0.1:${replicas[k % 3]!.port}`);
      expect(again).toEqual({ tries: 1, text: acknowledged.get(account) });
    }
    const entriesOf = async (path: string) => {
      const { entries } = (await (await fetch(haproxy.origin + path)).json()) as {
        entries: Record<string, string>[];
      };
      return entries;
    };
    const kept = await entriesOf("/v1/holds");
    expect(kept.map(({ account }) => account).sort()).toEqual([...accounts].sort());
    const trail = await entriesOf("/v1/audit?kind=override&limit=1000");
    expect(trail.map(({ detail }) => detail).sort()).toEqual(
      accounts.map((account) => `${account} keeps its tier: kept ${account}.`).sort(),
    );
  }, 240_000);

  it("a frozen Redis fails nothing: each replica says so, goes on alone, and shares again once it goes on", async () => {
    const troubles = () =>
      Promise.all(
        replicas.map(async ({ port }) => {
          const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
          const { shared } = (await ready.json()) as { shared: { trouble: string | null } };
          return shared.trouble;
        }),
      );
    await expect.poll(troubles).toEqual([null, null, null]);
    const { answered, stop } = load(4);
    await expect.poll(answered).toBeGreaterThan(4);
    redis.process.kill("SIGSTOP");
    const before = answered();
    await expect
      .poll(async () => new Set(await troubles()))
      .toEqual(new Set(["Redis does not answer in time"]));
    await expect.poll(answered).toBeGreaterThan(before + 20);
    redis.process.kill("SIGCONT");
    await expect.poll(troubles).toEqual([null, null, null]);
    expect((await stop()).filter(({ ok }) => !ok)).toEqual([]);
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
