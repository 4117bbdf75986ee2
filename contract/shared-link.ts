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
    until: z.string(),
    lasting: z
      .boolean()
      .describe("False where the link ends with this process, because no TIERING_SECRET is set."),
  })
  .meta({ id: "SharedLink" });
