import { TieringError } from "./errors.ts";

/** How far a long computation has come. */
export interface Progress {
  /** What is being done, in words ("Ward", "Silhouette"). */
  readonly phase: string;
  /** Part done, 0 … 1, within the phase. */
  readonly share: number;
}

/** What a long computation may call while it runs; the core has no clock, so the receiver throttles. */
export interface Hooks {
  /** Called every few ten milliseconds at most sizes. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asked as often; `true` ends the computation with a `cancelled` error. */
  readonly shouldStop?: () => boolean;
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

/** Hooks for one part of a longer computation, whose share runs `from` … `to` of the whole. */
export function partOf(hooks: Hooks, from: number, to: number): Hooks {
  const { shouldStop, onProgress } = hooks;
  return {
    ...(shouldStop && { shouldStop }),
    ...(onProgress && {
      onProgress: ({ phase, share }) => onProgress({ phase, share: from + share * (to - from) }),
    }),
  };
}
