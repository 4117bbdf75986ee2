import type { AnswerOf } from "../contract/answer-of.ts";
import { mayAct } from "../contract/caller.ts";
import { planFromQuery, planQuery, planToQuery } from "../contract/plan-query.ts";
import type {
  ApprovalBody,
  ScenarioBody,
  ScenarioVersionBody,
  scenarioAnswer,
  scenariosAnswer,
} from "../contract/scenarios.ts";
import { validateQuery } from "../contract/validate.ts";
import { canonicalPlan, type Plan } from "../tiering/index.ts";
import type { Writer } from "./end-own.ts";
import { ServiceError } from "./errors.ts";
import { planLinks } from "./links.ts";
import { identityOf, type Service } from "./service.ts";
import { requireHolds, settlePlan } from "./settle-holds.ts";
import type { AuditKind } from "./store/audit.ts";
import { noticeOf } from "./store/notice.ts";
import type { Scenario, ScenarioVersion } from "./store/scenarios.ts";

type ScenarioAnswer = AnswerOf<typeof scenarioAnswer>;

/** The scenarios of a workspace, the one made last first. @throws {ServiceError} `store-unavailable` */
export async function listScenarios(
  service: Service,
  workspace: string,
): Promise<AnswerOf<typeof scenariosAnswer>> {
  const scenarios = await service.store.scenarios.list(workspace);
  return {
    ...identityOf(service),
    scenarios: scenarios.map((scenario) => shown(service, scenario)),
    notice: noticeOf(service.store),
  };
}

/** One scenario, by id or name; null where the workspace has none. @throws {ServiceError} `store-unavailable` */
export async function readScenario(
  service: Service,
  workspace: string,
  idOrName: string,
): Promise<ScenarioAnswer | null> {
  const scenario = await service.store.scenarios.find(workspace, idOrName);
  return scenario && answerOf(service, scenario);
}

/**
 * Makes a scenario of one version.
 * @throws {ServiceError} what the store throws; a name that is taken is a conflict
 * @throws {TieringError} `invalid-policy` for a version of the holds that the workspace never had
 */
export async function addScenario(
  service: Service,
  body: ScenarioBody,
  { caller, key }: Writer,
): Promise<ScenarioAnswer> {
  const { store, book } = service;
  const { name, plan, note, wish, yardstick = plan } = body;
  const content = {
    plan: await spelled(service, caller.workspace, plan),
    yardstick: await spelled(service, caller.workspace, yardstick),
  };
  const made = { name, note, wish, ...content, book: book.id };
  const request = `scenario ${book.id} ${JSON.stringify(body)}`;
  const scenario = await store.writeOnce({ actor: caller, key, request }, async (transaction) => {
    const answer = await store.scenarios.add(transaction, caller, made);
    return { answer, deed: deedOf(service, "POST /v1/scenarios", answer, "version 1") };
  });
  return answerOf(service, scenario);
}

/**
 * Puts a version behind the latest of a scenario; null where the workspace has no such scenario.
 * @throws {ServiceError} what the store throws; a version that came first is a conflict
 */
export async function addVersion(
  service: Service,
  id: string,
  body: ScenarioVersionBody,
  { caller, key }: Writer,
): Promise<ScenarioAnswer | null> {
  const { store, book } = service;
  const { plan, yardstick, ...others } = body;
  const change = {
    id,
    ...others,
    ...(plan && { plan: await spelled(service, caller.workspace, plan), book: book.id }),
    ...(yardstick && { yardstick: await spelled(service, caller.workspace, yardstick) }),
  };
  const { scenario } = await store.writeOnce(
    { actor: caller, key, request: `version ${id} ${book.id} ${JSON.stringify(body)}` },
    async (transaction) => {
      const made = await store.scenarios.change(transaction, caller, change);
      const action = "POST /v1/scenarios/{id}/versions";
      return { answer: { scenario: made }, deed: deedOf(service, action, made, `version ${body.base + 1}`) };
    },
  );
  return scenario && answerOf(service, scenario);
}

/**
 * Brings a version one step further on this book; null where the workspace has no such scenario or version.
 * @param approvesOwn whether the caller may approve what they proposed
 * @throws {ServiceError} `own-proposal`; what the store throws; a step that is not the next one is a conflict
 */
export async function approve(
  service: Service,
  id: string,
  { version, state }: ApprovalBody,
  { caller, key, approvesOwn }: Writer & { readonly approvesOwn: boolean },
): Promise<ScenarioAnswer | null> {
  const { store, book } = service;
  const request = `approval ${JSON.stringify([id, version, state, book.id])}`;
  const { scenario } = await store.writeOnce({ actor: caller, key, request }, async (transaction) => {
    const found = await store.scenarios.findWith(transaction, caller.workspace, id);
    const isThere = found?.versions.some((each) => each.version === version) ?? false;
    if (isThere) {
      const step = { scenario: found!.id, version, book: book.id, step: state };
      const made = await store.approvals.advance(transaction, caller, step);
      if (state === "approved" && made.proposed.by === caller.name && !approvesOwn) {
        const message = `${caller.name} proposed version ${version} of “${found!.name}”; another admin approves it (unless APPROVE_OWN is on).`;
        throw new ServiceError("own-proposal", message);
      }
    }
    const made = isThere ? await store.scenarios.findWith(transaction, caller.workspace, found!.id) : null;
    const deed = deedOf(service, "POST /v1/scenarios/{id}/approvals", made, `version ${version} ${state}`);
    return { answer: { scenario: made }, deed: deed && { ...deed, kind: "approval" as const } };
  });
  return scenario && answerOf(service, scenario);
}

