/** One measured figure of a bench. */
export interface BenchLine {
  readonly name: string;
  readonly medianMs: number;
  /** Fastest and slowest run. */
  readonly spreadMs?: readonly [number, number];
  /** What the time bought: an objective, a gap, rows a second, a peak of memory. */
  readonly quality?: string;
}

/** What the command line says of a bench. */
export interface BenchOptions {
  /** How long a soak lasts. */
  readonly minutes?: number;
  /** Lines of the scorecard that are looked at. */
  readonly lines?: readonly number[];
}

/** Reports one figure. */
export type Report = (line: BenchLine) => void;

/** Runs `work` `warmUps` times unmeasured, then `runs` times; returns median and spread in milliseconds. */
export async function measure(
  work: () => unknown,
  { runs = 5, warmUps = 1 }: { runs?: number; warmUps?: number } = {},
): Promise<{ medianMs: number; spreadMs: [number, number] }> {
  for (let i = 0; i < warmUps; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const middle = times.length >> 1;
  const medianMs = times.length % 2 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  return { medianMs, spreadMs: [times[0], times[times.length - 1]] };
}
