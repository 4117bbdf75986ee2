import type { Plan } from "../../tiering/index.ts";
import type { Service } from "../service.ts";
import type { JobOptions } from "../workers/lane.ts";

/** What a hybrid moves where its plan says nothing. */
const USUAL_SHARE = 0.05;

/**
 * The disruption frontier of a plan with the coverage of its tiers beside it: instant coverages of the tiers at
 * `points` budgets up to the plan's own, the first without any move.
 */
export async function coverageFrontier(
  service: Pick<Service, "runPlan" | "coverage">,
  { plan, points }: { readonly plan: Plan; readonly points: number },
  job: JobOptions,
) {
  const most = plan.policy.maxMovedShare ?? USUAL_SHARE;
  const made = [];
  for (let k = 0; k < points; k++) {
    const maxMovedShare = (most * k) / (points - 1);
    const budgeted: Plan = { ...plan, policy: { ...plan.policy, maxMovedShare } };
    const { summary: tiering } = await service.runPlan(budgeted, job);
    const asked = { plan: budgeted, ask: {}, args: { offset: 0, limit: 0 } };
    const { summary } = await service.coverage.perform("cover", asked, job);
    job.onProgress?.({
      phase: `Coverage at ${(100 * maxMovedShare).toFixed(1)} % moved`,
      share: (k + 1) / points,
    });
    const { covered, coveredWhitespace, gap, geos, kept, whitespace } = summary;
    const tiers = geos[0]?.coveredByTier.length ?? 0;
    made.push({
      maxMovedShare,
      moved: tiering.moved?.count ?? null,
      composite: tiering.kpis.after.composite,
      covered,
      coveredWhitespace,
      whitespace,
      coveredByTier: Array.from({ length: tiers }, (_, t) =>
        geos.reduce((sum, { coveredByTier }) => sum + coveredByTier[t]!, 0),
      ),
      kept,
      gap,
    });
  }
  return made;
}
