import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_COEFFICIENTS, evaluateKpis } from "../../tiering/index.ts";

interface GoldenCase {
  K: number;
  strategicTiers: number;
  tier: number[];
  pi: number[];
  revenue: number[];
  TPA: number | null;
  TCI_PI: number;
  TCI_REV: number;
  SFI: number | null;
}

const golden: { cases: GoldenCase[] } = JSON.parse(
  readFileSync(new URL("../fixtures/kpis.json", import.meta.url), "utf8"),
);

test.each(golden.cases.map((c, index) => ({ index, c })))(
  "KPIs equal SciPy's to 1e-9: case $index",
  ({ c }) => {
    const kpis = evaluateKpis(
      {
        potential: Float64Array.from(c.pi),
        revenue: Float64Array.from(c.revenue),
        tiers: Uint8Array.from(c.tier),
        tierCount: c.K,
      },
      { strategic: new Uint8Array(c.K).fill(1, 0, c.strategicTiers), coefficients: DEFAULT_COEFFICIENTS },
    );
    const expected = { tpa: c.TPA, tciPi: c.TCI_PI, tciRev: c.TCI_REV, sfi: c.SFI };
    for (const name of ["tpa", "tciPi", "tciRev", "sfi"] as const) {
      if (expected[name] === null) expect(kpis[name], name).toBeNull();
      else expect(Math.abs(kpis[name]! - expected[name]), name).toBeLessThanOrEqual(1e-9);
    }
    const composite = 0.35 * (c.TPA ?? 0) + 0.35 * (c.SFI ?? 0) + 0.3 * (c.TCI_PI + c.TCI_REV);
    expect(kpis.composite).toBeCloseTo(composite, 9);
  },
);
