import { DataError } from "./errors.ts";
import { renameColumns } from "./mapping.ts";
import { nearestNames } from "./nearest.ts";
import { QualityCount, type QualityReport, quoteCell } from "./quality.ts";
import { parseAmount } from "./read/amount.ts";
import { readRecords } from "./read/records.ts";
import type { Source } from "./source.ts";

/** Total addressable markets by our column, then value. */
export interface TamTable {
  readonly byColumn: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly quality: QualityReport;
  /** SHA-256 of the file's text, hex. */
  readonly digest: string;
}

const COLUMNS = ["Metric_Name", "Attr_Name", "Attr_Value", "Metric_Value"] as const;

/** Only metrics with this in their name are part of a TAM. */
const METRIC = "Proj_TAM_Prod";

/** Positions of the four columns in the header. */
function findColumns(names: readonly string[], file: string): readonly number[] {
  return COLUMNS.map((column) => {
    const at = names.indexOf(column);
    if (at >= 0) return at;
    const nearest = nearestNames(column, names);
    const message = `the header has no ${column}; expected ${COLUMNS.join(", ")} (nearest: ${nearest.join(", ")})`;
    throw new DataError("missing-column", message, { file, line: 1, column, nearest });
  });
}

/**
 * Reads the TAM table: product metrics summed by value, for the two market columns.
 * @throws DataError as {@link readRecords}, and `missing-column`, `no-rows`.
 */
export async function readTam(
  source: Source,
  options: {
    readonly maxBytes: number;
    /** Their column names to ours, of this file and of the accounts file (whose columns Attr_Name names). */
    readonly tamNames: Readonly<Record<string, string>>;
    readonly accountNames: Readonly<Record<string, string>>;
    readonly markets: readonly string[];
  },
): Promise<TamTable> {
  const count = new QualityCount();
  const attributes = new Map(Object.entries(options.accountNames));
  const byColumn = new Map(options.markets.map((name) => [name, new Map<string, number>()]));
  let width = 0;
  let at: readonly number[] = [];
  const digest = await readRecords(source, options.maxBytes, {
    onHeader(header) {
      width = header.length;
      at = findColumns(renameColumns(header, options.tamNames, source.name), source.name);
    },
    onRow(cells, line) {
      if (cells.length !== width) {
        const reason = `got ${cells.length} cells, expected ${width}`;
        count.reject({ line, column: COLUMNS[0], code: "wrong-cell-count", reason });
        return;
      }
      const [metric, attribute, value, text] = at.map((k) => cells[k]!.trim()) as [
        string,
        string,
        string,
        string,
      ];
      const amount = parseAmount(text);
      if (amount === null) {
        const reason = `got ${quoteCell(text)}, expected an amount such as 1234.5 or 1,234.5`;
        count.reject({ line, column: COLUMNS[3], code: "bad-number", reason });
        return;
      }
      count.accept();
      const market = byColumn.get(attributes.get(attribute) ?? attribute);
      if (!metric.includes(METRIC)) count.note("other-metric");
      else if (market === undefined) count.note("other-attribute");
      else if (Number.isNaN(amount)) count.note("blank-amount");
      else market.set(value, (market.get(value) ?? 0) + amount);
    },
  });
  const quality = count.report();
  if (quality.accepted === 0) {
    const [first] = quality.rows;
    const got =
      first === undefined
        ? "has a header and no rows"
        : `every row was rejected; line ${first.line}: ${first.reason}`;
    throw new DataError("no-rows", `${got}; expected rows of ${COLUMNS.join(", ")}`, { file: source.name });
  }
  return { byColumn, quality, digest };
}
