import { playMixedUse, type Used } from "../support/mixed-use.ts";
import type { BenchOptions, Report } from "./bench-line.ts";
import { p99, spread, startServer } from "./support/server.ts";

export const title =
  "Soak: mixed use for an hour, or --minutes N: the slope of memory, errors, times, and those of the last quarter beside the first's";

const MINUTES = 60;
const LOOK_EVERY = 1_000;
/** Part of the time at the start in which threads start and caches fill. */
const WARM_UP = 0.2;

/** A good answer: when it was there, as a share of the whole time asked for, and how long it took. */
interface Timed {
  readonly at: number;
  readonly ms: number;
}

/** Uses the server and watches it; the slope of its memory, MiB in ten minutes, and answers with an error of ours. */
export async function run(report: Report, { minutes = MINUTES }: BenchOptions = {}) {
  const server = await startServer({ LOG_LEVEL: "error", KEPT_MB: "", WORKERS: "1" });
  const looks: { readonly minute: number; readonly mib: number }[] = [];
  const times = new Map<string, Timed[]>();
  const counts = new Map<number, number>();
  const start = performance.now();
  const looking = setInterval(() => {
    looks.push({ minute: (performance.now() - start) / 60_000, mib: server.memory() });
  }, LOOK_EVERY);
  const onAnswer = ({ what, status, ms }: Used) => {
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (status !== 200 && status !== 201) return;
    const at = (performance.now() - start) / (60_000 * minutes);
    times.set(what, [...(times.get(what) ?? []), { at, ms }]);
  };
  await playMixedUse(server.origin, { seconds: 60 * minutes, onAnswer });
  clearInterval(looking);
  const { p99: loop, most } = await server.stop();
  for (const [what, all] of times) {
    const [first, last] = [all.filter(({ at }) => at < 0.25), all.filter(({ at }) => at >= 0.75)];
    const quality = `p99 ${p99Of(all)}; of the first quarter ${p99Of(first)}, of the last ${p99Of(last)}`;
    report({ name: what, ...spread(all.map(({ ms }) => ms)), quality });
  }
  const settled = looks.filter(({ minute }) => minute > WARM_UP * minutes);
  const slope = 10 * slopeOf(settled);
  const mib = settled.map((look) => look.mib);
  const errors = [...counts].reduce(
    (n, [status, times]) => (status === 500 || status === 0 ? n + times : n),
    0,
  );
  const range = `${Math.min(...mib).toFixed(0)} – ${Math.max(...mib).toFixed(0)} MiB`;
  const said = [...counts].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`);
  report({ name: "event-loop delay, p99", medianMs: loop, quality: `most ${most.toFixed(0)} ms` });
  report({
    name: `memory over ${minutes} min, the first fifth left out`,
    medianMs: performance.now() - start,
    quality: `${slope.toFixed(1)} MiB in 10 min, ${range}; ${said.join(", ")}; 500 or broken: ${errors}`,
  });
  return { slope, errors };
}

function p99Of(timed: readonly Timed[]): string {
  return timed.length === 0 ? "none" : `${p99(timed.map(({ ms }) => ms)).toFixed(0)} ms of ${timed.length}`;
}

/** Least-squares slope, MiB a minute. */
function slopeOf(looks: readonly { readonly minute: number; readonly mib: number }[]): number {
  const mean = (of: (look: (typeof looks)[number]) => number) =>
    looks.reduce((sum, look) => sum + of(look), 0) / looks.length;
  const [minute, mib] = [mean((look) => look.minute), mean((look) => look.mib)];
  const together = looks.reduce((sum, look) => sum + (look.minute - minute) * (look.mib - mib), 0);
  const alone = looks.reduce((sum, look) => sum + (look.minute - minute) ** 2, 0);
  return together / alone;
}
