import {
  type Accounts,
  type Kpis,
  kpisOfSums,
  measure,
  sumTiers,
  type Yardstick,
} from "../../../tiering/index.ts";

/** Pairs that one phase tries for each boundary, as the published search bounds its work. */
const TRIED = 20_000;

/**
 * The published kind of search, for comparison: four phases of greedy swaps across the tiers' boundaries,
 * each swap kept where the composite rises. The phases order the accounts by potential, by revenue, by
 * rank per unit of revenue, and by both together. Written so that a swap is judged in O(K): the tiers'
 * sums are updated, no table is walked.
 */
export function greedySwaps(
  accounts: Accounts,
  potential: Float64Array,
  yardstick: Yardstick,
  moves: number,
): { tiers: Uint8Array; kpis: Kpis; evaluations: number } {
  const { tierCount } = accounts;
  const measures = measure(potential, accounts.revenue);
  const tiers = accounts.tier.slice();
  const sums = sumTiers(measures, tiers, tierCount);
  let kpis = kpisOfSums(measures, sums, yardstick);
  let left = moves;
  let evaluations = 0;
  const { rank } = measures;
  const pi = measures.pi.values;
  const revenue = measures.revenue.values;
  const piScale = Math.sqrt(measures.pi.squares);
  const revenueScale = Math.sqrt(measures.revenue.squares);
  const phases: ((i: number) => number)[] = [
    (i) => pi[i]!,
    (i) => revenue[i]!,
    (i) => rank[i]!,
    (i) => pi[i]! / piScale + revenue[i]! / revenueScale,
  ];
  const exchange = (up: number, down: number, high: number, sign: 1 | -1) => {
    for (const [sum, values] of [
      [sums.rank, rank],
      [sums.pi, pi],
      [sums.revenue, revenue],
    ] as const) {
      const gain = sign * (values[up]! - values[down]!);
      sum[high]! += gain;
      sum[high + 1]! -= gain;
    }
  };
  for (const score of phases) {
    for (let high = 0; high + 1 < tierCount; high++) {
      const stay = [...tiers.keys()].filter((i) => tiers[i] === accounts.tier[i]);
      const down = stay.filter((i) => tiers[i] === high).sort((a, b) => score(a) - score(b));
      const up = stay.filter((i) => tiers[i] === high + 1).sort((a, b) => score(b) - score(a));
      for (let p = 0; p < Math.min(down.length, up.length, TRIED) && left >= 2; p++) {
        if (score(up[p]!) <= score(down[p]!)) break;
        exchange(up[p]!, down[p]!, high, 1);
        evaluations++;
        const tried = kpisOfSums(measures, sums, yardstick);
        if (tried.composite <= kpis.composite) {
          exchange(up[p]!, down[p]!, high, -1);
          continue;
        }
        kpis = tried;
        tiers[up[p]!] = high;
        tiers[down[p]!] = high + 1;
        left -= 2;
      }
    }
  }
  return { tiers, kpis, evaluations };
}
