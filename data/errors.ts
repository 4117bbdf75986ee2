/** What can be wrong with a file, a mapping or a request for CSV; each is the caller's to mend. */
export type DataErrorCode =
  | "unreadable-file"
  | "bad-gzip"
  | "too-large"
  | "not-utf8"
  | "nul-byte"
  | "empty-file"
  | "no-rows"
  | "no-delimiter"
  | "bad-quote"
  | "record-too-long"
  | "field-too-long"
  | "too-many-columns"
  | "duplicate-column"
  | "missing-column"
  | "unknown-column"
  | "invalid-mapping"
  | "unknown-encoding"
  | "unknown-sheet"
  | "unknown-tier-order"
  | "undecidable-amounts"
  | "undecidable-units"
  | "undecidable-dates"
  | "mixed-currencies"
  | "no-header"
  | "bad-workbook"
  | "bad-parquet"
  | "unknown-csv-column"
  | "invalid-csv-options"
  | "bad-address"
  | "warehouse-driver"
  | "warehouse-failed"
  | "warehouse-lost"
  | "unknown-table"
  | "duplicate-id"
  | "foreign-table";

/** Where a {@link DataError} was found, and what would have been right. */
export interface DataErrorDetails {
  /** Name of the file at fault. */
  readonly file?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Name of the column at fault. */
  readonly column?: string;
  /** Nearest names that exist, best first, when a name was not found. */
  readonly nearest?: readonly string[];
}

/** A fatal error of the data room; the message says where, what was got and what was expected. */
export class DataError extends Error {
  readonly code: DataErrorCode;
  readonly details: DataErrorDetails;

  constructor(code: DataErrorCode, message: string, details: DataErrorDetails = {}) {
    const { file, line, column } = details;
    const place = [
      file,
      line === undefined ? undefined : `line ${line}`,
      column === undefined ? undefined : `column "${column}"`,
    ].filter((part) => part !== undefined);
    super(place.length > 0 ? `${place.join(", ")}: ${message}` : message);
    this.name = "DataError";
    this.code = code;
    this.details = details;
  }
}
