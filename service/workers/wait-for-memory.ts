import { setTimeout as sleep } from "node:timers/promises";
import { isShortOfMemory } from "./reclaim-memory.ts";

/** Longest that a thread waits for others to give memory back, and how often it looks, milliseconds. */
const MOST_MS = 10_000;
const LOOK_EVERY = 100;

/**
 * Waits, before a thread is started that takes 50 – 100 MiB, while the instance is short of memory: others are at work
 * that end soon, or rest and are ended. It starts after ten seconds all the same, so that nothing is refused for this.
 */
export async function waitForMemory(
  isShort: () => boolean = isShortOfMemory,
  mostMs = MOST_MS,
): Promise<void> {
  const until = performance.now() + mostMs;
  while (isShort() && performance.now() < until) await sleep(LOOK_EVERY);
}
