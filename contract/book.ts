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

const ids = z.array(z.string());

/** Schema of how the configured book was read anew. */
const refreshSchema = z
  .object({
    everySeconds: z.number(),
    at: z.string().nullable().describe("When the book was last read anew; null before the first time."),
    trouble: z
      .string()
      .nullable()
      .describe("Why the last reading failed or was not taken; the book of before then stands."),
    change: z
      .object({
        at: z.string(),
        previous: z.string().describe("Id of the book before."),
        added: count,
        gone: count,
        changed: count,
        same: count,
        columns: z.array(z.object({ name: z.string(), accounts: count })),
        addedColumns: ids,
        goneColumns: ids,
        examples: z.object({ added: ids, gone: ids, changed: ids }),
      })
      .nullable()
      .describe("Accounts new, gone, changed and alike at the last reading that differed."),
  })
  .meta({ id: "BookRefresh" });

/** Answer of `GET /v1/book`. */
export const bookAnswer = z.object({
  ...identityShape,
  report: bookReportSchema,
  refresh: refreshSchema.optional().describe("Where the book is read anew on a schedule."),
});

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

/** What a file looks like before it is a book, and the mapping that is proposed for it. */
const inspectionSchema = z
  .object({
    mapping: z.record(z.string(), z.unknown()).describe("To be sent as the part mapping."),
    matches: z.array(
      z.object({
        column: z.string(),
        target: z.string(),
        reason: z.string(),
        confidence: z.number(),
        samples: z.array(z.string()),
      }),
    ),
    unmatched: z.array(z.object({ column: z.string(), samples: z.array(z.string()) })),
    absent: z.array(z.object({ what: z.string(), means: z.string() })),
    questions: z.array(z.string()).describe("What only a person can say."),
    tierOrders: z
      .record(z.string(), z.array(z.string()))
      .describe(
        "The values of each column that could be tiers, in the order that they most likely have, highest first.",
      ),
    columns: z.array(z.string()),
    preview: z.array(z.array(z.string())),
  })
  .meta({ id: "Inspection" });

/** Parts of an upload. */
export const uploadForm = z.object({
  accounts: z.string().meta({ format: "binary" }).describe("CSV, XLSX or Parquet; CSV may be gzipped."),
  tam: z.string().meta({ format: "binary" }).optional().describe("The market table."),
  mapping: z.string().optional().describe("What the columns are for, as JSON."),
});

/** Query of an upload. */
export const uploadQuery = z.strictObject({
  dry: z
    .literal("1", { error: "expected 1, or no dry at all" })
    .optional()
    .describe("1: read the files and report, keep nothing (200)."),
});

/** Answer of `POST /v1/books`. */
export const uploadAnswer = z.object({ book: libraryEntry, report: bookReportSchema, kept: z.boolean() });

/** Answer of `POST /v1/books?dry=1`. */
export const triedAnswer = z.object({ inspection: inspectionSchema.nullable(), report: bookReportSchema });

/** How far an upload has come, an event `progress`. */
export const uploadProgress = z.object({
  phase: z.literal("reading"),
  rows: count.describe("Rows of the accounts read so far."),
});
