import { z } from "zod";
import { DataError } from "./errors.ts";
import { nearestNames } from "./nearest.ts";

const renames = z.record(z.string(), z.string().trim().min(1));

/** A mapping file: other people's names to ours; everything in it is optional. */
const mappingSchema = z.strictObject({
  /** Column of their accounts file → our column, such as `"Revenue 2025": "TotalRevenue_FY25"`. */
  accounts: renames.default({}),
  /** Column of their TAM file → our column. */
  tam: renames.default({}),
  /** Further words for groups of values: our column → word → values. */
  aliases: z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))).default({}),
});

/** Other people's column names and fiscal years to ours, and further words for groups of values. */
export type Mapping = z.infer<typeof mappingSchema>;

/** The mapping of a book that has our names already. */
export const NO_MAPPING: Mapping = { accounts: {}, tam: {}, aliases: {} };

/**
 * Reads a mapping from the text of its JSON file.
 * @throws DataError `invalid-mapping`, with every fault and the path to it.
 */
export function parseMapping(text: string, file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("invalid-mapping", `is not JSON (${reason}); expected {"accounts": {…}, …}`, {
      file,
    });
  }
  const result = mappingSchema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `/${issue.path.join("/")} ${issue.message}`);
  throw new DataError(
    "invalid-mapping",
    `${faults.join("; ")}; expected their names as keys, ours as values`,
    {
      file,
    },
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
