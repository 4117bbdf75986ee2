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

/** Part of the instance's memory from which on the process gives back what it can. */
const PRESSED_PART = 0.75;
/** Whether the process holds so much of the instance's memory that it gives back what it can. */
export function isShortOfMemory(rss = process.memoryUsage.rss()): boolean {
  return rss >= PRESSED_PART * instanceMegabytes() * 2 ** 20;
}

/** Least time between two times that a thread does, milliseconds. */
const APART_MS = 10_000;
let pressedAt = Number.NEGATIVE_INFINITY;

/**
 * The same where the process holds much of the instance's memory: a collector waits for some sixty megabytes of buffers
 * in each thread, which is more than a small instance has left. True where it did.
 * @param rss bytes that the process holds
 */
export function reclaimUnderPressure(rss: number, now = performance.now()): boolean {
  if (!isShortOfMemory(rss) || now - pressedAt < APART_MS) return false;
  pressedAt = now;
  reclaimMemory();
  return true;
}
