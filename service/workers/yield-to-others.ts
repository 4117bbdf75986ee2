import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";

/** Lets every other thread go before this one where cores are short; Linux knows priorities of single threads. */
export function yieldToOthers(): void {
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // Another system: the thread competes like any other.
  }
}
