import { DataError } from "../../errors.ts";
import { type Address, withoutPassword } from "../address.ts";
import { dialectOf } from "../dialect.ts";
import { tableName } from "../table-name.ts";
import { newTraffic, type Value, type Warehouse, type WarehouseColumn } from "../warehouse.ts";

type ClickHouseAddress = Extract<Address, { kind: "postgres" | "clickhouse" }>;

/** Rows that are handed over at a time. */
const BLOCK = 10_000;

/** A query of a large table may take so long, milliseconds. */
const PATIENCE = 3_600_000;

/**
 * Connects to a ClickHouse server by its HTTP interface.
 * @throws DataError `warehouse-lost` where none answers, `warehouse-failed` where it refuses
 */
export async function openClickHouse(address: ClickHouseAddress): Promise<Warehouse> {
  const warehouse = new ClickHouse(address);
  await warehouse.rows("SELECT 1");
  return warehouse;
}

class ClickHouse implements Warehouse {
  readonly dialect = dialectOf("clickhouse");
  readonly traffic = newTraffic();
  readonly place: string;
  readonly #address: ClickHouseAddress;
  readonly #url: URL;
  readonly #headers: Record<string, string>;

  constructor(address: ClickHouseAddress) {
    const { url } = address;
    this.place = address.place;
    this.#address = address;
    const isTls = url.searchParams.get("secure") === "1" || url.port === "8443";
    this.#url = new URL(
      `${isTls ? "https" : "http"}://${url.hostname}:${url.port || (isTls ? 8443 : 8123)}/`,
    );
    const database = decodeURIComponent(url.pathname.slice(1));
    if (database !== "") this.#url.searchParams.set("database", database);
    // An answer begins once it is whole, so that a failure half way is a status and no row of it.
    this.#url.searchParams.set("wait_end_of_query", "1");
    this.#url.searchParams.set("max_query_size", String(2 ** 24));
    this.#headers = {
      // A connection that is kept may have been closed by the server while we were computing.
      Connection: "close",
      "X-ClickHouse-User": decodeURIComponent(url.username) || "default",
      ...(url.password !== "" && { "X-ClickHouse-Key": decodeURIComponent(url.password) }),
    };
  }

  async columns(table: string): Promise<readonly WarehouseColumn[] | null> {
    try {
      const rows = await this.rows(`DESCRIBE TABLE ${tableName(this.dialect, table)}`);
      return rows.map(([name, type]) => ({ name: String(name), kind: kindOf(String(type)) }));
    } catch (error) {
      if (error instanceof DataError && /Code: (?:60|81)\b/.test(error.message)) return null;
      throw error;
    }
  }

  async rows(sql: string): Promise<readonly (readonly Value[])[]> {
    const all: (readonly Value[])[] = [];
    for await (const block of this.stream(sql)) all.push(...block);
    return all;
  }

  async *stream(sql: string): AsyncGenerator<readonly (readonly Value[])[]> {
    const response = await this.#post(`${sql}\nFORMAT TabSeparated`);
    let rows: Value[][] = [];
    let rest = "";
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        this.traffic.received += chunk.length;
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop()!;
        for (const line of lines) rows.push(line.split("\t").map(cellOf));
        if (rows.length < BLOCK) continue;
        this.traffic.rows += rows.length;
        yield rows;
        rows = [];
      }
    } catch (error) {
      throw this.#lost(error);
    }
    if (rest !== "") throw this.#lost(new Error("the answer ends within a row"));
    this.traffic.rows += rows.length;
    if (rows.length > 0) yield rows;
  }

  async run(sql: string): Promise<void> {
    const response = await this.#post(sql);
    await response.text().catch((error: unknown) => {
      throw this.#lost(error);
    });
  }

  async close(): Promise<void> {}

  async #post(sql: string): Promise<Response> {
    this.traffic.sent += Buffer.byteLength(sql);
    let response: Response;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      response = await fetch(this.#url, {
        method: "POST",
        headers: this.#headers,
        body: sql,
        redirect: "error",
        signal,
      });
    } catch (error) {
      throw this.#lost(error);
    }
    if (response.ok) return response;
    const text = await response.text().catch(() => "");
    const reason = withoutPassword(text.trim().split("\n", 1)[0]!.slice(0, 500), this.#address);
    const message = `ClickHouse says: ${reason || `status ${response.status}`}`;
    throw new DataError("warehouse-failed", message, { file: this.place });
  }

  #lost(error: unknown): DataError {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : "";
    const reason = withoutPassword(why ? `${message}: ${why}` : message, this.#address);
    const text = `the connection to ClickHouse is lost (${reason}); no tier was written`;
    return new DataError("warehouse-lost", text, { file: this.place });
  }
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", "0": "\0", b: "\b", f: "\f" };

/** A cell of TabSeparated: \N is null, a backslash stands before what would end it. */
function cellOf(text: string): Value {
  if (text === "\\N") return null;
  if (!text.includes("\\")) return text;
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function kindOf(type: string): WarehouseColumn["kind"] {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  if (inner !== undefined) return kindOf(inner);
  if (/^U?Int\d+$/.test(type)) return "integer";
  if (/^(?:Float|Decimal)/.test(type)) return "number";
  return /^(?:String|FixedString)/.test(type) ? "text" : "other";
}
