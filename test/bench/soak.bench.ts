import { setTimeout as sleep } from "node:timers/promises";
import { MIXED_KINDS, playMixedUse, type Used } from "../support/mixed-use.ts";
import type { BenchOptions, Report } from "./bench-line.ts";
import { type MeasuredServer, p99, spread, startServer } from "./support/server.ts";

export const title =
  "Soak: mixed use for an hour, or --minutes N: memory and open files, errors, times, and those of the last quarter beside the first's";

const MINUTES = 60;
const LOOK_EVERY = 1_000;
/** How often a line says how it stands, minutes. */
const SAY_EVERY = 5;
/** Part of the time at the start in which threads start and caches fill. */
const WARM_UP = 0.2;
/** How long the server is left alone before it is looked at for the last time, milliseconds. */
const REST = 60_000;

/** A good answer: when it was there, as a share of the whole time asked for, and how long it took. */
interface Timed {
  readonly at: number;
  readonly ms: number;
}

/** What a server held at a minute: MiB resident, files and sockets. */
interface Look {
  readonly minute: number;
  readonly mib: number;
  readonly files: number | null;
}

/** Uses the server and watches it; the slope of its memory, MiB in ten minutes, and answers with an error of ours. */
export async function run(report: Report, { minutes = MINUTES }: BenchOptions = {}) {
  const server = await startServer({ LOG_LEVEL: "error", KEPT_MB: "", WORKERS: "1" });
  const looks: Look[] = [];
  const times = new Map<string, Timed[]>();
  const counts = new Map<number, number>();
  const errors = new Map<string, number>();
  const start = performance.now();
  const before = look(server, start);
  const looking = setInterval(() => looks.push(look(server, start)), LOOK_EVERY);
  const saying = setInterval(() => {
    const now = look(server, start);
    const name = `minute ${now.minute.toFixed(0)}`;
    report({ name, medianMs: performance.now() - start, quality: `${held(now)}; ${statuses(counts)}` });
  }, SAY_EVERY * 60_000);
  const onAnswer = ({ what, status, truncated, ms }: Used) => {
    count(counts, status);
    if (isError(what, status)) count(errors, `${what}: ${truncated ? "truncated" : status}`);
    if (status !== 200 && status !== 201) return;
    const at = (performance.now() - start) / (60_000 * minutes);
    times.set(what, [...(times.get(what) ?? []), { at, ms }]);
  };
  await playMixedUse(server.origin, { seconds: 60 * minutes, eachKind: false, onAnswer });
  const lasted = performance.now() - start;
  for (const timer of [looking, saying]) clearInterval(timer);
  await sleep(REST);
  const after = look(server, start);
  const { p99: loop, most } = await server.stop();
  for (const [what, all] of times) {
    const [first, last] = [all.filter(({ at }) => at < 0.25), all.filter(({ at }) => at >= 0.75)];
    const quality = `p99 ${p99Of(all)}; of the first quarter ${p99Of(first)}, of the last ${p99Of(last)}`;
    report({ name: what, ...spread(all.map(({ ms }) => ms)), quality });
  }
  const never = MIXED_KINDS.filter((what) => !times.has(what));
  const settled = looks.filter(({ minute }) => minute > WARM_UP * minutes);
  const slope = 10 * slopeOf(settled);
  const faults = [...errors].map(([what, n]) => `${n} × ${what}`);
  report({ name: "event-loop delay, p99", medianMs: loop, quality: `most ${most.toFixed(0)} ms` });
  report({
    name: "answers",
    medianMs: lasted,
    quality: `${statuses(counts)}; errors of ours: ${faults.join(", ") || "none"}; never answered: ${never.join(", ") || "none"}`,
  });
  const mostOf = (of: (look: Look) => number) => Math.max(...looks.map(of));
  report({
    name: `memory over ${minutes} min`,
    medianMs: lasted,
    quality: `${slope.toFixed(1)} MiB in 10 min, the first fifth left out; at the start ${held(before)}, at most ${mostOf(({ mib }) => mib).toFixed(0)} MiB, ${mostOf(({ files }) => files ?? 0)} files, after a minute of rest ${held(after)}`,
  });
  const sum = [...errors.values()].reduce((all, n) => all + n, 0);
  return { slope, errors: sum };
}

function look(server: MeasuredServer, start: number): Look {
  return { minute: (performance.now() - start) / 60_000, mib: server.memory(), files: server.openFiles() };
}

function held({ mib, files }: Look): string {
  return `${mib.toFixed(0)} MiB, ${files ?? "unknown"} files`;
}

function statuses(counts: ReadonlyMap<number, number>): string {
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${n} × ${status}`)
    .join(", ");
}

/** Shed load is no error: too many runs at once, of one client or of all. A faulty body is to be refused as such. */
function isError(what: string, status: number): boolean {
  if (what === "30 faulty bodies") return status < 400 || (status >= 500 && status !== 503);
  return ![200, 201, 429, 503].includes(status);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function p99Of(timed: readonly Timed[]): string {
  return timed.length === 0 ? "none" : `${p99(timed.map(({ ms }) => ms)).toFixed(0)} ms of ${timed.length}`;
}

/** Least-squares slope, MiB a minute. */
function slopeOf(looks: readonly Look[]): number {
  const mean = (of: (look: Look) => number) => looks.reduce((sum, each) => sum + of(each), 0) / looks.length;
  const [minute, mib] = [mean((each) => each.minute), mean((each) => each.mib)];
  const together = looks.reduce((sum, each) => sum + (each.minute - minute) * (each.mib - mib), 0);
  const alone = looks.reduce((sum, each) => sum + (each.minute - minute) ** 2, 0);
  return together / alone;
}
