import { DataError } from "../errors.ts";
import type { Layout } from "../layout.ts";
import type { Market, MarketSizes } from "../markets.ts";
import type { Dialect } from "./dialect.ts";
import { type MarketCell, marketColumns } from "./market-values.ts";
import { tableName } from "./table-name.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** What one look at a table tells of its rows. */
export interface TableProfile {
  readonly rows: number;
  readonly noId: number;
  readonly noRevenue: number;
  /** Values of the tier column in order, and the rows of each that have an ID and a revenue. */
  readonly labels: readonly { readonly label: string; readonly rows: number }[];
  /** Largest value of each column that a signal may be made of; NaN where it is blank throughout. */
  readonly most: ReadonlyMap<string, number>;
  /** The values of the market columns by label; null where they have too many to be read in the same scan. */
  readonly markets: Readonly<Record<Market, readonly MarketCell[]>> | null;
}

/** Most values of a tier column that are looked at. */
const MOST_LABELS = 1_000;

/** Most different rows of a tier and its markets that are read at once. */
const MOST_CELLS = 20_000;

/**
 * Profiles a table by its tiers and markets: one scan; a second where they make more than {@link MOST_CELLS}
 * different rows, by the tiers alone.
 * @throws DataError `unknown-tier-order` for a tier column of very many values
 */
export async function profileTable(
  warehouse: Warehouse,
  name: string,
  layout: Layout,
  { tierColumn, sizes }: { readonly tierColumn: string; readonly sizes: MarketSizes },
): Promise<TableProfile> {
  const markets = marketColumns(layout, sizes);
  const scan = async (columns: readonly string[], most: number) => {
    warehouse.traffic.scans++;
    const rows = await warehouse.rows(
      profileSql(warehouse.dialect, name, layout, [tierColumn, ...columns], most),
    );
    return rows.length > most ? null : rows;
  };
  const columns = Object.values(markets);
  const together = columns.length === 0 ? null : await scan(columns, MOST_CELLS);
  const found = together ?? (await scan([], MOST_LABELS));
  const labels = found === null ? null : labelsOf(found, together === null ? 0 : columns.length);
  if (found === null || labels === null || labels.length > MOST_LABELS) {
    const message = `has more than ${MOST_LABELS} values; expected a column of tiers`;
    throw new DataError("unknown-tier-order", message, {
      file: `${warehouse.place}, ${name}`,
      column: tierColumn,
    });
  }
  const from = 1 + (together === null ? 0 : columns.length);
  const sum = (at: number) => found.reduce((total, row) => total + Number(row[from + at]), 0);
  const most = measuredColumns(layout).map((column, k): [string, number] => {
    const values = found.map((row) => row[from + 4 + k]).filter((value) => value != null);
    return [column, values.length === 0 ? Number.NaN : Math.max(...values.map(Number))];
  });
  return {
    rows: sum(0),
    noId: sum(1),
    noRevenue: sum(2),
    labels,
    most: new Map(most),
    markets: together === null ? null : cellsOf(together, Object.keys(markets) as Market[]),
  };
}

/** The condition that a row has no ID. */
export function blankId(dialect: Dialect, id: string): string {
  const column = dialect.identifier(id);
  return `${column} IS NULL OR ${dialect.isBlank(dialect.asText(column))}`;
}

/** Columns of amounts whose largest value is looked for. */
function measuredColumns({ roles, signals }: Layout): string[] {
  const amounts = [roles.revenues[0], roles.revenues.at(-1), roles.potential];
  return [
    ...new Set([...amounts.filter((column) => column != null), ...(Object.values(signals) as string[])]),
  ];
}

/** By the values of some columns: rows, those without an ID, without a revenue, positive potential, largest values. */
function profileSql(
  dialect: Dialect,
  name: string,
  layout: Layout,
  by: readonly string[],
  most: number,
): string {
  const q = dialect.identifier;
  const { roles } = layout;
  const id = blankId(dialect, roles.id);
  const revenue = roles.revenues[0];
  const noRevenue = revenue === undefined ? "1 = 0" : `${q(revenue)} IS NULL`;
  const potential = roles.potential === null ? dialect.number(0) : dialect.double(q(roles.potential));
  const counts = [
    "COUNT(*)",
    `SUM(CASE WHEN ${id} THEN 1 ELSE 0 END)`,
    `SUM(CASE WHEN NOT (${id}) AND ${noRevenue} THEN 1 ELSE 0 END)`,
    `SUM(CASE WHEN NOT (${id}) AND NOT (${noRevenue}) AND ${potential} > 0 THEN ${potential} ELSE ${dialect.number(0)} END)`,
    ...measuredColumns(layout).map((column) => `MAX(${dialect.double(q(column))})`),
  ];
  return `SELECT ${[...by.map((column) => dialect.asText(q(column))), ...counts].join(", ")}
FROM ${tableName(dialect, name)}
GROUP BY ${by.map(q).join(", ")}
LIMIT ${most + 1}`;
}

function labelsOf(found: readonly (readonly Value[])[], markets: number): TableProfile["labels"] {
  const rows = new Map<string, number>();
  for (const row of found) {
    const label = row[0] === null ? "" : String(row[0]);
    const [all, noId, noRevenue] = row.slice(1 + markets, 4 + markets).map(Number);
    rows.set(label, (rows.get(label) ?? 0) + all! - noId! - noRevenue!);
  }
  const labels = [...rows].map(([label, count]) => ({ label, rows: count }));
  return labels.sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** The cells of each market among rows of a tier and its markets, in an order of their own: sums come out alike. */
function cellsOf(
  found: readonly (readonly Value[])[],
  markets: readonly Market[],
): Record<Market, readonly MarketCell[]> {
  const cells: Record<Market, MarketCell[]> = { geo: [], category: [] };
  const spelled = (row: readonly Value[]) =>
    JSON.stringify(row.slice(0, 1 + markets.length).map((cell) => cell ?? ""));
  const keyed = found.map((row) => [spelled(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, row] of keyed) {
    const [all, noId, noRevenue, potential] = row.slice(1 + markets.length, 5 + markets.length).map(Number);
    markets.forEach((market, k) => {
      const value = row[1 + k];
      if (value == null || all! <= noId! + noRevenue!) return;
      const label = row[0] === null ? "" : String(row[0]);
      cells[market].push({ label, value: String(value), potential: potential! });
    });
  }
  return cells;
}
