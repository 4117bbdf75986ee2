import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { instanceMegabytes } from "../instance-memory.ts";

type Collect = (options?: { readonly type: "major"; readonly flavor: "last-resort" }) => void;
let collector: Collect | null = null;

function collect(...options: Parameters<Collect>): void {
  if (collector === null) {
    // Node lends its collector by a flag only; set here, no way of starting has to know of it.
    setFlagsFromString("--expose-gc");
    collector = runInNewContext("gc") as Collect;
  }
  collector(...options);
}

/**
 * Gives back to the system what finished work has left in this thread's heap, which a thread that rests would
 * keep for minutes: after the book was read that is a third of what the process holds. 10 – 100 ms.
 */
export function reclaimMemory(): void {
  collect();
}

/**
 * The same with all compiled code, which is made again as it is called: for what comes after a start, and for who rests.
 * After the server's start that is 25 MiB more.
 */
export function reclaimCode(): void {
  collect({ type: "major", flavor: "last-resort" });
}

/** Least time between two times that {@link reclaimSoon} does, milliseconds: it takes the event loop some 200 ms. */
const SOON_APART_MS = 2_000;
let isDue = false;
let soonAt = Number.NEGATIVE_INFINITY;

/**
 * Gives back garbage and code, once whoever asks has let go of what it held: behind an answer from a large book, whose columns
 * would wait for a collector that sees none of their bytes, 16 MiB of each million accounts, answer upon answer.
 */
export function reclaimSoon(now = performance.now()): void {
  if (isDue) return;
  isDue = true;
  const collectNow = () => {
    isDue = false;
    soonAt = performance.now();
    reclaimCode();
  };
  setTimeout(collectNow, Math.max(0, soonAt + SOON_APART_MS - now)).unref();
}

/** Accounts from which on a book is large: what one pass over it leaves behind is worth the time to give it back. */
export const LARGE = 200_000;

/** Part of the instance's memory from which on the process does without what costs time to have again. */
const PRESSED_PART = 0.7;
/** Whether the process holds so much of the instance's memory that threads at rest end, and others wait to start. */
export function isShortOfMemory(rss: number = process.memoryUsage.rss()): boolean {
  return rss >= PRESSED_PART * instanceMegabytes() * 2 ** 20;
}

/** Part of the instance's memory from which on threads collect what they have left behind. */
const COLLECTED_PART = 0.5;
/** Whether the process holds so much of the instance's memory that threads collect, and less is remembered. */
export const isPressed = (rss: number = process.memoryUsage.rss()): boolean =>
  rss >= COLLECTED_PART * instanceMegabytes() * 2 ** 20;
/** Least time between two times that a thread does, milliseconds; the second where memory is short. */
const APART_MS = 10_000;
const SHORT_APART_MS = 2_000;
let collectedAt = Number.NEGATIVE_INFINITY;

/** Least time between two times that a thread gives its code back, milliseconds: what is used comes back in tenths of a second. */
const CODE_APART_MS = 30_000;
let codeAt = Number.NEGATIVE_INFINITY;

/** What was given back: nothing, what is garbage, or compiled code as well. */
export type Reclaimed = "nothing" | "garbage" | "code";

/**
 * The same where the process holds much of the instance's memory: a collector waits for some sixty megabytes of buffers
 * in each thread, which is more than a small instance has left. Where memory is short, code goes too, some 10 MiB a thread.
 * @param rss bytes that the process holds
 */
export function reclaimUnderPressure(rss: number, now = performance.now()): Reclaimed {
  const isShort = isShortOfMemory(rss);
  if (!isPressed(rss) || now - collectedAt < (isShort ? SHORT_APART_MS : APART_MS)) return "nothing";
  collectedAt = now;
  if (isShort && now - codeAt >= CODE_APART_MS) {
    codeAt = now;
    reclaimCode();
    return "code";
  }
  reclaimMemory();
  return "garbage";
}

/** A job of a large book that took so long, milliseconds, is no slower for compiling again: code takes some 25 MiB. */
const LONG_MS = 500;

/** What is behind a thread: how long its job took, of how many accounts, and whether it yields to what is quick. */
export interface JobDone {
  readonly tookMs: number;
  readonly accounts: number;
  readonly yields: boolean;
}

/**
 * Gives back what a job has left in its thread, before the next is there. What takes seconds leaves much behind, and may be
 * the last for long; so does any run of a large book.
 * @param rss bytes that the process holds
 */
export function reclaimBehind(job: JobDone, rss: number = process.memoryUsage.rss()): Reclaimed {
  const isLarge = job.accounts >= LARGE;
  const isLong = job.tookMs >= LONG_MS;
  if ((job.yields && isShortOfMemory(rss)) || (isLarge && isLong)) {
    reclaimCode();
    return "code";
  }
  if (!job.yields && !isLarge) return reclaimUnderPressure(rss);
  reclaimMemory();
  return "garbage";
}

/** How often a thread in the middle of its work looks, and the least time between two times that it collects. */
const LOOK_EVERY = 250;
const BUSY_APART_MS = 1_000;
let lookedAt = Number.NEGATIVE_INFINITY;

/**
 * The same from within long work, whose code stays; it may ask as often as it likes: a look costs some 20 µs, and is rare.
 */
export function reclaimAtWork(now = performance.now()): void {
  if (now - lookedAt < LOOK_EVERY) return;
  lookedAt = now;
  if (!isPressed(process.memoryUsage.rss()) || now - collectedAt < BUSY_APART_MS) return;
  collectedAt = now;
  reclaimMemory();
}
