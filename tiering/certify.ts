import type { Kpis } from "./kpis.ts";
import type { Certificate, Proof } from "./run.ts";

/** Values that differ by less differ by rounding: no share of a difference that is itself rounding is stated. */
const ROUNDING = 1e-12;

/** States the gaps, both as a share of the value and as a share of the lift. */
export function certify(proof: Proof, before: Kpis, after: Kpis, baselineObeys: boolean): Certificate {
  const { of, nodes, proven, unproven } = proof;
  const value = after[of] ?? 0;
  const start = before[of] ?? 0;
  const bound = Math.max(proof.bound, value);
  const open = bound - value > ROUNDING ? bound - value : 0;
  const possible = bound - start;
  return {
    of,
    value,
    bound,
    gap: open === 0 ? 0 : value === 0 ? null : open / Math.abs(value),
    liftGap: baselineObeys && possible > ROUNDING ? open / possible : null,
    nodes,
    proven,
    unproven,
  };
}

/**
 * A run's certificate with the bound that a proof of the same plan found; the proof may have found a better run, which
 * this one is then measured against. `kpis` are the run's.
 */
export function tightened(
  own: Certificate,
  proof: Certificate,
  { before, after }: { readonly before: Kpis | null; readonly after: Kpis },
): Certificate {
  if (before === null) return own;
  return certify({ ...proof, bound: Math.min(proof.bound, own.bound) }, before, after, own.liftGap !== null);
}
