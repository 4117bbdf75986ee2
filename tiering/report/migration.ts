/** Accounts per tier; `tiers` of shape [n] with values below `tierCount`; result of shape [K]; O(N). */
export function countTiers(tiers: Uint8Array, tierCount: number): number[] {
  const counts = new Array<number>(tierCount).fill(0);
  for (let i = 0; i < tiers.length; i++) counts[tiers[i]!]! += 1;
  return counts;
}

/**
 * Counts accounts by tier before (rows) and after (columns); rectangular where the two differ in
 * number of tiers. O(N).
 */
export function migrationMatrix(
  before: { readonly tiers: Uint8Array; readonly tierCount: number },
  after: { readonly tiers: Uint8Array; readonly tierCount: number },
): number[][] {
  const matrix = Array.from({ length: before.tierCount }, () => new Array<number>(after.tierCount).fill(0));
  for (let i = 0; i < before.tiers.length; i++) matrix[before.tiers[i]!]![after.tiers[i]!]! += 1;
  return matrix;
}
