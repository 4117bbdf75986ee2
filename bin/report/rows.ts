import type { ComparedSegmentation, Comparison, Kpis } from "../../tiering/index.ts";
import { PUBLISHED_METHODS, PUBLISHED_SEGMENTATIONS, type PublishedRow } from "./published.ts";

/** A row of the report: what was computed, and what was published where anything was. */
export interface ReportRow {
  readonly name: string;
  readonly kpis: Kpis;
  readonly silhouette: number | null;
  readonly sizes: readonly number[];
  readonly moved: number | null;
  /** Share of the accounts in no tier. */
  readonly unassigned: number;
  readonly published: PublishedRow | null;
}

/** The rows of a comparison with the exact silhouette of each segmentation, in order. */
export function reportRows(
  comparison: Comparison,
  silhouettes: readonly (number | null)[],
): { readonly methods: ReportRow[]; readonly segmentations: ReportRow[] } {
  return {
    methods: comparison.methods.map((row) => ({
      ...row,
      silhouette: null,
      unassigned: 0,
      published: PUBLISHED_METHODS[row.method],
    })),
    segmentations: comparison.segmentations.map((row, at) => ({
      ...row,
      silhouette: silhouettes[at]!,
      unassigned: row.unassigned.share,
      published: PUBLISHED_SEGMENTATIONS.get(publishedKey(row)) ?? null,
    })),
  };
}

function publishedKey({ options }: ComparedSegmentation): string {
  return options.algorithm === "hdbscan" ? "hdbscan" : `${options.algorithm} ${options.k} ${options.policy}`;
}
