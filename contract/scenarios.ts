import { z } from "zod";
import { identityShape, linksSchema } from "./identity.ts";
import { oneLine } from "./one-line.ts";
import { planSchema } from "./plan.ts";

/** In one of the spellings that Unicode has for the same letters, so that no two names look alike for that. */
const nameSchema = oneLine(80).normalize("NFC");
const noteSchema = z.string().trim().max(1_000);
const wishSchema = z.string().max(4_000).nullable();

const content = {
  plan: planSchema,
  note: noteSchema.describe("What its author has to say of it."),
  wish: wishSchema.describe("The words that asked for it; null where it was made by hand."),
  yardstick: planSchema.describe(
    "The plan whose weights, coefficients and strategic tiers measure every version; it stays as the first version had it unless it is named.",
  ),
};

/** Body of `POST /v1/scenarios`. */
export const scenarioBody = z
  .strictObject({
    name: nameSchema,
    ...content,
    note: content.note.default(""),
    wish: content.wish.default(null),
    yardstick: content.yardstick.optional(),
  })
  .meta({ id: "ScenarioRequest" });
/** The body that keeps a scenario, as it is read. */
export type ScenarioBody = z.output<typeof scenarioBody>;

/** Body of `POST /v1/scenarios/:id/versions`: what it leaves out stays as it was. */
export const scenarioVersionBody = z
  .strictObject({
    base: z.int().min(1).describe("The version that was changed; it has to be the latest."),
    name: nameSchema.optional(),
    plan: content.plan.optional(),
    note: content.note.optional(),
    wish: content.wish.optional(),
    yardstick: content.yardstick.optional(),
  })
  .meta({ id: "ScenarioVersionRequest" });
/** The body that adds a version to a scenario, as it is read. */
export type ScenarioVersionBody = z.output<typeof scenarioVersionBody>;

const stepSchema = z.enum(["proposed", "approved", "in-force"]);

/** Body of `POST /v1/scenarios/:id/approvals`. */
export const approvalBody = z
  .strictObject({
    version: z.int().min(1),
    state: stepSchema.describe("The next step: proposed, approved (an admin), in-force (an admin)."),
  })
  .meta({ id: "ApprovalRequest" });
/** The body that moves a scenario's approval on, as it is read. */
export type ApprovalBody = z.output<typeof approvalBody>;

const bySchema = z.object({ by: z.string(), at: z.string() });

const approvalSchema = z
  .object({
    version: z.int(),
    book: z.string(),
    state: z.enum([...stepSchema.options, "ended"]),
    proposed: bySchema,
    approved: bySchema.nullable(),
    inForce: bySchema.nullable(),
    ended: bySchema.nullable(),
  })
  .meta({ id: "Approval" });

/** Links of a version: its result, and its figures by the frozen yardstick. */
const versionLinks = linksSchema.extend({ measured: z.string() });

const versionSchema = z
  .object({
    version: z.int(),
    ...content,
    book: z.string().describe("Id of the book that it was made on."),
    author: z.string(),
    at: z.string(),
    links: versionLinks.nullable().describe("Null where the plan is too long for a URL."),
  })
  .meta({ id: "ScenarioVersion" });

const scenarioSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    author: z.string(),
    at: z.string(),
    versions: z.array(versionSchema).describe("The latest first."),
    approvals: z.array(approvalSchema).describe("The latest first; one in force a book."),
  })
  .meta({ id: "Scenario" });

const notice = z.string().nullable().describe("What is to be known of where they are kept.");

/** Answer of `GET /v1/scenarios`. */
export const scenariosAnswer = z
  .object({ ...identityShape, scenarios: z.array(scenarioSchema), notice })
  .meta({ id: "ScenariosAnswer" });

/** Answer of `GET /v1/scenarios/:id`, and of what changes one. */
export const scenarioAnswer = z
  .object({ ...identityShape, scenario: scenarioSchema, notice })
  .meta({ id: "ScenarioAnswer" });
