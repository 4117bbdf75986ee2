import type { PlanLinks } from "../contract/identity.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Plan } from "../tiering/index.ts";

/** Longest query that a link may have: a URL must fit into the headers that servers and proxies take. */
const LONGEST = 6_000;

/** Links of a plan; null where its query is too long for a URL (thousands of held accounts). */
export function planLinks(plan: Plan, prove?: number): PlanLinks | null {
  const query = `${planToQuery(plan)}${prove === undefined ? "" : `&prove=${prove}`}`;
  return query.length > LONGEST ? null : { csv: `/v1/tiers.csv?${query}`, summary: `/v1/tiers?${query}` };
}

/** What every explanation of a plan begins with. */
export function planFacts(plan: Plan) {
  return { plan, links: planLinks(plan) };
}
