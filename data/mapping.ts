import { z } from "zod";
import { columnKey } from "./column-key.ts";
import { DataError } from "./errors.ts";
import { nearestNames } from "./nearest.ts";
import { isOurName, OUR_NAMES } from "./our-names.ts";
import { repeatedField } from "./repeated-field.ts";

const name = z.string().trim().min(1);
const noControls = (text: string) => !/\p{Cc}/u.test(text);
const renames = z.record(z.string(), name);
const decimalSign = z.enum([".", ","]);

/** Which columns of order lines make accounts. */
const transactionsSchema = z.strictObject({
  customer: name,
  date: name,
  /** Amount of a line; with a quantity, the price of one unit. */
  amount: name,
  /** How many units a line has, negative for what came back: its amount is the price times this. */
  quantity: name.optional(),
  /** Currency of a line's amount; found by its name where absent. */
  currency: name.optional(),
  /** What one unit of each currency is worth in that of the book: lines of several currencies are added up by these. */
  rates: z.record(z.string(), z.number().positive()).optional(),
  /** Month in which the fiscal year begins, 1 … 12; a year is called by the calendar year in which it ends. */
  yearStart: z.int().min(1).max(12).default(1),
  /** Order of day, month and year where the dates themselves do not tell. */
  dateOrder: z.enum(["dmy", "mdy", "ymd"]).optional(),
});

/** A mapping file: what a book's columns are for; everything in it is optional. */
const mappingSchema = z.strictObject({
  /** Column of their accounts file → what it is for, such as `"Revenue 2025": "TotalRevenue_FY25"`. */
  accounts: renames.superRefine(refuseUnknownNames).default({}),
  /** Column of their market table → our column; `"book"` for shares of the book's own potential. */
  tam: z.union([z.literal("book"), renames]).default({}),
  /** What the metrics of a market table that count have in their names; `Proj_TAM_Prod` where absent. */
  metric: name.optional(),
  /** Signals that are taken from a number column as they stand. */
  signals: z.strictObject({ runway: name, growth: name, geo: name, category: name }).partial().default({}),
  /** Our column, such as TotalRevenue_FY2025 → the columns that are added up to it: months, quarters. */
  sums: z.record(name, z.array(name).min(2).max(60)).default({}),
  /** The book's tiers, highest first. */
  tiers: z
    .array(name)
    .min(1)
    .max(26)
    .refine((names) => new Set(names).size === names.length, "names a tier twice; expected each once")
    .optional(),
  /** Further columns that hold amounts. */
  numbers: z.array(name).default([]),
  /** Decimal sign of all amounts, or by column. */
  decimal: z.union([decimalSign, z.record(z.string(), decimalSign)]).optional(),
  /** What the amounts of a column are multiplied by, such as 1000 where they are in thousands. */
  units: z.record(z.string(), z.number().positive()).default({}),
  /** Encoding of CSV files, such as `windows-1252`; found where absent. */
  encoding: name.optional(),
  /** Line (or row of the sheet) of the header, from 1; found where absent. */
  header: z.int().min(1).optional(),
  /** Sheet of a workbook, by name or number from 1. */
  sheet: z.union([name, z.int().min(1)]).optional(),
  /** Currency of the amounts, such as EUR. */
  currency: name.max(20).refine(noControls, "has a control character; expected such as EUR").optional(),
  /** Order lines in place of accounts. */
  transactions: transactionsSchema.optional(),
  /** Further words for groups of values: column → word → values. */
  aliases: z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))).default({}),
});

/** What a book's columns are for, how its files are written, and further words for groups of values. */
export type Mapping = z.infer<typeof mappingSchema>;
/** A mapping as it is written down: what is absent has its default. */
export type MappingInput = z.input<typeof mappingSchema>;

/** Most faults of a mapping that are told, and longest text of one, characters: a name in it may be as long as it likes. */
const MOST_FAULTS = 20;
const LONGEST_FAULT = 1_000;

const cut = (text: string) =>
  text.length <= LONGEST_FAULT
    ? text
    : `${text.slice(0, LONGEST_FAULT - 1).toWellFormed()}… (${text.length} characters)`;

/** A name of no use is a slip, unless it takes a column out of the use that its own name has. */
function refuseUnknownNames(accounts: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  for (const [theirs, ours] of Object.entries(accounts)) {
    if (isOurName(ours) || isOurName(theirs)) continue;
    const message = `${JSON.stringify(ours)} is nothing that a column can be for; expected ${OUR_NAMES}`;
    context.addIssue({ code: "custom", path: [theirs], message });
  }
}

