import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { checkpoint, type Hooks, isOutOfTime, partOf, stoppedWith } from "../hooks.ts";
import { cut, type Dendrogram } from "./dendrogram.ts";
import { distinctPoints } from "./distinct-points.ts";
import { hdbscan } from "./hdbscan/hdbscan.ts";
import { keepLast } from "./keep-last.ts";
import { kmeans } from "./kmeans/kmeans.ts";
import { type BehaviourVariant, behaviourTable } from "./kmedoids/behaviour.ts";
import { kmedoids } from "./kmedoids/clara.ts";
import { numberByFirstRow } from "./labels.ts";
import type { Matrix } from "./matrix.ts";
import { invalid } from "./option-checks.ts";
import { type ResolvedSegmentation, resolveOptions, type SegmentationOptions } from "./options.ts";
import { profileClusters } from "./profiles.ts";
import { reallocateToStrategic } from "./reallocate.ts";
import { assignedKpis, type Segmentation, type SegmentationSilhouette, topTierMask } from "./segmentation.ts";
import { silhouette as exactSilhouette } from "./silhouette/exact.ts";
import { sampledSilhouette } from "./silhouette/sampled.ts";
import { requireAccounts, type SegmentationSpace, segmentationSpace, weightedPoints } from "./space.ts";
import { clusterTierNames } from "./tier-names.ts";
import { tiersOfClusters, totalClusters } from "./tier-policy.ts";
import { ward } from "./ward/ward.ts";

/** Segments one book; keeps what several segmentations share. */
export interface Segmenter {
  /**
   * Clusters the accounts, makes tiers of the clusters and judges them.
   * @throws {TieringError} `invalid-argument`, `invalid-weights`, or `cancelled` by the hooks.
   */
  segment(options: SegmentationOptions, hooks?: Hooks): Segmentation;
  /** The points in which the silhouette of these options is measured: n × components. */
  scores(options: SegmentationOptions): Matrix;
}

/** Clusters of the accounts, and what was reached where the time was over before the end. */
interface Clustering {
  readonly labels: Int32Array;
  readonly reached: string | null;
}

const whole = (labels: Int32Array): Clustering => ({ labels, reached: null });

/** Accounts in a sampled silhouette. */
const SILHOUETTE_SAMPLE = 2000;

/** Part of the time that clustering takes beside the silhouette, for progress. */
const CLUSTERING_SHARE = 0.6;

/** Most clusters that have a letter. */
const MOST_TIERS = 26;

/**
 * Creates a segmenter. It keeps the last space, Ward tree, labels and silhouette, so that another K of the
 * same tree or another tier policy for the same clusters costs next to nothing.
 * @throws {TieringError} `invalid-argument` for a book without accounts.
 */
