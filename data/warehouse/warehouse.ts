import type { Dialect } from "./dialect.ts";

/** A value of a row as an engine hands it over: numbers of any width, texts, nulls. */
export type Value = number | bigint | string | boolean | null;

/** One column of a table. */
export interface WarehouseColumn {
  readonly name: string;
  /** `other` is what compares with a text only once it is cast to one: enumerations, UUIDs, dates, flags, JSON. */
  readonly kind: "integer" | "number" | "text" | "other";
}

/** What went over the wire, or between an engine in process and us. */
export interface Traffic {
  /** Queries that read or made a table as large as the accounts. */
  scans: number;
  /** Bytes of statements and of answers; of an engine in process eight a number and the length of each text. */
  sent: number;
  received: number;
  /** Rows of the answers. */
  rows: number;
}

/**
 * A connection to an engine that holds tables. Failures are {@link DataError}s, `warehouse-lost` where the
 * engine went away; no message has a password in it.
 */
export interface Warehouse {
  readonly dialect: Dialect;
  /** Where it is, for people: without user and password. */
  readonly place: string;
  readonly traffic: Traffic;
  /** The columns of a table; null where there is none of that name. */
  columns(table: string): Promise<readonly WarehouseColumn[] | null>;
  /** All rows of a query whose answer is small. */
  rows(sql: string): Promise<readonly (readonly Value[])[]>;
  /** The rows of a query in blocks, as they come. */
  stream(sql: string): AsyncIterable<readonly (readonly Value[])[]>;
  /** Performs a statement that answers nothing. */
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Counters of a connection over which nothing has gone yet. */
export function newTraffic(): Traffic {
  return { scans: 0, sent: 0, received: 0, rows: 0 };
}

/** Rows with their number as the last cell of none: counts them into the traffic of an engine in process. */
export function countRows(traffic: Traffic, rows: readonly (readonly Value[])[]): void {
  traffic.rows += rows.length;
  for (const row of rows)
    for (const cell of row) traffic.received += typeof cell === "string" ? cell.length : 8;
}
