import { computed, effect } from "@preact/signals";
import { type Certificate, tightened } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { planToQuery } from "../words/query.ts";
import { session } from "./session.ts";
import { createTask } from "./task.ts";
import { inTurn } from "./turns.ts";

/** The gap that branch and bound is asked to close, relative to the composite; reports and the story are asked for it too. */
export const PROVEN_TO = 0.001;

/** Lets a drag come to rest: a proof takes seconds. */
const REST_MS = 900;

const task = createTask<TiersAnswer>();

/** The address of the proof of a result, and of the proof's own tiers. */
const pathOf = (query: string) => `v1/tiers?${query}&prove=${PROVEN_TO}&limit=0`;
export const provenCsv = (query: string) => address(`v1/tiers.csv?${query}&prove=${PROVEN_TO}`);

/** The proof that the result shown is in want of; null where its quick bound will do, or it has none. */
const wanted = computed(() => {
  const result = session.result.value;
  const certificate = result?.summary.certificate ?? null;
  if (result === null || certificate === null || (certificate.gap !== null && certificate.gap <= PROVEN_TO))
    return null;
  return pathOf(planToQuery(result.plan).toString());
});

/** How sure the result that is shown is to be the best possible. */
export interface Proving {
  /** Null while it is sought, and where it could not be had. */
  readonly proof: Certificate | null;
  readonly seeking: boolean;
}

/** The proof of the result that is shown. */
export const proving = computed<Proving>(() => {
  const plan = session.result.value?.plan;
  const { path, answer, progress } = task.state.value;
  const current = plan !== undefined && path === pathOf(planToQuery(plan).toString());
  return current
    ? { proof: answer?.summary.certificate ?? null, seeking: progress !== null }
    : { proof: null, seeking: wanted.value !== null };
});

/** How far the result shown can be from the best possible one, by its quick bound or, once it is there, its proof. */
export const certificate = computed<Certificate | null>(() => {
  const summary = session.result.value?.summary;
  const own = summary?.certificate ?? null;
  const { proof } = proving.value;
  return own === null || proof === null ? own : tightened(own, proof, summary!.kpis);
});

/** Proves every result that is looked at for a while, in the background. */
export function proveInBackground(): void {
  effect(() => {
    const path = wanted.value;
    const { path: asked, answer } = task.state.peek();
    // A proof that was given up for another result is begun again.
    if (path === null || (path === asked && answer !== null)) return;
    const left = new AbortController();
    const timer = setTimeout(() => inTurn(() => task.start(path), left.signal), REST_MS);
    return () => {
      clearTimeout(timer);
      left.abort();
      task.stop();
    };
  });
}
