import type { MoveCell, PricedAssignment } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { MASK } from "./accounts-sql.ts";
import { choiceSql } from "./choice-sql.ts";
import { tableName } from "./dialect.ts";
import type { TableSource, TableSourceOptions } from "./table-source.ts";
import type { Warehouse } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

/** The columns of a table of tiers. */
export const TIERS_TABLE = ["ID", "PreviousTier", "Tier", "Change", "PI_acct", "TotalRevenue"] as const;

/**
 * Assigns every account its tier in a work table: its best tier at the assignment's prices, those at the edge as
 * they were settled. One scan.
 */
export async function assignInTable(
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
  return work.make(
    "assigned",
    `SELECT ${kept}, CASE WHEN settled_tier > 0 THEN settled_tier - 1 ELSE best END AS next
FROM (SELECT ${kept}, best FROM (${choice}) AS choices) AS responses ${warehouse.dialect.leftJoin} ${settled} USING (id)`,
  );
}

/** Counts the assigned accounts by what the rules tell apart. One scan. */
export async function countCells(warehouse: Warehouse, table: string): Promise<MoveCell[]> {
  warehouse.traffic.scans++;
  const rows = await warehouse.rows(
    `SELECT prev, next, mask, COUNT(*), SUM(pi_rank), SUM(pi), SUM(revenue) FROM ${table} GROUP BY prev, next, mask ORDER BY prev, next, mask`,
  );
  return rows.map((row) => {
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
}

/**
 * Refuses a target that is somebody's: the table of the accounts, or one that is no table of tiers.
 * @throws DataError `foreign-table`
 */
export async function checkTarget(warehouse: Warehouse, target: string, source: string): Promise<boolean> {
  if (target.toLowerCase() === source.toLowerCase()) {
    const message = "the tiers would replace the table of the accounts; expected another name behind --into";
    throw new DataError("foreign-table", message, { file: `${warehouse.place}, ${target}` });
  }
  const columns = await warehouse.columns(target);
  if (columns === null) return false;
  const names = columns.map(({ name }) => name);
  if (names.length === TIERS_TABLE.length && TIERS_TABLE.every((name, k) => names[k] === name)) return true;
  const message = `there is a table of that name with the columns ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}; expected a table of tiers (${TIERS_TABLE.join(", ")}), or another name behind --into`;
  throw new DataError("foreign-table", message, { file: `${warehouse.place}, ${target}` });
}

/**
 * Puts the assigned tiers in the place of the target table at once: in one transaction, or by renaming. One
 * scan.
 */
export async function publishTiers(
  warehouse: Warehouse,
  work: WorkTables,
  assigned: string,
  {
    target,
    exists,
    labels,
  }: { readonly target: string; readonly exists: boolean; readonly labels: readonly string[] },
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
  const select = `SELECT ${columns.join(", ")} FROM ${assigned}`;
  warehouse.traffic.scans++;
  const beside = `${schema}${work.name("tiers")}`;
  const statements = dialect.replace(table, select, { exists, beside });
  let isSwapping = false;
  try {
    for (const statement of statements) {
      isSwapping = statement.startsWith("RENAME");
      await warehouse.run(statement);
    }
  } catch (error) {
    // A server that dies while it renames has no transaction to undo it by.
    if (isSwapping && error instanceof DataError && error.code === "warehouse-lost") {
      error.message += `; it went away while tables were renamed: should ${target} be empty, run again`;
    }
    const undo = statements.includes("BEGIN") ? "ROLLBACK" : `DROP TABLE IF EXISTS ${beside}`;
    await warehouse.run(undo).catch(() => {});
    throw error;
  }
}
