import { columnKey } from "./column-key.ts";
import { DataError } from "./errors.ts";
import { type Mapping, renamesOf } from "./mapping.ts";
import { QualityCount, type QualityReport, quoteCell, rowText, wrongCellCount } from "./quality.ts";
import { newAmount, readAmount } from "./read/amount.ts";
import { AmountColumn } from "./read/amount-column.ts";
import { unitInHeader } from "./read/header-unit.ts";
import { readTable } from "./read/table.ts";
import type { Cell } from "./read/table-shape.ts";
import type { Source } from "./source.ts";

/** One row of a market table that counts. */
interface MarketRow {
  /** The column that its value belongs to, as Attr_Name says; null where the table has no such column. */
  readonly attribute: string | null;
  readonly value: string;
  readonly amount: number;
}

/** What a market table calls its columns. */
export interface MarketTableColumns {
  readonly metric: string | null;
  readonly attribute: string | null;
  readonly value: string;
  readonly amount: string;
}

/** Total addressable markets as their table has them. */
export interface TamTable {
  readonly rows: readonly MarketRow[];
  readonly quality: QualityReport;
  /** Names of its columns; of a table of values and amounts alone metric and attribute are null. */
  readonly columns: MarketTableColumns;
  /** What the metrics that count have in their names. */
  readonly metric: string;
  /** Why no row of the table counts; null where some do. */
  readonly unused: string | null;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
}

/** What a market's value is matched by: case and blanks around do not matter. */
export function marketKey(value: string): string {
  return value.trim().toLowerCase();
}

/** Only metrics with this in their name are part of a TAM, where the mapping says nothing else. */
const METRIC = "Proj_TAM_Prod";

const COLUMNS = ["Metric_Name", "Attr_Name", "Attr_Value", "Metric_Value"] as const;

interface Places {
  readonly metric: number;
  readonly attribute: number;
  readonly value: number;
  readonly amount: number;
}

/** Positions of the columns; metric and attribute may be missing, and of two columns one is the value. */
function findPlaces(names: readonly string[], renames: ReadonlyMap<string, string>, file: string): Places {
  const ours = names.map((name) => columnKey(renames.get(name) ?? name));
  const at = (name: string) => ours.indexOf(columnKey(name));
  const places = {
    metric: at("Metric_Name"),
    attribute: at("Attr_Name"),
    value: at("Attr_Value"),
    amount: at("Metric_Value"),
  };
  if (names.length === 2 && places.metric < 0 && places.attribute < 0) {
    if (places.value < 0) places.value = places.amount === 0 ? 1 : 0;
    if (places.amount < 0) places.amount = 1 - places.value;
  }
  for (const [place, name] of [
    [places.value, "Attr_Value"],
    [places.amount, "Metric_Value"],
  ] as const) {
    if (place >= 0) continue;
    const message = `the header has no ${name} (it has ${names.join(", ")}); expected a value and an amount: two columns, or Attr_Value and Metric_Value, with Metric_Name and Attr_Name where there are several`;
    throw new DataError("missing-column", message, { file, line: 1, column: name });
  }
  return places;
}

/**
 * Reads a market table: a value and an amount in each row, with a metric and the column that the value
 * belongs to where there are several. Rows of other metrics are counted and left out.
 * @throws DataError as {@link readTable}, and `missing-column`, `no-rows`, `undecidable-amounts`
 */
