import { isShortOfMemory } from "./reclaim-memory.ts";

/** Time without work after which a thread that is started when it is needed ends, milliseconds. */
const IDLE_MS = 60_000;
/** How often what rests looks whether its memory is needed, milliseconds. */
const LOOK_EVERY = 1_000;

/**
 * Ends what rests once it has rested for so long, or after a second already where the instance runs short of memory: a
 * thread at rest holds 25 – 75 MiB, and starts again in tenths of a second. Returns what keeps it, as there is work again.
 */
export function endAfterRest(end: () => void, idleMs = IDLE_MS): () => void {
  const began = performance.now();
  const looking = setInterval(
    () => {
      // A timer may come a fraction of a millisecond early.
      if (Math.ceil(performance.now() - began) < idleMs && !isShortOfMemory()) return;
      clearInterval(looking);
      end();
    },
    Math.min(idleMs, LOOK_EVERY),
  ).unref();
  return () => clearInterval(looking);
}
