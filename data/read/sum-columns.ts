import { DataError } from "../errors.ts";
import { findColumn, findLoosely, type Mapping } from "../mapping.ts";
import type { LaidOut } from "./lay-out.ts";

/**
 * The columns that are added up to one of ours, by its name; without those that the file has already, and of a CSV
 * of this product without those whose parts it was not asked for.
 * @throws DataError `unknown-column` where the mapping names a column that the file does not have; `invalid-mapping`
 *   where it names one twice, whose amounts would count twice
 */
export function readSums(
  { sums }: Pick<Mapping, "sums">,
  columns: readonly string[],
  file: string,
  isOwnOutput: boolean,
): ReadonlyMap<string, readonly string[]> {
  const has = (name: string) => findLoosely(name, columns) !== undefined;
  const absent = Object.entries(sums).filter(
    ([name, parts]) => !has(name) && !(isOwnOutput && parts.some((part) => !has(part))),
  );
  return new Map(
    absent.map(([name, parts]) => {
      const found = parts.map((part) => findColumn(part, columns, file));
      const twice = found.find((column, at) => found.indexOf(column) < at);
      if (twice === undefined) return [name, found];
      const message = `is a part of ${name} twice under the mapping; expected each part once`;
      throw new DataError("invalid-mapping", message, { file, column: twice });
    }),
  );
}

/** Adds columns up, each of shape [n]: a blank counts as 0 beside others, and blanks alone give a blank. */
export function addUp(parts: readonly Float64Array[]): Float64Array {
  const n = parts[0]!.length;
  const sums = new Float64Array(new SharedArrayBuffer(8 * n)).fill(Number.NaN);
  for (const part of parts) {
    for (let i = 0; i < n; i++) {
      if (!Number.isNaN(part[i]!)) sums[i] = (Number.isNaN(sums[i]!) ? 0 : sums[i]!) + part[i]!;
    }
  }
  // Cents that are added up end in cents again.
  for (let i = 0; i < n; i++) sums[i] = Number(sums[i]!.toPrecision(15));
  return sums;
}

/** The columns of a table with those that are added up, after the others. */
export function withSums(table: LaidOut, sums: ReadonlyMap<string, readonly string[]>): LaidOut {
  const added = [...sums].map(([name, parts]): [string, Float64Array] => [
    name,
    addUp(parts.map((part) => table.numberColumns.get(part)!)),
  ]);
  return {
    ...table,
    columns: [...table.columns, ...sums.keys()],
    numberColumns: new Map([...table.numberColumns, ...added]),
  };
}
