import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Book } from "../data/book.ts";
import { DataError } from "../data/errors.ts";
import { loadBook } from "../data/load.ts";
import { type Mapping, NO_MAPPING, parseMapping } from "../data/mapping.ts";
import { sourceAt } from "../data/warehouse/row-source.ts";
import { withProposal } from "./with-proposal.ts";

/** Files of a book; the demonstration book's where no accounts are named. */
export interface BookFiles {
  readonly accounts?: string;
  readonly tam?: string;
  readonly mapping?: string;
}

const demo = (file: string) => fileURLToPath(new URL(`../data/demo/${file}`, import.meta.url));

/** Loads the book that the configuration or the command line names. @throws {DataError} for a fatal input */
export async function openBook({ accounts, tam, mapping }: BookFiles): Promise<Book> {
  const text = mapping === undefined ? undefined : await readMapping(mapping);
  // The demonstration's market table belongs to the demonstration's accounts alone.
  const market = tam ?? (accounts === undefined ? demo("tam.csv") : undefined);
  const path = accounts ?? demo("accounts.csv.gz");
  try {
    const book = await loadBook({
      accounts: sourceAt(path),
      tam: market === undefined ? undefined : sourceAt(market),
      mapping: text === undefined ? mappingOfDemo(accounts) : parseMapping(text, mapping!),
    });
    return { ...book, isDemonstration: accounts === undefined };
  } catch (error) {
    throw await withProposal(error, path);
  }
}

/** The demonstration's amounts are in euros. */
function mappingOfDemo(accounts: string | undefined): Mapping | undefined {
  return accounts === undefined ? { ...NO_MAPPING, currency: "EUR" } : undefined;
}

async function readMapping(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError("unreadable-file", `cannot be read (${reason}); expected a JSON mapping`, { file });
  }
}
