import type { AnswerOf } from "../../contract/answer-of.ts";
import { coverageBody, coverageCsvQuery, coverageQuery } from "../../contract/coverage.ts";
import { coverageAnswer, sellersAnswer, tierSizesAnswer } from "../../contract/coverage-answer.ts";
import { noQuery } from "../../contract/parameters.ts";
import { planQuery } from "../../contract/plan-query.ts";
import { askOfQuery } from "../../service/coverage/ask-of-query.ts";
import type { CoverageAsk } from "../../service/coverage/coverage-desk.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import type { Plan } from "../../tiering/index.ts";
import { operation, type Work } from "../operations/operation.ts";

/** Who looks after whom: the coverage of a plan's tiers, its reasons, prices and scenarios. */
export function coverageOperations(service: Service) {
  const { coverage } = service;
  const report = async (
    plan: Plan,
    ask: CoverageAsk,
    page: { readonly offset: number; readonly limit: number },
    work: Work,
  ) => ({
    ...identityOf(service),
    ...planFacts(plan),
    ...(await coverage.perform("cover", { plan, ask, args: page }, work)),
  });
  const csv = (path: string, job: "assignments" | "moves", summary: string) =>
    operation({
      method: "get",
      path,
      summary,
      query: coverageCsvQuery,
      problems: [422, 503],
      stable: false,
      answers: {
        async "text/csv"({ plan, query }, work) {
          return [await coverage.perform(job, { plan, ask: askOfQuery(query), args: {} }, work)];
        },
      },
    });
  return [
    csv("/v1/coverage.csv", "assignments", "Every account with its seller, as CSV"),
    csv("/v1/coverage/moves.csv", "moves", "The accounts that change owner, with gain and reason, as CSV"),
    operation({
      method: "get",
      path: "/v1/coverage/sellers",
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
      method: "get",
      path: "/v1/coverage/tier-sizes",
      summary: "The tier sizes that the sellers can carry, to tier by",
      query: planQuery,
      problems: [422, 503],
      stable: false,
      answers: {
        "application/json": {
          schema: tierSizesAnswer,
          async make({ plan }, work) {
            const sizes = await coverage.perform("tierSizes", { plan, ask: {}, args: {} }, work);
            const tiers = Object.keys(sizes.tierSizes);
            return { ...identityOf(service), ...planFacts(plan), tiers, ...sizes } satisfies AnswerOf<
              typeof tierSizesAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/coverage",
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
      summary:
        "A coverage with its own sellers and rules; prices overrides, compares scenarios, draws the frontier",
      query: planQuery,
      body: coverageBody,
      problems: [422, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: coverageAnswer,
          async make({ plan, body }, work) {
            const { offset, limit, override, scenarios, frontier, ...ask } = body;
            const answer = await report(plan, ask, { offset, limit }, work);
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
