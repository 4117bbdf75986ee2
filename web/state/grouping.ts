import { signal } from "@preact/signals";
import type { SegmentationSummary, Weights } from "../../tiering/index.ts";
import { createTask } from "./task.ts";

/** How customers shall be grouped. */
export interface GroupingWish {
  readonly algorithm: string;
  /** Number of groups; HDBSCAN finds its own. */
  readonly k: number;
  readonly policy: string;
}

/** What the form of the groups says. */
export const groupingWish = signal<GroupingWish>({ algorithm: "ward", k: 4, policy: "v1" });

/** The natural groups, or the way to them. */
export const grouping = createTask<{ readonly segmentation: SegmentationSummary }>();

const PATH = "v1/segmentations?";

/** Groups the accounts, telling how far it has come. */
export function group(wish: GroupingWish, weights: Weights): void {
  const query = new URLSearchParams({ algorithm: wish.algorithm, policy: wish.policy });
  if (wish.algorithm !== "hdbscan") query.set("k", String(wish.k));
  for (const [name, weight] of Object.entries(weights)) if (weight > 0) query.set(name, String(weight));
  void grouping.start(PATH + query);
}

/** Shows groups that were found elsewhere: by a message. */
export function showGroups(segmentation: SegmentationSummary, query: string): void {
  const { algorithm, k, policy } = segmentation.options;
  groupingWish.value = { algorithm, k: k ?? groupingWish.value.k, policy };
  grouping.show(PATH + query, { segmentation });
}