export function createSegmenter(accounts: Accounts): Segmenter {
  requireAccounts(accounts);
  const { n, revenue } = accounts;
  const spaces = keepLast<SegmentationSpace>(1);
  const trees = keepLast<Dendrogram>(2);
  const labelings = keepLast<Clustering>(2);
  const silhouettes = keepLast<SegmentationSilhouette | null | undefined>(16);

  const spaceOf = (o: ResolvedSegmentation, hooks: Hooks = {}) =>
    spaces([o.weights, o.varianceShare], () => segmentationSpace(accounts, o, hooks));

  function treeOf(o: ResolvedSegmentation, hooks: Hooks): { points: Matrix; tree: Dendrogram } {
    const space = spaceOf(o);
    const weighted = o.algorithm === "weighted-ward";
    const points = weighted ? weightedPoints(accounts, space, o) : space.scores;
    const key = [o.weights, o.varianceShare, weighted && [o.alpha, o.beta, o.pcScale]];
    return { points, tree: trees(key, () => ward(points, hooks)) };
  }

  function cluster(o: ResolvedSegmentation, hooks: Hooks): Clustering {
    if (o.algorithm === "hdbscan") return whole(hdbscan(spaceOf(o).scores, o, hooks));
    const k = o.k!;
    if (o.algorithm === "kmeans" || o.algorithm === "kmeans++") {
      const { scores } = spaceOf(o);
      requireDistinct(distinctPoints(scores.values, n, scores.d).count, k);
      const seeding = o.algorithm === "kmeans" ? "random" : "spread";
      const {
        labels,
        descents,
        whole: ended,
      } = kmeans(scores, { k, seeding, starts: o.starts, seed: o.seed }, hooks);
      const reached = `${descents} of ${o.starts} starts${ended ? "" : ", the last one cut off"}`;
      return { labels, reached: descents === o.starts && ended ? null : reached };
    }
    if (o.algorithm.startsWith("kmedoids")) {
      const variant = o.algorithm.slice(-2) as BehaviourVariant;
      const table = behaviourTable(accounts, spaceOf(o).potential, variant);
      requireDistinct(n, k);
      const { labels, medoids, samples, wanted } = kmedoids(table, { k, seed: o.seed }, hooks);
      requireDistinct(medoids.length, k);
      return { labels, reached: samples === wanted ? null : `${samples} of ${wanted} samples` };
    }
    const { points, tree } = treeOf(o, hooks);
    requireDistinct(distinctPoints(points.values, n, points.d).count, k);
    return whole(cut(tree, k));
  }

  /** The silhouette; undefined where the time was over before it was measured. */
  function judgeInTime(o: ResolvedSegmentation, labels: Int32Array, hooks: Hooks) {
    const shouldStop = () => hooks.shouldStop?.() === true || isOutOfTime(hooks);
    try {
      return judge(o, labels, { ...hooks, shouldStop });
    } catch (error) {
      const cancelled = error instanceof TieringError && error.code === "cancelled";
      if (cancelled && hooks.shouldStop?.() !== true) return undefined;
      throw error;
    }
  }

  function judge(o: ResolvedSegmentation, labels: Int32Array, hooks: Hooks): SegmentationSilhouette | null {
    const { scores } = spaceOf(o);
    if (o.silhouette === "none") return null;
    if (o.silhouette === "exact") {
      const { mean } = exactSilhouette(scores, labels, hooks);
      return { mean, standardError: 0, accounts: mean === null ? 0 : labels.filter((c) => c >= 0).length };
    }
    const options = { size: SILHOUETTE_SAMPLE, seed: o.seed };
    const { mean, standardError, size } = sampledSilhouette(scores, labels, options, hooks);
    return { mean, standardError, accounts: size };
  }

  function segment(options: SegmentationOptions, hooks: Hooks = {}): Segmentation {
    checkpoint(hooks, "Segmentation", 0);
    const o = resolveOptions(options, n, defaultClusters(accounts));
    const space = spaceOf(o, hooks);
    const { potential } = space;
    // What the clusters depend on: all but the tier policy and how they are judged.
    const { policy, policyWeights, strategicTiers, silhouette: _, ...clustering } = o;
    const clustered = labelings(
      clustering,
      () => cluster(o, partOf(hooks, 0, CLUSTERING_SHARE)),
      ({ reached }) => reached === null,
    );
    let { labels } = clustered;
    const clusterCount = labels.reduce((most, label) => Math.max(most, label + 1), 0);
    if (clusterCount > MOST_TIERS) {
      throw invalid("minClusterSize", `${o.minClusterSize}`, `more, since it makes ${clusterCount} clusters`);
    }
    let totals = totalClusters(labels, clusterCount, potential, revenue);
    const ranked = tiersOfClusters(totals, policy, policyWeights);
    let { tierOf } = ranked;
    let tiers: Uint8Array = Uint8Array.from(labels, (label) => (label < 0 ? clusterCount : tierOf[label]));
    if (o.algorithm === "ward2-a") {
      tiers = reallocateToStrategic(tiers, Math.min(strategicTiers, clusterCount), potential, revenue);
      // The tiers are the clusters now; one may have been emptied.
      labels = numberByFirstRow(Int32Array.from(tiers));
      const firstRows = [...new Set(labels)].map((label) => labels.indexOf(label));
      tierOf = Int32Array.from(firstRows, (row) => tiers[row]);
      totals = totalClusters(labels, tierOf.length, potential, revenue);
    }
    const strategic = topTierMask(strategicTiers, clusterCount);
    const tierNames = clusterTierNames(accounts, clusterCount);
    const judged = {
      ...clustering,
      ...(o.algorithm === "ward2-a" && { policy, policyWeights, strategicTiers }),
    };
    const silhouette = silhouettes(
      [judged, clustered.reached, o.silhouette],
      () => judgeInTime(o, labels, partOf(hooks, CLUSTERING_SHARE, 1)),
      (value) => value !== undefined && clustered.reached === null,
    );
    const left = [clustered.reached, silhouette === undefined ? "the silhouette was not measured" : null];
    const reached = left.filter((part) => part !== null).join("; ") || null;
    const total = revenue.reduce((sum, value) => sum + value, 0);
    const noise = totalClusters(
      labels.map((label) => (label < 0 ? 0 : -1)),
      1,
      potential,
      revenue,
    );
    return {
      options: { ...o, weights: space.weights },
      labels,
      tierCount: clusterCount,
      tierNames,
      tiers,
      potential,
      strategic,
      before: accounts.hasTiers
        ? assignedKpis(accounts, potential, accounts.tier, topTierMask(strategicTiers, accounts.tierCount))
        : null,
      after: assignedKpis(accounts, potential, tiers, strategic),
      allTied: ranked.allTied,
      silhouette: silhouette ?? null,
      clusters: profileClusters(labels, totals, tierOf, tierNames, space, total),
      unassigned: {
        accounts: noise.size[0],
        share: noise.size[0] / n,
        revenueShare: total > 0 ? noise.totalRevenue[0] / total : null,
      },
      components: {
        kept: space.scores.d,
        explained: space.explained.subarray(0, space.scores.d).reduce((sum, share) => sum + share, 0),
      },
      notes: space.notes,
      stopped: stoppedWith(hooks, reached),
    };
  }

  return {
    segment,
    scores: (options) => spaceOf(resolveOptions(options, n, defaultClusters(accounts))).scores,
  };
}

/**
 * Segments a book once; see {@link createSegmenter} for several segmentations of one book.
 * @throws {TieringError} `invalid-argument`, `invalid-weights`, or `cancelled` by the hooks.
 */
export function segment(accounts: Accounts, options: SegmentationOptions, hooks: Hooks = {}): Segmentation {
  return createSegmenter(accounts).segment(options, hooks);
}

/** Clusters where no number is asked for: as many as the book has tiers, four without. */
function defaultClusters({ hasTiers, tierCount }: Accounts): number {
  return hasTiers && tierCount > 1 ? tierCount : 4;
}

function requireDistinct(count: number, k: number): void {
  if (k > count) throw invalid("k", `${k}`, `at most ${count}, the number of distinct accounts`);
}
