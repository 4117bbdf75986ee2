import { normalCdf, normalQuantile } from "./normal.ts";
import { HISTORY, LEAST_POTENTIAL, PARAMETERS as P } from "./parameters.ts";
import { createRandomStream, permutation, stratifiedNormal, stratifiedUniform } from "./random.ts";

/** Size, growth, history and potential of n synthetic firms; every array has shape [n]. */
export interface Firms {
  readonly n: number;
  /** 1 for enterprises, 0 for small firms. */
  readonly enterprise: Uint8Array;
  /** Log of the FY26 revenue. */
  readonly size: Float64Array;
  readonly meanSize: number;
  /** Population standard deviation of `size`; 1 where it is zero. */
  readonly sdSize: number;
  /** Annual log growth. */
  readonly growth: Float64Array;
  /** Log revenue of FY20 … FY26, in the order of HISTORY. */
  readonly logRevenue: readonly Float64Array[];
  /** FY26 revenue in whole currency units. */
  readonly revenue: Float64Array;
  /** Potential revenue at FY30 in whole currency units; larger than `revenue`. */
  readonly potential: Float64Array;
}

/** Log revenues: two truncated normals whose quantiles are spread evenly over the members' ranks. */
function drawSizes(n: number, seed: number, enterprise: Uint8Array): Float64Array {
  // The order of z_size is that of the permutation behind it, so ranks are counted along its inverse.
  const order = permutation(n, createRandomStream(seed, "size"));
  const at = new Uint32Array(n);
  for (let i = 0; i < n; i++) at[order[i]!] = i;
  const size = new Float64Array(n);
  for (const segment of [0, 1]) {
    const [mean, sd] = segment === 1 ? [P.mE, P.sE] : [P.mS, P.sS];
    const low = normalCdf((Math.log(P.rmin) - mean) / sd);
    const high = normalCdf((Math.log(P.rmax) - mean) / sd);
    const members = enterprise.reduce((sum, e) => sum + (e === segment ? 1 : 0), 0);
    let rank = 0;
    for (const i of at) {
      if (enterprise[i] !== segment) continue;
      size[i] = mean + sd * normalQuantile(low + ((rank++ + 0.5) / members) * (high - low));
    }
  }
  return size;
}

/** Normal deviate bent to the skew and kurtosis of growth (Cornish and Fisher). */
function bend(z: number): number {
  return z + (P.gskew * (z * z - 1)) / 6 + (P.gkurt * (z * z * z - 3 * z)) / 24;
}

/** Revenue paths: constant growth back from FY26, with a bridge of noise that leaves FY22 and FY26 alone. */
function drawHistory(n: number, seed: number, size: Float64Array, growth: Float64Array): Float64Array[] {
  const stream = createRandomStream(seed, "path");
  const history = HISTORY.map((year) => size.map((s, i) => s - (26 - year) * growth[i]!));
  const [fy20, fy21, , fy23, fy24, fy25] = history;
  for (let i = 0; i < n; i++) {
    const bump23 = 0.06 * stream.normal();
    const bump24 = 0.06 * stream.normal();
    const bump25 = 0.06 * stream.normal();
    const bump20 = 0.06 * stream.normal();
    const bump21 = 0.06 * stream.normal();
    fy23![i]! += bump23;
    fy24![i]! += 0.6 * bump23 + bump24;
    fy25![i]! += 0.6 * bump24 + bump25;
    fy20![i]! += bump20 + bump21;
    fy21![i]! += bump21;
  }
  return history;
}

/** Draws n firms of `seed`: O(n) time, about 150 bytes a firm. */
export function drawFirms(n: number, seed: number): Firms {
  const enterprise = Uint8Array.from(stratifiedUniform(n, createRandomStream(seed, "segment")), (u) =>
    u < P.pE ? 1 : 0,
  );
  const size = drawSizes(n, seed, enterprise);
  const meanSize = n === 0 ? 0 : size.reduce((sum, s) => sum + s, 0) / n;
  const variance = n === 0 ? 0 : size.reduce((sum, s) => sum + (s - meanSize) ** 2, 0) / n;

  const growth = stratifiedNormal(n, createRandomStream(seed, "growth"));
  const momentum = stratifiedNormal(n, createRandomStream(seed, "potential"));
  for (let i = 0; i < n; i++) {
    const d = size[i]! - meanSize;
    const sigma = P.gsd * Math.exp(-P.gv * Math.min(2.5, Math.max(-2.5, d)));
    growth[i] = P.gmu - P.gb * d - P.gq * (d * d - variance) + sigma * bend(growth[i]!);
  }
  const logRevenue = drawHistory(n, seed, size, growth);
  const revenue = logRevenue.at(-1)!.map((l) => Math.round(Math.exp(l)));

  const potential = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const d = size[i]! - meanSize;
    const exponent =
      P.kp +
      (P.kc * (growth[i]! - P.gmu)) / P.gsd -
      P.kd * d -
      P.kq * (d * d - variance) +
      P.ks * momentum[i]!;
    potential[i] = revenue[i]! + Math.max(LEAST_POTENTIAL, Math.round(revenue[i]! * Math.exp(exponent)));
  }
  const sdSize = Math.sqrt(variance) || 1;
  return { n, enterprise, size, meanSize, sdSize, growth, logRevenue, revenue, potential };
}
