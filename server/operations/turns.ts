import { LRUCache } from "lru-cache";

/** Turns of the event loop, clients one after the other: to read a request, or to make one piece of an answer. */
export interface Turns {
  /** A request of the client is under way, until what is given back is called. */
  enter(client: string): () => void;
  /** Waits for the client's next turn, which is to cost as much as reading so many bytes; a piece of an answer where absent. */
  take(client: string, bytes?: number): Promise<void>;
}

/** Bytes of a request that take about as long to read as a piece of an answer to make. */
export const PIECE_BYTES = 16 * 1024;

interface Turn {
  readonly go: () => void;
  readonly pieces: number;
}

/** A client's requests that are under way. */
interface UnderWay {
  requests: number;
  /** When the latest of them came. */
  since: number;
  /** Until when the client rests. */
  rests: number;
}

/** Clients whose share is remembered while they wait for no turn. */
const REMEMBERED = 1_000;
/** So many times as long as its turn took rests who has so many requests more than somebody else who is expected, at most. */
const MOST_REST = 3;
/** Longest that a turn is taken to have lasted: what came between was not all its own, milliseconds. */
const LONGEST_MS = 20;
/** Who sent the latest request so long ago is waited for no more, milliseconds. */
const EXPECTED_MS = 2_000;

/**
 * Makes the turns of one process. A piece costs as many shares as the client has requests under way, whether they wait
 * for a turn, for a worker or for the client itself: beside somebody with a single one, who has eight gets a ninth of the
 * turns, and never none (start-time fair queuing, Goyal, Vin and Cheng 1996, with weights of 1 ÷ requests). While the
 * request of somebody with fewer is with a worker or a compressor, who has more rests between turns, or it would find
 * every core at work for them (anticipatory scheduling, Iyer and Druschel 2001). O(clients) a turn.
 */
export function createTurns(): Turns {
  const waiting = new Map<string, Turn[]>();
  const underWay = new Map<string, UnderWay>();
  /** Where the share ends that a client used last, on the clock of `reached`. */
  const usedUntil = new LRUCache<string, number>({ max: REMEMBERED });
  let reached = 0;
  let isPlanned = false;
  let resting: NodeJS.Timeout | null = null;
  // Who has been away has saved nothing up.
  const startOf = (client: string) => Math.max(reached, usedUntil.peek(client) ?? 0);
  /** How many requests more a client has than who has the fewest of those that are expected. */
  const lead = (own: UnderWay, now: number) => {
    let fewest = own.requests;
    for (const { requests, since } of underWay.values())
      if (now - since < EXPECTED_MS) fewest = Math.min(fewest, requests);
    return own.requests - fewest;
  };

  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    clearTimeout(resting ?? undefined);
    setImmediate(next);
  };
  const next = () => {
    isPlanned = false;
    const now = performance.now();
    const awake = [...waiting].filter(([client]) => (underWay.get(client)?.rests ?? 0) <= now);
    if (awake.length > 0) {
      give(awake.reduce((best, each) => (startOf(each[0]) < startOf(best[0]) ? each : best)));
    } else if (waiting.size > 0) {
      const ends = [...waiting.keys()].map((client) => underWay.get(client)!.rests);
      resting = setTimeout(plan, Math.min(...ends) - now);
    }
  };
  const give = ([client, turns]: [string, Turn[]]) => {
    const { go, pieces } = turns.shift()!;
    const { requests = 0 } = underWay.get(client) ?? {};
    reached = startOf(client);
    usedUntil.set(client, reached + pieces * Math.max(turns.length + 1, requests));
    // Who has had a turn is behind the others of the same share.
    waiting.delete(client);
    if (turns.length > 0) waiting.set(client, turns);
    const began = performance.now();
    go();
    setImmediate(() => {
      const now = performance.now();
      const own = underWay.get(client);
      if (own) own.rests = now + Math.min(MOST_REST, lead(own, now)) * Math.min(LONGEST_MS, now - began);
      if (waiting.size > 0) plan();
    });
  };
  return {
    enter(client) {
      const own = underWay.get(client) ?? { requests: 0, since: 0, rests: 0 };
      own.requests++;
      own.since = performance.now();
      underWay.set(client, own);
      return () => {
        if (--own.requests === 0) underWay.delete(client);
      };
    },
    take: (client, bytes = PIECE_BYTES) =>
      new Promise((go) => {
        const turns = waiting.get(client);
        const turn = { go, pieces: bytes / PIECE_BYTES };
        if (turns === undefined) waiting.set(client, [turn]);
        else turns.push(turn);
        plan();
      }),
  };
}
