import type { Scenarios } from "../contract/compare.ts";
import type { Kpis, Plan } from "../tiering/index.ts";
import { planLinks } from "./links.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/**
 * Runs plans one after the other and puts their results side by side, each by its own yardstick and all by the
 * first one's. O(N) for each pair of them.
 */
export async function comparePlans(
  { runPlan, findOfRun }: Pick<Results, "runPlan" | "findOfRun">,
  plans: readonly Plan[],
  options: JobOptions,
): Promise<Scenarios> {
  const results = [];
  const measured: Kpis[] = [];
  for (const plan of plans) {
    results.push(await runPlan(plan, options));
    measured.push(await findOfRun("measured", plans[0]!, {}, { ...options, before: plan }));
  }
  const runs = results.map(({ summary }, at) => {
    const plan = plans[at]!;
    return {
      plan,
      kpis: summary.kpis.after,
      measured: measured[at]!,
      moved: summary.moved?.count ?? 0,
      sizes: summary.distribution.after,
      broken: summary.rules.filter(({ kept }) => !kept).map(({ rule }) => rule),
      links: planLinks(plan),
    };
  });
  const tiers = results.map(({ run }) => run.tiers);
  const before = results[0]?.summary.kpis.before ?? null;
  return { runs, before, differing: tiers.map((a) => tiers.map((b) => countDiffering(a, b))) };
}

function countDiffering(a: Uint8Array, b: Uint8Array): number {
  if (a === b) return 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
