import type { Accounts, MarketColumn } from "../../tiering/index.ts";
import type { MarketValues } from "./market-values.ts";
import type { TableSurvey } from "./survey-table.ts";
import { tableName } from "./table-name.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** Some accounts of a table as columns, with the tier that each was assigned and its PI_acct. */
export interface AccountSample {
  readonly accounts: Accounts;
  readonly tiers: Uint8Array;
  readonly potential: Float64Array;
}

/** Digits of PI_acct that say whether an account is in the sample. */
const DIGITS = 1e7;

/**
 * Fetches about `wanted` of the `n` accounts that a query assigns with their amounts: those whose last digits of
 * PI_acct are a multiple, the same ones each time. One scan; memory of the sample.
 */
export async function sampleAccounts(
  warehouse: Warehouse,
  survey: TableSurvey,
  assigned: string,
  { n, wanted }: { readonly n: number; readonly wanted: number },
): Promise<AccountSample> {
  const { dialect } = warehouse;
  const q = dialect.identifier;
  const { roles } = survey.layout;
  const amounts = amountColumns(survey);
  const isInteger = survey.columns.find(({ name }) => name === roles.id)!.kind === "integer";
  const id = isInteger ? q(roles.id) : dialect.asText(q(roles.id));
  const market = (name: string | null) => (name === null ? dialect.text("") : dialect.asText(q(name)));
  const every = Math.max(1, Math.ceil(n / wanted));
  const digits = `floor(abs(pi) * ${dialect.number(DIGITS)})`;
  const isIn = `${digits} - ${every} * floor(${digits} / ${every}) = 0`;
  const kept = ["id", "geo_market", "category_market", ...amounts.map((_, k) => `amount_${k}`)];
  const cells = [
    id,
    market(roles.geo),
    market(roles.category),
    ...amounts.map((name) => dialect.double(q(name))),
  ];
  const source = `SELECT ${cells.map((cell, k) => `${cell} AS ${kept[k]}`).join(", ")} FROM ${tableName(dialect, survey.name)} WHERE ${survey.where}`;
  const sample = `SELECT id, prev, next + 1 AS mark, pi FROM (${assigned}) AS assigned WHERE ${isIn}`;
  const order = isInteger ? "id" : dialect.byBytes("id");
  warehouse.traffic.scans++;
  const rows: (readonly Value[])[] = [];
  const sql = `SELECT prev, mark, pi, ${kept.slice(1).join(", ")} FROM (${source}) AS raw ${dialect.leftJoin} (${sample}) AS sampled USING (id) WHERE mark > 0 ORDER BY ${order}`;
  for await (const block of warehouse.stream(sql)) rows.push(...block);
  const numbers = new Map(amounts.map((name, k) => [name, column(rows, 5 + k)]));
  const of = (name: string | null | undefined, otherwise: number) =>
    numbers.get(name ?? "") ?? new Float64Array(rows.length).fill(otherwise);
  const { ladder, layout, signals, markets } = survey;
  const geo = marketColumn(rows, 3, markets.geo);
  const category = marketColumn(rows, 4, markets.category);
  return {
    accounts: {
      n: rows.length,
      ids: { bytes: new Uint8Array(0), offsets: new Uint32Array(rows.length + 1), numeric: isInteger },
      tierCount: ladder.names.length,
      tierNames: ladder.names,
      hasTiers: true,
      tier: Uint8Array.from(rows, ([prev]) => Number(prev)),
      currency: survey.mapping.currency ?? null,
      signals,
      revenue: of(roles.revenues[0], 0),
      baseRevenue: of(layout.growthYears > 0 ? roles.revenues.at(-1) : null, Number.NaN),
      growthYears: layout.growthYears,
      potential: of(roles.potential, Number.NaN),
      geo,
      category,
      roles,
      text: new Map([
        ...(roles.geo ? [[roles.geo, geo] as const] : []),
        ...(roles.category ? [[roles.category, category] as const] : []),
      ]),
      numbers,
    },
    tiers: Uint8Array.from(rows, ([, mark]) => Number(mark) - 1),
    potential: column(rows, 2),
  };
}

/** Every column of amounts that rules may be learnt from. */
function amountColumns({ layout, signals }: TableSurvey): string[] {
  const { revenues, streams, products, potential } = layout.roles;
  const taken = Object.values(signals).flatMap((source) => (source.kind === "column" ? [source.column] : []));
  return [
    ...new Set([...revenues, ...streams, ...products, ...(potential === null ? [] : [potential]), ...taken]),
  ];
}

function column(rows: readonly (readonly Value[])[], at: number): Float64Array {
  return Float64Array.from(rows, (row) => (row[at] === null ? Number.NaN : Number(row[at])));
}

function marketColumn(rows: readonly (readonly Value[])[], at: number, sizes: MarketValues): MarketColumn {
  const cells = rows.map((row) => (row[at] === null ? "" : String(row[at])));
  const values = [...new Set(cells)].sort((a, b) => (a < b ? -1 : 1));
  const codes = new Map(values.map((value, code) => [value, code]));
  return {
    values,
    codes: Uint32Array.from(cells, (cell) => codes.get(cell)!),
    tam: Float64Array.from(values, (value) => sizes.get(value) ?? Number.NaN),
  };
}
