import { z } from "zod";
import { mayAct } from "../../contract/caller.ts";
import { noQuery } from "../../contract/parameters.ts";
import {
  approvalBody,
  scenarioAnswer,
  scenarioBody,
  scenariosAnswer,
  scenarioVersionBody,
} from "../../contract/scenarios.ts";
import type { Access } from "../../service/access/access.ts";
import { checkVersion } from "../../service/check-scenario.ts";
import {
  addScenario,
  addVersion,
  approve,
  listScenarios,
  readScenario,
  removeScenario,
  withdrawProposal,
} from "../../service/keep-scenarios.ts";
import type { Service } from "../../service/service.ts";
import { ServerError } from "../errors.ts";
import { operation } from "../operations/operation.ts";

const byId = z.object({ id: z.string().describe("Its id or its name.") });
const byVersion = byId.extend({ version: z.string().describe("Number of the version.") });
const WRITING = [403, 409, 413, 415, 422, 503, 507];

/** Plans under a name, in versions, and which of them is in force. */
export function scenarioOperations(service: Service, { approvesOwn }: Pick<Access, "approvesOwn">) {
  return [
    operation({
      method: "get",
      path: "/v1/scenarios",
      role: "viewer",
      cost: "cheap",
      summary: "The scenarios that are kept, with their versions and approvals",
      query: noQuery,
      problems: [503],
      stable: false,
      answers: {
        "application/json": {
          schema: scenariosAnswer,
          make: (_, { caller }) => listScenarios(service, caller.workspace),
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/scenarios",
      role: "analyst",
      cost: "cheap",
      writes: true,
      status: 201,
      summary: "Keep a plan as a scenario, with the yardstick that measures all of its versions",
      query: noQuery,
      body: scenarioBody,
      problems: WRITING,
      answers: {
        "application/json": {
          schema: scenarioAnswer,
          make: ({ body }, writer) => addScenario(service, body, writer),
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/scenarios/:id",
      role: "viewer",
      cost: "cheap",
      summary: "One scenario, by its id or its name",
      pathParameters: byId,
      query: noQuery,
      problems: [503],
      stable: false,
      answers: {
        "application/json": {
          schema: scenarioAnswer,
          make: async ({ path: { id } }, { caller }) =>
            found(await readScenario(service, caller.workspace, id)),
        },
      },
    }),
    operation({
      method: "delete",
      path: "/v1/scenarios/:id",
      role: "analyst",
      cost: "cheap",
      writes: true,
      summary: "Take a scenario away; what was in force by it ends",
      description: "Takes an admin where one of its versions is in force.",
      pathParameters: byId,
      query: noQuery,
      problems: [403, 409, 422, 503, 507],
      answers: {
        "application/json": {
          schema: z.object({ removed: z.literal(true) }),
          async make({ path: { id } }, writer) {
            if (await removeScenario(service, id, writer)) return { removed: true };
            throw missing();
          },
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/scenarios/:id/versions",
      role: "analyst",
      cost: "cheap",
      writes: true,
      status: 201,
      summary: "Put a new version behind the latest one",
      pathParameters: byId,
      query: noQuery,
      body: scenarioVersionBody,
      problems: WRITING,
      answers: {
        "application/json": {
          schema: scenarioAnswer,
          make: async ({ path: { id }, body }, writer) => found(await addVersion(service, id, body, writer)),
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/scenarios/:id/approvals",
      role: "analyst",
      cost: "cheap",
      writes: true,
      summary: "Bring a version one step further on this book: proposed, approved, in force",
      description:
        "Its plan has to be one that runs on this book. Proposing takes an analyst, the other steps an admin; who proposed a version does not approve it, unless no other admin could or APPROVE_OWN is on. One version is in force a book.",
      pathParameters: byId,
      query: noQuery,
      body: approvalBody,
      problems: WRITING,
      answers: {
        "application/json": {
          schema: scenarioAnswer,
          async make({ path: { id }, body }, writer) {
            if (body.state !== "proposed" && !mayAct(writer.caller, "admin")) {
              const message = `${writer.caller.name} may propose; an admin approves and puts into force.`;
              throw new ServerError("role-not-sufficient", message);
            }
            const { caller, client, signal } = writer;
            await checkVersion(service, { id, ...body }, { client, signal, workspace: caller.workspace });
            return found(await approve(service, id, body, { ...writer, approvesOwn: approvesOwn(caller) }));
          },
        },
      },
    }),
    operation({
      method: "delete",
      path: "/v1/scenarios/:id/approvals/:version",
      role: "analyst",
      cost: "cheap",
      writes: true,
      summary: "Withdraw what is proposed of a version on this book",
      description: "Who proposed it may, and an admin; what is approved or in force is not withdrawn.",
      pathParameters: byVersion,
      query: noQuery,
      problems: [403, 409, 422, 503, 507],
      answers: {
        "application/json": {
          schema: scenarioAnswer,
          make: async ({ path: { id, version } }, writer) =>
            found(await withdrawProposal(service, { id, version: Number(version) }, writer)),
        },
      },
    }),
  ];
}

function found<T extends object>(answer: T | null): T {
  if (answer === null) throw missing();
  return answer;
}

function missing(): ServerError {
  return new ServerError("not-found", "There is no such scenario or version; GET /v1/scenarios lists them.");
}
