import { TieringError } from "./errors.ts";

/** How far a long computation has come. */
export interface Progress {
  /** What is being done, in words ("Ward", "Silhouette"). */
  readonly phase: string;
  /** Part done, 0 … 1, within the phase. */
  readonly share: number;
}

/** The wall-clock time that a computation has; the core has no clock, so the receiver keeps it. */
export interface TimeLimit {
  readonly seconds: number;
  /** Asked where a computation can end with what it has reached so far. */
  readonly isOver: () => boolean;
  /** Seconds that are left, to be shared out; absent where only the end is known. */
  readonly left?: () => number;
}

/** That a computation ended at its time limit, before its end. */
export interface Stopped {
  readonly seconds: number;
  /** The sentence that says what was reached. */
  readonly text: string;
}

/** What a long computation may call while it runs; the core has no clock, so the receiver throttles. */
export interface Hooks {
  /** Called every few ten milliseconds at most sizes. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asked as often; `true` ends the computation with a `cancelled` error. */
  readonly shouldStop?: () => boolean;
  /** What can answer with a part of its work does so once this is over; absent: without limit. */
  readonly limit?: TimeLimit;
}

/**
 * Reports progress and honours a wish to stop.
 * @throws {TieringError} `cancelled` where `shouldStop` says so.
 */
export function checkpoint(hooks: Hooks, phase: string, share: number): void {
  stopWhereAsked(hooks, phase);
  hooks.onProgress?.({ phase, share });
}

/**
 * Honours a wish to stop where there is no progress to report.
 * @throws {TieringError} `cancelled` where `shouldStop` says so.
 */
export function stopWhereAsked(hooks: Hooks, phase: string): void {
  if (hooks.shouldStop?.()) throw new TieringError("cancelled", `${phase} was cancelled`);
}

/** Whether the time is over, so that what has been reached is to be the answer. */
export function isOutOfTime({ limit }: Hooks): boolean {
  return limit?.isOver() ?? false;
}

/** The note of a computation that ended with a part of its work: null where it did not, or has no limit. */
export function stoppedWith({ limit }: Hooks, reached: string | null): Stopped | null {
  if (reached === null || limit === undefined) return null;
  return { seconds: limit.seconds, text: `Stopped after ${limit.seconds} s: ${reached}.` };
}

/** Hooks for one part of a longer computation, whose share runs `from` … `to` of the whole. */
export function partOf(hooks: Hooks, from: number, to: number): Hooks {
  const { shouldStop, limit, onProgress } = hooks;
  return {
    ...(limit && { limit }),
    ...(shouldStop && { shouldStop }),
    ...(onProgress && {
      onProgress: ({ phase, share }) => onProgress({ phase, share: from + share * (to - from) }),
    }),
  };
}
