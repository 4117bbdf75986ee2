import { type MoveCell, type PricedAssignment, sumsOf, type TierSums } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { MASK } from "./accounts-sql.ts";
import { choiceSql } from "./choice-sql.ts";
import { tableName } from "./dialect.ts";
import type { TableSource, TableSourceOptions } from "./table-source.ts";
import type { Warehouse, WarehouseColumn } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

/** The columns of a table of tiers. */
export const TIERS_TABLE = ["ID", "PreviousTier", "Tier", "Change", "PI_acct", "TotalRevenue"] as const;

/**
 * A query of every account with its tier before and its `next` one: its best tier at the assignment's prices, those
 * at the edge as they were settled, whose tiers are sent.
 */
export async function assignedSql(
  warehouse: Warehouse,
  work: WorkTables,
  source: TableSource,
  options: TableSourceOptions,
  { point, edge, tierOf }: PricedAssignment,
): Promise<string> {
  const rows = Array.from(tierOf, (tier, place) => [source.idOf(edge.account[place]!), tier + 1]);
  const settled = await work.send(
    "settled",
    [
      ["id", options.isIntegerId ? "int" : "text"],
      // One more than the tier: an engine may fill what has no partner with 0.
      ["settled_tier", "int"],
    ],
    rows,
  );
  const keep = ["id", "prev", "mask", "amount", "pi", "revenue", "pi_rank"];
  const choice = choiceSql(warehouse.dialect, { ...options, point }, ["tier", ...keep, "lo", "hi"]);
  const kept = keep.join(", ");
  return `SELECT ${kept}, CASE WHEN settled_tier > 0 THEN settled_tier - 1 ELSE best END AS next
FROM (SELECT ${kept}, best FROM (${choice}) AS choices) AS responses ${warehouse.dialect.leftJoin} ${settled} USING (id)`;
}

/**
 * Counts the assigned accounts by what the rules tell apart. One scan.
 * @throws DataError `warehouse-failed` where the ranks are not those of the histogram that they were made of
 */
export async function countCells(
  warehouse: Warehouse,
  assigned: string,
  baseline: TierSums,
): Promise<MoveCell[]> {
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(
    `SELECT prev, next, mask, COUNT(*), SUM(pi_rank), SUM(pi), SUM(revenue) FROM (${assigned}) AS assigned GROUP BY prev, next, mask ORDER BY prev, next, mask`,
  );
  const cells = rows.map((row) => {
    const [from, to, mask, count, rank, pi, revenue] = row.map(Number);
    const has = (bit: number) => (mask! & bit) !== 0;
    return {
      from: from!,
      to: to!,
      held: has(MASK.held),
      inScope: !has(MASK.outOfScope),
      mayRise: !has(MASK.mayNotRise),
      mayFall: !has(MASK.mayNotFall),
      forced: has(MASK.forced),
      count: count!,
      rank: rank!,
      pi: pi!,
      revenue: revenue!,
    };
  });
  checkAgainst(baseline, cells, warehouse.place);
  return cells;
}

/** An account whose bin has no rank would have none, or 0: the tiers' sums of ranks would not be those known. */
function checkAgainst(baseline: TierSums, cells: readonly MoveCell[], file: string): void {
  const found = sumsOf(cells, baseline.size.length, ({ from }) => from);
  const n = baseline.size.reduce((sum, size) => sum + size, 0);
  const agrees = baseline.size.every(
    (size, k) => size === found.size[k] && Math.abs(found.rank[k]! - baseline.rank[k]!) <= 1e-9 * n * size,
  );
  if (agrees) return;
  const message =
    "the table changed while it was tiered; expected one that stands still. Nothing was written";
  throw new DataError("warehouse-failed", message, { file });
}

/** Where the tiers go. */
export interface Target {
  readonly table: string;
  readonly exists: boolean;
  /** What was mended before, for people; null where nothing had to be. */
  readonly mended: string | null;
}

