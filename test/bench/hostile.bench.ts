import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { chatRequest, createRawClient } from "../support/raw-client.ts";
import type { Report } from "./bench-line.ts";
import type { Attack, AttackData } from "./support/attack.ts";
import { watchOthers } from "./support/others-cpu.ts";
import { p99, spread, startServer } from "./support/server.ts";

export const title =
  "One hostile client on one worker: another one's chats and downloads, in short rounds with and without it, so that whatever else the machine does falls on both";

/** Rounds that count, those in which the machine did next to nothing else; and most that are run to get them. */
const ROUNDS = 10;
const MOST_ROUNDS = 60;
/** Part of the machine that others may take in such a round. */
const MOST_OTHERS = 0.1;
/** Chats, and downloads, of a round's half. */
const EACH = 6;
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
type Times = Record<Asked, number[]>;

/** Answers without and with the hostile client. */
interface Round {
  readonly alone: Times;
  readonly beside: Times;
  /** Part of the machine that others took meanwhile; null where the system does not tell. */
  readonly others: number | null;
}

/** What an attack made of another client's answers of one kind. */
export interface HostileResult {
  readonly asked: Asked;
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** 99th percentile beside the hostile client ÷ alone. */
  readonly factor: number;
}

/** What an attack made of another client's answers, and how often the hostile one got which status. */
export interface Measured {
  readonly results: readonly HostileResult[];
  /** Whether enough rounds were calm, so that the factors are the hostile client's; else they are of all rounds. */
  readonly calm: boolean;
  /** How many were run. */
  readonly rounds: number;
  readonly statuses: readonly (readonly [status: number, times: number])[];
}

/** Answers in turns without and with the hostile client. */
export async function measureHostile(attack: Attack): Promise<Measured> {
  const server = await startServer({ TIERING_TOKENS: LINES.join(";"), WORKERS: "1", LOG_LEVEL: "error" });
  const other = createRawClient(server.origin, as("other"));
  const kinds = Object.keys(ASKED) as Asked[];
  const statuses = new Map<number, number>();
  const askAll = async (times: number) => {
    const into: Times = { chat: [], download: [] };
    for (let k = 0; k < times; k++) {
      for (const asked of kinds) {
        const { status, last } = await other.ask(ASKED[asked](k));
        if (status !== 200) throw new Error(`a ${asked} was answered ${status}`);
        into[asked].push(last);
      }
    }
    return into;
  };
  await askAll(EACH);
  const rounds: Round[] = [];
  const calmOnes = () => rounds.filter(({ others }) => others !== null && others <= MOST_OTHERS);
  while (rounds.length < MOST_ROUNDS && calmOnes().length < ROUNDS) {
    // What the attack before has left to be collected is not to make the half alone look slow.
    await askAll(1);
    const others = watchOthers([process.pid, server.pid]);
    const alone = await askAll(EACH);
    const end = begin(server.origin, attack, rounds.length * 100_000);
    await settle();
    rounds.push({ alone, beside: await askAll(EACH), others: others() });
    for (const [status, n] of await end()) statuses.set(status, (statuses.get(status) ?? 0) + n);
    await settle();
  }
  other.leave();
  await server.stop();
  const calm = calmOnes().length >= ROUNDS;
  const counted = calm ? calmOnes() : rounds;
  const results = kinds.map((asked) => {
    const [alone, beside] = [counted.flatMap((r) => r.alone[asked]), counted.flatMap((r) => r.beside[asked])];
    return { asked, alone, beside, factor: p99(beside) / p99(alone) };
  });
  return { results, calm, rounds: rounds.length, statuses: [...statuses].sort(([a], [b]) => a - b) };
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
  const factors: number[] = [];
  let allCalm = true;
  for (const attack of ["heavy", "small"] as const) {
    const { results, calm, rounds, statuses } = await measureHostile(attack);
    allCalm &&= calm;
    const got = statuses.map(([status, n]) => `${n} × ${status}`).join(", ");
    const which = calm
      ? `${ROUNDS} calm rounds of ${rounds}`
      : `${rounds} rounds, the machine was busy: no valid factor`;
    for (const { asked, alone, beside, factor } of results) {
      if (asked === "chat") factors.push(factor);
      report({
        name: `${asked} to the last byte, alone`,
        ...spread(alone),
        quality: `p99 ${p99(alone).toFixed(0)} ms (${which})`,
      });
      report({
        name: `beside ${attack} requests, ${AT_ONCE} at once`,
        ...spread(beside),
        quality: `p99 ${p99(beside).toFixed(0)} ms, ${factor.toFixed(2)} times; the hostile one got ${got}`,
      });
    }
  }
  return { factor: Math.max(...factors), calm: allCalm };
}
