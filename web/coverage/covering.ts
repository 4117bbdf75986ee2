import { computed, signal } from "@preact/signals";
import type { CoverageBody } from "../../contract/coverage.ts";
import type { OwnerChange } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import { getJson } from "../api/call.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";
import type { CoverageAnswer, SellersAnswer } from "./answers.ts";
import { askOf, type Decision, rulesOf } from "./ask.ts";
import { tierNames, wish } from "./wish.ts";

/** Changes that are listed at once. */
export const SHOWN = 8;

/** Which changes are looked at. */
export interface Queue {
  readonly kind: OwnerChange["kind"];
  readonly offset: number;
}

/** Which changes are looked at; it outlives the tab. */
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
/** How what was asked last ends. */
let latest: Promise<Ending> | null = null;

/** How an asking ended: answered, refused, given up on purpose, or given up for a newer one. */
type Ending = "answered" | "refused" | "stopped" | "superseded";

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

/** POSTs to one of coverage's addresses, for an answer of a type. */
export function post(path: string, body: object, accept: string, signal?: AbortSignal): Promise<Response> {
  return fetch(address(`${path}?${planQuery.peek()}`), {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal,
  });
}

/** The body that asks for what is wished, with more to say. */
export function bodyWith(more: Partial<CoverageBody>): Partial<CoverageBody> {
  return { ...askOf(wish.peek(), tierNames()), ...more };
}

/** Covers the book as wished and prices all decisions; `decided` is the account that was decided last. */
export function cover(decided: string | null = null): Promise<Ending> {
  const asked = ask(decided);
  latest = asked;
  return asked;
}

async function ask(decided: string | null): Promise<Ending> {
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
    return "answered";
  } catch (error) {
    if (leaving !== controller) return "superseded";
    const trouble = troubleOf(error);
    told({ trouble, progress: null });
    return trouble === null ? "stopped" : "refused";
  }
}

/** Gives up what is on its way. */
export function stopCovering(): void {
  leaving?.abort();
  covering.value = { ...covering.peek(), progress: null };
}

/** Of a decision whose pricing was stopped. */
const unpriced = (account: string): Trouble => ({
  kind: "request",
  title: "Not decided",
  detail: `You stopped before the change of ${account} was priced and checked, so it is as it was.`,
  faults: [],
});

/**
 * Decides one change, or takes the decision back, and prices it. What cannot be kept, and what was stopped before it
 * was priced, is as it was before; where something newer is asked meanwhile, that asking prices and checks it.
 */
export async function decide(account: string, decision: Decision | null): Promise<void> {
  const before = wish.peek().decisions[account];
  put(account, decision ?? undefined);
  let ending = await cover(account);
  while (ending === "superseded" && latest !== null) ending = await latest;
  if (ending === "answered") return;
  // Decided otherwise meanwhile, or all taken back: that stands.
  if (wish.peek().decisions[account] !== (decision ?? undefined)) return;
  put(account, before);
  if (ending === "stopped") covering.value = { ...covering.peek(), trouble: unpriced(account) };
  // An owner who may not serve the account cannot keep it: then it goes to anyone but the one proposed.
  else if (decision?.verdict === "rejected" && decision.seller !== null) {
    await decide(account, { ...decision, seller: null });
  }
}

/** Sets the decision of an account, or none. */
function put(account: string, decision: Decision | undefined): void {
  const { [account]: _, ...others } = wish.peek().decisions;
  const decisions = decision === undefined ? others : { ...others, [account]: decision };
  wish.value = { ...wish.peek(), decisions };
}
