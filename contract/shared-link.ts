import { z } from "zod";

/** Body of `POST /v1/links`. */
export const sharedLinkBody = z.strictObject({
  url: z
    .string()
    .min(1)
    .max(8_000)
    .describe("The result, as path and query or as an address of this server: /v1/tiers.csv?runway=80"),
  days: z.number().min(0.01).max(366).default(30).describe("How long the link is good for."),
});

/** Answer of `POST /v1/links`. */
export const sharedLinkAnswer = z
  .object({
    url: z.string().describe("Whoever has it may read this one result until then."),
    id: z.string().describe("What DELETE /v1/links/{id} takes back."),
    until: z.string(),
    lasting: z
      .boolean()
      .describe(
        "False where the link ends with this process, because no TIERING_SECRET or no store on a disk is set.",
      ),
  })
  .meta({ id: "SharedLink" });

/** A link as it was issued, without what opens it. */
const issuedLinkSchema = z
  .object({
    id: z.string(),
    path: z.string().describe("Path and query of the result."),
    author: z.string(),
    at: z.string(),
    until: z.string(),
    revoked: z
      .object({ by: z.string(), at: z.string() })
      .nullable()
      .describe("Who took it back; null while it is good."),
  })
  .meta({ id: "IssuedLink" });

/** Answer of `GET /v1/links` and of `DELETE /v1/links/:id`. */
export const sharedLinksAnswer = z
  .object({
    links: z
      .array(issuedLinkSchema)
      .describe(
        "Those whose time is not over, the latest first: one's own, an admin's of the whole workspace.",
      ),
    notice: z.string().nullable().describe("What is to be known of where they are kept."),
  })
  .meta({ id: "SharedLinks" });
