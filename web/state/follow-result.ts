import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Plan } from "../../tiering/index.ts";
import { getJson } from "../api/call.ts";
import { planToQuery } from "../words/query.ts";
import { session } from "./session.ts";
import { inTurn } from "./turns.ts";

/** An answer about the result that is shown. */
export interface Followed<T> {
  /** Null until it is there, and where there is none to be had. */
  readonly answer: ReadonlySignal<T | null>;
  /** Asks from now on, for every result that is looked at for a while. */
  start(): void;
}

/**
 * Follows the result that is shown with a question about it, asked once the result has stood still for
 * `restMs`; a long one waits its turn. `pathOf` gives the address for a plan and its query; null where there is nothing to ask.
 */
export function followResult<T>(
  pathOf: (plan: Plan, query: string) => string | null,
  { restMs, long }: { readonly restMs: number; readonly long: boolean },
): Followed<T> {
  const latest = signal<{ readonly path: string; readonly answer: T } | null>(null);
  const wanted = computed(() => {
    const result = session.result.value;
    if (result === null || result.summary.moved === null) return null;
    return pathOf(result.plan, planToQuery(result.plan).toString());
  });
  return {
    answer: computed(() =>
      latest.value !== null && latest.value.path === wanted.value ? latest.value.answer : null,
    ),
    start() {
      effect(() => {
        const path = wanted.value;
        if (path === null || path === latest.peek()?.path) return;
        const left = new AbortController();
        const timer = setTimeout(() => {
          const ask = () =>
            getJson<T>(path, left.signal)
              .then((answer) => {
                latest.value = { path, answer };
              })
              // What is shown says nothing of it then; the run itself tells what is wrong.
              .catch(() => undefined);
          if (long) inTurn(ask, left.signal);
          else void ask();
        }, restMs);
        return () => {
          clearTimeout(timer);
          left.abort();
        };
      });
    },
  };
}
