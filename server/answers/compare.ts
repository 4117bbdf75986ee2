import type { Comparison, Kpis, Plan } from "../../tiering/index.ts";
import type { RunPlan } from "../story.ts";
import type { JobOptions } from "../worker/pool.ts";
import { type PlanLinks, planLinks } from "./links.ts";

/** One of the results that stand side by side. */
export interface ScenarioRun {
  readonly plan: Plan;
  readonly kpis: Kpis;
  /** Accounts that left their tier. */
  readonly moved: number;
  /** Accounts in each tier, the highest first. */
  readonly sizes: readonly number[];
  /** Business rules that it does not keep. */
  readonly broken: readonly string[];
  readonly links: PlanLinks | null;
}

/** Results side by side. */
export interface Scenarios {
  readonly runs: readonly ScenarioRun[];
  /** Accounts whose tier differs between two of the runs; shape [runs][runs]. */
  readonly differing: readonly (readonly number[])[];
}

/** Runs plans one after the other and puts their results side by side. O(N) for each pair of them. */
export async function compareScenarios(
  runPlan: RunPlan,
  plans: readonly Plan[],
  options: JobOptions,
): Promise<Scenarios> {
  const results = [];
  for (const plan of plans) results.push(await runPlan(plan, options));
  const runs = results.map(({ summary }, at): ScenarioRun => {
    const plan = plans[at]!;
    return {
      plan,
      kpis: summary.kpis.after,
      moved: summary.moved.count,
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

/** Methods and segmentations as a Markdown table. */
export function comparisonText({ methods, segmentations }: Comparison): string {
  const decimal = (value: number | null) => (value === null ? "–" : value.toFixed(3));
  const rows = [...methods, ...segmentations].map(({ name, kpis, moved }) => [
    name,
    ...[kpis.composite, kpis.tpa, kpis.tciPi, kpis.tciRev, kpis.sfi].map(decimal),
    moved === null ? "–" : moved.toLocaleString("en"),
  ]);
  const head = ["method", "composite", "TPA", "TCI_PI", "TCI_REV", "SFI", "moved"];
  const ruler = head.map((_, at) => (at === 0 ? "---" : "---:"));
  return [head, ruler, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
