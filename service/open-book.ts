import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Book } from "../data/book.ts";
import { DataError, type DataErrorCode } from "../data/errors.ts";
import { loadBook } from "../data/load.ts";
import { type Mapping, NO_MAPPING, parseMapping } from "../data/mapping.ts";
import { explainProposal, inspectFile } from "../data/match/inspect.ts";
import { placeOf, sourceAt } from "../data/warehouse/row-source.ts";

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

/** Faults that a mapping mends. */
const MENDABLE: ReadonlySet<string> = new Set<DataErrorCode>([
  "missing-column",
  "unknown-column",
  "unknown-tier-order",
  "undecidable-amounts",
  "undecidable-dates",
]);

/** The error with the mapping that is proposed for the file, where one would mend it. */
async function withProposal(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof DataError) || !MENDABLE.has(error.code)) return error;
  const inspection = await inspectFile(sourceAt(path)).catch(() => null);
  if (inspection === null) return error;
  const lines = [
    ...explainProposal(inspection),
    `As a mapping (npm run -s tier -- --inspect ${placeOf(path)} > mapping.json writes it): ${JSON.stringify(inspection.mapping)}`,
  ];
  return Object.assign(new DataError(error.code, "", error.details), {
    message: `${error.message}\n${lines.join("\n")}`,
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
