import { DataError } from "../errors.ts";

/** Where a warehouse is, as it is written down. */
export type Address =
  | {
      readonly kind: "duckdb";
      readonly file: string;
      readonly place: string;
      /** Settings of the engine by name, as they stand behind the file. */
      readonly settings: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "postgres" | "clickhouse";
      /** The address without `table` and other words of ours. */
      readonly url: URL;
      /** Host and database, for people. */
      readonly place: string;
    };

/** An address of a table: the warehouse and the table's name. */
export interface TableAddress {
  readonly address: Address;
  readonly table: string;
}

const EXPECTED =
  "expected duckdb:FILE, postgres://user:password@host/database or clickhouse://user:password@host:8123/database";

/** True for what is the address of a warehouse rather than the path of a file. */
export function isWarehouse(text: string): boolean {
  return /^(?:duckdb:|postgres(?:ql)?:\/\/|clickhouse:\/\/)/i.test(text);
}

/**
 * Reads the address of a warehouse.
 * @throws DataError `bad-address`, without what may be a password
 */
export function readAddress(text: string): Address {
  if (/^duckdb:/i.test(text)) {
    const [file, query = ""] = text.slice("duckdb:".length).split("?", 2) as [string, string?];
    if (file === "") throw new DataError("bad-address", `the address names no file; ${EXPECTED}`);
    return { kind: "duckdb", file, place: `duckdb:${file}`, settings: readSettings(query) };
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new DataError("bad-address", `the address of the warehouse cannot be read; ${EXPECTED}`);
  }
  const kind = /^postgres(?:ql)?:$/.test(url.protocol)
    ? "postgres"
    : url.protocol === "clickhouse:"
      ? "clickhouse"
      : null;
  if (kind === null) {
    throw new DataError(
      "bad-address",
      `the warehouse is a "${url.protocol}//", which is not spoken to; ${EXPECTED}`,
    );
  }
  if (url.hostname === "" && !url.searchParams.has("host")) {
    throw new DataError("bad-address", `the warehouse is a "${url.protocol}//" without a host; ${EXPECTED}`);
  }
  const host = url.searchParams.get("host") ?? url.host;
  url.searchParams.delete("table");
  return { kind, url, place: `${kind}://${host}${url.pathname}` };
}

/** Settings of DuckDB that an address may have: how much it takes, never what it may reach. */
const SETTINGS = ["memory_limit", "threads", "temp_directory", "preserve_insertion_order"];

function readSettings(query: string): Record<string, string> {
  const words = [...new URLSearchParams(query)].filter(([name]) => name !== "table");
  const strange = words.find(([name]) => !SETTINGS.includes(name));
  if (strange === undefined) return Object.fromEntries(words);
  const message = `"${strange[0]}" is no setting of DuckDB that an address takes; expected table or ${SETTINGS.join(", ")}`;
  throw new DataError("bad-address", message);
}

/** The table that an address names behind `?table=`; null where it names none. */
export function tableBehind(text: string): string | null {
  const table = text.includes("?")
    ? new URLSearchParams(text.slice(text.indexOf("?") + 1)).get("table")
    : null;
  return table === null || table.trim() === "" ? null : table.trim();
}

/** The address of a warehouse with a table behind it, in the place of one that it may name. */
export function addressOfTable(text: string, table: string): string {
  const [warehouse, query = ""] = text.split("?", 2) as [string, string?];
  const words = query.split("&").filter((word) => word !== "" && !word.startsWith("table="));
  const name = table.replaceAll(/[%&+#]/g, encodeURIComponent);
  return `${warehouse}?${[...words, `table=${name}`].join("&")}`;
}

/**
 * Reads the address of a table: `postgres://…?table=crm.accounts`, `duckdb:book.duckdb?table=accounts`.
 * @throws DataError `bad-address`
 */
export function readTableAddress(text: string): TableAddress {
  const address = readAddress(text);
  const table = tableBehind(text);
  if (table === null) {
    throw new DataError("bad-address", `${address.place} names no table; expected ?table=NAME behind it`);
  }
  return { address, table };
}

/** A message without the password of an address, in any spelling that a driver may give it. */
export function withoutPassword(message: string, address: Address): string {
  if (address.kind === "duckdb" || address.url.password === "") return message;
  const { password } = address.url;
  const spellings = [
    password,
    decodeURIComponent(password),
    encodeURIComponent(decodeURIComponent(password)),
  ];
  return spellings.reduce((text, secret) => text.replaceAll(secret, "…"), message);
}
