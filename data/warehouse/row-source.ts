import type { Cell } from "../read/table-shape.ts";
import { fileSource, type Source } from "../source.ts";
import { addressOfTable, isWarehouse, readTableAddress } from "./address.ts";
import type { Dialect } from "./dialect.ts";
import { openWarehouse } from "./open.ts";
import { columnsOf } from "./table-columns.ts";
import { tableName } from "./table-name.ts";
import type { Value, WarehouseColumn } from "./warehouse.ts";

/**
 * What a book is loaded from, as it is written down: the path of a file, or the address of a table such as
 * `postgres://ann@db/crm?table=accounts`.
 * @throws DataError `bad-address`
 */
export function sourceAt(text: string): Source {
  return isWarehouse(text) ? rowSource(text) : fileSource(text);
}

/** Rows of a table that a proposal is made from. */
const SAMPLE_ROWS = 20_000;

/** As {@link sourceAt}, of a table its first rows alone, as the engine finds them: enough to propose a mapping. */
export function sampleAt(text: string): Source {
  return isWarehouse(text) ? rowSource(text, SAMPLE_ROWS) : fileSource(text);
}

/** What people may type to name it again: of a table its address, quoted, to which user and password are to be added. */
export function typedPlaceOf(text: string): string {
  if (!isWarehouse(text)) return text;
  const { address, table } = readTableAddress(text);
  return `'${addressOfTable(address.place, table)}'`;
}

/** The name that people may see: of a table without user and password. */
export function placeOf(text: string): string {
  return isWarehouse(text) ? sourceAt(text).name : text;
}

/**
 * A source that reads a table when it is iterated: columns of numbers as numbers, all else as text. Rows come in
 * the order of their cells, so that the same rows are the same book, byte for byte.
 * @throws DataError `bad-address`; while iterated `unknown-table`, and as the warehouse
 */
function rowSource(text: string, most: number | null = null): Source {
  const { address, table } = readTableAddress(text);
  const name = `${address.place}, ${table}`;
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    const warehouse = await openWarehouse(address, { readOnly: true });
    try {
      const columns = await columnsOf(warehouse, table);
      yield [columns.map((column) => column.name)];
      const areNumbers = columns.map(isNumber);
      for await (const block of warehouse.stream(selectAll(warehouse.dialect, table, columns, most))) {
        yield block.map((row) => row.map((value, k) => cellOf(value, areNumbers[k]!)));
      }
    } finally {
      await warehouse.close();
    }
  }
  async function* nothing(): AsyncGenerator<Uint8Array> {}
  return { name, chunks: { [Symbol.asyncIterator]: nothing }, rows };
}

/** All rows, ordered by their cells; or the first so many, in any order. */
function selectAll(
  dialect: Dialect,
  table: string,
  columns: readonly WarehouseColumn[],
  most: number | null,
): string {
  const cells = columns.map(({ name, kind }) =>
    kind === "other" ? dialect.asText(dialect.identifier(name)) : dialect.identifier(name),
  );
  const rows = `SELECT ${cells.join(", ")} FROM ${tableName(dialect, table)}`;
  if (most !== null) return `${rows} LIMIT ${most}`;
  const order = cells.map((cell, k) => (isNumber(columns[k]!) ? cell : dialect.byBytes(cell)));
  return `${rows} ORDER BY ${order.join(", ")}`;
}

function isNumber({ kind }: WarehouseColumn): boolean {
  return kind === "number" || kind === "integer";
}

/** Whole numbers beyond 2^53 stay text, as the IDs that they are. */
function cellOf(value: Value, isOfNumbers: boolean): Cell {
  if (value === null) return "";
  if (!isOfNumbers) return String(value).trim();
  const number = Number(value);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? String(value) : number;
}
