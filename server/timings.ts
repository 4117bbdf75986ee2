import type { Response } from "express";

/** Stopwatch of a request's stages, for the Server-Timing header; bodies never carry durations. */
export interface Timings {
  /** Ends a stage that began at the last mark. */
  mark(stage: string): void;
  /** Puts the stages so far into the header. */
  tell(res: Response): void;
}

export function startTimings(): Timings {
  const stages: string[] = [];
  let last = performance.now();
  return {
    mark(stage) {
      const now = performance.now();
      stages.push(`${stage};dur=${(now - last).toFixed(1)}`);
      last = now;
    },
    tell(res) {
      res.set("Server-Timing", stages.join(", "));
    },
  };
}
