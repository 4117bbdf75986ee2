import { LRUCache } from "lru-cache";

/** Jobs of several clients, taken in turn. */
export interface FairQueue<T extends object> {
  /** Jobs that wait. */
  readonly size: number;
  /** Jobs of a client that wait or run. */
  jobsOf(client: string): number;
  has(job: T): boolean;
  push(client: string, job: T): void;
  /**
   * The next job: of the client who has the fewest running, among those of whom was served longest ago, and
   * of that one's the oldest. It runs from now on.
   */
  take(): T | undefined;
  /** Takes a job out that waits; false where it does not. */
  remove(job: T): boolean;
  /** A job that was taken is over. */
  finish(job: T): void;
}

/** Clients whose last turn is remembered while they have no job. */
const REMEMBERED = 1_000;

/**
 * A queue in which a client with many jobs makes another wait for one of them at most, and in which no client has more
 * than so many running; O(clients) a turn.
 */
export function createFairQueue<T extends object>(mostRunning = Number.POSITIVE_INFINITY): FairQueue<T> {
  const waiting = new Map<string, T[]>();
  const running = new Map<string, number>();
  const clientOf = new Map<T, string>();
  const lastTurn = new LRUCache<string, number>({ max: REMEMBERED });
  let turns = 0;
  let size = 0;

  const take = (client: string, at: number): T => {
    const jobs = waiting.get(client)!;
    const [job] = jobs.splice(at, 1);
    if (jobs.length === 0) waiting.delete(client);
    size--;
    return job!;
  };
  return {
    get size() {
      return size;
    },
    jobsOf: (client) => (waiting.get(client)?.length ?? 0) + (running.get(client) ?? 0),
    has: (job) => waiting.get(clientOf.get(job) ?? "")?.includes(job) ?? false,
    push(client, job) {
      const jobs = waiting.get(client);
      if (jobs === undefined) waiting.set(client, [job]);
      else jobs.push(job);
      clientOf.set(job, client);
      size++;
    },
    take() {
      let next: string | undefined;
      const rank = (client: string) => [running.get(client) ?? 0, lastTurn.peek(client) ?? 0] as const;
      for (const client of waiting.keys()) {
        if ((running.get(client) ?? 0) >= mostRunning) continue;
        if (next === undefined) next = client;
        const [own, best] = [rank(client), rank(next)];
        if (own[0] < best[0] || (own[0] === best[0] && own[1] < best[1])) next = client;
      }
      if (next === undefined) return undefined;
      running.set(next, (running.get(next) ?? 0) + 1);
      lastTurn.set(next, ++turns);
      return take(next, 0);
    },
    remove(job) {
      const client = clientOf.get(job);
      const at = client === undefined ? -1 : (waiting.get(client)?.indexOf(job) ?? -1);
      if (at < 0) return false;
      take(client!, at);
      clientOf.delete(job);
      return true;
    },
    finish(job) {
      const client = clientOf.get(job);
      if (client === undefined) return;
      clientOf.delete(job);
      const left = (running.get(client) ?? 1) - 1;
      if (left === 0) running.delete(client);
      else running.set(client, left);
    },
  };
}
