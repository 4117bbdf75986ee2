import type { z } from "zod";
import type { scenarioAnswer, scenariosAnswer } from "../../contract/scenarios.ts";
import type { Plan } from "../../tiering/index.ts";
import { address } from "./address.ts";
import { getJson, refuseProblem } from "./call.ts";

type ScenariosAnswer = z.output<typeof scenariosAnswer>;
type ScenarioAnswer = z.output<typeof scenarioAnswer>;

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
  return post("v1/scenarios", { name, ...content });
}

/** Puts a version behind the latest one of a scenario, which is `base`. @throws {RequestError} where another came first */
export function changeKept(id: string, base: number, content: KeptContent): Promise<ScenarioAnswer> {
  return post(`v1/scenarios/${id}/versions`, { base, ...content });
}

async function post(path: string, body: object): Promise<ScenarioAnswer> {
  const response = await fetch(address(path), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });
  await refuseProblem(response);
  return (await response.json()) as ScenarioAnswer;
}
