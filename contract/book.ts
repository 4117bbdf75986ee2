import { z } from "zod";
import { SIGNALS } from "../tiering/index.ts";
import { identityShape } from "./identity.ts";

const count = z.int().min(0);

const sourceSchema = z.union([
  z.object({ kind: z.literal("computed"), from: z.array(z.string()) }),
  z.object({ kind: z.literal("column"), column: z.string() }),
  z.object({ kind: z.literal("absent"), missing: z.string() }),
]);

const signalReport = z.object({
  source: sourceSchema.describe("What the signal is made of."),
  defined: count.describe("Accounts that have a value."),
  varies: z.boolean(),
  lone: z.string().nullable().describe("ID of the account that makes more than half of its variance."),
});

const rejectedRow = z.object({
  line: count,
  column: z.string(),
  code: z.string(),
  reason: z.string(),
  row: z.string().optional(),
});

const unsizedValues = z.array(z.object({ value: z.string(), accounts: count })).nullable();

/** Schema of a book's report. */
export const bookReportSchema = z
  .object({
    id: z.string(),
    source: z.object({ accounts: z.string(), tam: z.string().nullable() }),
    format: z.string(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    sheet: z.string().nullable(),
    headerLine: count,
    decimals: z.record(z.string(), z.string()),
    currency: z.string().nullable(),
    rows: z
      .object({ read: count, accepted: count, rejected: count })
      .describe("Rows of the file: accepted + rejected = read."),
    accounts: count,
    rejectedBy: z.record(z.string(), count),
    rejected: z.array(rejectedRow).describe("The first rejected rows; all of them at rejected.csv."),
    notes: z.array(z.object({ kind: z.string(), count, text: z.string(), examples: z.array(z.string()) })),
    signals: z.record(z.enum(SIGNALS), signalReport),
    tiers: z
      .array(z.object({ name: z.string(), label: z.string(), accounts: count }))
      .nullable()
      .describe("Accounts by tier, highest first; null where the book was never tiered."),
    marketsWithoutSize: z.object({ geo: unsizedValues, category: unsizedValues }),
    roles: z.record(z.string(), z.string()),
  })
  .meta({ id: "BookReport" });

/** Answer of `GET /v1/book`. */
export const bookAnswer = z.object({ ...identityShape, report: bookReportSchema });

/** A book of the library as it is listed. */
export const libraryEntry = z.object({
  id: z.string(),
  name: z.string(),
  accounts: count,
  tam: z.string().nullable(),
  addedAt: z.string(),
});

/** Answer of `GET /v1/books`. */
export const booksAnswer = z.object({
  engine: identityShape.engine,
  configured: z
    .object({ id: z.string(), name: z.string(), accounts: count, isDemonstration: z.boolean() })
    .nullable()
    .describe("The book that the server was started with; null to another workspace than its own."),
  books: z.array(libraryEntry).describe("Uploaded books, the latest first."),
  kept: z.boolean().describe("Whether uploads outlive the process."),
});
