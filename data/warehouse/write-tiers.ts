import { type MoveCell, type PricedAssignment, sumsOf, type TierSums } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { MASK } from "./accounts-sql.ts";
import { choiceSql } from "./choice-sql.ts";
import { adoptFiles } from "./mend-swap.ts";
import { schemaOf, tableName } from "./table-name.ts";
import type { TableSource, TableSourceOptions } from "./table-source.ts";
import { type Target, TIERS_TABLE } from "./target-table.ts";
import type { Warehouse } from "./warehouse.ts";
import type { WorkTables } from "./work-tables.ts";

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

/**
 * Puts the tiers of a query in the place of the target table at once: in one transaction, by an exchange of two
 * tables, or by renaming. One scan. Returns what an earlier run had left in the way and was mended, or null.
 */
export async function publishTiers(
  warehouse: Warehouse,
  work: WorkTables,
  assigned: string,
  { table: target, aside, exists, exchanges }: Target,
  labels: readonly string[],
): Promise<string | null> {
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
  const schema = schemaOf(target);
  const select = `SELECT ${columns.join(", ")} FROM (${assigned}) AS assigned`;
  warehouse.traffic.scans++;
  const beside = `${schema === null ? "" : `${tableName(dialect, schema)}.`}${work.name("tiers")}`;
  const options = { exists, exchanges, beside, aside: tableName(dialect, aside) };
  const statements = dialect.replace(table, select, options);
  let mended: string | null = null;
  let isSwapping = false;
  const perform = async (list: readonly string[]) => {
    for (const statement of list) {
      isSwapping = statement.startsWith("RENAME");
      await warehouse.run(statement);
    }
  };
  try {
    await perform(statements).catch(async (error: unknown) => {
      const { swap } = dialect;
      if (swap === undefined || exists || !isSwapping || !isInTheWay(error)) throw error;
      if (!(await adoptFiles(warehouse, swap, { table, like: beside }))) throw error;
      const [, ...swapping] = dialect.replace(table, select, { ...options, exists: true });
      await perform(swapping);
      mended = `an earlier run was cut off while it put the first ${target} in place: what it had left there has been replaced`;
    });
    return mended;
  } catch (error) {
    const undo = statements.includes("BEGIN") ? "ROLLBACK" : `DROP TABLE IF EXISTS ${beside}`;
    const isLeft = await warehouse.run(undo).then(
      () => false,
      () => dialect.keepsWork,
    );
    if (error instanceof DataError && isSwapping) error.message += sayOfSwap(error, target, aside, exists);
    if (error instanceof DataError && isLeft) error.message += `; ${beside} may be left there, to be dropped`;
    throw error;
  }
}

/** True where files lie under the name that the server knows no table of. */
function isInTheWay(error: unknown): boolean {
  return error instanceof DataError && /path already exists/.test(error.message);
}

/** What a server that fails while it renames may leave behind: no transaction undoes it. */
function sayOfSwap({ code, message }: DataError, target: string, aside: string, exists: boolean): string {
  if (/path already exists/.test(message))
    return `; files of a table ${target} that the server does not list, and that are no tiers, are in the way: ATTACH that table or remove its files, or name another one behind --into`;
  if (code !== "warehouse-lost") return "";
  if (!exists)
    return `; it went away while the first ${target} was put in place: should it be missing, the next run puts its own there`;
  return `; it went away while tables were renamed: should ${target} be missing or empty, its tiers of before are kept as ${aside}, and the next run puts them back`;
}
