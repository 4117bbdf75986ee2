import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { chatRequest, createRawClient } from "../support/raw-client.ts";
import type { Report } from "./bench-line.ts";
import type { Attack, AttackData } from "./support/attack.ts";
import { p99, spread, startServer } from "./support/server.ts";

export const title =
  "One hostile client on one worker: another one's chat, in short rounds with and without it, so that whatever else the machine does falls on both";

const ROUNDS = 10;
const CHATS = 8;
/** Requests of the hostile client under way at once. */
const AT_ONCE = 24;
/** Time for an attack to take hold, or for what it has left to be over, milliseconds. */
const SETTLE_MS = 1_000;

const token = (name: string) => `token of ${name}, for a bench`;
const LINES = ["hostile", "other"].map((name) => `name=${name} role=admin hash=${hashOfSecret(token(name))}`);
const as = (name: string) => ({ authorization: `Bearer ${token(name)}` });

/** What an attack made of another client's chat. */
export interface HostileResult {
  readonly attack: Attack;
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** 99th percentile beside the hostile client ÷ alone. */
  readonly factor: number;
  /** How often the hostile client got which status. */
  readonly statuses: readonly (readonly [status: number, times: number])[];
}

/** Chats in turns without and with the hostile client. */
export async function measureHostile(attack: Attack): Promise<HostileResult> {
  const server = await startServer({ TIERING_TOKENS: LINES.join(";"), WORKERS: "1", LOG_LEVEL: "error" });
  const other = createRawClient(server.origin, as("other"));
  const alone: number[] = [];
  const beside: number[] = [];
  const statuses = new Map<number, number>();
  const chat = async (into: number[]) => {
    for (let k = 0; k < CHATS; k++) {
      const { status, last } = await other.ask(
        chatRequest({ message: `${50 + k}/${50 - k} runway and growth` }),
      );
      if (status !== 200) throw new Error(`a chat was answered ${status}`);
      into.push(last);
    }
  };
  await chat([]);
  for (let round = 0; round < ROUNDS; round++) {
    await chat(alone);
    const end = begin(server.origin, attack, round * 100_000);
    await settle();
    await chat(beside);
    for (const [status, n] of await end()) statuses.set(status, (statuses.get(status) ?? 0) + n);
    await settle();
  }
  other.leave();
  await server.stop();
  const factor = p99(beside) / p99(alone);
  return { attack, alone, beside, factor, statuses: [...statuses].sort(([a], [b]) => a - b) };
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

/** Both attacks; the larger factor. */
export async function run(report: Report): Promise<number> {
  let worst = 0;
  for (const attack of ["heavy", "small"] as const) {
    const { alone, beside, factor, statuses } = await measureHostile(attack);
    worst = Math.max(worst, factor);
    const got = statuses.map(([status, n]) => `${n} × ${status}`).join(", ");
    report({
      name: "chat to the last byte, alone",
      ...spread(alone),
      quality: `p99 ${p99(alone).toFixed(0)} ms`,
    });
    report({
      name: `beside ${attack} requests, ${AT_ONCE} at once`,
      ...spread(beside),
      quality: `p99 ${p99(beside).toFixed(0)} ms, ${factor.toFixed(2)} times; the hostile one got ${got}`,
    });
  }
  return worst;
}
