import type { Scenarios } from "../contract/compare.ts";
import type { Plan } from "../tiering/index.ts";
import { planLinks } from "./links.ts";
import type { RunPlan } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Runs plans one after the other and puts their results side by side. O(N) for each pair of them. */
export async function comparePlans(
  runPlan: RunPlan,
  plans: readonly Plan[],
  options: JobOptions,
): Promise<Scenarios> {
  const results = [];
  for (const plan of plans) results.push(await runPlan(plan, options));
  const runs = results.map(({ summary }, at) => {
    const plan = plans[at]!;
    return {
      plan,
      kpis: summary.kpis.after,
      moved: summary.moved?.count ?? 0,
      sizes: summary.distribution.after,
      broken: summary.rules.filter(({ kept }) => !kept).map(({ rule }) => rule),
      links: planLinks(plan),
    };
  });
  const tiers = results.map(({ run }) => run.tiers);
  return { runs, differing: tiers.map((a) => tiers.map((b) => countDiffering(a, b))) };
}

function countDiffering(a: Uint8Array, b: Uint8Array): number {
  if (a === b) return 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