/**
 * Withdraws what is proposed of a version on this book; null where the workspace has no such scenario or version.
 * @throws {ServiceError} `role-not-sufficient` where another proposed it and the caller is no admin; what the store throws; a
 *   version that is not proposed, or approved already, is a conflict
 */
export async function withdrawProposal(
  service: Service,
  { id, version }: { readonly id: string; readonly version: number },
  { caller, key }: Writer,
): Promise<ScenarioAnswer | null> {
  const { store, book } = service;
  const request = `withdraw ${JSON.stringify([id, version, book.id])}`;
  const { scenario } = await store.writeOnce({ actor: caller, key, request }, async (transaction) => {
    const found = await store.scenarios.findWith(transaction, caller.workspace, id);
    const isThere = found?.versions.some((each) => each.version === version) ?? false;
    if (isThere) {
      const what = { scenario: found!.id, version, book: book.id };
      const { proposed } = await store.approvals.withdraw(transaction, caller, what);
      if (proposed.by !== caller.name && !mayAct(caller, "admin")) {
        const message = `${proposed.by} proposed version ${version} of “${found!.name}”: its author or an admin withdraws it, ${caller.name} is ${caller.role}.`;
        throw new ServiceError("role-not-sufficient", message);
      }
    }
    const made = isThere ? await store.scenarios.findWith(transaction, caller.workspace, found!.id) : null;
    const path = "DELETE /v1/scenarios/{id}/approvals/{version}";
    const deed = deedOf(service, path, made, `version ${version} withdrawn`);
    return { answer: { scenario: made }, deed: deed && { ...deed, kind: "approval" as const } };
  });
  return scenario && answerOf(service, scenario);
}

/**
 * Takes a scenario away; false where the workspace has none of that id.
 * @throws {ServiceError} `role-not-sufficient` where one who is no admin would end what is in force; what the store throws
 */
export async function removeScenario(
  service: Service,
  id: string,
  { caller, key }: Writer,
): Promise<boolean> {
  const { store } = service;
  const { isFound } = await store.writeOnce(
    { actor: caller, key, request: `remove ${id}` },
    async (transaction) => {
      const removed = await store.scenarios.remove(transaction, caller, id);
      const inForce = removed?.approvals.find(({ state }) => state === "in-force");
      if (inForce !== undefined && !mayAct(caller, "admin")) {
        const message = `Version ${inForce.version} of “${removed!.name}” is in force on book ${inForce.book}; an admin ends that, ${caller.name} is ${caller.role}.`;
        throw new ServiceError("role-not-sufficient", message);
      }
      const deed = deedOf(service, "DELETE /v1/scenarios/{id}", removed, "removed");
      return { answer: { isFound: removed !== null }, deed };
    },
  );
  return isFound;
}

/** The plan that a query of the store spells. */
export function planOfQuery(query: string): Plan {
  return planFromQuery(validateQuery(planQuery, `?${query}`));
}

/**
 * A plan as the store keeps it: holds that are named without a version are those of now, for good.
 * @throws {TieringError} `invalid-policy` for a version of the holds that the workspace never had
 */
async function spelled({ store }: Service, workspace: string, plan: Plan): Promise<string> {
  const settled = await settlePlan(store, canonicalPlan(plan), workspace);
  await requireHolds(store, settled, workspace);
  return planToQuery(settled).toString();
}

function answerOf(service: Service, scenario: Scenario): ScenarioAnswer {
  return { ...identityOf(service), scenario: shown(service, scenario), notice: noticeOf(service.store) };
}

function shown({ linkedBook }: Service, { versions, approvals, ...scenario }: Scenario) {
  return {
    ...scenario,
    versions: versions.map((version) => shownVersion(version, linkedBook)),
    approvals: approvals.map(({ scenario: _, ...approval }) => approval),
  };
}

function shownVersion(
  { plan: query, yardstick, ...version }: ScenarioVersion,
  linkedBook: string | undefined,
) {
  const book = linkedBook === undefined ? "" : `book=${linkedBook}&`;
  const plan = planOfQuery(query);
  const links = planLinks(plan) && {
    csv: `/v1/tiers.csv?${book}${query}`,
    summary: `/v1/tiers?${book}${query}`,
    measured: `/v1/compare?${book}${new URLSearchParams({ run: yardstick })}&${new URLSearchParams({ run: query })}`,
  };
  return { ...version, plan, yardstick: planOfQuery(yardstick), links };
}

function deedOf({ book, engine }: Service, action: string, scenario: Scenario | null, what: string) {
  if (scenario === null) return null;
  const plan = scenario.versions[0]?.plan;
  const detail = `“${scenario.name}”: ${what}`;
  return { kind: "scenario" as AuditKind, action, book: book.id, engine, detail, plan };
}
