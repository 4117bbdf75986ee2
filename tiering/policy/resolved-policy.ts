import type { Yardstick } from "../kpis.ts";

/** No tier: the account is not forced into any. */
export const NOT_FORCED = 255;

/** A policy as numbers and masks of one book. */
export interface ResolvedPolicy {
  /** Accounts per tier after the run; shape [K]. */
  readonly sizes: Float64Array;
  /** Tier of each account before a method moves any: where it was, a forced one where it has to be; shape [n]. */
  readonly tiers: Uint8Array;
  /** The tier that accounts are forced into, {@link NOT_FORCED} for the others; shape [n], null where none is. */
  readonly forced: Uint8Array | null;
  /** Accounts that being forced moves. */
  readonly forcedMoves: number;
  /** Most accounts that may move beside those. */
  readonly moves: number;
  /** Most tiers one account may move, at most K. */
  readonly step: number;
  /** 1 for accounts on hold, shape [n]; null without a hold. */
  readonly held: Uint8Array | null;
  /** 1 for accounts in scope, shape [n]; null where all are. */
  readonly scope: Uint8Array | null;
  /** 1 for accounts that a method may move, shape [n]; null where all may. */
  readonly movable: Uint8Array | null;
  /** 1 for accounts that may rise, shape [n]; null where all that may move may. */
  readonly mayRise: Uint8Array | null;
  /** 1 for accounts that may fall, shape [n]; null where all that may move may. */
  readonly mayFall: Uint8Array | null;
  readonly yardstick: Yardstick;
}
