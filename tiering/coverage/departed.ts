import { type CoverageProblem, STRANGER } from "./problem.ts";

/** An owner of today who is not among the sellers: has left, is retired, or was never one. */
export interface DepartedOwner {
  /** As the book spells it. */
  readonly owner: string;
  readonly accounts: number;
  /** Accounts that go to a seller, and to nobody. */
  readonly moved: number;
  readonly lost: number;
}

/** Most owners that are listed. */
export const DEPARTED_LISTED = 100;

/** Where the accounts go whose owner is not among the sellers; the most accounts first (ties: by name); O(n). */
export function departedOwners(
  { input, owner: before }: CoverageProblem,
  owner: Int32Array,
): DepartedOwner[] {
  const { owners } = input;
  if (owners === null) return [];
  const found = new Map<number, { owner: string; accounts: number; moved: number; lost: number }>();
  for (let i = 0; i < owner.length; i++) {
    if (before[i] !== STRANGER) continue;
    const code = owners.codes[i]!;
    const row = found.get(code) ?? { owner: owners.values[code]!, accounts: 0, moved: 0, lost: 0 };
    found.set(code, row);
    row.accounts++;
    if (owner[i]! < 0) row.lost++;
    else row.moved++;
  }
  return [...found.values()]
    .sort((a, b) => b.accounts - a.accounts || (a.owner < b.owner ? -1 : 1))
    .slice(0, DEPARTED_LISTED);
}
