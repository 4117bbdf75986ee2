import { descendingOrder } from "../ranks.ts";

/** Published limits of the re-allocation. */
const TARGET_SFI = 0.6;
const MOST_REVENUE_MOVED = 0.1;
const BATCH = 200;

/**
 * Ward2-A: moves the accounts of highest PI_acct (ties by index) from non-strategic tiers into the lowest
 * strategic one, 200 at a time, until the strategic tiers hold 60 % of the revenue or 10 % of it has moved
 * (the batch that crosses the limit is the last). A copy of `tiers`, shape [n]; unchanged where the book's
 * revenue is not positive. O(n).
 */
export function reallocateToStrategic(
  tiers: Uint8Array,
  strategicTiers: number,
  potential: Float64Array,
  revenue: Float64Array,
): Uint8Array {
  const moved = tiers.slice();
  let total = 0;
  let strategic = 0;
  for (let i = 0; i < tiers.length; i++) {
    total += revenue[i];
    if (tiers[i] < strategicTiers) strategic += revenue[i];
  }
  if (!(total > 0)) return moved;
  let shifted = 0;
  let inBatch = 0;
  for (const i of descendingOrder(potential)) {
    if (tiers[i] < strategicTiers) continue;
    if (inBatch === 0 && (strategic >= TARGET_SFI * total || shifted >= MOST_REVENUE_MOVED * total)) break;
    moved[i] = strategicTiers - 1;
    strategic += revenue[i];
    shifted += revenue[i];
    inBatch = (inBatch + 1) % BATCH;
  }
  return moved;
}
