import type { AnswerOf } from "../../contract/answer-of.ts";
import { boundaryAnswer, boundaryQuery } from "../../contract/boundary.ts";
import { planQuery } from "../../contract/plan-query.ts";
import { paraphraseAnswer, storyAnswer, storyQuery } from "../../contract/story.ts";
import { planFacts } from "../../service/links.ts";
import { createParaphraser } from "../../service/paraphrase-story.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** A plan's result in words: what changed, who gained, what it cost, and what separates its tiers. */
export function storyOperations(service: Service) {
  const paraphraseStory = createParaphraser(service.interpreter, service);
  return [
    operation({
      method: "get",
      path: "/v1/story",
      role: "viewer",
      cost: ({ query }) => (query.bound === undefined ? "cheap" : "heavy"),
      summary: "What a plan changes, in words and facts",
      query: storyQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: storyAnswer,
          async make({ plan, query: { bound } }, work) {
            const { text, facts } = await service.findOfRun("story", plan, {}, { bound, ...work });
            return {
              ...identityOf(service),
              ...planFacts(plan),
              story: { facts: { ...facts }, text },
            } satisfies AnswerOf<typeof storyAnswer>;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/story/paraphrase",
      role: "analyst",
      cost: "model",
      summary: "The same story in the model's words, in numbers that stand in its facts alone",
      query: planQuery,
      problems: [422, 429, 503],
      // A model's words are not the same twice.
      stable: false,
      answers: {
        "application/json": {
          schema: paraphraseAnswer,
          async make({ plan }, work) {
            const { text, facts } = await service.findOfRun("story", plan, {}, work);
            work.mark("explain");
            const paraphrase = await paraphraseStory(plan, work);
            const { links } = planFacts(plan);
            return {
              ...identityOf(service),
              plan,
              story: { text, facts: { ...facts } },
              paraphrase,
              links,
            } satisfies AnswerOf<typeof paraphraseAnswer>;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/boundaries",
      role: "viewer",
      cost: "cheap",
      summary: "What separates two tiers of a plan's result",
      query: boundaryQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: boundaryAnswer,
          async make({ plan, query: { between: tiers } }, work) {
            const boundary = await service.findOfRun("boundary", plan, { tiers }, work);
            return { ...identityOf(service), ...planFacts(plan), boundary } satisfies AnswerOf<
              typeof boundaryAnswer
            >;
          },
        },
      },
    }),
  ];
}
