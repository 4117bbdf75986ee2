import type { SegmentationSummary, Weights } from "../../tiering/index.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { createStore } from "../state/store.ts";

/** How customers shall be grouped. */
export interface GroupingWish {
  readonly algorithm: string;
  /** Number of groups; HDBSCAN finds its own. */
  readonly k: number;
  readonly policy: string;
}

/** The natural groups, or the way to them; it outlives the view. */
interface Grouping {
  readonly wish: GroupingWish;
  readonly progress: RunProgress | null;
  readonly summary: SegmentationSummary | null;
  /** Query of the summary shown. */
  readonly query: string;
  readonly trouble: Trouble | null;
}

export const grouping = createStore<Grouping>({
  wish: { algorithm: "ward", k: 4, policy: "v1" },
  progress: null,
  summary: null,
  query: "",
  trouble: null,
});

let leaving: AbortController | null = null;

/** Stops the grouping that is on its way. */
export function stopGrouping(): void {
  leaving?.abort();
}

/** Groups the accounts, telling how far it has come. */
export async function group(wish: GroupingWish, weights: Weights): Promise<void> {
  stopGrouping();
  const query = new URLSearchParams({ algorithm: wish.algorithm, policy: wish.policy });
  if (wish.algorithm !== "hdbscan") query.set("k", String(wish.k));
  for (const [signal, weight] of Object.entries(weights)) if (weight > 0) query.set(signal, String(weight));
  await follow(query.toString());
}

async function follow(query: string): Promise<void> {
  const controller = new AbortController();
  leaving = controller;
  grouping.set({ progress: { phase: "Starting", share: 0 }, trouble: null });
  try {
    const response = await fetch(`v1/segmentations?${query}`, {
      headers: { accept: "text/event-stream" },
      signal: controller.signal,
    });
    const { segmentation } = await followAnswer<{ segmentation: SegmentationSummary }, unknown>(response, {
      onProgress: (progress) => grouping.set({ progress }),
    });
    grouping.set({ summary: segmentation, query, progress: null });
  } catch (error) {
    if (leaving === controller) grouping.set({ progress: null, trouble: troubleOf(error) });
  } finally {
    if (leaving === controller) leaving = null;
  }
}

/** Shows groups that were found elsewhere: by a message. */
export function showGroups(summary: SegmentationSummary, query: string): void {
  const { algorithm, k, policy } = summary.options;
  grouping.set({
    wish: { algorithm, k: k ?? grouping.get().wish.k, policy },
    summary,
    query,
    progress: null,
    trouble: null,
  });
}
