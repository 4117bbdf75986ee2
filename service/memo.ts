import { LRUCache } from "lru-cache";
import type { Progress } from "../tiering/index.ts";
import { byteSize } from "./byte-size.ts";
import { clientLeft } from "./errors.ts";
import type { JobOptions } from "./workers/lane.ts";
import { isPressed } from "./workers/reclaim-memory.ts";
import { stoppedOf } from "./workers/tasks.ts";

/** Makes a value, or hands over the one that was kept or is being made under the same key. */
export type Memo = <T extends object | string | null>(
  key: string,
  make: (job: JobOptions) => Promise<T>,
  job: JobOptions,
  /** Whether a value that was made is worth keeping; every one is where absent. */
  keep?: (value: T) => boolean,
) => Promise<T>;

/** Part of what may be kept that stays where half of the instance's memory is taken. */
const PRESSED_PART = 0.25;

/** A value that is being made, and who waits for it. */
interface UnderWay {
  readonly value: Promise<unknown>;
  readonly waiting: Set<JobOptions>;
  readonly abandoned: AbortController;
  progress: Progress | null;
  /** Whether the time limit cut it, or something that it is made of, short. */
  stopped: boolean;
}

/**
 * A memory of finished and unfinished work. Equal keys at once share one making: each caller hears its
 * progress, and it is cancelled only when the last of them has left. What failed is not kept; of what
 * succeeded the latest used stay, up to `maxBytes` together, a quarter of it where half of the instance's memory is taken;
 * what the time limit cut short is not kept either.
 */
export function createMemo(maxBytes: number, mustShrink: () => boolean = isPressed): Memo {
  const kept =
    maxBytes > 0
      ? new LRUCache<string, { readonly value: unknown }>({
          maxSize: maxBytes,
          sizeCalculation: ({ value }, key) => Math.ceil(byteSize(value)) + 2 * key.length + 1,
        })
      : null;
  const underWay = new Map<string, UnderWay>();

  const begin = (
    key: string,
    make: (job: JobOptions) => Promise<unknown>,
    client: string | undefined,
    keep: (value: never) => boolean,
  ): UnderWay => {
    const abandoned = new AbortController();
    const waiting = new Set<JobOptions>();
    // Made before its value: what is under way already may tell of its progress while this is begun.
    const begun = { waiting, abandoned, progress: null as Progress | null, stopped: false };
    const onProgress = (progress: Progress) => {
      begun.progress = progress;
      for (const job of waiting) job.onProgress?.(progress);
    };
    const onStopped = () => {
      begun.stopped = true;
    };
    const value = make({ signal: abandoned.signal, onProgress, onStopped, client })
      .then((made) => {
        if (stoppedOf(made) !== null) onStopped();
        if (underWay.get(key) === begun && !begun.stopped && keep(made as never)) {
          kept?.set(key, { value: made });
          if (kept !== null && mustShrink()) while (kept.calculatedSize > PRESSED_PART * maxBytes) kept.pop();
        }
        return made;
      })
      .finally(() => {
        if (underWay.get(key) === begun) underWay.delete(key);
      });
    // Whoever waits hears of a failure; once nobody does, it is no unhandled rejection.
    value.catch(() => undefined);
    const work: UnderWay = Object.assign(begun, { value });
    underWay.set(key, work);
    return work;
  };

  return async <T extends object | string | null>(
    key: string,
    make: (job: JobOptions) => Promise<T>,
    job: JobOptions,
    keep: (value: T) => boolean = () => true,
  ) => {
    const { signal } = job;
    if (signal?.aborted) throw clientLeft();
    const known = kept?.get(key);
    if (known) return known.value as T;
    const work = underWay.get(key) ?? begin(key, make, job.client, keep);
    const own = { ...job };
    work.waiting.add(own);
    if (work.progress) job.onProgress?.(work.progress);
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(clientLeft());
    signal?.addEventListener("abort", leave, { once: true });
    try {
      const made = (await Promise.race([work.value, left.promise])) as T;
      if (work.stopped) job.onStopped?.();
      return made;
    } finally {
      signal?.removeEventListener("abort", leave);
      work.waiting.delete(own);
      if (work.waiting.size === 0 && signal?.aborted) {
        if (underWay.get(key) === work) underWay.delete(key);
        work.abandoned.abort();
      }
    }
  };
}
