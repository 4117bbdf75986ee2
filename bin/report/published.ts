import type { Kpis, Method } from "../../tiering/index.ts";

/** Figures of a published row; the article prints no composite for clusterings. */
export interface PublishedRow extends Partial<Omit<Kpis, "composite">> {
  readonly composite?: number;
  readonly silhouette?: number;
  readonly moved?: number;
}

/** The article's figures for the methods, on 50,000 accounts; `hybrid` is the public service's own greedy search. */
export const PUBLISHED_METHODS: Readonly<Record<Method, PublishedRow>> = {
  baseline: { composite: 0.5804, tpa: 0.259, tciPi: 0.222, tciRev: 0.469, sfi: 0.807, moved: 0 },
  direct: { composite: 0.8105, tpa: 0.83, tciPi: 0.536, tciRev: 0.397, sfi: 0.686, moved: 20_864 },
  kpi: { composite: 0.763, tpa: 0.721, tciPi: 0.492, tciRev: 0.452, sfi: 0.65, moved: 20_864 },
  hybrid: { composite: 0.6512, tpa: 0.299, tciPi: 0.345, tciRev: 0.525, sfi: 0.816, moved: 2_618 },
};

/** The article's figures for clusterings, by algorithm, K and tier policy (HDBSCAN by algorithm alone). */
export const PUBLISHED_SEGMENTATIONS: ReadonlyMap<string, PublishedRow> = new Map([
  ["ward 4 v1", { tpa: 0.31, tciPi: 0.461, tciRev: 0.801, sfi: 0.132, silhouette: 0.56 }],
  ["ward 4 v2", { tpa: 0.256, tciPi: 0.461, tciRev: 0.801, sfi: 0.868, silhouette: 0.56 }],
  ["ward 3 v2", { tpa: 0.303, tciPi: 0.405, tciRev: 0.672, sfi: 0.96, silhouette: 0.604 }],
  ["ward2-a 4 v1", { tpa: 0.31, tciPi: 0.516, tciRev: 0.743, sfi: 0.241, silhouette: 0.47 }],
  ["weighted-ward 5 v2", { tpa: 0.858, tciPi: 0.772, tciRev: 0.64, sfi: 0.817, silhouette: 0.145 }],
  ["kmedoids-b4 3 v1", { tpa: 0.525, tciPi: 0.173, tciRev: 0.002, sfi: 0.656, silhouette: 0.466 }],
  ["kmeans 4 v2", { tpa: 0.306, tciPi: 0.476, tciRev: 0.831, sfi: 0.332, silhouette: 0.523 }],
  ["kmeans++ 4 v2", { tpa: 0.306, tciPi: 0.476, tciRev: 0.831, sfi: 0.332, silhouette: 0.523 }],
  ["hdbscan", { tpa: 0.044, tciPi: 0.004, tciRev: 0.062, sfi: 0.719, silhouette: 0.186 }],
]);
