import { describe, expect, it } from "vitest";
import { compositeWords, KPI_BY_KEY, KPI_ROWS, kpiMeans } from "../../contract/kpi-words.ts";

describe("what the measures mean", () => {
  it("is said of each, the composite first, with its expansion and its range", () => {
    expect(KPI_ROWS.map(({ key }) => key)).toEqual(["composite", "tpa", "tciPi", "tciRev", "sfi"]);
    expect(KPI_ROWS.map(({ means }) => /^[^:]*: /.exec(means)?.[0])).toEqual([
      undefined,
      "Tier Potential Alignment: ",
      "Tier Compactness Index: ",
      "Tier Compactness Index: ",
      "Strategic Focus Index: ",
    ]);
    expect(KPI_BY_KEY.tpa.means).toContain("−1 to 1");
    expect(KPI_BY_KEY.tciPi.means).toMatch(/in potential; 0 to 1$/);
    expect(KPI_BY_KEY.tciRev.means).toMatch(/in revenue; 0 to 1$/);
    expect(KPI_BY_KEY.sfi.means).toMatch(/share of revenue in the strategic tiers; 0 to 1$/);
    for (const row of KPI_ROWS) expect(KPI_BY_KEY[row.key]).toBe(row);
  });

  it("is, of the composite, what counts by how much, and the most that the coefficients let it reach", () => {
    expect(KPI_BY_KEY.composite.means).toBe(
      ".35 × potential in the right tiers (TPA) + .35 × revenue in focus (SFI) + " +
        ".3 × tiers alike in potential and in revenue (TCI, their sum); 1.3 at most",
    );
    expect(compositeWords({ tpa: 0, sfi: 10, tci: 0.25 })).toBe(
      "10 × revenue in focus (SFI) + .25 × tiers alike in potential and in revenue (TCI, their sum); 10.5 at most",
    );
    expect(compositeWords({ tpa: 1 / 3, sfi: 0, tci: 0 })).toBe(
      ".3333 × potential in the right tiers (TPA); .3333 at most",
    );
  });

  it("follows a plan's own coefficients for the composite, and for nothing else", () => {
    const own = { tpa: 1, sfi: 0, tci: 0 };
    const { composite, sfi } = KPI_BY_KEY;
    expect(kpiMeans(composite, own)).toBe("1 × potential in the right tiers (TPA); 1 at most");
    expect(kpiMeans(composite, undefined)).toBe(composite.means);
    expect(kpiMeans(sfi, own)).toBe(sfi.means);
  });
});
