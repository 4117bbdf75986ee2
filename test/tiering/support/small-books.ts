import { type Accounts, accountId, countTiers, type Policy, tierLetter } from "../../../tiering/index.ts";
import { smallAccounts } from "./accounts.ts";
import type { Limits } from "./exhaustive.ts";
import { seeded } from "./synthetic.ts";

/** A random book of `least` to `most` accounts in 2 to 4 tiers, none of them empty, and a moved share to try. */
export function randomSmallBook(seed: number, most = 10, least = 4): { accounts: Accounts; share: number } {
  const random = seeded(seed);
  const n = least + Math.floor(random() * (most - least + 1));
  const tierCount = 2 + Math.floor(random() * 3);
  const amounts = (scale: number) =>
    Array.from({ length: n }, () => Math.round(Math.exp(3 * random()) * scale));
  const accounts = smallAccounts({
    tierCount,
    tier: Array.from({ length: n }, (_, i) => (i < tierCount ? i : Math.floor(random() * tierCount))),
    revenue: amounts(100),
    potential: amounts(200),
    baseRevenue: amounts(80),
    geo: Array.from(
      { length: n },
      (_, i) =>
        (i < 2 ? ["North", "East"] : ["North", "South", "East"])[i < 2 ? i : Math.floor(random() * 3)]!,
    ),
  });
  return { accounts, share: [0.3, 0.5, 0.7, 1][Math.floor(random() * 4)]! };
}

/** A random policy that a small book can meet, with the limits it means in plain numbers. */
export function randomPolicy(
  seed: number,
  accounts: Accounts,
  share: number,
): { policy: Policy; limits: Limits } {
  const random = seeded(seed * 7919 + 1);
  const { n, tierCount } = accounts;
  const sizes = countTiers(accounts.tier, tierCount);
  const step = [1, 1, 2, "free"][Math.floor(random() * 4)] as number | "free";
  const held = random() < 0.4 ? [Math.floor(random() * n)] : [];
  const heldTier = random() < 0.25 ? Math.floor(random() * tierCount) : -1;
  const scope = random() < 0.3 ? ["Geo_Entity:North|East"] : [];
  const south = accounts.geo.values.indexOf("South");
  const fixed = (i: number) =>
    held.includes(i) ||
    accounts.tier[i] === heldTier ||
    (scope.length > 0 && accounts.geo.codes[i] === south);
  const policy: Policy = {
    maxMovedShare: share,
    maxTierStep: step,
    hold: [
      ...held.map((i) => accountId(accounts, i)),
      ...(heldTier < 0 ? [] : [`tier:${tierLetter(heldTier)}`]),
    ],
    scope,
    strategicTiers: [1, "top:0.5", "revenue:0.6", "pi:0.5", "A,B"][Math.floor(random() * 5)]!,
    coefficients: { tpa: random(), sfi: random(), tci: random() },
  };
  const limits = {
    sizes,
    moves: Math.floor(share * n + 1e-9),
    step: step === "free" ? n : step,
    fixed,
  };
  if (random() < 0.6) return { policy, limits };
  const asked = reachableSizes(accounts, limits, random);
  const tierSizes = Object.fromEntries(asked.map((size, k) => [tierLetter(k), size]));
  return { policy: { ...policy, tierSizes }, limits: { ...limits, sizes: asked } };
}

/** Sizes after some of the accounts that may move have gone to a neighbouring tier: any step reaches them. */
function reachableSizes(accounts: Accounts, limits: Limits, random: () => number): number[] {
  const sizes = [...limits.sizes];
  let left = limits.moves;
  for (let i = 0; i < accounts.n && left > 0; i++) {
    const from = accounts.tier[i]!;
    const to = from + (random() < 0.5 ? 1 : -1);
    if (random() < 0.5 || limits.fixed?.(i) || to < 0 || to >= accounts.tierCount) continue;
    sizes[from]!--;
    sizes[to]!++;
    left--;
  }
  return sizes;
}
