/** Families of SQL that the rules are written for. */
export const SQL_DIALECTS = ["ansi", "bigquery", "spark"] as const;
/** `ansi` is what PostgreSQL, DuckDB and Snowflake share. */
export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** How a dialect spells what the rules need. */
export interface SqlSpelling {
  /** A name, quoted so that any text is one. */
  identifier(name: string): string;
  /** A text constant. */
  text(value: string): string;
  /** A double-precision constant, to the bit. */
  number(value: number): string;
  /** An expression as a double-precision number. */
  double(expression: string): string;
  /** True where the expression contains the text. */
  contains(expression: string, text: string): string;
}

/** The spelling of a dialect. */
export function sqlSpelling(dialect: SqlDialect): SqlSpelling {
  return SPELLINGS[dialect];
}

const SPELLINGS: Readonly<Record<SqlDialect, SqlSpelling>> = {
  ansi: {
    identifier: (name) => `"${name.replaceAll('"', '""')}"`,
    text: ansiText,
    number: exponential,
    double: (expression) => `CAST(${expression} AS DOUBLE PRECISION)`,
    contains: (expression, text) => `POSITION(${ansiText(text)} IN ${expression}) > 0`,
  },
  bigquery: {
    identifier: (name) => `\`${escaped(name, "`")}\``,
    text: (value) => `'${escaped(value, "'")}'`,
    number: exponential,
    double: (expression) => `CAST(${expression} AS FLOAT64)`,
    contains: (expression, text) => `STRPOS(${expression}, '${escaped(text, "'")}') > 0`,
  },
  spark: {
    identifier: (name) => `\`${name.replaceAll("`", "``")}\``,
    text: (value) => `'${escaped(value, "'")}'`,
    // Without the D it is a decimal under spark.sql.legacy.exponentLiteralAsDecimal.enabled.
    number: (value) => `${exponential(value)}D`,
    double: (expression) => `CAST(${expression} AS DOUBLE)`,
    contains: (expression, text) => `INSTR(${expression}, '${escaped(text, "'")}') > 0`,
  },
};

/** Snowflake reads a backslash in a constant as an escape, the others do not: it is spelt by its code. */
function ansiText(value: string): string {
  const parts = value.split("\\").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0] : `(${parts.join(" || CHR(92) || ")})`;
}

function escaped(value: string, quote: string): string {
  return value
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

/** 17 digits name a double exactly; the exponent keeps engines from reading a decimal. */
function exponential(value: number): string {
  return value.toExponential(16).replace("e", "E");
}
