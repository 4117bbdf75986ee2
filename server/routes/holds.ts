import { holdsAnswer, holdsBody, holdsQuery } from "../../contract/holds.ts";
import { noQuery } from "../../contract/parameters.ts";
import { addHolds, endHold, readHolds } from "../../service/keep-holds.ts";
import type { Service } from "../../service/service.ts";
import { ServerError } from "../errors.ts";
import { endingOperation } from "../operations/ending.ts";
import { operation } from "../operations/operation.ts";

/** Accounts that keep their tier, or get one, in every later run that asks for them. */
export function holdOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/holds",
      role: "viewer",
      cost: "cheap",
      summary: "The holds that are kept, and the version that a plan names to obey them",
      query: holdsQuery,
      problems: [503],
      stable: false,
      answers: {
        "application/json": {
          schema: holdsAnswer,
          async make({ query: { version } }, { caller }) {
            const found = await readHolds(service, caller, version);
            if (found !== null) return found;
            throw new ServerError("not-found", `The holds never had a version ${version}.`);
          },
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/holds",
      role: "analyst",
      cost: "cheap",
      writes: true,
      status: 201,
      summary: "Hold accounts of this book, or give them a tier, with a reason and until a day",
      description: "An account's earlier hold ends with it: where that is another's, it takes an admin.",
      query: noQuery,
      body: holdsBody,
      problems: [403, 409, 413, 415, 422, 503, 507],
      answers: {
        "application/json": {
          schema: holdsAnswer,
          make: ({ body }, writer) => addHolds(service, body, writer),
        },
      },
    }),
    endingOperation({
      path: "/v1/holds/:id",
      summary: "End a hold",
      schema: holdsAnswer,
      end: (id, writer) => endHold(service, id, writer),
      missing: "There is no hold of this id in force; GET /v1/holds lists them.",
    }),
  ];
}
