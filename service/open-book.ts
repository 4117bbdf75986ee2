import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Book } from "../data/book.ts";
import { DataError } from "../data/errors.ts";
import { loadBook } from "../data/load.ts";
import { parseMapping } from "../data/mapping.ts";
import { fileSource } from "../data/source.ts";

/** Files of a book; the demonstration book's where no accounts are named. */
export interface BookFiles {
  readonly accounts?: string;
  readonly tam?: string;
  readonly mapping?: string;
}

const demo = (file: string) => fileURLToPath(new URL(`../data/demo/${file}`, import.meta.url));

/** Loads the book that the configuration or the command line names. @throws {DataError} for a fatal input */
export async function openBook({ accounts, tam, mapping }: BookFiles): Promise<Book> {
  // The demonstration's market table belongs to the demonstration's accounts alone.
  const market = tam ?? (accounts === undefined ? demo("tam.csv") : undefined);
  return loadBook({
    accounts: fileSource(accounts ?? demo("accounts.csv.gz")),
    tam: market === undefined ? undefined : fileSource(market),
    mapping: mapping === undefined ? undefined : parseMapping(await readMapping(mapping), mapping),
  });
}

async function readMapping(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("unreadable-file", `cannot be read (${reason}); expected a JSON mapping`, { file });
  }
}
