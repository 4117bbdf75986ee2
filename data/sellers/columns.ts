import { DataError } from "../errors.ts";
import { renameColumns } from "../mapping.ts";
import { nearestNames } from "../nearest.ts";
import type { QualityCount } from "../quality.ts";

/** Our columns of a file and the other names, in lower case without accents and punctuation, that they go by. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

/** A name without case, accents, spaces and punctuation. */
export function plain(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Our name of each column of a header, by the mapping first and then by the names it goes by; null where none. */
function ourNames(
  header: readonly string[],
  theirsToOurs: Readonly<Record<string, string>>,
  names: ColumnNames,
  file: string,
): (string | null)[] {
  const taken = new Set<string>();
  return renameColumns(header, theirsToOurs, file).map((name) => {
    const wanted = plain(name);
    const ours = Object.keys(names).find((key) => plain(key) === wanted || names[key]!.includes(wanted));
    if (ours === undefined || taken.has(ours)) return null;
    taken.add(ours);
    return ours;
  });
}

/** Where our columns stand in a header; −1 for one that is not there. */
export type ColumnPlaces = Readonly<Record<string, number>>;

/**
 * Finds our columns in a header; columns that are nobody's are noted by name.
 * @throws DataError `missing-column` where a required one is not there, `unknown-column` for a mapping of no column.
 */
export function findColumns(
  header: readonly string[],
  options: {
    readonly names: ColumnNames;
    readonly required: readonly string[];
    readonly theirsToOurs: Readonly<Record<string, string>>;
    readonly file: string;
    readonly count: QualityCount;
    /** Columns that are used in another way, such as one for each tier. */
    readonly alsoUsed?: (name: string) => boolean;
  },
): ColumnPlaces {
  const { names, required, theirsToOurs, file, count } = options;
  const ours = ourNames(header, theirsToOurs, names, file);
  for (const column of required) {
    if (ours.includes(column)) continue;
    const nearest = nearestNames(column, header);
    const message =
      `the header has no ${column}; expected ${required.join(", ")}, or a mapping to them ` +
      `(nearest: ${nearest.join(", ")})`;
    throw new DataError("missing-column", message, { file, line: 1, column, nearest });
  }
  ours.forEach((name, k) => {
    if (name === null && !options.alsoUsed?.(header[k]!)) count.note(`unused-column ${header[k]}`);
  });
  return Object.fromEntries(Object.keys(names).map((name) => [name, ours.indexOf(name)]));
}

/** The trimmed cell of one of our columns; `""` where the file does not have the column. */
export function cellOf(cells: readonly string[], places: ColumnPlaces, column: string): string {
  const at = places[column]!;
  return at < 0 ? "" : cells[at]!.trim();
}

/** The parts of a cell that holds several values, separated by `|` or `;`. */
export function listOf(cell: string): string[] {
  return [...new Set(cell.split(/[|;]/).map((part) => part.trim()))].filter((part) => part !== "");
}
