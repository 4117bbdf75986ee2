import { Redis } from "ioredis";
import type { SharedMemory } from "../prompts/index.ts";

/** Longest wait for one answer, milliseconds: less than anybody would notice. */
const PATIENCE_MS = 40;
/** So many answers in a row that did not come, and Redis is left alone for a while. */
const FAILURES = 3;
const REST_MS = 5_000;
/** Ours among other keys of the same Redis. */
const PREFIX = "tiering:";

/** A Redis that replicas share. */
export interface SharedRedis {
  readonly memory: SharedMemory;
  /** For what speaks Redis itself, such as the limits; commands fail at once while there is no connection. */
  readonly client: Redis;
  /** Why the replicas share nothing just now; null where they do. */
  trouble(): string | null;
  close(): void;
}

/**
 * Connects to a Redis without waiting for it: until it answers, and whenever it does not, everything goes on as if
 * there were none. A lost Redis costs nothing, a frozen one {@link PATIENCE_MS} for each of three calls in five seconds.
 * @param url such as `redis://host:6379/0`; a password in it is never shown
 * @param patienceMs longest wait for one answer
 */
export function openRedis(url: string, patienceMs = PATIENCE_MS): SharedRedis {
  const now = () => performance.now();
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    connectTimeout: 2_000,
    retryStrategy: (times) => Math.min(200 * times, 2_000),
    keyPrefix: PREFIX,
  });
  let failures = 0;
  let restUntil = Number.NEGATIVE_INFINITY;
  let lost: string | null = "Redis has not answered yet";
  // Without a listener an error would end the process; what it says may quote the address with its password.
  client.on("error", () => {
    lost = "Redis cannot be reached";
  });
  client.on("ready", () => {
    lost = null;
    failures = 0;
    restUntil = Number.NEGATIVE_INFINITY;
  });
  client.on("close", () => {
    lost = "Redis cannot be reached";
  });

  const ask = async <T>(command: () => Promise<T>): Promise<T | null> => {
    if (now() < restUntil) return null;
    try {
      const answer = await command();
      failures = 0;
      return answer;
    } catch {
      failures++;
      if (failures >= FAILURES) restUntil = now() + REST_MS;
      return null;
    }
  };
  return {
    client,
    memory: {
      read: async (keys) => (await ask(() => client.mget(...keys))) ?? keys.map(() => null),
      write(key, value, seconds) {
        void ask(() => client.set(key, value, "EX", seconds));
      },
      async add(key, by, seconds) {
        const answers = await ask(() => client.multi().incrby(key, by).expire(key, seconds, "NX").exec());
        const sum = answers?.[0]?.[1];
        return typeof sum === "number" ? sum : null;
      },
      forget(key) {
        void ask(() => client.del(key));
      },
    },
    trouble: () => lost ?? (now() < restUntil ? "Redis does not answer in time" : null),
    close: () => client.disconnect(),
  };
}
