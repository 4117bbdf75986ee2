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

/** Clients whose share is remembered while they wait for no turn. */
const REMEMBERED = 1_000;

/**
 * Makes the turns of one process. A piece costs as many shares as the client has requests under way, whether they wait
 * for a turn, for a worker or for the client itself: beside somebody with a single one, who has eight gets a ninth of the
 * turns, and never none (start-time fair queuing, Goyal, Vin and Cheng 1996, with weights of 1 ÷ requests).
 * O(clients) a turn.
 */
export function createTurns(): Turns {
  const waiting = new Map<string, Turn[]>();
  const underWay = new Map<string, number>();
  /** Where the share ends that a client used last, on the clock of `reached`. */
  const usedUntil = new LRUCache<string, number>({ max: REMEMBERED });
  let reached = 0;
  // Who has been away has saved nothing up.
  const startOf = (client: string) => Math.max(reached, usedUntil.peek(client) ?? 0);

  const next = () => {
    const [client, turns] = [...waiting].reduce((best, each) =>
      startOf(each[0]) < startOf(best[0]) ? each : best,
    );
    reached = startOf(client);
    const { go, pieces } = turns[0]!;
    usedUntil.set(client, reached + pieces * Math.max(turns.length, underWay.get(client) ?? 0));
    turns.shift();
    // Who has had a turn is behind the others of the same share.
    waiting.delete(client);
    if (turns.length > 0) waiting.set(client, turns);
    go();
    if (waiting.size > 0) setImmediate(next);
  };
  return {
    enter(client) {
      underWay.set(client, (underWay.get(client) ?? 0) + 1);
      return () => {
        const left = underWay.get(client)! - 1;
        if (left === 0) underWay.delete(client);
        else underWay.set(client, left);
      };
    },
    take: (client, bytes = PIECE_BYTES) =>
      new Promise((go) => {
        const pieces = bytes / PIECE_BYTES;
        if (waiting.size === 0) setImmediate(next);
        const turns = waiting.get(client);
        if (turns === undefined) waiting.set(client, [{ go, pieces }]);
        else turns.push({ go, pieces });
      }),
  };
}
