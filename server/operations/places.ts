import { clientLeft } from "../../service/errors.ts";
import { createFairQueue } from "../../service/workers/fair-queue.ts";

/** A place among those whose work is done at once. */
export interface Place {
  /** The client does not keep up: somebody else may come in meanwhile, unless too many of the client's are slow. */
  slow(): void;
  leave(): void;
}

/** Places for what holds much memory while it lasts, clients in turn. */
export interface Places {
  /** @throws what `late` makes where the place did not come in time; {ServiceError} `client-left` */
  enter(client: string, signal: AbortSignal): Promise<Place>;
}

/** How many there may be. */
export interface PlaceLimits {
  readonly atOnce: number;
  /** Most places of one client, so that another one finds some free. */
  readonly perClient: number;
  /** Most slow ones, and of one client, that do not count as done at once; none where absent. */
  readonly slow?: number;
  readonly slowPerClient?: number;
  readonly waitSeconds: number;
  /** The error of who waited in vain. */
  readonly late: (seconds: number) => Error;
}

interface Waiting {
  readonly go: () => void;
}

/** Makes the places; O(clients) where one comes free. */
export function createPlaces({
  atOnce,
  perClient,
  slow = 0,
  slowPerClient = slow,
  waitSeconds,
  late,
}: PlaceLimits): Places {
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
      const timer = setTimeout(() => queue.remove(waiting) && reject(late(waitSeconds)), 1_000 * waitSeconds);
      signal.addEventListener("abort", left, { once: true });
      queue.push(client, waiting);
      next();
      try {
        await promise;
        return placeOf(client, waiting);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", left);
      }
    },
  };
}
