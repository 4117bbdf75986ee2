import { computed, signal } from "@preact/signals";
import type { Plan } from "../../tiering/index.ts";
import { addHolds, endHold, type HoldsAnswer, listHolds } from "../api/workspace.ts";
import { changePolicy } from "./planning.ts";
import { current, session, startAnew, update } from "./session.ts";

/** The workspace's holds as they stand; null before they are known. */
export const workspaceHolds = signal<HoldsAnswer | null>(null);

/** Whether the plan obeys the workspace's holds as they stand now. */
export const obeysNow = computed(() => {
  const holds = workspaceHolds.value;
  return holds !== null && session.plan.value.policy.holds === holds.holds;
});

/** Asks for the workspace's holds, which a plan that nobody has touched yet obeys. @throws {RequestError} */
export async function meetHolds(isFresh: boolean): Promise<HoldsAnswer> {
  const holds = await listHolds();
  workspaceHolds.value = holds;
  if (isFresh) obeyFromBeginning();
  return holds;
}

/** Begins another conversation, whose plan obeys the workspace's holds like any other. */
export function beginAnew(): void {
  startAnew();
  obeyFromBeginning();
}

/** Makes the plan obey the workspace's holds as they stand, or none of them, and runs it. */
export function obeyHolds(isObeying: boolean): void {
  changePolicy({ holds: isObeying ? obeyed() : undefined });
}

/** Holds accounts for every plan of the workspace; the plan that is shown obeys it at once. @throws {RequestError} */
export async function holdForAll(holds: Parameters<typeof addHolds>[0]): Promise<HoldsAnswer> {
  return follow(await addHolds(holds));
}

/** Ends a hold; the plan that is shown goes on without it. @throws {RequestError} */
export async function takeHoldBack(id: string): Promise<HoldsAnswer> {
  return follow(await endHold(id));
}

/** The hold of an account that the plan obeys; null where there is none. */
export function holdOn(account: string): HoldsAnswer["entries"][number] | null {
  const held = workspaceHolds.value?.entries.find((entry) => entry.account === account);
  return held !== undefined && obeysNow.value ? held : null;
}

/** A plan beside the workspace's holds: what a person made of it. */
export function withoutHolds({ policy, ...plan }: Plan): Plan {
  const { holds: _, ...own } = policy;
  return { ...plan, policy: own };
}

function follow(holds: HoldsAnswer): HoldsAnswer {
  workspaceHolds.value = holds;
  obeyHolds(true);
  return holds;
}

function obeyFromBeginning(): void {
  const { plan } = current();
  const { policy } = withoutHolds(plan);
  const holds = obeyed();
  update({ plan: { ...plan, policy: holds === undefined ? policy : { ...policy, holds } } });
}

/** What a plan names to obey them; nothing where there is nothing to obey. */
function obeyed(): string | undefined {
  const holds = workspaceHolds.value;
  return holds === null || holds.entries.length === 0 ? undefined : holds.holds;
}
