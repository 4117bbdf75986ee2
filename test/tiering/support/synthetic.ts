import type { Accounts } from "../../../tiering/index.ts";
import { smallAccounts } from "./accounts.ts";

/** A small seeded generator of uniform numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A book with heavy-tailed revenue and tiers that follow revenue roughly, like a real one's. */
export function syntheticAccounts(
  n: number,
  seed: number,
  tierShares: readonly number[] = [0.02, 0.23, 0.08, 0.67],
): Accounts {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const size = Array.from({ length: n }, () => 14.9 + 1.4 * normal());
  const growth = Array.from({ length: n }, () => 0.2 + 0.13 * normal());
  const revenue = size.map((s) => Math.round(Math.exp(s)));
  const score = size.map((s) => s + 0.9 * normal());
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]!);
  const tier = new Array<number>(n).fill(0);
  let at = 0;
  tierShares.forEach((share, k) => {
    const end = k === tierShares.length - 1 ? n : Math.min(n, at + Math.max(1, Math.round(share * n)));
    for (; at < end; at++) tier[order[at]!] = k;
  });
  return smallAccounts({
    tierCount: tierShares.length,
    tier,
    revenue,
    baseRevenue: revenue.map((r, i) => Math.round(r * Math.exp(-4 * growth[i]!))),
    potential: revenue.map((r, i) =>
      Math.round(r * (1 + Math.exp(1 + 2.5 * (growth[i]! - 0.2) + 0.1 * normal()))),
    ),
    geo: revenue.map((_, i) => ["North", "South", "East", "West"][i % 4]!),
    tam: 4e11,
  });
}
