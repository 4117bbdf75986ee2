import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMovers, type Run, runTiering } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 1, 2, 2, 2],
  revenue: [10, 20, 30, 40, 50, 60],
  potential: [100, 200, Number.NaN, 400, 500, 600],
  geo: ["North", "South", "North", "South", "East", "North"],
});
/** A up → B etc.: account by account: down, up, same, up, same, up by two. */
const run = { tiers: Uint8Array.of(1, 0, 1, 1, 2, 0), tierCount: 3 } as Run;

describe("countMovers", () => {
  it("sums accounts, revenue and potential that rise and fall, in all and by value, the most first", () => {
    expect(countMovers(accounts, run, { column: "Geo_Entity" })).toEqual({
      up: { accounts: 3, revenue: 120, potential: 1200 },
      down: { accounts: 1, revenue: 10, potential: 100 },
      column: "Geo_Entity",
      groups: [
        {
          value: "North",
          accounts: 3,
          up: { accounts: 1, revenue: 60, potential: 600 },
          down: { accounts: 1, revenue: 10, potential: 100 },
        },
        {
          value: "South",
          accounts: 2,
          up: { accounts: 2, revenue: 60, potential: 600 },
          down: { accounts: 0, revenue: 0, potential: 0 },
        },
      ],
      values: 2,
    });
  });

  it("tells one direction, by any amount, as many values as are asked for, and how many there are", () => {
    const rising = countMovers(accounts, run, { column: "Geo_Entity", direction: "up", limit: 1 });
    expect(rising.groups.map(({ value }) => value)).toEqual(["South"]);
    expect(rising.values).toBe(2);
    const falling = countMovers(accounts, run, { column: "Geo_Entity", direction: "down", by: "revenue" });
    expect(falling.groups.map(({ value }) => value)).toEqual(["North"]);
  });

  it("counts those that come to a tier, and those that move by so many tiers", () => {
    const [top = ""] = accounts.tierNames;
    const named = { ...run, tierNames: accounts.tierNames };
    expect(countMovers(accounts, named, { to: top }).up.accounts).toBe(2);
    expect(countMovers(accounts, named, { to: top }).down.accounts).toBe(0);
    expect(countMovers(accounts, named, { steps: 2 }).up).toEqual({
      accounts: 1,
      revenue: 60,
      potential: 600,
    });
    expect(() => countMovers(accounts, named, { to: "Z9" })).toThrow(
      expect.objectContaining({ code: "unknown-tier" }),
    );
  });

  it("has no potential where the book has none", () => {
    const bare = { ...accounts, potential: new Float64Array(6).fill(Number.NaN) };
    expect(countMovers(bare, run).up.potential).toBeNull();
  });

  it("names the nearest column where there is none of that name", () => {
    expect(() => countMovers(accounts, run, { column: "Geo_Entty" })).toThrow(
      expect.objectContaining({ code: "unknown-column" }),
    );
  });

  it("adds up to the run's own counts on any book, whatever the column", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.nat(1000), (n, seed) => {
        const book = randomBook({ n, seed, oddities: 0.1 }).accounts;
        const weights = { runway: 0.5, growth: 0.5, geo: 0, category: 0 };
        const moved = runTiering(book, { method: "direct", weights, policy: {} });
        let up = 0;
        let down = 0;
        let revenue = 0;
        for (let i = 0; i < n; i++) {
          if (moved.tiers[i]! < book.tier[i]!) up++;
          if (moved.tiers[i]! > book.tier[i]!) down++;
          if (moved.tiers[i]! !== book.tier[i]!) revenue += book.revenue[i]!;
        }
        for (const column of book.text.keys()) {
          const movers = countMovers(book, moved, { column, limit: n });
          expect([movers.up.accounts, movers.down.accounts]).toEqual([up, down]);
          const sums = movers.groups.reduce((s, g) => s + g.up.revenue + g.down.revenue, 0);
          expect(sums).toBeCloseTo(revenue, 3);
        }
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});
