import { computed } from "@preact/signals";
import type { MoversAnswer, StoryAnswer, TiersAnswer } from "../api/answers.ts";
import { groupColumns } from "./book.ts";
import { followResult } from "./follow-result.ts";
import { PROVEN_TO, proving } from "./proving.ts";

/** Values that a report names. */
const NAMED = 20;

const stabilityOf = followResult<TiersAnswer>(
  // Only a run with prices can be judged at other weights.
  ({ method }, query) => (method === "hybrid" ? `v1/tiers?${query}&stability=1&limit=0` : null),
  { restMs: 600, long: true },
);
const moversOf = followResult<MoversAnswer>(
  (_, query) => {
    const column = groupColumns.value[0]?.name;
    const by = column === undefined ? "" : `&${new URLSearchParams({ column, limit: String(NAMED) })}`;
    return `v1/movers?${query}${by}`;
  },
  { restMs: 250, long: false },
);
const storyOf = followResult<StoryAnswer>((_, query) => `v1/story?${query}`, { restMs: 600, long: true });
/** The same with the bound of the proof, once there is one: the story agrees with the card. */
const provenStoryOf = followResult<StoryAnswer>(
  (_, query) => (proving.value.proof === null ? null : `v1/story?${query}&bound=${PROVEN_TO}`),
  { restMs: 0, long: true },
);

/** How firmly the moves stand where a weight changes. */
export const stability = computed(() => stabilityOf.answer.value?.summary.stability ?? null);

/** Who moves, in all and by the book's first grouping. */
export const movers = computed(() => moversOf.answer.value?.movers ?? null);

/** The result in words, with the facts in them; null while what they say of the bound is not what the card says. */
export const story = computed(
  () => (proving.value.proof === null ? storyOf : provenStoryOf).answer.value?.story ?? null,
);

/** Begins to ask. */
export function followInBackground(): void {
  for (const followed of [moversOf, storyOf, stabilityOf, provenStoryOf]) followed.start();
}
