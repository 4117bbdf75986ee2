/** A hostile client on a thread of its own, so that the one who measures is not slowed down by it. */
import { parentPort, workerData } from "node:worker_threads";

const { origin, authorization, atOnce, from } = workerData as {
  readonly origin: string;
  readonly authorization: string;
  readonly atOnce: number;
  readonly from: number;
};

const counts = new Map<number, number>();
let on = true;
let n = from;

/** Distinct queries that take seconds or end in megabytes. */
const query = (k: number) =>
  [
    `/v1/segmentations?algorithm=kmeans&k=4&seed=${k}`,
    `/v1/frontier?points=40&growth=${k}`,
    `/v1/goals?kpi=sfi&atLeast=0.82&growth=${k}`,
    `/v1/tiers.csv?columns=all&growth=1&runway=${k}`,
    `/v1/tiers?prove=0.001&growth=1&geo=${k}`,
  ][k % 5]!;

async function ask(): Promise<void> {
  while (on) {
    const response = await fetch(`${origin}${query(++n)}`, { headers: { authorization } }).catch(() => null);
    await response?.arrayBuffer().catch(() => null);
    const status = response?.status ?? 0;
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
}

const all = Promise.all(Array.from({ length: atOnce }, ask));
parentPort!.once("message", async () => {
  on = false;
  await all;
  parentPort!.postMessage(counts);
  parentPort!.close();
});
