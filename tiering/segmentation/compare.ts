import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks, partOf } from "../hooks.ts";
import type { Kpis } from "../kpis.ts";
import { METHOD_NAMES, METHODS, type Method, type Plan } from "../plan/index.ts";
import { computeZScores } from "../potential.ts";
import { countTiers } from "../report/migration.ts";
import { runTiering } from "../run-tiering.ts";
import type { SegmentationOptions } from "./options.ts";
import type { Segmentation, SegmentationSilhouette } from "./segmentation.ts";
import { createSegmenter } from "./segmenter.ts";

/** One row of a comparison. */
export interface ComparedRow {
  /** What is compared, in words, such as `Ward K=4, v1`. */
  readonly name: string;
  readonly kpis: Kpis;
  /** Accounts by tier, the highest first. */
  readonly sizes: readonly number[];
  /** Accounts whose tier changes; null where the number of tiers differs from the baseline's. */
  readonly moved: number | null;
}

/** A tiering method in a comparison. */
export interface ComparedMethod extends ComparedRow {
  readonly method: Method;
}

/** A segmentation in a comparison. */
export interface ComparedSegmentation extends ComparedRow {
  readonly options: Segmentation["options"];
  readonly silhouette: SegmentationSilhouette | null;
  readonly allTied: Segmentation["allTied"];
  readonly unassigned: Segmentation["unassigned"];
}

/** Methods and segmentations side by side: the article's tables on a book; plain JSON. */
export interface Comparison {
  readonly accounts: number;
  /** Baseline, direct, constrained (`kpi`) and hybrid, under one plan. */
  readonly methods: readonly ComparedMethod[];
  readonly segmentations: readonly ComparedSegmentation[];
  /** Principal components kept, and the share of variance they explain; null without segmentations. */
  readonly components: Segmentation["components"] | null;
}

/** The segmentations of the article's tables, with `blend` beside the policies that depend on sort order. */
export const ARTICLE_SEGMENTATIONS: readonly SegmentationOptions[] = [
  { algorithm: "ward", k: 4, policy: "v1" },
  { algorithm: "ward", k: 4, policy: "v2" },
  { algorithm: "ward", k: 4, policy: "blend" },
  { algorithm: "ward", k: 3, policy: "v2" },
  { algorithm: "ward2-a", k: 4, policy: "v1" },
  { algorithm: "weighted-ward", k: 5, policy: "v2" },
  { algorithm: "kmedoids-b1", k: 3, policy: "v1" },
  { algorithm: "kmedoids-b2", k: 3, policy: "v1" },
  { algorithm: "kmedoids-b3", k: 3, policy: "v1" },
  { algorithm: "kmedoids-b4", k: 3, policy: "v1" },
  { algorithm: "kmeans", k: 4, policy: "v2" },
  { algorithm: "kmeans++", k: 4, policy: "v2" },
  { algorithm: "hdbscan", policy: "v2" },
];

/** Words for the algorithms. */
const NAMES: Readonly<Record<SegmentationOptions["algorithm"], string>> = {
  ward: "Ward",
  "weighted-ward": "Weighted Ward",
  "ward2-a": "Ward2-A re-allocation",
  kmeans: "K-means",
  "kmeans++": "K-means++",
  "kmedoids-b1": "K-medoids B1 (behaviour and profile)",
  "kmedoids-b2": "K-medoids B2 (numbers at weight 2)",
  "kmedoids-b3": "K-medoids B3 (with PI at weight 3)",
  "kmedoids-b4": "K-medoids B4 (behaviour only)",
  hdbscan: "HDBSCAN",
};

/**
 * Runs baseline, direct, constrained and hybrid under the plan's weights and policy, and the segmentations
 * of the list under the same weights (unless they name others), and puts their figures side by side.
 * @param take Given each segmentation as it is finished, where more than its row is wanted.
 * @throws {TieringError} for a plan or options that cannot be run, or `cancelled` by the hooks.
 */
export function compareMethods(
  accounts: Accounts,
  plan: Plan,
  list: readonly SegmentationOptions[],
  hooks: Hooks = {},
  take: (segmentation: Segmentation, row: number) => void = () => {},
): Comparison {
  const zScores = computeZScores(accounts, plan.scale);
  const steps = METHODS.length + list.length;
  const within = (step: number) => partOf(hooks, step / steps, (step + 1) / steps);
  const methods = [...METHODS]
    .reverse()
    .filter((method) => accounts.hasTiers || method === "direct")
    .map((method, step): ComparedMethod => {
      checkpoint(within(step), METHOD_NAMES[method], 0);
      // The plan's rules bind the hybrid; the others are compared as published, free of all but the yardstick.
      const { strategicTiers, coefficients } = plan.policy;
      const policy = method === "hybrid" ? plan.policy : { strategicTiers, coefficients };
      const run = runTiering(accounts, { ...plan, method, policy }, { zScores });
      return {
        name: METHOD_NAMES[method],
        method,
        kpis: run.after,
        sizes: countTiers(run.tiers, run.tierCount),
        moved: accounts.hasTiers ? countMoved(accounts, run.tiers) : null,
      };
    });
  const segmenter = list.length > 0 ? createSegmenter(accounts) : null;
  let components: Comparison["components"] = null;
  const segmentations = list.map((options, row): ComparedSegmentation => {
    const asked = { weights: plan.weights, ...options };
    const found = segmenter!.segment(asked, within(METHODS.length + row));
    components ??= found.components;
    take(found, row);
    return {
      name: nameSegmentation(found),
      options: found.options,
      kpis: found.after,
      sizes: countTiers(found.tiers, found.tierCount + 1).slice(0, found.tierCount),
      moved:
        // Where some accounts have no tier, changes would be counted over another population.
        accounts.hasTiers && found.tierCount === accounts.tierCount && found.unassigned.accounts === 0
          ? countMoved(accounts, found.tiers)
          : null,
      silhouette: found.silhouette,
      allTied: found.allTied,
      unassigned: found.unassigned,
    };
  });
  return { accounts: accounts.n, methods, segmentations, components };
}

/** A segmentation in words, such as `Ward K=4, v1`. */
export function nameSegmentation({ options, tierCount }: Segmentation): string {
  const { algorithm, alpha, beta, pcScale, policy } = options;
  const factors = algorithm === "weighted-ward" ? ` α=${alpha} β=${beta} s=${pcScale}` : "";
  return `${NAMES[algorithm]}${factors} K=${tierCount}, ${policy}`;
}

function countMoved({ tier }: Accounts, tiers: Uint8Array): number {
  let moved = 0;
  for (let i = 0; i < tier.length; i++) if (tiers[i] !== tier[i]) moved++;
  return moved;
}
