import { type SqlSpelling, sqlSpelling } from "../../tiering/index.ts";

/** Engines that the push-down is written for; the first three are spoken to, of the others the text is made. */
export const WAREHOUSES = ["duckdb", "postgres", "clickhouse", "bigquery", "snowflake", "spark"] as const;
/** Name of an engine that the push-down is written for. */
export type WarehouseName = (typeof WAREHOUSES)[number];

/** How an engine spells what the push-down needs beyond plain arithmetic, CASE and GROUP BY. */
export interface Dialect extends Omit<SqlSpelling, "contains"> {
  readonly name: WarehouseName;
  /** An expression as text. */
  asText(expression: string): string;
  /** True where a text is blank. */
  isBlank(expression: string): string;
  /** A statement that makes a work table of a query's rows. */
  createWork(table: string, select: string): string;
  /** True where work tables outlive a connection that breaks. */
  readonly keepsWork: boolean;
  /** A statement that makes an empty work table; columns are `int`, `double` or `text`. */
  createEmpty(table: string, columns: readonly (readonly [name: string, kind: ColumnKind])[]): string;
  /** The join that keeps rows of the left table without a partner; at most one partner each. */
  readonly leftJoin: string;
  /** A text to sort by, so that the order is that of its bytes. */
  byBytes(expression: string): string;
  /**
   * Statements that put a finished query in the place of a table, which readers see whole: as it was or as
   * it will be. `beside` is a name that is free, `aside` where the table's rows wait until the swap is done;
   * `exchanges` where the table's database is one of those that {@link Swap.exchanging} counts.
   */
  replace(
    table: string,
    select: string,
    options: {
      readonly exists: boolean;
      readonly exchanges: boolean;
      readonly beside: string;
      readonly aside: string;
    },
  ): string[];
  /** A query of the schemas and names of the tables that a user sees; a schema that goes without saying is ''. */
  readonly tables?: string;
  /** A query with a row where there is a schema (a text of SQL) that this user may make tables in. */
  writableSchema?(schema: string): string;
  /** What takes back a swap which ended half way; absent where a swap is whole or not at all. */
  readonly swap?: Swap;
}

/** How an engine whose renames are several steps spells them. */
export interface Swap {
  /** A query of how many databases of a name, null for the current one, exchange two tables in one step. */
  exchanging(schema: string | null): string;
  rename(from: string, to: string): string;
  /** A query of the names and types of a table's columns. */
  describe(table: string): string;
  /** A statement that forgets a table and leaves its files. */
  detach(table: string): string;
  /** A statement that makes files which lie under a table's name known as a table of these columns. */
  attach(table: string, columns: readonly (readonly [name: string, type: string])[]): string;
}

/** What a column of a work table holds. */
export type ColumnKind = "int" | "double" | "text";

const emptyWith =
  (prefix: string, types: Readonly<Record<ColumnKind, string>>, suffix = "") =>
  (table: string, columns: readonly (readonly [string, ColumnKind])[]) =>
    `${prefix} ${table} (${columns.map(([name, kind]) => `${name} ${types[kind]}`).join(", ")})${suffix}`;

/** In one transaction, where what makes and drops tables can be undone. */
const inTransaction: Dialect["replace"] = (table, select) => [
  "BEGIN",
  `DROP TABLE IF EXISTS ${table}`,
  `CREATE TABLE ${table} AS ${select}`,
  "COMMIT",
];

/** Where one statement replaces a table at once. */
const atOnce: Dialect["replace"] = (table, select) => [`CREATE OR REPLACE TABLE ${table} AS ${select}`];

const isBlank = (expression: string) => `TRIM(${expression}) = ''`;

/** A schema of this name, where any user may make tables in what they may see. */
const SCHEMA_IS_THERE = (schema: string) =>
  `SELECT 1 FROM information_schema.schemata WHERE schema_name = ${schema} LIMIT 1`;

const SCHEMA_TABLES =
  "SELECT CASE WHEN table_schema = current_schema() THEN '' ELSE table_schema END, table_name FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'pg_catalog') ORDER BY 1, 2";

const ansi = sqlSpelling("ansi");
const backslashed = sqlSpelling("bigquery");

const duckdb: Dialect = {
  ...ansi,
  name: "duckdb",
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  createWork: (table, select) => `CREATE TEMP TABLE ${table} AS ${select}`,
  createEmpty: emptyWith("CREATE TEMP TABLE", { int: "BIGINT", double: "DOUBLE", text: "VARCHAR" }),
  isBlank,
  keepsWork: false,
  leftJoin: "LEFT JOIN",
  byBytes: (expression) => expression,
  replace: inTransaction,
  tables: SCHEMA_TABLES,
  writableSchema: SCHEMA_IS_THERE,
};

