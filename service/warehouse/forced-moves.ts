import type { TableSurvey } from "../../data/warehouse/survey-table.ts";
import { tableName } from "../../data/warehouse/table-name.ts";
import type { SignalTotals } from "../../data/warehouse/total-signals.ts";
import type { Warehouse } from "../../data/warehouse/warehouse.ts";
import { type SummedLimits, TieringError } from "../../tiering/index.ts";

/** The ID of an account that entries force into different tiers; null where there is none. */
export async function forcedTwice(
  warehouse: Warehouse,
  survey: TableSurvey,
  forced: readonly { readonly tier: number; readonly condition: string }[],
): Promise<string | null> {
  if (forced.length < 2) return null;
  const { dialect } = warehouse;
  const hits = forced.map(({ condition }) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`).join(" + ");
  warehouse.traffic.scans++;
  const [row] = await warehouse.rows(
    `SELECT ${dialect.asText(dialect.identifier(survey.layout.roles.id))} FROM ${tableName(dialect, survey.name)} WHERE ${survey.where} AND (${hits}) > 1 LIMIT 1`,
  );
  return row === undefined ? null : String(row[0]);
}

/**
 * The limits with the budget that forced moves leave.
 * @throws TieringError `infeasible-policy` where they exceed it, or an account is forced into two tiers
 */
export function forcedLeft(
  limits: SummedLimits,
  { placed, n }: SignalTotals,
  twice: string | null,
): SummedLimits {
  const pointer = "/policy/force";
  if (twice !== null) {
    const message = `Account ${twice} is forced into two tiers; expected one of them.`;
    throw new TieringError("infeasible-policy", message, { pointer });
  }
  let forcedMoves = 0;
  placed.forEach((row, from) => {
    row.forEach((count, to) => {
      if (from !== to) forcedMoves += count;
    });
  });
  if (forcedMoves <= limits.moves) return { ...limits, moves: limits.moves - forcedMoves };
  const share = Math.ceil((forcedMoves / n) * 1e6) / 1e6;
  const message = `${forcedMoves} accounts are forced into another tier, maxMovedShare allows ${limits.moves} to move; expected a share of at least ${share}, or fewer in force.`;
  throw new TieringError("infeasible-policy", message, { pointer });
}
