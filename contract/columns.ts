import { z } from "zod";
import { identityShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";

/** Query of `GET /v1/columns/:name/values`. */
export const valuesQuery = z.strictObject({
  offset: numberParameter(z.int().min(0)).default(0).describe("First value to list."),
  limit: numberParameter(z.int().min(1).max(10_000)).default(1_000).describe("Most values to list."),
});

/** One column of a book. */
export const columnSchema = z.object({
  name: z.string(),
  kind: z.enum(["id", "text", "number"]),
  role: z
    .enum(["id", "name", "owner", "geo", "category", "tier", "revenue", "potential"])
    .optional()
    .describe("What the book uses it for; of tiers and revenues, the current one."),
  money: z.boolean().optional().describe("True for amounts in the book's currency."),
  distinct: z.int().optional().describe("Number of distinct values of a text column."),
  range: z
    .object({ least: z.number(), greatest: z.number() })
    .nullable()
    .optional()
    .describe("Of a number column; null where all are blank."),
});

/** One value of a text column. */
export const valueSchema = z.object({ value: z.string(), accounts: z.int() });

/** Answer of `GET /v1/columns`. */
export const columnsAnswer = z
  .object({
    ...identityShape,
    columns: z.array(columnSchema),
  })
  .meta({ id: "ColumnsAnswer" });

/** Answer of `GET /v1/columns/:name/values`. */
export const valuesAnswer = z
  .object({
    ...identityShape,
    column: z.string(),
    total: z.int(),
    offset: z.int(),
    values: z.array(valueSchema),
    aliases: z.record(z.string(), z.array(z.string())).describe("Words for groups of values."),
  })
  .meta({ id: "ValuesAnswer" });
