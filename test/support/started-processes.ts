import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Variable by which a process, and all that it starts, is known. */
const MARK = "STARTED_BY_BENCH";

/**
 * Marks all that this process starts from now on, by its environment, which whatever it starts in its turn inherits.
 * What is given back kills those that are left, wherever they hang in the tree, a database that went into a session of
 * its own among them; how many there were. Where there is no /proc, none is found.
 */
export function markStarted(): () => number {
  const mark = `${MARK}=${randomUUID()}`;
  process.env[MARK] = mark.slice(MARK.length + 1);
  return () => {
    const left = processes().filter((pid) => pid !== process.pid && environmentOf(pid).includes(mark));
    for (const pid of left) kill(pid);
    return left.length;
  };
}

function processes(): number[] {
  return existsSync("/proc/self/environ") ? readdirSync("/proc").map(Number).filter(Boolean) : [];
}

/** Empty where the process has ended, or is another user's. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
