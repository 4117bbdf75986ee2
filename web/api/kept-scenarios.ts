import type { z } from "zod";
import type { ApprovalBody, scenarioAnswer, scenariosAnswer } from "../../contract/scenarios.ts";
import type { Plan } from "../../tiering/index.ts";
import { getJson } from "./call.ts";
import { sendJson } from "./send.ts";

type ScenariosAnswer = z.output<typeof scenariosAnswer>;
type ScenarioAnswer = z.output<typeof scenarioAnswer>;
/** A scenario of the workspace, with its versions and what became of them. */
export type KeptScenario = ScenarioAnswer["scenario"];
/** What became of one version on one book. */
export type Approval = KeptScenario["approvals"][number];
/** What a version can be brought to. */
export type Step = ApprovalBody["state"];

/** What is kept of a scenario: what was asked, and what its author says of it. */
export interface KeptContent {
  readonly plan: Plan;
  readonly note: string;
  readonly wish: string | null;
}

/** The scenarios that the server keeps. @throws {RequestError} */
export function listKept(): Promise<ScenariosAnswer> {
  return getJson<ScenariosAnswer>("v1/scenarios");
}

/** Keeps a new scenario on the server. @throws {RequestError} */
export function addKept(name: string, content: KeptContent): Promise<ScenarioAnswer> {
  return sendJson("POST", "v1/scenarios", { name, ...content });
}

/** Puts a version behind the latest one of a scenario, which is `base`. @throws {RequestError} where another came first */
export function changeKept(id: string, base: number, content: KeptContent): Promise<ScenarioAnswer> {
  return sendJson("POST", `v1/scenarios/${id}/versions`, { base, ...content });
}

/** Brings a version one step further on the book that is open. @throws {RequestError} */
export function advanceKept(id: string, version: number, state: Step): Promise<ScenarioAnswer> {
  return sendJson("POST", `v1/scenarios/${id}/approvals`, { version, state });
}

/** Takes a scenario away; what was in force by it ends. @throws {RequestError} */
export function removeKept(id: string): Promise<object> {
  return sendJson("DELETE", `v1/scenarios/${id}`);
}

/** Withdraws what is proposed of a version on the book that is open. @throws {RequestError} */
export function withdrawKept(id: string, version: number): Promise<ScenarioAnswer> {
  return sendJson("DELETE", `v1/scenarios/${id}/approvals/${version}`);
}
