import type { AnswerOf } from "../../contract/answer-of.ts";
import { progressionAnswer, progressionCsvQuery, progressionQuery } from "../../contract/progression.ts";
import { progressionSlices } from "../../data/csv/progression-slices.ts";
import { planFacts } from "../../service/links.ts";
import { listProgression } from "../../service/list-progression.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { csvForm } from "../../service/tiers-csv.ts";
import { operation } from "../operations/operation.ts";

/** Who is about to change tier, and who looks wrong where they are. */
export function progressionOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/progression",
      role: "viewer",
      cost: "heavy",
      summary:
        "Who is about to change tier and who looks misplaced, with exact reasons: a diagnostic, not a forecast",
      description:
        "The first request assesses the book, which takes half a minute for 50,000 accounts; later ones read what was found.",
      query: progressionQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: progressionAnswer,
          async make({ plan, query }, work) {
            const found = await listProgression(service, { plan, query }, work);
            const { list, offset } = query;
            return { ...identityOf(service), ...planFacts(plan), list, offset, ...found } satisfies AnswerOf<
              typeof progressionAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/progression.csv",
      role: "viewer",
      cost: "heavy",
      summary: "Every account's chances, fit and lists as CSV, beside the plan's tiers",
      query: progressionCsvQuery,
      problems: [422, 429, 503],
      answers: {
        async "text/csv"({ plan, query: { list, ...csv } }, work) {
          const { delimiter, decimal, bom } = csvForm(csv, service.book);
          const progression = await service.progression(work);
          const { run } = await service.runPlan(plan, work);
          return progressionSlices(service.book, run, progression, {
            ...(list && { accounts: progression.lists[list] }),
            delimiter,
            decimal,
            bom,
          });
        },
      },
    }),
  ];
}
