import type { Cell } from "../read/table-shape.ts";
import { fileSource, type Source } from "../source.ts";
import { isWarehouse, readTableAddress } from "./address.ts";
import { type Dialect, tableName } from "./dialect.ts";
import { openWarehouse } from "./open.ts";
import { columnsOf } from "./table-columns.ts";
import type { Value, WarehouseColumn } from "./warehouse.ts";

/**
 * What a book is loaded from, as it is written down: the path of a file, or the address of a table such as
 * `postgres://ann@db/crm?table=accounts`.
 * @throws DataError `bad-address`
 */
export function sourceAt(text: string): Source {
  return isWarehouse(text) ? rowSource(text) : fileSource(text);
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
function rowSource(text: string): Source {
  const { address, table } = readTableAddress(text);
  const name = `${address.place}, ${table}`;
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    const warehouse = await openWarehouse(address, { readOnly: true });
    try {
      const columns = await columnsOf(warehouse, table);
      yield [columns.map((column) => column.name)];
      const isNumber = columns.map(({ kind }) => kind === "number" || kind === "integer");
      for await (const block of warehouse.stream(selectAll(warehouse.dialect, table, columns))) {
        yield block.map((row) => row.map((value, k) => cellOf(value, isNumber[k]!)));
      }
    } finally {
      await warehouse.close();
    }
  }
  async function* nothing(): AsyncGenerator<Uint8Array> {}
  return { name, chunks: { [Symbol.asyncIterator]: nothing }, rows };
}

/** All rows, ordered by their cells. */
function selectAll(dialect: Dialect, table: string, columns: readonly WarehouseColumn[]): string {
  const cells = columns.map(({ name, kind }) =>
    kind === "other" ? dialect.asText(dialect.identifier(name)) : dialect.identifier(name),
  );
  const order = cells.map((cell, k) => (columns[k]!.kind === "text" ? dialect.byBytes(cell) : cell));
  return `SELECT ${cells.join(", ")} FROM ${tableName(dialect, table)} ORDER BY ${order.join(", ")}`;
}

/** Whole numbers beyond 2^53 stay text, as the IDs that they are. */
function cellOf(value: Value, isNumber: boolean): Cell {
  if (value === null) return "";
  if (!isNumber) return String(value).trim();
  const number = Number(value);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? String(value) : number;
}
