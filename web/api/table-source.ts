import { chunksOf, refuseProblem } from "./call.ts";
import { gatherTiers, type TierTable } from "./tier-table.ts";

/** The columns of the list, in the order that the reader of the CSV expects. */
const COLUMNS = "ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason";

/** The latest few tables: going back to a run does not load it again. */
const KEPT = 3;
const tables = new Map<string, Promise<TierTable>>();

/** All accounts of a run: the very CSV that would be downloaded, as columns. */
export function tiersOf(id: string, rows: number): Promise<TierTable> {
  const known = tables.get(id);
  if (known !== undefined) return known;
  const loading = load(id, rows);
  tables.set(id, loading);
  loading.catch(() => tables.delete(id));
  const oldest = tables.keys().next().value;
  if (tables.size > KEPT && oldest !== undefined) tables.delete(oldest);
  return loading;
}

async function load(id: string, rows: number): Promise<TierTable> {
  const response = await fetch(`v1/tiers.csv?${id}&columns=${COLUMNS}`);
  await refuseProblem(response);
  return gatherTiers(chunksOf(response.body!), rows);
}
