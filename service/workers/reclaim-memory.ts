import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { instanceMegabytes } from "../instance-memory.ts";

let collect: (() => void) | null = null;

/**
 * Gives back to the system what finished work has left in this thread's heap, which a thread that rests would
 * keep for minutes: after the book was read that is a third of what the process holds. 10 – 100 ms.
 */
export function reclaimMemory(): void {
  if (collect === null) {
    // Node lends its collector by a flag only; set here, no way of starting has to know of it.
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}

/** Accounts from which on a book is large: what one pass over it leaves behind is worth the time to give it back. */
export const LARGE = 200_000;

/** Part of the instance's memory from which on the process does without what costs time to have again. */
const PRESSED_PART = 0.7;
/** Whether the process holds so much of the instance's memory that threads at rest end, and others wait to start. */
export function isShortOfMemory(rss = process.memoryUsage.rss()): boolean {
  return rss >= PRESSED_PART * instanceMegabytes() * 2 ** 20;
}

/** Part of the instance's memory from which on threads collect what they have left behind. */
const COLLECTED_PART = 0.5;
/** Least time between two times that a thread does, milliseconds. */
const APART_MS = 10_000;
let collectedAt = Number.NEGATIVE_INFINITY;

/**
 * The same where the process holds much of the instance's memory: a collector waits for some sixty megabytes of buffers
 * in each thread, which is more than a small instance has left. True where it did.
 * @param rss bytes that the process holds
 */
export function reclaimUnderPressure(rss: number, now = performance.now(), apartMs = APART_MS): boolean {
  if (rss < COLLECTED_PART * instanceMegabytes() * 2 ** 20 || now - collectedAt < apartMs) return false;
  collectedAt = now;
  reclaimMemory();
  return true;
}

/** The same two times for a thread in the middle of its work. */
const LOOK_EVERY = 250;
const BUSY_APART_MS = 1_000;
let lookedAt = Number.NEGATIVE_INFINITY;

/** The same from within long work, which may ask as often as it likes: a look costs some 20 µs, and is rare. */
export function reclaimAtWork(now = performance.now()): void {
  if (now - lookedAt < LOOK_EVERY) return;
  lookedAt = now;
  reclaimUnderPressure(process.memoryUsage.rss(), now, BUSY_APART_MS);
}
