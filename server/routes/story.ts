import { z } from "zod";
import { answerExplanation, explanationShape } from "../answers/explain.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import { planFromQuery } from "../schemas/plan.ts";
import { planQuery } from "../schemas/query.ts";
import { separationSchema, storySchema, tierPair } from "../schemas/story.ts";
import { validateQuery } from "../schemas/validate.ts";

const boundaryQuery = planQuery.extend({ between: tierPair });
const storyAnswer = z.object({ ...explanationShape, story: storySchema }).meta({ id: "StoryAnswer" });
const boundaryAnswer = z
  .object({ ...explanationShape, boundary: separationSchema })
  .meta({ id: "BoundaryAnswer" });

/** A plan's result told: what changed, who gained, what it cost, and what separates its tiers. */
export function storyRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/story",
      get: {
        summary: "What a plan changes, in words and facts",
        query: planQuery,
        content: { "application/json": storyAnswer, "text/event-stream": null },
        problems: [422, 503],
        async handle(req, res) {
          const plan = planFromQuery(validateQuery(planQuery, req.url));
          await answerExplanation(deps, req, res, {
            plan,
            work: async (run, job) => ({
              story: await deps.tasks.perform("story", { run }, job),
            }),
          });
        },
      },
    },
    {
      path: "/v1/boundaries",
      get: {
        summary: "What separates two tiers of a plan's result",
        query: boundaryQuery,
        content: { "application/json": boundaryAnswer, "text/event-stream": null },
        problems: [422, 503],
        async handle(req, res) {
          const { between: tiers, ...asked } = validateQuery(boundaryQuery, req.url);
          await answerExplanation(deps, req, res, {
            plan: planFromQuery(asked),
            more: tiers,
            work: async (run, job) => ({
              boundary: await deps.tasks.perform("boundary", { run, tiers }, job),
            }),
          });
        },
      },
    },
  ];
}
