import { z } from "zod";
import { identityShape } from "./identity.ts";
import { dayOrMoment } from "./moment.ts";
import { numberParameter } from "./parameters.ts";

/** What the trail tells apart. */
const kindSchema = z.enum(["run", "export", "upload", "override", "scenario", "approval", "link"]);

const time = dayOrMoment.describe("A day (from its beginning, UTC) or a moment.");

/** Query of `GET /v1/audit`. */
export const auditQuery = z
  .strictObject({
    kind: kindSchema.optional(),
    who: z.string().max(200).optional(),
    ofBook: z.string().max(64).optional().describe("Id of a book."),
    run: z.string().max(64).optional().describe("Id of a run."),
    from: time.optional(),
    to: time.optional().describe("Before this day or moment."),
    before: z
      .string()
      .regex(/^[\da-z]{28}$/, "expected the id of an entry, as `next` of the page before has it")
      .optional()
      .describe("Only entries before this one: the next page."),
    limit: numberParameter(z.int().min(1).max(10_000)).default(100),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ["to"],
    error: "expected a time after `from`",
  });

/** One thing that was done. */
const entrySchema = z
  .object({
    id: z.string(),
    at: z.string(),
    who: z.string(),
    kind: kindSchema,
    action: z.string().describe("Method and path, or the command."),
    query: z.string().describe("What was asked beside the plan."),
    plan: z.string().nullable().describe("The plan's one query."),
    run: z.string().nullable().describe("Id of the plan's run on the book: GET /v1/runs/{id} replays it."),
    book: z.string().nullable(),
    engine: z.string(),
    form: z.string().nullable(),
    bytes: z.int().nullable(),
    sha256: z.string().nullable().describe("Of the bytes that were sent."),
    detail: z.string().nullable().describe("What was written, in words."),
  })
  .meta({ id: "AuditEntry" });

/** Answer of `GET /v1/audit`. */
export const auditAnswer = z
  .object({
    ...identityShape,
    entries: z.array(entrySchema).describe("The latest first."),
    next: z.string().nullable().describe("The `before` of the next page; null at the end."),
    missing: z
      .string()
      .nullable()
      .describe(
        "What this trail does not have: entries that wait, or that were lost; null where it has all.",
      ),
    keptDays: z
      .int()
      .nullable()
      .describe("Older entries than so many days are deleted (AUDIT_DAYS); null: all are kept."),
    notice: z.string().nullable(),
  })
  .meta({ id: "AuditAnswer" });
