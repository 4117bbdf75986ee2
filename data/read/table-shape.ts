/** What is known of where the header stands. */
export interface HeaderHints {
  /** Line of the file or row of the sheet, from 1. */
  readonly line?: number | undefined;
  /** Names that it has, such as a mapping's. */
  readonly names?: readonly string[];
}

/** A cell: text as written (trimmed), or a number where the format has typed ones. */
export type Cell = string | number;

/** What is done with the rows of a table, one call each, in file order. */
export interface TableHandlers {
  /** Gets the name of a workbook's sheet that is read, and of those that are not, before its header. */
  onSheet?(name: string, others: readonly string[]): void;
  /** Gets the trimmed column names, all different, the texts in the lines above them, and their line, 1 where absent. */
  onHeader(names: readonly string[], above?: readonly string[], line?: number): void;
  /** Gets the cells of a row and the line it starts on; not always as many as names. */
  onRow(cells: readonly Cell[], line: number): void;
  /** Gets a line that cannot be read as a row. */
  onBadRow(text: string, line: number): void;
}

/** How a table is read from a file: the caps that a hostile one meets, and what its reader was told of it. */
export interface TableOptions {
  readonly maxBytes: number;
  /** Most rows, unreadable ones among them; {@link MOST_ROWS} where absent. */
  readonly maxRows?: number;
  readonly header?: HeaderHints;
  /** Encoding of a CSV file; found where absent. */
  readonly encoding?: string | undefined;
  /** Sheet of a workbook, by name or number from 1; the first where absent. */
  readonly sheet?: string | number | undefined;
}

/** What a table turned out to be. */
export interface TableFacts {
  readonly format: "csv" | "xlsx" | "parquet" | "table";
  /** Encoding of a CSV file; null for other formats. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Name of the sheet of a workbook that was read. */
  readonly sheet: string | null;
  /** Names of the workbook's other sheets, which were not read. */
  readonly otherSheets: readonly string[];
  /** Currencies that a workbook's number formats show, by column. */
  readonly currencies: Readonly<Record<string, readonly string[]>>;
  /** Line of the header, from 1. */
  readonly headerLine: number;
  /** Lines above the header that were passed over; a `sep=` line is none of them. */
  readonly linesAbove: number;
  /** SHA-256 of the bytes, hex; of a CSV file inflated and without its mark. */
  readonly digest: string;
}
