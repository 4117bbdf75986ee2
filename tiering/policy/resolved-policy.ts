import type { Yardstick } from "../kpis.ts";

/** A policy as numbers and masks of one book. */
export interface ResolvedPolicy {
  /** Accounts per tier after the run; shape [K]. */
  readonly sizes: Float64Array;
  /** Most accounts that may move. */
  readonly moves: number;
  /** Most tiers one account may move, at most K. */
  readonly step: number;
  /** 1 for accounts on hold, shape [n]; null without a hold. */
  readonly held: Uint8Array | null;
  /** 1 for accounts in scope, shape [n]; null where all are. */
  readonly scope: Uint8Array | null;
  /** 1 for accounts that may move, shape [n]; null where all may. */
  readonly movable: Uint8Array | null;
  /** 1 for accounts that may rise, shape [n]; null where all that may move may. */
  readonly mayRise: Uint8Array | null;
  /** 1 for accounts that may fall, shape [n]; null where all that may move may. */
  readonly mayFall: Uint8Array | null;
  readonly yardstick: Yardstick;
}