/**
 * Looks at the table that the tiers go to, takes back a swap that ended half way, and refuses a target that is
 * somebody's: the table of the accounts, or one that is no table of tiers.
 * @throws DataError `foreign-table`
 */
export async function openTarget(warehouse: Warehouse, table: string, source: string): Promise<Target> {
  const { dialect, place } = warehouse;
  const file = `${place}, ${table}`;
  if (table.toLowerCase() === source.toLowerCase()) {
    const message = "the tiers would replace the table of the accounts; expected another name behind --into";
    throw new DataError("foreign-table", message, { file });
  }
  const columns = await warehouse.columns(table);
  if (columns !== null) {
    if (isTiersTable(columns)) return { table, exists: true, mended: null };
    const names = columns.map(({ name }) => name);
    const message = `there is a table of that name with the columns ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}; expected a table of tiers (${TIERS_TABLE.join(", ")}), or another name behind --into`;
    throw new DataError("foreign-table", message, { file });
  }
  const aside = asideOf(table);
  const waiting = dialect.undoSwap === undefined ? null : await warehouse.columns(aside);
  if (waiting === null || !isTiersTable(waiting)) return { table, exists: false, mended: null };
  await warehouse.run(dialect.undoSwap!(tableName(dialect, table), tableName(dialect, aside)));
  const mended = `an earlier run was cut off while it swapped tables: ${table} was missing, its tiers of before have been put back from ${aside}`;
  return { table, exists: true, mended };
}

function isTiersTable(columns: readonly WarehouseColumn[]): boolean {
  return columns.length === TIERS_TABLE.length && TIERS_TABLE.every((name, k) => columns[k]!.name === name);
}

/** Where the rows of a table wait while it is replaced: beside it, so that the next run finds them. */
function asideOf(table: string): string {
  return `${table}_replaced`;
}

/**
 * Puts the tiers of a query in the place of the target table at once: in one transaction, or by renaming. One
 * scan.
 */
export async function publishTiers(
  warehouse: Warehouse,
  work: WorkTables,
  assigned: string,
  { table: target, exists }: Target,
  labels: readonly string[],
): Promise<void> {
  const { dialect } = warehouse;
  const label = (column: string) =>
    `CASE ${labels.map((text, tier) => `WHEN ${column} = ${tier} THEN ${dialect.text(text)}`).join(" ")} END`;
  const [up, down, same] = ["up", "down", "same"].map(dialect.text);
  const expressions = [
    "id",
    label("prev"),
    label("next"),
    `CASE WHEN next < prev THEN ${up} WHEN next > prev THEN ${down} ELSE ${same} END`,
    "pi",
    "amount",
  ];
  const columns = TIERS_TABLE.map((name, k) => `${expressions[k]} AS ${dialect.identifier(name)}`);
  const table = tableName(dialect, target);
  const schema = target.includes(".")
    ? `${tableName(dialect, target.slice(0, target.lastIndexOf(".")))}.`
    : "";
  const select = `SELECT ${columns.join(", ")} FROM (${assigned}) AS assigned`;
  warehouse.traffic.scans++;
  const beside = `${schema}${work.name("tiers")}`;
  const aside = tableName(dialect, asideOf(target));
  const statements = dialect.replace(table, select, { exists, beside, aside });
  let isSwapping = false;
  try {
    for (const statement of statements) {
      isSwapping = statement.startsWith("RENAME");
      await warehouse.run(statement);
    }
  } catch (error) {
    // A server that dies while it renames has no transaction to undo it by.
    if (isSwapping && error instanceof DataError && error.code === "warehouse-lost") {
      error.message += `; it went away while tables were renamed: should ${target} be missing, its tiers of before are in ${asideOf(target)}, and the next run puts them back`;
    }
    const undo = statements.includes("BEGIN") ? "ROLLBACK" : `DROP TABLE IF EXISTS ${beside}`;
    await warehouse.run(undo).catch(() => {});
    throw error;
  }
}
