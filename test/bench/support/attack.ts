/** A hostile client on a thread of its own, so that the one who measures is not slowed down by it. */
import { parentPort, workerData } from "node:worker_threads";
import { chatRequest, createRawClient, type RawRequest } from "../../support/raw-client.ts";

/** What the hostile client sends, at a place in its sequence of distinct requests. */
type Sequence = (k: number) => RawRequest;

const get = (path: string): RawRequest => ({ path });
const keys = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, k) => [`k${k}`, 1]));
const holds = (n: number, from: number) =>
  Array.from({ length: n }, (_, k) => `TotalRevenue_FY26>${from + k}`);

/** Queries that take seconds, or end in megabytes. */
const heavy: readonly Sequence[] = [
  (k) => get(`/v1/segmentations?algorithm=kmeans&k=26&starts=50&seed=${k}`),
  (k) => get(`/v1/tiers.csv?columns=all&growth=1&runway=${k}`),
  (k) => get(`/v1/frontier?points=40&growth=${k}`),
  (k) => get(`/v1/tiers.csv?maxTierStep=free&maxMovedShare=1&geo=1&runway=${k}`),
  (k) => get(`/v1/segmentations?algorithm=hdbscan&minSamples=100&minClusterSize=${2 + (k % 4_000)}`),
  (k) => get(`/v1/tiers?stability=1&growth=1&geo=${k}`),
  (k) => get(`/v1/goals?kpi=sfi&atLeast=0.82&growth=${k}`),
  (k) => get(`/v1/tiers?prove=0&maxTierStep=free&growth=1&geo=${k}`),
  (k) => get(`/v1/rules?growth=1&category=${k}`),
  (k) => chatRequest({ message: "growth", policy: { hold: holds(2_000, k) } }),
];

/** Small requests that ask for more work than they look like, or for nothing, as fast as they are refused. */
const small: readonly Sequence[] = [
  () => get(`/v1/tiers?${"a&".repeat(8_000)}`),
  () => get(`/v1/tiers.csv?columns=${",".repeat(8_000)}`),
  () => chatRequest({ message: "4x".repeat(2_000) }),
  () => chatRequest({ message: "x", policy: { tierSizes: keys(40_000) } }),
  () => chatRequest({ message: "x", ...keys(40_000) }),
  (k) => get(`/v1/accounts/${k}`),
  () => get("/v1/segmentations?algorithm=kmeans&k=26&starts=1000"),
  () =>
    chatRequest({
      message: "more",
      history: [{ role: "assistant", content: `Policy: ${"a=[x], ".repeat(20_000)}` }],
    }),
];

/** The attacks by name; the bench chooses one. */
const ATTACKS = { heavy, small } as const;
export type Attack = keyof typeof ATTACKS;

export interface AttackData {
  readonly origin: string;
  readonly authorization: string;
  readonly attack: Attack;
  /** Requests under way at once. */
  readonly atOnce: number;
  /** Where the sequence of requests begins. */
  readonly from: number;
}

const { origin, authorization, attack, atOnce, from } = workerData as AttackData;
const client = createRawClient(origin, { authorization });
const counts = new Map<number, number>();
const sequences = ATTACKS[attack];
let on = true;
let n = from;

async function ask(): Promise<void> {
  while (on) {
    const k = ++n;
    const status = await client.ask(sequences[k % sequences.length]!(k)).then(
      (answer) => answer.status,
      () => 0,
    );
    if (on) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
}

const all = Promise.all(Array.from({ length: atOnce }, ask));
parentPort!.once("message", async () => {
  on = false;
  client.leave();
  await all;
  parentPort!.postMessage(counts);
  parentPort!.close();
});
