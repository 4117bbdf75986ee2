import { z } from "zod";
import { csvShape } from "./csv.ts";
import { explanationShape } from "./identity.ts";
import { flagParameter, listParameter, numberParameter, runSelectors } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";
import { versusParameter } from "./versus.ts";

/** The columns that are listed where none are asked for. */
const USUAL = ["ID", "PreviousTier", "Tier", "Change", "PI_acct", "Reason"];

/** Which accounts of a run to list, and in which order. */
const filterShape = {
  change: z.enum(["all", "moved", "up", "down", "same"]).default("all"),
  from: z.string().optional().describe("Tier before."),
  to: z.string().optional().describe("Tier after."),
  steps: numberParameter(z.int().min(1).max(25)).optional().describe("The fewest tiers moved by."),
  search: z.string().max(200).optional().describe("Part of the ID or of any text, without regard to case."),
  where: runSelectors,
  sort: z.string().optional().describe("A column; ascending ID order where absent. Blanks stand last."),
  descending: flagParameter.default(false),
};

/** Query of `GET /v1/accounts.csv`: a plan, which of its accounts to list, and how the file is written. */
export const accountExportQuery = planQuery.extend({ ...filterShape, ...csvShape });

/** Query of `GET /v1/accounts`: a plan, and which of its accounts to list. */
export const accountListQuery = planQuery.extend({
  versus: versusParameter.optional(),
  ...filterShape,
  columns: listParameter(z.string().min(1), 100)
    .default(USUAL)
    .describe("Columns of the run (ID, PreviousTier, Tier, Change, PI_acct, Reason) or of the book."),
  offset: numberParameter(z.int().min(0)).default(0).describe("First account to list."),
  limit: numberParameter(z.int().min(0).max(1_000)).default(100).describe("Most accounts to list."),
});

const cell = z.union([z.string(), z.number(), z.null()]);

/** Answer of `GET /v1/accounts`: a page of accounts as columns. */
export const accountListAnswer = z
  .object({
    ...explanationShape,
    total: z.int().describe("Accounts that match."),
    offset: z.int(),
    columns: z
      .array(z.object({ name: z.string(), cells: z.array(cell) }))
      .describe("In the order asked for."),
  })
  .meta({ id: "AccountListAnswer" });
