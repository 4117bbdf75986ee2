import { z } from "zod";
import type { AnswerOf } from "./answer-of.ts";
import { planSchema } from "./plan.ts";

/** What every answer says of itself. */
export const identityShape = {
  book: z
    .object({
      id: z.string(),
      rows: z.int().min(0),
      source: z.object({ accounts: z.string(), tam: z.string().nullable() }),
      isDemonstration: z.boolean().describe("True for the demonstration book, whose customers are made up."),
    })
    .meta({ id: "Book" }),
  engine: z.string(),
};

/** Where the same result stands without a model, as paths on this server. */
export const linksSchema = z.object({ csv: z.string(), summary: z.string() }).meta({ id: "Links" });

/** Links of a plan; null where its query is too long for a URL (thousands of held accounts). */
export type PlanLinks = AnswerOf<typeof linksSchema>;

/** The links as someone would paste them: into Power BI or Excel, or into a shell. */
export const copySchema = z
  .object({ csv: z.string(), curl: z.string() })
  .describe("The links as someone would paste them.");

/** What every explanation of a plan carries beside its own part. */
export const explanationShape = { ...identityShape, plan: planSchema, links: linksSchema.nullable() };
