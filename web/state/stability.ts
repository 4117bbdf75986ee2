import { computed, effect, signal } from "@preact/signals";
import type { Summary } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { planToQuery } from "../words/query.ts";
import { session } from "./session.ts";

/** Lets a drag come to rest: judging every move at other weights takes longer than the run. */
const REST_MS = 600;

const judged = signal<{ readonly query: string; readonly stability: Summary["stability"] } | null>(null);

/** The result that moves are judged of; null where the method has no prices to judge at. */
const wanted = computed(() => {
  const plan = session.result.value?.plan ?? null;
  return plan?.method === "hybrid" ? planToQuery(plan).toString() : null;
});

/** How firmly the moves of the result that is shown stand where a weight changes; null until it is known. */
export const stability = computed(() =>
  judged.value !== null && judged.value.query === wanted.value ? judged.value.stability : null,
);

/** Judges every result that is looked at for a while, in the background. */
export function judgeInBackground(): void {
  effect(() => {
    const query = wanted.value;
    if (query === null || query === judged.peek()?.query) return;
    const left = new AbortController();
    const timer = setTimeout(() => {
      getJson<TiersAnswer>(`v1/tiers?${query}&stability=1&limit=0`, left.signal)
        .then(({ summary }) => {
          judged.value = { query, stability: summary.stability };
        })
        // Without it the card says nothing of stability; what else fails is told where it is asked for.
        .catch(() => undefined);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  });
}
