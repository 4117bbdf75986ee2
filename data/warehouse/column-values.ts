import type { Warehouse } from "./warehouse.ts";

/** Columns with more values than this hold no groups of accounts that words would name. */
const MOST_VALUES = 2_000;

/** Most different rows of columns that are read together. */
const MOST_CELLS = 20_000;

/** Rows that a first look is given, to guess which columns go together. */
const FIRST_ROWS = 20_000;

/**
 * Reads the values of columns of text, in order; columns of more than {@link MOST_VALUES} are left out. Columns
 * of few values are read together: about one scan for every four of them, one for each of the others.
 * @param from the table and a condition, as they stand behind FROM
 */
export async function readValues(
  warehouse: Warehouse,
  from: string,
  columns: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const guesses = await guessCounts(warehouse, from, columns);
  for (const together of packed(columns, guesses)) {
    const isAlone = together.length === 1;
    const rows = await scanTogether(warehouse, from, together, isAlone ? MOST_VALUES : MOST_CELLS);
    for (const [k, column] of together.entries()) {
      // Where they turn out to have more than guessed, each is read by itself.
      const own =
        rows?.map((row) => row[k]!) ??
        (isAlone ? null : await scanTogether(warehouse, from, [column], MOST_VALUES))?.flat();
      const values = [...new Set(own ?? [])].sort(byCodeUnit);
      if (own && values.length <= MOST_VALUES) found.set(column, values);
    }
  }
  return new Map(columns.flatMap((column) => (found.has(column) ? [[column, found.get(column)!]] : [])));
}

/** How many values the first rows have in each column: the whole table has no fewer. No scan. */
async function guessCounts(
  warehouse: Warehouse,
  from: string,
  columns: readonly string[],
): Promise<readonly number[]> {
  if (columns.length === 0) return [];
  const { dialect } = warehouse;
  const own = columns
    .map((column, k) => `${dialect.asText(dialect.identifier(column))} AS value_${k}`)
    .join(", ");
  const counts = columns.map((_, k) => `COUNT(DISTINCT value_${k})`).join(", ");
  const sql = `SELECT ${counts} FROM (SELECT ${own} FROM ${from} LIMIT ${FIRST_ROWS}) AS first_rows`;
  const [row = []] = await warehouse.rows(sql);
  return row.map(Number);
}

/** Columns whose values make few different rows together, those of too many left out. */
function packed(columns: readonly string[], guesses: readonly number[]): string[][] {
  const packs: string[][] = [];
  let cells = Number.POSITIVE_INFINITY;
  const order = columns.map((column, k) => ({ column, count: guesses[k]! + 1 }));
  for (const { column, count } of order.sort((a, b) => a.count - b.count)) {
    if (count > MOST_VALUES + 1) continue;
    cells *= count;
    if (cells <= MOST_CELLS) packs.at(-1)!.push(column);
    else {
      packs.push([column]);
      cells = count;
    }
  }
  return packs;
}

/** The different rows of some columns; null where there are more than `most`. */
async function scanTogether(
  warehouse: Warehouse,
  from: string,
  columns: readonly string[],
  most: number,
): Promise<string[][] | null> {
  const { dialect } = warehouse;
  const own = columns.map((column) => dialect.asText(dialect.identifier(column))).join(", ");
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(`SELECT ${own}, COUNT(*) FROM ${from} GROUP BY ${own} LIMIT ${most + 1}`);
  if (rows.length > most) return null;
  return rows.map((row) => columns.map((_, k) => (row[k] === null ? "" : String(row[k]))));
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