const postgres: Dialect = {
  ...ansi,
  name: "postgres",
  // A bare constant with an exponent is a decimal here, and slow.
  number: (value) => `${ansi.text(String(value))}::float8`,
  asText: (expression) => `CAST(${expression} AS TEXT)`,
  createWork: (table, select) => `CREATE TEMP TABLE ${table} AS ${select}`,
  createEmpty: emptyWith("CREATE TEMP TABLE", { int: "BIGINT", double: "DOUBLE PRECISION", text: "TEXT" }),
  isBlank,
  keepsWork: false,
  leftJoin: "LEFT JOIN",
  byBytes: (expression) => `${expression} COLLATE "C"`,
  replace: inTransaction,
  tables: SCHEMA_TABLES,
  writableSchema: (schema) =>
    `SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ${schema} AND has_schema_privilege(oid, 'CREATE')`,
};

const clickhouse: Dialect = {
  ...backslashed,
  name: "clickhouse",
  double: (expression) => `toFloat64(${expression})`,
  asText: (expression) => `toString(${expression})`,
  // Temporary tables of old releases lie in memory whole: these are dropped at the end.
  createWork: (table, select) => `CREATE TABLE ${table} ENGINE = MergeTree() ORDER BY tuple() AS ${select}`,
  createEmpty: emptyWith(
    "CREATE TABLE",
    { int: "Int64", double: "Float64", text: "String" },
    " ENGINE = MergeTree() ORDER BY tuple()",
  ),
  keepsWork: true,
  isBlank: (expression) => `replaceAll(${expression}, ' ', '') = ''`,
  leftJoin: "ANY LEFT JOIN",
  byBytes: (expression) => expression,
  replace(table, select, { exists, exchanges, beside, aside }) {
    const made = `CREATE TABLE ${beside} ENGINE = MergeTree() ORDER BY tuple() AS ${select}`;
    if (!exists) return [made, `RENAME TABLE ${beside} TO ${table}`];
    if (exchanges) return [made, `EXCHANGE TABLES ${beside} AND ${table}`, `DROP TABLE ${beside}`];
    // One statement renames both under one lock, in several steps on the disk.
    const swap = `RENAME TABLE ${table} TO ${aside}, ${beside} TO ${table}`;
    return [made, `DROP TABLE IF EXISTS ${aside}`, swap, `DROP TABLE IF EXISTS ${aside}`];
  },
  tables:
    "SELECT CASE WHEN database = currentDatabase() THEN '' ELSE database END, name FROM system.tables WHERE database <> 'system' ORDER BY database, name",
  writableSchema: (schema) => `SELECT 1 FROM system.databases WHERE name = ${schema}`,
  swap: {
    exchanging: (schema) =>
      `SELECT COUNT(*) FROM system.databases WHERE name = ${schema === null ? "currentDatabase()" : backslashed.text(schema)} AND engine IN ('Atomic', 'Replicated', 'Shared')`,
    rename: (from, to) => `RENAME TABLE ${from} TO ${to}`,
    detach: (table) => `DETACH TABLE ${table}`,
    describe: (table) => `DESCRIBE TABLE ${table}`,
    attach: (table, columns) =>
      `ATTACH TABLE ${table} (${columns.map(([name, type]) => `${backslashed.identifier(name)} ${type}`).join(", ")}) ENGINE = MergeTree() ORDER BY tuple()`,
  },
};

const bigquery: Dialect = {
  ...backslashed,
  name: "bigquery",
  asText: (expression) => `CAST(${expression} AS STRING)`,
  createWork: (table, select) => `CREATE TEMP TABLE ${table} AS ${select}`,
  createEmpty: emptyWith("CREATE TEMP TABLE", { int: "INT64", double: "FLOAT64", text: "STRING" }),
  isBlank,
  keepsWork: false,
  leftJoin: "LEFT JOIN",
  byBytes: (expression) => expression,
  replace: atOnce,
};

const snowflake: Dialect = {
  ...ansi,
  name: "snowflake",
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  createWork: (table, select) => `CREATE TEMPORARY TABLE ${table} AS ${select}`,
  createEmpty: emptyWith("CREATE TEMPORARY TABLE", { int: "BIGINT", double: "DOUBLE", text: "VARCHAR" }),
  isBlank,
  keepsWork: false,
  leftJoin: "LEFT JOIN",
  byBytes: (expression) => expression,
  replace: atOnce,
};

const spark: Dialect = {
  ...sqlSpelling("spark"),
  name: "spark",
  asText: (expression) => `CAST(${expression} AS STRING)`,
  createWork: (table, select) => `CREATE TABLE ${table} USING parquet AS ${select}`,
  createEmpty: emptyWith(
    "CREATE TABLE",
    { int: "BIGINT", double: "DOUBLE", text: "STRING" },
    " USING parquet",
  ),
  isBlank,
  keepsWork: true,
  leftJoin: "LEFT JOIN",
  byBytes: (expression) => expression,
  replace: atOnce,
};

const DIALECTS: Readonly<Record<WarehouseName, Dialect>> = {
  duckdb,
  postgres,
  clickhouse,
  bigquery,
  snowflake,
  spark,
};

/** How an engine spells its SQL. */
export function dialectOf(name: WarehouseName): Dialect {
  return DIALECTS[name];
}
