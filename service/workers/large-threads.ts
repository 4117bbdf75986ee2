import { clientLeft, ServiceError } from "../errors.ts";
import { isSmallInstance } from "../instance-memory.ts";

/** Who starts a thread that takes much memory. */
export interface ThreadOwner {
  /** Ends the threads that rest, and returns once their memory has gone back. */
  endResting(): Promise<unknown>;
}

/** Turns of threads that take 40 – 130 MiB each while they work: heavy tasks, coverages, books that are read. */
export interface LargeThreads {
  /** Longest that {@link takeTurn} waits, milliseconds. */
  readonly waitMs: number;
  /**
   * Calls `begin` once it is the owner's turn, which may be at once; those who wait come in order. Returns what gives the
   * turn back, or takes the wish for it back.
   */
  ask(owner: ThreadOwner, begin: () => void): () => void;
  /** Says that threads of who takes no turns may rest now: they end as another's turn begins. */
  rest(owner: ThreadOwner): void;
}

interface Wish {
  readonly owner: ThreadOwner;
  readonly begin: () => void;
}

/** How such turns are made. */
export interface LargeThreadsOptions {
  /** Most that have a turn at once. */
  readonly most: number;
  readonly waitMs: number;
}

/** As long as heavy tasks wait, unless it is configured otherwise. */
const WAIT_MS = 30_000;

/** How many large threads work at once on this instance: one where it is small, for they would not fit beside each other. */
const largeThreadsAtOnce = (): number => (isSmallInstance() ? 1 : Number.POSITIVE_INFINITY);

/**
 * Turns for at most so many at once. Where that is a limit, what rests of other owners ends before a turn begins: a thread
 * at rest takes as much as one that has just started.
 */
export function createLargeThreads({
  most = largeThreadsAtOnce(),
  waitMs = WAIT_MS,
}: Partial<LargeThreadsOptions> = {}): LargeThreads {
  const waiting: Wish[] = [];
  /** Those whose turn it is. */
  const on = new Set<Wish>();
  /** Those who may have threads at rest. */
  const resting = new Set<ThreadOwner>();

  const isBounded = most !== Number.POSITIVE_INFINITY;
  const next = (): void => {
    while (on.size < most && waiting.length > 0) void begin(waiting.shift()!);
  };
  const begin = async (wish: Wish): Promise<void> => {
    on.add(wish);
    const others = [...resting].filter((owner) => owner !== wish.owner);
    for (const other of others) resting.delete(other);
    if (others.length > 0) {
      // Whoever gives a turn back may just be about to lay its thread to rest.
      await null;
      await Promise.all(others.map((owner) => owner.endResting()));
    }
    // It may have been given back meanwhile.
    if (on.has(wish)) wish.begin();
  };
  const rest = (owner: ThreadOwner): void => {
    if (isBounded) resting.add(owner);
  };
  return {
    waitMs,
    ask(owner, begin) {
      const wish = { owner, begin };
      waiting.push(wish);
      next();
      return () => {
        const place = waiting.indexOf(wish);
        if (place >= 0) waiting.splice(place, 1);
        if (!on.delete(wish)) return;
        rest(owner);
        next();
      };
    },
    rest,
  };
}

/**
 * Waits for a turn; returns what gives it back.
 * @throws {ServiceError} `queue-full` with the seconds to wait where it does not come in time; `client-left`
 */
export function takeTurn(
  threads: LargeThreads,
  owner: ThreadOwner,
  signal?: AbortSignal,
): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveBack = threads.ask(owner, resolve);
  const leave = () => reject(clientLeft());
  const late = setTimeout(() => reject(waitedTooLong(threads.waitMs)), threads.waitMs);
  if (signal?.aborted) leave();
  signal?.addEventListener("abort", leave, { once: true });
  return promise
    .then(
      () => giveBack,
      (error: unknown) => {
        giveBack();
        throw error;
      },
    )
    .finally(() => {
      clearTimeout(late);
      signal?.removeEventListener("abort", leave);
    });
}

function waitedTooLong(ms: number): ServiceError {
  const seconds = Math.ceil(ms / 1_000);
  const message = `This server does one large thing at a time, and others were on for ${seconds} s; try again.`;
  return new ServiceError("queue-full", message, seconds);
}
