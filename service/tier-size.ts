import type { QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import { formatCount, type Plan, type Summary, tierWords } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Why a tier has as many accounts as it has: who came and left, and what of the plan lets its size change. */
export async function answerSize(
  results: Results,
  { plan, tier }: { readonly plan: Plan; readonly tier: string },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const { summary } = await results.runPlan(plan, job);
  const { distribution, migration, tiers } = summary;
  const at = tiers.findIndex((name) => name.toLowerCase() === tier.toLowerCase());
  const link = `/v1/tiers?${planToQuery(plan)}`;
  const name = tierWords(tiers[at] ?? tier);
  if (at < 0) return { kind: "size", text: `The plan has no ${name}.`, data: null, link };
  const [before, after] = [distribution.before?.[at] ?? null, distribution.after[at]!];
  if (before === null || migration === null) {
    const text = `${name} has ${formatCount(after)} accounts; the book was never tiered before, so nothing has grown or shrunk.`;
    return { kind: "size", text, data: { tier, before, after }, link };
  }
  const came = flows(tiers, at, (other) => migration[other]?.[at] ?? 0);
  const left = flows(tiers, at, (other) => migration[at]?.[other] ?? 0);
  const gain = after - before;
  const change =
    gain === 0
      ? `has not grown or shrunk: ${formatCount(after)} accounts today and under this plan`
      : `has ${formatCount(Math.abs(gain))} accounts ${gain > 0 ? "more" : "fewer"}: ${formatCount(before)} today, ${formatCount(after)} under this plan`;
  const text = `${name} ${change}. ${flowText(came, "come in", "from")}, ${flowText(left, "leave", "to")}. ${reasonOf(plan, tiers[at]!)}`;
  return { kind: "size", text, data: { tier: tiers[at]!, before, after, came, left }, link };
}

type Flows = readonly { readonly tier: string; readonly accounts: number }[];

const flows = (names: Summary["tiers"], own: number, count: (other: number) => number): Flows =>
  names.flatMap((tier, at) => (at === own || count(at) === 0 ? [] : [{ tier, accounts: count(at) }]));

function flowText(flows: Flows, verb: string, way: string): string {
  const sum = flows.reduce((sum, { accounts }) => sum + accounts, 0);
  const each = flows.map(({ accounts, tier }) => `${formatCount(accounts)} ${way} ${tier}`).join(", ");
  return `${formatCount(sum)} ${verb}${each === "" ? "" : ` (${each})`}`;
}

/** What of the plan lets a tier's size change, or keeps it. */
function reasonOf({ method, policy }: Plan, tier: string): string {
  const sizes = policy.tierSizes ?? {};
  if (tier in sizes) return "The plan sets its size.";
  if (Object.keys(sizes).length > 0)
    return "The plan sets the sizes of other tiers, which this one makes room for.";
  if (method === "kpi")
    return "The KPI method fills the tiers from the top and then keeps each account near its tier, which need not keep sizes.";
  return method === "baseline"
    ? "The plan keeps today's tiers."
    : "The plan sets no sizes, so they stay as they are.";
}
