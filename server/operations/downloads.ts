import { clientLeft, ServiceError } from "../../service/errors.ts";
import { createFairQueue } from "../../service/workers/fair-queue.ts";

/** A place among the downloads that are made and sent at once. */
export interface Place {
  /** The client does not keep up: somebody else may come in meanwhile, unless too many of the client's are slow. */
  slow(): void;
  leave(): void;
}

/** The downloads of one process: so many at a time hold a result, its slices and a compressor, clients in turn. */
export interface Downloads {
  /** @throws {ServiceError} `queue-full` where the place did not come in time, `client-left` where the client did not wait */
  enter(client: string, signal: AbortSignal): Promise<Place>;
}

/** How many there may be. */
export interface DownloadLimits {
  readonly atOnce?: number;
  /** Most places of one client, so that another one finds some free. */
  readonly perClient?: number;
  /** Most slow downloads, and of one client, that do not count as made at once. */
  readonly slow?: number;
  readonly slowPerClient?: number;
  readonly waitSeconds?: number;
}

interface Waiting {
  readonly go: () => void;
}

/**
 * Makes the places. Whatever is sent to whom, what downloads hold together is bounded: thirty at once are made four by
 * four where they are one client's.
 */
export function createDownloads({
  atOnce = 8,
  perClient = 4,
  slow = 40,
  slowPerClient = 12,
  waitSeconds = 60,
}: DownloadLimits = {}): Downloads {
  const queue = createFairQueue<Waiting>(perClient);
  const slowOf = new Map<string, number>();
  let made = 0;
  let slowInAll = 0;
  const next = () => {
    while (made < atOnce) {
      const waiting = queue.take();
      if (waiting === undefined) return;
      made++;
      waiting.go();
    }
  };
  const count = (client: string, by: 1 | -1) => {
    slowInAll += by;
    const own = (slowOf.get(client) ?? 0) + by;
    if (own === 0) slowOf.delete(client);
    else slowOf.set(client, own);
  };
  const placeOf = (client: string, waiting: Waiting): Place => {
    let state: "made" | "slow" | "over" = "made";
    const free = () => {
      made--;
      queue.finish(waiting);
      next();
    };
    return {
      slow() {
        if (state !== "made" || slowInAll >= slow || (slowOf.get(client) ?? 0) >= slowPerClient) return;
        state = "slow";
        count(client, 1);
        free();
      },
      leave() {
        if (state === "slow") count(client, -1);
        else if (state === "made") free();
        state = "over";
      },
    };
  };
  return {
    async enter(client, signal) {
      if (signal.aborted) throw clientLeft();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const waiting: Waiting = { go: resolve };
      const left = () => queue.remove(waiting) && reject(clientLeft());
      const late = setTimeout(
        () => queue.remove(waiting) && reject(waitedTooLong(waitSeconds)),
        1_000 * waitSeconds,
      );
      signal.addEventListener("abort", left, { once: true });
      queue.push(client, waiting);
      next();
      try {
        await promise;
        return placeOf(client, waiting);
      } finally {
        clearTimeout(late);
        signal.removeEventListener("abort", left);
      }
    },
  };
}

function waitedTooLong(seconds: number): ServiceError {
  const message = `The download could not begin within ${seconds} s, as others are under way; try again.`;
  return new ServiceError("queue-full", message, seconds);
}
