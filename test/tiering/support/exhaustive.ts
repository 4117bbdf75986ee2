import type { Accounts } from "../../../tiering/index.ts";

/** Limits of an exhaustive search, in plain numbers. */
export interface Limits {
  readonly sizes: readonly number[];
  readonly moves: number;
  readonly step: number;
  readonly fixed?: (i: number) => boolean;
  /** The tier that account i has to have, whatever the other limits on single accounts say. */
  readonly forced?: (i: number) => number | undefined;
  /** Whether account i may go to tier t at all. */
  readonly mayGo?: (i: number, t: number) => boolean;
}

/** Calls `visit` with every assignment that obeys the limits. Exponential: for books of a dozen accounts. */
export function everyAssignment(
  accounts: Accounts,
  limits: Limits,
  visit: (tiers: Uint8Array) => void,
): void {
  const tiers = new Uint8Array(accounts.n);
  const left = [...limits.sizes];
  const place = (i: number, moves: number): void => {
    if (i === accounts.n) {
      visit(tiers);
      return;
    }
    const home = accounts.tier[i]!;
    for (let t = 0; t < accounts.tierCount; t++) {
      const moved = moves + (t === home ? 0 : 1);
      if (left[t] === 0 || moved > limits.moves) continue;
      const forced = limits.forced?.(i);
      if (forced !== undefined && forced !== t) continue;
      if (forced === undefined && Math.abs(t - home) > limits.step) continue;
      if (forced === undefined && t !== home && (limits.fixed?.(i) || limits.mayGo?.(i, t) === false))
        continue;
      left[t]!--;
      tiers[i] = t;
      place(i + 1, moved);
      left[t]!++;
    }
  };
  place(0, 0);
}
