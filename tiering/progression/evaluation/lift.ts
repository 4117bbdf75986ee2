import { descendingOrder } from "../../ranks.ts";

/** How often what a list promises happened to its first accounts. */
export interface Lift {
  /** Accounts at the top of the list. */
  readonly top: number;
  /** Share of them to which it happened, 0 … 1. */
  readonly share: number;
  /** Share of all accounts to which it happened. */
  readonly base: number;
}

/** List lengths looked at in a book large enough for them. */
const TOPS = [100, 500, 1000];

/** A list is at most this share of all accounts: beyond it, it is no longer a list. */
const MOST_SHARE = 0.2;

/**
 * Lift of the first accounts by descending score; `hits` is 1 where it happened. Both of shape [n].
 * A book too small for the usual lengths gets its first twentieth. O(n).
 */
export function liftOfTop(scores: Float64Array, hits: Uint8Array): Lift[] {
  const n = scores.length;
  const order = descendingOrder(scores);
  const fitting = TOPS.filter((top) => top <= MOST_SHARE * n);
  const tops = fitting.length > 0 ? fitting : n > 0 ? [Math.max(1, Math.round(n / 20))] : [];
  const base = hits.reduce((sum, hit) => sum + hit, 0) / n;
  return tops.map((top) => {
    let count = 0;
    for (let place = 0; place < top; place++) count += hits[order[place]];
    return { top, share: count / top, base };
  });
}
