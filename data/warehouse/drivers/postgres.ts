import pg from "pg";
import { DataError } from "../../errors.ts";
import { type Address, withoutPassword } from "../address.ts";
import { dialectOf } from "../dialect.ts";
import { tableName } from "../table-name.ts";
import { newTraffic, type Value, type Warehouse, type WarehouseColumn } from "../warehouse.ts";

type PostgresAddress = Extract<Address, { kind: "postgres" | "clickhouse" }>;

/** Rows that a cursor hands over at a time. */
const BLOCK = 10_000;

/** Object identifiers of the types that hold whole numbers, numbers and texts. */
const INTEGERS = new Set([20, 21, 23]);
const NUMBERS = new Set([700, 701, 1700]);
const TEXTS = new Set([25, 1042, 1043]);

/** Text as the server spells it: numbers are read where they are used. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

/**
 * Connects to a PostgreSQL server.
 * @throws DataError `warehouse-lost` where none answers, `warehouse-failed` where it refuses
 */
export async function openPostgres(address: PostgresAddress): Promise<Warehouse> {
  const url = new URL(address.url);
  url.protocol = "postgres:";
  const client = new pg.Client({
    connectionString: url.href,
    application_name: "tiering",
    types: AS_TEXT as unknown as pg.CustomTypesConfig,
  });
  const warehouse = new Postgres(address, client);
  await warehouse.connect();
  return warehouse;
}

class Postgres implements Warehouse {
  readonly dialect = dialectOf("postgres");
  readonly traffic = newTraffic();
  readonly place: string;
  readonly #address: PostgresAddress;
  readonly #client: pg.Client;
  #lost: Error | null = null;

  constructor(address: PostgresAddress, client: pg.Client) {
    this.place = address.place;
    this.#address = address;
    this.#client = client;
    // A connection that breaks between two queries says so here; the next query fails with it.
    client.on("error", (error) => {
      this.#lost = error;
    });
  }

  async connect(): Promise<void> {
    await this.#client.connect().catch((error: unknown) => {
      throw this.#failed(error);
    });
    // JIT compiles each of our queries anew, which takes longer than they do.
    await this.run("SET jit = off");
  }

  async columns(table: string): Promise<readonly WarehouseColumn[] | null> {
    try {
      const { fields } = await this.#client.query(`SELECT * FROM ${tableName(this.dialect, table)} LIMIT 0`);
      return fields.map(({ name, dataTypeID }) => ({ name, kind: kindOf(dataTypeID) }));
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "42P01" || code === "3F000") return null;
      throw this.#failed(error);
    }
  }

  async rows(sql: string): Promise<readonly (readonly Value[])[]> {
    try {
      const { rows } = await this.#client.query({ text: sql, rowMode: "array" });
      this.#count(rows.length);
      return rows as Value[][];
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async *stream(sql: string): AsyncGenerator<readonly (readonly Value[])[]> {
    await this.run("BEGIN");
    try {
      await this.run(`DECLARE tiering_rows NO SCROLL CURSOR FOR ${sql}`);
      for (;;) {
        const rows = await this.rows(`FETCH ${BLOCK} FROM tiering_rows`);
        if (rows.length === 0) break;
        yield rows;
      }
    } finally {
      // Nothing was changed: ending it either way is the same, and a lost connection has said so already.
      await this.#client.query("ROLLBACK").catch(() => {});
    }
  }

  async run(sql: string): Promise<void> {
    await this.rows(sql);
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }

  #count(rows: number): void {
    const { stream } = (this.#client as unknown as { connection: { stream: CountedStream } }).connection;
    this.traffic.rows += rows;
    this.traffic.sent = stream.bytesWritten ?? this.traffic.sent;
    this.traffic.received = stream.bytesRead ?? this.traffic.received;
  }

  #failed(error: unknown): DataError {
    const reason = withoutPassword(error instanceof Error ? error.message : String(error), this.#address);
    const { code } = error as { code?: string };
    const details = { file: this.place };
    // Five letters and digits are a state that the server names; of these, class 57 and 08 are the server going away.
    const isServers = /^[0-9A-Z]{5}$/.test(code ?? "") && !/^(?:57P0|08)/.test(code!);
    if (isServers && this.#lost === null) {
      return new DataError("warehouse-failed", `PostgreSQL says: ${reason}`, details);
    }
    const message = `the connection to PostgreSQL is lost (${reason}); nothing was written`;
    return new DataError("warehouse-lost", message, details);
  }
}

interface CountedStream {
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
}

function kindOf(oid: number): WarehouseColumn["kind"] {
  if (INTEGERS.has(oid)) return "integer";
  if (NUMBERS.has(oid)) return "number";
  return TEXTS.has(oid) ? "text" : "other";
}
