import { columnKey } from "../column-key.ts";
import { DataError } from "../errors.ts";
import { looksLikeHeader } from "../match/synonyms.ts";
import type { Cell, HeaderHints } from "./table-shape.ts";

/** Most columns a file may have. */
export const MAX_COLUMNS = 1_000;
/** Rows before the header that are looked through. */
const SEARCHED = 40;

/** A row of the start of a file or sheet. */
export interface CandidateRow {
  readonly cells: readonly Cell[];
  readonly line: number;
}

/**
 * Finds the header among the first rows: the row on the line given; else the one with most of the names
 * that are asked for; else the first with two names that headers have; else the first that is
 * filled about as far as the fullest. Its index, −1 where there is no row.
 */
export function findHeader(rows: readonly CandidateRow[], { line, names = [] }: HeaderHints): number {
  if (line !== undefined) return rows.findIndex((row) => row.line === line);
  const searched = rows.slice(0, SEARCHED);
  const wanted = new Set(names.map(columnKey));
  const asked = searched.map(({ cells }) => cells.filter((cell) => wanted.has(columnKey(`${cell}`))).length);
  if (Math.max(0, ...asked) > 0) return asked.indexOf(Math.max(...asked));
  const filled = searched.map(({ cells }) => cells.filter((cell) => `${cell}`.trim() !== "").length);
  const fullest = Math.max(0, ...filled);
  const isWide = (at: number) => filled[at]! >= Math.max(1, 0.5 * fullest);
  const known = searched.map(({ cells }, at) =>
    isWide(at) ? cells.filter((cell) => typeof cell === "string" && looksLikeHeader(cell)).length : 0,
  );
  const first = known.findIndex((count) => count >= 2);
  if (first >= 0) return first;
  return filled.findIndex((count) => count >= Math.max(1, 0.6 * fullest));
}

/**
 * The header's names, trimmed; a blank one is named by its place (`Column 8`), and columns that are blank
 * from there to the right are kept for now, since only the rows tell whether they hold anything. Names that
 * repeat under bands, such as `Revenue` under 2024 and under 2025, are told apart by the band in the row above.
 * @throws DataError `too-many-columns`, `duplicate-column`
 */
export function readHeader({ cells, line }: CandidateRow, file: string, above?: CandidateRow): string[] {
  if (cells.length > MAX_COLUMNS) {
    const got = `has ${cells.length} columns`;
    throw new DataError("too-many-columns", `${got}; expected at most ${MAX_COLUMNS}`, { file, line });
  }
  const own = cells.map((cell, k) => `${cell}`.trim() || blankName(k));
  const names = repeated(own).size === 0 ? own : underBands(own, above);
  for (const name of repeated(names)) {
    const message = "is in the header twice; expected every name once";
    throw new DataError("duplicate-column", message, { file, line, column: name });
  }
  return names;
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/** Repeated names with the band above them, which reaches as far as the next one; the others as they are. */
function underBands(names: readonly string[], above: CandidateRow | undefined): string[] {
  const twice = repeated(names);
  let band = "";
  return names.map((name, k) => {
    band = `${above?.cells[k] ?? ""}`.trim() || band;
    return twice.has(name) && band !== "" ? `${name} ${band}` : name;
  });
}

/** The texts above the header, a line each: titles, and what holds for the whole table. */
export function textsAbove(rows: readonly CandidateRow[], at: number): string[] {
  return rows.slice(0, at).map(({ cells }) =>
    cells
      .map((cell) => `${cell}`.trim())
      .filter(Boolean)
      .join(" "),
  );
}

/** Name of a column whose header is blank. */
export function blankName(k: number): string {
  return `Column ${k + 1}`;
}

/** True for the name that a column without a name got. */
export function isBlankName(name: string, k: number): boolean {
  return name === blankName(k);
}
