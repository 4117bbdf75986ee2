/** Stopwatch of a request's stages, for the Server-Timing header; bodies never carry durations. */
export interface Timings {
  /** Ends a stage that began at the last mark. */
  mark(stage: string): void;
  /** The stages so far, as the header spells them. */
  header(): string;
}

/** Starts a stopwatch. */
export function startTimings(): Timings {
  const stages: string[] = [];
  let last = performance.now();
  return {
    mark(stage) {
      const now = performance.now();
      stages.push(`${stage};dur=${(now - last).toFixed(1)}`);
      last = now;
    },
    header: () => stages.join(", "),
  };
}
