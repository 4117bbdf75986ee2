import { readFile } from "node:fs/promises";
import { DataError } from "../../data/errors.ts";
import { type Mapping, NO_MAPPING, parseMapping } from "../../data/mapping.ts";
import type { MarketSizes } from "../../data/markets.ts";
import { fileSource } from "../../data/source.ts";
import { readTam } from "../../data/tam.ts";
import { addressOfTable, readAddress } from "../../data/warehouse/address.ts";
import { openWarehouse } from "../../data/warehouse/open.ts";
import { surveyTable, type TableSurvey } from "../../data/warehouse/survey-table.ts";
import type { Warehouse } from "../../data/warehouse/warehouse.ts";
import { withProposal } from "../with-proposal.ts";

/** A table of accounts in a warehouse, and the files that say what its columns are for and how large markets are. */
export interface TableFiles {
  /** `duckdb:FILE`, `postgres://…` or `clickhouse://…`. */
  readonly warehouse: string;
  readonly table: string;
  readonly mapping?: string | undefined;
  readonly tam?: string | undefined;
}

/** Most bytes of a market table. */
const MOST_TAM_BYTES = 2 ** 30;

/**
 * Connects to a warehouse and surveys the table; the caller closes the connection.
 * @throws DataError as the files, the warehouse and the survey
 */
export async function openTable(files: TableFiles): Promise<{ warehouse: Warehouse; survey: TableSurvey }> {
  const mapping = files.mapping === undefined ? NO_MAPPING : await readMappingFile(files.mapping);
  const sizes = await readSizes(files.tam, mapping);
  const warehouse = await openWarehouse(readAddress(files.warehouse));
  try {
    return { warehouse, survey: await surveyTable(warehouse, files.table, { mapping, sizes }) };
  } catch (error) {
    await warehouse.close();
    // No mapping makes a number of a text in a warehouse.
    const isMendable = error instanceof DataError && error.code !== "undecidable-amounts";
    throw isMendable ? await withProposal(error, addressOfTable(files.warehouse, files.table)) : error;
  }
}

async function readMappingFile(file: string): Promise<Mapping> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    const message = `cannot be read (${error.message}); expected a JSON mapping`;
    throw new DataError("unreadable-file", message, { file });
  });
  const mapping = parseMapping(text, file);
  if (mapping.transactions === undefined) return mapping;
  const message =
    "order lines are not made into accounts in a warehouse; expected a view with one row an account";
  throw new DataError("invalid-mapping", message, { file });
}

async function readSizes(tam: string | undefined, mapping: Mapping): Promise<MarketSizes> {
  if (mapping.tam === "book") return { kind: "book" };
  if (tam === undefined) return { kind: "none", why: "no market table" };
  const table = await readTam(fileSource(tam), { maxBytes: MOST_TAM_BYTES, mapping });
  return table.unused === null ? { kind: "table", table } : { kind: "none", why: table.unused };
}
