import { z } from "zod";
import { identityShape } from "./identity.ts";
import { dayOrMoment } from "./moment.ts";
import { oneLine } from "./one-line.ts";
import { numberParameter } from "./parameters.ts";

/** Most holds of one request. */
const MOST_HOLDS = 1_000;
/** Longest reason, characters: with author and expiry it is a reason of a plan. */
const LONGEST_REASON = 140;
/** Longest ID, characters. */
const LONGEST_ID = 200;
/** No store counts farther. */
const LAST_VERSION = 2 ** 31 - 1;

/** The last moment of a day (UTC), or a moment, in one spelling. */
const expirySchema = dayOrMoment.transform((text) =>
  text.length === 10 ? `${text}T23:59:59.999Z` : new Date(text).toISOString(),
);

const reasonSchema = oneLine(
  LONGEST_REASON,
  `expected one line of 1 to ${LONGEST_REASON} visible characters that says why`,
);

const holdRequestSchema = z.strictObject({
  account: z.string().trim().min(1).max(LONGEST_ID).describe("Its ID."),
  tier: z.string().nullable().default(null).describe("The tier that it gets; null: it keeps its own."),
  reason: reasonSchema.describe("Why: carried in the Reason column."),
  expires: expirySchema
    .nullable()
    .default(null)
    .describe("A day (to its end, UTC) or a moment; null: for good."),
});

/** Body of `POST /v1/holds`. */
export const holdsBody = z
  .strictObject({ holds: z.array(holdRequestSchema).min(1).max(MOST_HOLDS) })
  .meta({ id: "HoldsRequest" });
/** The body that adds holds, as it is read. */
export type HoldsBody = z.output<typeof holdsBody>;

/** Query of `GET /v1/holds`. */
export const holdsQuery = z.strictObject({
  version: numberParameter(z.int().min(0).max(LAST_VERSION))
    .optional()
    .describe("An earlier version; the latest where absent."),
});

const holdSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    tier: z.string().nullable(),
    reason: z.string(),
    author: z.string(),
    at: z.string(),
    expires: z.string().nullable(),
  })
  .meta({ id: "Hold" });

/** Answer of `GET /v1/holds`, of `POST` and of `DELETE`. */
export const holdsAnswer = z
  .object({
    ...identityShape,
    holds: z.string().describe("What a plan names to obey them: `holds=stored@12`."),
    version: z.int(),
    entries: z.array(holdSchema).describe("Those in force at this version, by account."),
    notice: z
      .string()
      .nullable()
      .describe(
        "Where they are kept in memory alone, and which of them this book has no account or tier for.",
      ),
  })
  .meta({ id: "HoldsAnswer" });
