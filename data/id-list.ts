import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { DataError } from "./errors.ts";

/**
 * Reads account IDs from a CSV file: the column `ID` where the header has one, else the first column,
 * header or not. Blank cells are skipped. O(file).
 * @throws DataError `unreadable-file` or `bad-quote`, naming the file
 */
export async function readIdList(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new DataError("unreadable-file", `cannot be read (${error.message}); expected a CSV of IDs`, {
      file: path,
    });
  });
  const [header = [], ...rows] = readCells(text, path);
  const column = header.findIndex((name) => name.toUpperCase() === "ID");
  const listed = column >= 0 ? rows : [header, ...rows];
  return listed.map((cells) => cells[Math.max(column, 0)] ?? "").filter((id) => id !== "");
}

function readCells(text: string, file: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DataError("bad-quote", `is not CSV (${error.message}); expected a column of IDs`, { file });
  }
}