/** The mapping of a book that has our names already. */
export const NO_MAPPING: Mapping = mappingSchema.parse({});

/**
 * Reads a mapping from the text of its JSON file.
 * @throws DataError `invalid-mapping`, with the first faults, the path to each, and how many more there are.
 */
export function parseMapping(text: string, file: string): Mapping {
  let json: unknown;
  let isUnheld = false;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""), (name, value) => {
      isUnheld ||= name === "__proto__";
      return value;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("invalid-mapping", `is not JSON (${reason}); expected {"accounts": {…}, …}`, {
      file,
    });
  }
  const twice = repeatedField(text);
  if (twice !== null)
    throw new DataError("invalid-mapping", `${cut(twice)} stands twice in its object; expected it once`, {
      file,
    });
  if (isUnheld) {
    const message = 'names "__proto__", which no mapping can hold; expected the column under another name';
    throw new DataError("invalid-mapping", message, { file });
  }
  return readMapping(json, file);
}

/**
 * Checks a mapping that is JSON already.
 * @throws DataError `invalid-mapping`, with the first faults, the path to each, and how many more there are.
 */
export function readMapping(json: unknown, file: string): Mapping {
  const result = mappingSchema.safeParse(json);
  if (result.success) return result.data;
  const { issues } = result.error;
  const faults = issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => cut(`/${path.join("/")} ${message}`));
  if (issues.length > MOST_FAULTS) faults.push(`and ${issues.length - MOST_FAULTS} more`);
  const message = `${faults.join("; ")}; expected their names as keys, ours as values`;
  throw new DataError("invalid-mapping", message, { file });
}

/**
 * Finds a column by a name from a mapping, whatever its case and blanks.
 * @throws DataError `unknown-column`, with the nearest names.
 */
export function findColumn(wanted: string, columns: readonly string[], file: string): string {
  const found = columns.find((column) => column === wanted) ?? findLoosely(wanted, columns);
  if (found !== undefined) return found;
  const nearest = nearestNames(wanted, columns);
  const message = `the mapping names it, but the header does not; nearest: ${nearest.join(", ")}`;
  throw new DataError("unknown-column", message, { file, line: 1, column: wanted, nearest });
}

/** A column by its name whatever its case and blanks; undefined where there is none. */
export function findLoosely(wanted: string, columns: readonly string[]): string | undefined {
  const key = columnKey(wanted);
  return columns.find((column) => columnKey(column) === key);
}

/** The decimal sign that the mapping gives for a column; null where it gives none. */
export function decimalOf({ decimal }: Mapping, column: string): "." | "," | null {
  if (decimal === undefined || typeof decimal === "string") return decimal ?? null;
  const key = findLoosely(column, Object.keys(decimal));
  return key === undefined ? null : decimal[key]!;
}

/**
 * What the mapping says each column is for, by the file's own names.
 * @throws DataError `unknown-column` where the mapping names a column that the file does not have.
 */
export function renamesOf(
  theirsToOurs: Readonly<Record<string, string>>,
  columns: readonly string[],
  file: string,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(theirsToOurs).map(([theirs, ours]) => [findColumn(theirs, columns, file), ours]),
  );
}

/**
 * The header under our names, in file order.
 * @throws DataError `unknown-column` where the mapping names a column that the file does not have,
 * `duplicate-column` where two columns would get one name.
 */
export function renameColumns(
  header: readonly string[],
  theirsToOurs: Readonly<Record<string, string>>,
  file: string,
): string[] {
  const renamed = new Map(Object.entries(theirsToOurs));
  for (const theirs of renamed.keys()) {
    if (header.includes(theirs)) continue;
    const nearest = nearestNames(theirs, header);
    const message = `the mapping names it, but the header does not; nearest: ${nearest.join(", ")}`;
    throw new DataError("unknown-column", message, { file, line: 1, column: theirs, nearest });
  }
  const names = header.map((name) => renamed.get(name) ?? name);
  const again = names.find((name, k) => names.indexOf(name) < k);
  if (again === undefined) return names;
  const theirs = header.filter((_, k) => names[k] === again);
  const message = `is the name of ${theirs.length} columns under the mapping (${theirs.join(", ")}); expected one`;
  throw new DataError("duplicate-column", message, { file, line: 1, column: again });
}
