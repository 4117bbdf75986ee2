import { existsSync, readFileSync } from "node:fs";

/** Ticks of the machine's cores since it started: those in which one was busy (or taken by another machine), and all. */
function machine(): { readonly busy: number; readonly all: number } {
  const [line] = readFileSync("/proc/stat", "utf8").split("\n");
  // user, nice, system, idle, waiting for a disk, two kinds of interrupts, stolen; what guests take is in user already.
  const ticks = line!.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, each) => sum + each, 0);
  return { busy: all - ticks[3]! - ticks[4]!, all };
}

/** Ticks that all threads of a process have run. */
function process(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** From now on, what part of the machine others than these processes take; null where the system does not tell. */
export function watchOthers(pids: readonly number[]): () => number | null {
  if (!existsSync("/proc/stat")) return () => null;
  const own = () => pids.reduce((sum, pid) => sum + process(pid), 0);
  const [before, ownBefore] = [machine(), own()];
  return () => {
    const now = machine();
    return (now.busy - before.busy - (own() - ownBefore)) / Math.max(1, now.all - before.all);
  };
}
