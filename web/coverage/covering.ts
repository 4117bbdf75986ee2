import { computed, signal } from "@preact/signals";
import type { CoverageBody } from "../../contract/coverage.ts";
import { DEFAULT_COVERAGE_WEIGHTS, type OwnerChange } from "../../tiering/index.ts";
import { getJson } from "../api/call.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";
import type { CoverageAnswer, SellersAnswer } from "./answers.ts";
import { askOf, type Decision, rulesOf, type Wish } from "./ask.ts";

/** Changes that are listed at once. */
export const SHOWN = 8;

/** Which changes are looked at. */
export interface Queue {
  readonly kind: OwnerChange["kind"];
  readonly offset: number;
}

/** What is asked; it outlives the tab. */
export const wish = signal<Wish>({
  own: null,
  weights: DEFAULT_COVERAGE_WEIGHTS,
  prove: null,
  decisions: {},
});
export const queue = signal<Queue>({ kind: "moved", offset: 0 });

/** The sellers that the server has; null until they are told. */
export const onFile = signal<SellersAnswer | null>(null);

/** The sellers to cover the book with. */
export const force = computed(() => wish.value.own ?? onFile.value);

/** What was answered last, and what is on its way. */
export const covering = signal<{
  readonly answer: CoverageAnswer | null;
  readonly progress: RunProgress | null;
  readonly trouble: Trouble | null;
  /** What the decision made last costs by itself, and of which account; null where none was priced. */
  readonly last: { readonly account: string; readonly price: number } | null;
}>({ answer: null, progress: null, trouble: null, last: null });

let leaving: AbortController | null = null;

/** Asks for the sellers that the server has. */
export async function meetSellers(): Promise<void> {
  if (onFile.peek() !== null) return;
  try {
    onFile.value = await getJson<SellersAnswer>("v1/coverage/sellers");
  } catch (error) {
    covering.value = { ...covering.peek(), trouble: troubleOf(error) };
  }
}

/** The tiers that are covered: those of the run that is shown, else the book's. */
export const planQuery = computed(() => {
  const plan = session.result.value?.plan ?? null;
  return plan === null ? "method=baseline" : planToQuery(plan).toString();
});

const tiers = () => session.baseline.peek()?.tiers ?? [];

/** POSTs to one of coverage's addresses, for an answer of a type. */
export function post(path: string, body: object, accept: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${path}?${planQuery.peek()}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal,
  });
}

/** The body that asks for what is wished, with more to say. */
export function bodyWith(more: Partial<CoverageBody>): Partial<CoverageBody> {
  return { ...askOf(wish.peek(), tiers()), ...more };
}

/** Covers the book as wished and prices all decisions; `decided` is the account that was decided last. */
export async function cover(decided: string | null = null): Promise<boolean> {
  leaving?.abort();
  const controller = new AbortController();
  leaving = controller;
  const told = (change: Partial<(typeof covering)["value"]>) => {
    if (leaving === controller) covering.value = { ...covering.peek(), ...change };
  };
  const before = covering.peek().answer?.override?.price ?? 0;
  told({ progress: { phase: "Starting", share: 0 }, trouble: null, ...(decided === null && { last: null }) });
  const decisions = Object.values(wish.peek().decisions);
  const body = bodyWith({
    ...queue.peek(),
    order: "whitespace",
    limit: SHOWN,
    ...(decisions.length > 0 && { override: rulesOf(decisions) }),
  });
  try {
    const response = await post("v1/coverage", body, "text/event-stream", controller.signal);
    const answer = await followAnswer<CoverageAnswer, unknown>(response, {
      onProgress: (progress) => told({ progress }),
    });
    const price = answer.override?.price ?? 0;
    told({
      answer,
      progress: null,
      ...(decided !== null && { last: { account: decided, price: price - before } }),
    });
    return true;
  } catch (error) {
    told({ trouble: troubleOf(error), progress: null });
    return false;
  }
}

/** Gives up what is on its way. */
export function stopCovering(): void {
  leaving?.abort();
  covering.value = { ...covering.peek(), progress: null };
}

/** Decides one change, or takes the decision back, and prices it; what cannot be kept is taken back. */
export async function decide(account: string, decision: Decision | null): Promise<void> {
  const before = wish.peek();
  const { [account]: _, ...others } = before.decisions;
  wish.value = { ...before, decisions: decision === null ? others : { ...others, [account]: decision } };
  if (await cover(account)) return;
  if (covering.peek().trouble === null) return;
  wish.value = before;
  // An owner who may not serve the account cannot keep it: then it goes to anyone but the one proposed.
  if (decision?.verdict === "rejected" && decision.seller !== null) {
    await decide(account, { ...decision, seller: null });
  }
}

/** Downloads the changes, or every account with its seller, or the workbook, with the decisions in force. */
export async function download(path: string, name: string): Promise<void> {
  const decisions = Object.values(wish.peek().decisions);
  try {
    const response = await post(path, bodyWith({ rules: rulesOf(decisions) }), "*/*");
    if (!response.ok) await followAnswer(response, {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    covering.value = { ...covering.peek(), trouble: troubleOf(error) };
  }
}
