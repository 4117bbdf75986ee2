import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAccounts, type Run, runTiering, selectAccounts } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 1, 2, 2, 2],
  revenue: [10, 20, 30, 40, 50, 60],
  potential: [100, 200, Number.NaN, 400, 500, 600],
  geo: ["North", "South", "North", "South", "East", "North"],
});
const run = { tiers: Uint8Array.of(1, 0, 1, 1, 2, 0), tierCount: 3, tierNames: accounts.tierNames } as Run;

describe("countAccounts", () => {
  it("counts all accounts with their amounts, by tier before and after, beside the whole book", () => {
    const counts = countAccounts(accounts, run);
    expect(counts.total).toEqual({ accounts: 6, revenue: 210, potential: 1800 });
    expect(counts.whole).toEqual(counts.total);
    expect(counts.before).toEqual([1, 2, 3]);
    expect(counts.after).toEqual([2, 3, 1]);
    expect(counts.groups).toBeNull();
  });

  it("counts those that match all selectors, where a tier is the one before", () => {
    const [name = ""] = accounts.tierNames.slice(2);
    const counts = countAccounts(accounts, run, { where: [`tier:${name}`, "Geo_Entity:North"] });
    expect(counts.total).toEqual({ accounts: 1, revenue: 60, potential: 600 });
    expect(counts.after).toEqual([1, 0, 0]);
    expect(counts.whole.accounts).toBe(6);
  });

  it("parts them by a column, the most first by any amount, and says how many values there are", () => {
    const counted = countAccounts(accounts, run, { column: "Geo_Entity", limit: 2 });
    expect(counted.groups).toEqual([
      { value: "North", accounts: 3, revenue: 100, potential: 700 },
      { value: "South", accounts: 2, revenue: 60, potential: 600 },
    ]);
    expect(counted.values).toBe(3);
    const rich = countAccounts(accounts, run, {
      column: "Geo_Entity",
      by: "revenue",
      where: ["Geo_Entity:South|East"],
    });
    expect(rich.groups?.map(({ value }) => value)).toEqual(["South", "East"]);
  });

  it("has no potential where the book has none, and no tiers before where it was never tiered", () => {
    const bare = { ...accounts, hasTiers: false, potential: new Float64Array(6).fill(Number.NaN) };
    const { before, beforeNames, total } = countAccounts(bare, run);
    expect([before, beforeNames, total.potential]).toEqual([[], [], null]);
  });

  it("sums a number column or a signal up, in all, by tier and by value, over the cells that are not blank", () => {
    const numbers = new Map([["Seats", Float64Array.of(1, 2, Number.NaN, 4, 5, 6)]]);
    const counts = countAccounts({ ...accounts, numbers }, run, {
      column: "Geo_Entity",
      measure: "Seats",
      statistic: "mean",
      by: "measure",
      ascending: true,
    });
    expect(counts.measured).toEqual({
      column: "Seats",
      total: { cells: 5, value: 3.6 },
      before: [
        { cells: 1, value: 1 },
        { cells: 1, value: 2 },
        { cells: 3, value: 5 },
      ],
      after: [
        { cells: 2, value: 4 },
        { cells: 2, value: 2.5 },
        { cells: 1, value: 5 },
      ],
    });
    // Means: South 3, North 3.5, East 5.
    expect(counts.groups?.map(({ value, measured }) => [value, measured])).toEqual([
      ["South", { cells: 2, value: 3 }],
      ["North", { cells: 2, value: 3.5 }],
      ["East", { cells: 1, value: 5 }],
    ]);
    const runway = countAccounts(accounts, run, { measure: "Revenue_potential" }).measured;
    expect(runway?.total).toEqual({ cells: 5, value: 1800 - 180 });
    const growing = countAccounts(accounts, run, { where: ["Revenue_potential>350&Geo_Entity:North"] });
    expect(growing.total.accounts).toBe(1);
  });

  it("takes the middle of a number column, in all, by tier and by value", () => {
    const measure = { measure: "TotalRevenue_FY26", statistic: "median", by: "measure" } as const;
    const numbers = new Map([["TotalRevenue_FY26", accounts.revenue]]);
    const counts = countAccounts({ ...accounts, numbers }, run, { column: "Geo_Entity", ...measure });
    expect(counts.measured?.total).toEqual({ cells: 6, value: 35 });
    expect(counts.measured?.before.map(({ value }) => value)).toEqual([10, 25, 50]);
    expect(counts.groups?.map(({ measured, value }) => [value, measured?.value])).toEqual([
      ["East", 50],
      ["North", 30],
      ["South", 30],
    ]);
    const none = countAccounts({ ...accounts, numbers }, run, { where: ["change:down"], ...measure });
    expect(none.measured?.before.map(({ value }) => value)).toEqual([10, null, null]);
  });

  it("ranks the values of a column by what a tier gains in them, and counts of the run what it is asked for", () => {
    const [top = ""] = accounts.tierNames;
    const counts = countAccounts(accounts, run, { column: "Geo_Entity", net: top, by: "net" });
    expect(counts.groups?.map(({ net, value }) => [value, net])).toEqual([
      ["South", { before: 0, after: 1 }],
      ["East", { before: 0, after: 0 }],
      ["North", { before: 1, after: 1 }],
    ]);
    const least = countAccounts(accounts, run, {
      column: "Geo_Entity",
      net: top,
      by: "net",
      ascending: true,
    });
    expect(least.groups?.at(-1)?.value).toBe("South");
    expect(() =>
      countAccounts({ ...accounts, hasTiers: false }, run, { column: "Geo_Entity", net: top, by: "net" }),
    ).toThrow(expect.objectContaining({ code: "no-baseline" }));
  });

  it("counts among some accounts, and each value by tier after the run", () => {
    const counts = countAccounts(accounts, run, {
      among: ["Geo_Entity:North"],
      column: "Geo_Entity",
      tiers: true,
    });
    expect(counts.whole).toEqual({ accounts: 3, revenue: 100, potential: 700 });
    expect(counts.groups).toEqual([
      { value: "North", accounts: 3, revenue: 100, potential: 700, tiers: [1, 2, 0] },
    ]);
    expect(counts.total).toEqual(counts.whole);
  });

  it("names the nearest column where there is none of that name", () => {
    expect(() => countAccounts(accounts, run, { column: "Geo_Entty" })).toThrow(
      expect.objectContaining({ code: "unknown-column" }),
    );
  });

  it("adds up on any book, by tier, by value and by its parts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.nat(1000), (n, seed) => {
        const book = randomBook({ n, seed, oddities: 0.1 }).accounts;
        const weights = { runway: 0.5, growth: 0.5, geo: 0, category: 0 };
        const ran = runTiering(book, { method: "direct", weights, policy: {} });
        const value = book.text.get("Geo_Entity")!.values.find((each) => each !== "")!;
        const where = [`Geo_Entity:${value}`];
        const mask = selectAccounts(book, where[0]!, "");
        const counts = countAccounts(book, ran, { where, column: "Geo_Entity", limit: 1000 });
        const members = mask.reduce((sum, one) => sum + one, 0);
        expect(counts.total.accounts).toBe(members);
        for (const tiers of [counts.before, counts.after])
          expect(tiers.reduce((a, b) => a + b, 0)).toBe(members);
        const all = countAccounts(book, ran, { column: "Geo_Entity", limit: 1000 });
        expect(all.groups?.reduce((sum, { accounts: count }) => sum + count, 0)).toBe(book.n);
        expect(all.groups?.find((group) => group.value === value)?.accounts).toBe(members);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});
