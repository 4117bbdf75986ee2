import type { AnswerOf } from "../../contract/answer-of.ts";
import {
  coverageBody,
  coverageCsvBody,
  coverageFrontierQuery,
  coverageQuery,
  sellersBody,
} from "../../contract/coverage.ts";
import {
  coverageAnswer,
  coverageFrontierAnswer,
  sellersAnswer,
  tierSizesAnswer,
} from "../../contract/coverage-answer.ts";
import { noQuery } from "../../contract/parameters.ts";
import { planQuery } from "../../contract/plan-query.ts";
import { DataError } from "../../data/errors.ts";
import { memorySource } from "../../data/source.ts";
import type { CoveragePage } from "../../service/coverage/accounts-of-coverage.ts";
import { askOfQuery } from "../../service/coverage/ask-of-query.ts";
import type { CoverageAsk } from "../../service/coverage/coverage-desk.ts";
import { coverageFrontier } from "../../service/coverage/coverage-frontier.ts";
import { readSalesForce } from "../../service/coverage/sales-force.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import type { Plan } from "../../tiering/index.ts";
import { ServerError } from "../errors.ts";
import { operation, type Work } from "../operations/operation.ts";
import { coverageFiles, SELLERS_LIMIT } from "./coverage-files.ts";

/** Says what is wrong with a file. */
function refuseFile(error: unknown): never {
  throw error instanceof DataError ? new ServerError("invalid-file", error.message) : error;
}

/** Who looks after whom: the coverage of a plan's tiers, its reasons, prices and scenarios. */
export function coverageOperations(service: Service) {
  const { coverage } = service;
  const report = async (plan: Plan, ask: CoverageAsk, page: CoveragePage, work: Work) => ({
    ...identityOf(service),
    ...planFacts(plan),
    ...(await coverage.perform("cover", { plan, ask, args: page }, work)),
  });
  const tierSizes = async (plan: Plan, ask: CoverageAsk, work: Work) => {
    const sizes = await coverage.perform("tierSizes", { plan, ask, args: {} }, work);
    const tiers = Object.keys(sizes.tierSizes);
    return { ...identityOf(service), ...planFacts(plan), tiers, ...sizes } satisfies AnswerOf<
      typeof tierSizesAnswer
    >;
  };
  return [
    ...coverageFiles(service),
    operation({
      method: "get",
      path: "/v1/coverage/sellers",
      role: "viewer",
      cost: "cheap",
      summary: "The sellers, their capacities, and what reading them found",
      query: noQuery,
      answers: {
        "application/json": {
          schema: sellersAnswer,
          async make() {
            const { owners: _owners, ...force } = await coverage.force();
            return { ...identityOf(service), ...force } satisfies AnswerOf<typeof sellersAnswer>;
          },
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/coverage/sellers",
      role: "analyst",
      cost: "cheap",
      summary:
        "Reads files of sellers and capacities for this book: as a request takes them, and what reading found",
      body: sellersBody,
      bodyLimit: SELLERS_LIMIT,
      problems: [422],
      answers: {
        "application/json": {
          schema: sellersAnswer,
          async make({ body }) {
            const source = (file: { name: string; text: string }) => memorySource(file.name, file.text);
            const files = {
              ...(body.sellers && { sellers: source(body.sellers) }),
              ...(body.capacities && { capacities: source(body.capacities) }),
            };
            const { owners: _owners, ...force } = await readSalesForce(
              service.book,
              files,
              await coverage.force(),
            ).catch(refuseFile);
            return { ...identityOf(service), ...force } satisfies AnswerOf<typeof sellersAnswer>;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/coverage/tier-sizes",
      role: "viewer",
      cost: "heavy",
      summary: "The tier sizes that the sellers can carry, to tier by",
      query: planQuery,
      problems: [422, 503],
      stable: false,
      answers: {
        "application/json": {
          schema: tierSizesAnswer,
          make: ({ plan }, work) => tierSizes(plan, {}, work),
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/coverage/tier-sizes",
      role: "analyst",
      cost: "heavy",
      summary: "The tier sizes that a request's own sellers can carry under its own rules",
      query: planQuery,
      body: coverageCsvBody,
      bodyLimit: SELLERS_LIMIT,
      problems: [422, 503],
      answers: {
        "application/json": {
          schema: tierSizesAnswer,
          make: ({ plan, body }, work) => tierSizes(plan, body, work),
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/coverage/frontier",
      role: "viewer",
      cost: "heavy",
      summary: "The disruption frontier with the coverage of its tiers beside it",
      query: coverageFrontierQuery,
      problems: [422, 503],
      stable: false,
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: coverageFrontierAnswer,
          async make({ plan, query: { points } }, work) {
            const found = await coverageFrontier(service, { plan, points }, work);
            return { ...identityOf(service), ...planFacts(plan), points: found } satisfies AnswerOf<
              typeof coverageFrontierAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/coverage",
      role: "viewer",
      cost: "heavy",
      summary: "Who looks after whom under capacity: loads, opportunity, changes, reasons, prices, gap",
      query: coverageQuery,
      problems: [422, 503],
      stable: false,
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: coverageAnswer,
          async make({ plan, query: { offset, limit, ...query } }, work) {
            return (await report(plan, askOfQuery(query), { offset, limit }, work)) satisfies AnswerOf<
              typeof coverageAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/coverage",
      role: "analyst",
      cost: "heavy",
      summary:
        "A coverage with its own sellers and rules; prices overrides, compares scenarios, draws the frontier",
      query: planQuery,
      body: coverageBody,
      bodyLimit: SELLERS_LIMIT,
      problems: [422, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: coverageAnswer,
          async make({ plan, body }, work) {
            const { offset, limit, kind, order, override, scenarios, frontier, ...ask } = body;
            const answer = await report(plan, ask, { offset, limit, kind, order }, work);
            const asked = { plan, ask };
            return {
              ...answer,
              ...(override && {
                override: await coverage.perform("override", { ...asked, args: override }, work),
              }),
              ...(scenarios && {
                scenarios: await coverage.perform(
                  "scenarios",
                  { ...asked, args: { scenarios: coverage.scenariosOf(scenarios) } },
                  work,
                ),
              }),
              ...(frontier && {
                frontier: await coverage.perform("frontier", { ...asked, args: { points: frontier } }, work),
              }),
            } satisfies AnswerOf<typeof coverageAnswer>;
          },
        },
      },
    }),
  ];
}
