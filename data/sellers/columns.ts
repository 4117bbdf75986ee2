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
  { theirsToOurs, names, file, fits, count }: FindOptions,
): (string | null)[] {
  const taken = new Set<string>();
  const nameFor = (spellings: readonly string[], at: number, hasToFit: boolean): string | null => {
    for (const wanted of spellings) {
      const ours = Object.keys(names).find((key) => plain(key) === wanted || names[key]!.includes(wanted));
      if (ours === undefined || taken.has(ours) || (hasToFit && fits?.(ours, at) === false)) continue;
      taken.add(ours);
      return ours;
    }
    return null;
  };
  const found = renameColumns(header, theirsToOurs, file).map((name, at) =>
    nameFor([plain(name)], at, false),
  );
  // Names that say more than the word, such as "Primary Territory" or "Ramp (%)": only where the word is left over.
  return found.map((name, at) => {
    if (name !== null) return name;
    const ours = nameFor(wordsWithin(header[at]!), at, true);
    if (ours !== null) count.note(GUESSED, 1, [`${header[at]} as ${ours}`]);
    return ours;
  });
}

/** Note on columns that are known by a part of their name, or by what they hold. */
export const GUESSED = "columns-known-by-a-part";

/** What a header's name may say beside more: without what stands in brackets, then runs of its words, the longest first. */
function wordsWithin(name: string): string[] {
  const bare = name.replace(/[([{][^([{)\]}]*[)\]}]/gu, " ");
  const tokens = bare
    .split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u)
    .filter((token) => token !== "")
    .slice(0, 8);
  const runs: string[] = [];
  for (let length = tokens.length; length > 0; length--) {
    for (let from = 0; from + length <= tokens.length; from++) {
      const run = plain(tokens.slice(from, from + length).join(""));
      if (run.length > 2) runs.push(run);
    }
  }
  return runs;
}

/** Where our columns stand in a header; −1 for one that is not there. */
export type ColumnPlaces = Readonly<Record<string, number>>;

/** How our columns are found in a header. */
export interface FindOptions {
  readonly names: ColumnNames;
  readonly required: readonly string[];
  readonly theirsToOurs: Readonly<Record<string, string>>;
  readonly file: string;
  readonly count: QualityCount;
  /** Columns that are used in another way, such as one for each tier. */
  readonly alsoUsed?: (name: string) => boolean;
  /** Whether what a column holds can be one of ours, where its name alone does not say it. */
  readonly fits?: (ours: string, at: number) => boolean;
  /** A column for one of ours that no name tells; −1 for none. */
  readonly elsewhere?: (ours: string, found: readonly (string | null)[]) => number;
}

/**
 * Finds our columns in a header: by their names, by a part of their names, by what they hold; columns that are
 * nobody's are noted by name.
 * @throws DataError `missing-column` where a required one is not there, `unknown-column` for a mapping of no column.
 */
export function findColumns(header: readonly string[], options: FindOptions): ColumnPlaces {
  const { names, required, file, count, elsewhere } = options;
  const ours = ourNames(header, options);
  for (const column of Object.keys(names)) {
    if (ours.includes(column)) continue;
    const at = elsewhere?.(column, ours) ?? -1;
    if (at < 0) continue;
    ours[at] = column;
    count.note(GUESSED, 1, [`${header[at]} as ${column}`]);
  }
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
