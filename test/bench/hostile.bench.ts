import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import type { Report } from "./bench-line.ts";
import { spread, startServer, timeAnswer } from "./support/server.ts";

export const title =
  "One hostile client: what another one's downloads take meanwhile, in rounds without and with it";

const ROUNDS = 3;
const DOWNLOADS = 20;
/** Requests of the hostile client under way at once. */
const AT_ONCE = 24;

const token = (name: string) => `token of ${name}, for a bench`;
const LINES = ["hostile", "other"].map((name) => `name=${name} role=admin hash=${hashOfSecret(token(name))}`);
const as = (name: string) => ({ headers: { Authorization: `Bearer ${token(name)}` } });

/** Asks as fast as it is answered, until it is told to stop; how often it got which status. */
function attack(origin: string, from: number) {
  const workerData = { origin, authorization: as("hostile").headers.Authorization, atOnce: AT_ONCE, from };
  const hostile = new Worker(new URL("./support/attack.ts", import.meta.url), { workerData });
  return async () => {
    hostile.postMessage("stop");
    const [counts] = (await once(hostile, "message")) as [Map<number, number>];
    return counts;
  };
}

/** The other client's downloads, one after the other, each of a plan of its own. */
async function download(origin: string, from: number): Promise<number[]> {
  const times: number[] = [];
  for (let k = 0; k < DOWNLOADS; k++) {
    const path = `/v1/tiers.csv?runway=1&category=${(from + k + 1) / 1_000}`;
    times.push((await timeAnswer(`${origin}${path}`, as("other"))).last);
  }
  return times;
}

export async function run(report: Report): Promise<void> {
  const server = await startServer({ TIERING_TOKENS: LINES.join(";") });
  await download(server.origin, 900);
  const alone: number[] = [];
  const beside: number[] = [];
  const statuses = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(...(await download(server.origin, 2 * round * DOWNLOADS)));
    const end = attack(server.origin, round * 100_000);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    beside.push(...(await download(server.origin, (2 * round + 1) * DOWNLOADS)));
    for (const [status, n] of await end()) statuses.set(status, (statuses.get(status) ?? 0) + n);
  }
  await server.stop();
  const p99 = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(0.99 * (times.length - 1))]!;
  const said = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`);
  report({
    name: "CSV to the last byte, alone",
    ...spread(alone),
    quality: `p99 ${p99(alone).toFixed(0)} ms`,
  });
  report({
    name: "the same beside a hostile client",
    ...spread(beside),
    quality: `p99 ${p99(beside).toFixed(0)} ms, ${(p99(beside) / p99(alone)).toFixed(2)} times; the hostile one got ${said.join(", ")}`,
  });
}