export async function readTam(
  source: Source,
  { maxBytes, mapping }: { readonly maxBytes: number; readonly mapping: Mapping },
): Promise<TamTable> {
  const count = new QualityCount();
  const renames = mapping.tam === "book" ? {} : mapping.tam;
  const given = typeof mapping.decimal === "string" ? mapping.decimal : null;
  let amounts = new AmountColumn("Metric_Value", given);
  const amount = newAmount();
  const found: Omit<MarketRow, "amount">[] = [];
  const otherMetrics = new Map<string, number>();
  let names: readonly string[] = [];
  let places: Places = { metric: -1, attribute: -1, value: -1, amount: -1 };
  const wanted = (mapping.metric ?? METRIC).toLowerCase();
  const accept = (cells: readonly Cell[], line: number) => {
    const text = (at: number) => String(cells[at] ?? "");
    const metric = text(places.metric);
    const cell = cells[places.amount]!;
    if (typeof cell !== "number") readAmount(cell, amount);
    if (typeof cell !== "number" && !amounts.accepts(amount)) {
      const reason = `got ${quoteCell(cell)}, expected an amount such as 1234.5 or 1.2bn`;
      count.reject({ line, column: names[places.amount]!, code: "bad-number", reason, row: rowText(cells) });
      return;
    }
    count.accept();
    if (places.metric >= 0 && !metric.toLowerCase().includes(wanted)) {
      otherMetrics.set(metric, (otherMetrics.get(metric) ?? 0) + 1);
      return;
    }
    if (typeof cell === "number") amounts.pushNumber(cell);
    else amounts.push(amount, cell, line);
    found.push({
      attribute: places.attribute < 0 ? null : text(places.attribute),
      value: text(places.value),
    });
  };
  const { digest } = await readTable(
    source,
    { maxBytes, encoding: mapping.encoding, header: { names: [...COLUMNS, ...Object.keys(renames)] } },
    {
      onHeader(header) {
        names = header;
        places = findPlaces(header, renamesOf(renames, header, source.name), source.name);
        const amountName = header[places.amount]!;
        const unit = unitInHeader(amountName);
        amounts = new AmountColumn(amountName, given, { factor: unit?.isSure ? unit.factor : 1 });
      },
      onRow(cells, line) {
        const isWhole =
          cells.length === names.length || cells.slice(names.length).every((cell) => cell === "");
        if (isWhole && cells.length >= names.length) return accept(cells, line);
        const reason = wrongCellCount(cells.length, names.length);
        count.reject({ line, column: names[0]!, code: "wrong-cell-count", reason, row: rowText(cells) });
      },
      onBadRow(text, line) {
        count.reject({ line, column: "", code: "bad-quote", reason: "a quote is out of place", row: text });
      },
    },
  );
  amounts.decide(source.name);
  const values = amounts.finish(Uint32Array.from(found, (_, k) => k));
  const rows = found.map((row, k) => ({ ...row, amount: values[k]! }));
  const other = [...otherMetrics.values()].reduce((sum, rows) => sum + rows, 0);
  count.note("other-metric", other, [...otherMetrics.keys()]);
  count.note("blank-amount", rows.filter((row) => Number.isNaN(row.amount)).length);
  const quality = count.report();
  refuseEmpty(quality, source.name);
  const metrics = [...otherMetrics.keys()];
  const unused =
    rows.length > 0
      ? null
      : `0 of ${quality.accepted} rows of the market table count: no metric has "${mapping.metric ?? METRIC}" in its name (it has ${metrics.slice(0, 5).join(", ")}); say which do with "metric": ${JSON.stringify(metrics[0])} in the mapping`;
  const named = (at: number) => (at < 0 ? null : names[at]!);
  return {
    rows: rows.filter((row) => !Number.isNaN(row.amount)),
    columns: {
      metric: named(places.metric),
      attribute: named(places.attribute),
      value: names[places.value]!,
      amount: names[places.amount]!,
    },
    metric: mapping.metric ?? METRIC,
    quality,
    unused,
    digest,
  };
}

/** Refuses a table without a row that can be read. */
function refuseEmpty(quality: QualityReport, file: string): void {
  if (quality.accepted > 0) return;
  const [first] = quality.rows;
  const got =
    first === undefined
      ? "has a header and no rows"
      : `every row was rejected; line ${first.line}: ${first.reason}`;
  throw new DataError("no-rows", `${got}; expected rows with a value and an amount`, { file });
}
