import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { chatRequest, createRawClient } from "../support/raw-client.ts";
import type { Report } from "./bench-line.ts";
import type { Attack, AttackData } from "./support/attack.ts";
import { p99, spread, startServer } from "./support/server.ts";

export const title =
  "One hostile client on one worker: another one's chats and downloads, in short rounds with and without it, so that whatever else the machine does falls on both";

const ROUNDS = 10;
/** Chats, and downloads, of a round's half. */
const EACH = 6;
/** Alone, the slowest answers may take so many times as long as the middle one; where they take longer the machine is busy. */
const CALM = 2;
/** Requests of the hostile client under way at once. */
const AT_ONCE = 24;
/** Time for an attack to take hold, or for what it has left to be over, milliseconds. */
const SETTLE_MS = 1_000;

const token = (name: string) => `token of ${name}, for a bench`;
const LINES = ["hostile", "other"].map((name) => `name=${name} role=admin hash=${hashOfSecret(token(name))}`);
const as = (name: string) => ({ authorization: `Bearer ${token(name)}` });

/** What the other client asks for. */
const ASKED = {
  chat: (k: number) => chatRequest({ message: `${50 + k}/${50 - k} runway and growth` }),
  download: (k: number) => ({ path: `/v1/tiers.csv?growth=1&category=${k}` }),
} as const;
type Asked = keyof typeof ASKED;

/** What an attack made of another client's answers of one kind. */
export interface HostileResult {
  readonly asked: Asked;
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** 99th percentile beside the hostile client ÷ alone. */
  readonly factor: number;
  /** Whether the machine had nothing else to do, so that the factor is the hostile client's. */
  readonly calm: boolean;
}

/** What an attack made of another client's answers, and how often the hostile one got which status. */
export interface Measured {
  readonly results: readonly HostileResult[];
  readonly statuses: readonly (readonly [status: number, times: number])[];
}

/** Answers in turns without and with the hostile client. */
export async function measureHostile(attack: Attack): Promise<Measured> {
  const server = await startServer({ TIERING_TOKENS: LINES.join(";"), WORKERS: "1", LOG_LEVEL: "error" });
  const other = createRawClient(server.origin, as("other"));
  const kinds = Object.keys(ASKED) as Asked[];
  const newTimes = () => ({ chat: [] as number[], download: [] as number[] });
  const [alone, beside] = [newTimes(), newTimes()];
  const statuses = new Map<number, number>();
  const askAll = async (into: Record<Asked, number[]>) => {
    for (let k = 0; k < EACH; k++) {
      for (const asked of kinds) {
        const { status, last } = await other.ask(ASKED[asked](k));
        if (status !== 200) throw new Error(`a ${asked} was answered ${status}`);
        into[asked].push(last);
      }
    }
  };
  await askAll(newTimes());
  for (let round = 0; round < ROUNDS; round++) {
    await askAll(alone);
    const end = begin(server.origin, attack, round * 100_000);
    await settle();
    await askAll(beside);
    for (const [status, n] of await end()) statuses.set(status, (statuses.get(status) ?? 0) + n);
    await settle();
  }
  other.leave();
  await server.stop();
  const results = kinds.map((asked) => ({
    asked,
    alone: alone[asked],
    beside: beside[asked],
    factor: p99(beside[asked]) / p99(alone[asked]),
    calm: p99(alone[asked]) <= CALM * spread(alone[asked]).medianMs,
  }));
  return { results, statuses: [...statuses].sort(([a], [b]) => a - b) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

/** Asks as fast as it is answered, until it is told to stop; how often it got which status. */
function begin(origin: string, attack: Attack, from: number) {
  const workerData: AttackData = { origin, attack, from, atOnce: AT_ONCE, ...as("hostile") };
  const hostile = new Worker(new URL("./support/attack.ts", import.meta.url), { workerData });
  return async () => {
    hostile.postMessage("stop");
    const [counts] = (await once(hostile, "message")) as [Map<number, number>];
    return counts;
  };
}

/** Both attacks; the larger factor of chats, and whether the machine was calm enough for it to tell. */
export async function run(report: Report): Promise<{ readonly factor: number; readonly calm: boolean }> {
  const chats: HostileResult[] = [];
  for (const attack of ["heavy", "small"] as const) {
    const { results, statuses } = await measureHostile(attack);
    const got = statuses.map(([status, n]) => `${n} × ${status}`).join(", ");
    for (const result of results) {
      const { asked, alone, beside, factor, calm } = result;
      if (asked === "chat") chats.push(result);
      const doubt = calm ? "" : " (the machine was busy: no valid factor)";
      report({
        name: `${asked} to the last byte, alone`,
        ...spread(alone),
        quality: `p99 ${p99(alone).toFixed(0)} ms${doubt}`,
      });
      report({
        name: `beside ${attack} requests, ${AT_ONCE} at once`,
        ...spread(beside),
        quality: `p99 ${p99(beside).toFixed(0)} ms, ${factor.toFixed(2)} times; the hostile one got ${got}`,
      });
    }
  }
  return { factor: Math.max(...chats.map(({ factor }) => factor)), calm: chats.every(({ calm }) => calm) };
}
