import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countAccounts,
  countMovers,
  listAccounts,
  type Run,
  runSelectorWords,
  runTiering,
  selectOfRun,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 1, 2, 2, 2],
  revenue: [10, 20, 30, 40, 50, 60],
  potential: [100, 200, 300, 400, 500, 600],
  geo: ["North", "South", "North", "South", "East", "North"],
});
const { tierNames } = accounts;
const [A, B, C] = tierNames as [string, string, string];
/** Account by account: down, up, same, up, same, up by two. */
const run = { tiers: Uint8Array.of(1, 0, 1, 1, 2, 0), tierCount: 3, tierNames } as Run;
const rows = (...where: string[]) => [...selectOfRun(accounts, run, { where })];

describe("the accounts of a run", () => {
  it("are selected by the tier after it, by how they move, and by both beside what the book says", () => {
    expect(rows(`newtier:${A}`)).toEqual([1, 5]);
    expect(rows(`newtier!:${A}|${C}`)).toEqual([0, 2, 3]);
    expect(rows("change:up")).toEqual([1, 3, 5]);
    expect(rows("change:same")).toEqual([2, 4]);
    expect(rows("change!:same")).toEqual(rows("change:moved"));
    expect(rows(`tier:${C}`, `newtier:${B}`)).toEqual([3]);
    expect(rows(`tier:${C}`, `newtier:${C}`, "Geo_Entity:East")).toEqual([4]);
  });

  it("are refused by the place of a selector that is none", () => {
    expect(() => rows("Geo_Entity:North", "change:sideways")).toThrow(
      expect.objectContaining({ code: "invalid-policy", details: { pointer: "/where/1" } }),
    );
    expect(() => rows("newtier:Z9")).toThrow(
      expect.objectContaining({
        code: "unknown-tier",
        details: expect.objectContaining({ pointer: "/where/0" }),
      }),
    );
    const untiered = { ...accounts, hasTiers: false };
    expect(() => selectOfRun(untiered, run, { where: ["change:up"] })).toThrow(
      expect.objectContaining({ code: "no-baseline" }),
    );
  });

  it("are the book's where it has a column of that name", () => {
    const change = { values: ["big", "small"], codes: Uint32Array.of(0, 1, 1, 1, 1, 1) };
    const own = { ...accounts, text: new Map([...accounts.text, ["change", change]]) };
    expect([...selectOfRun(own, run, { where: ["change:big"] })]).toEqual([0]);
  });

  it("are said in words", () => {
    expect(["change:up", "change!:moved", `newtier:${A}|${B}`, "tier:A"].map(runSelectorWords)).toEqual([
      "promoted",
      "not moved",
      `tier ${A} or ${B} under this plan`,
      null,
    ]);
  });

  it("are the same for counts, movers and lists on any book", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.nat(1000), (n, seed) => {
        const book = randomBook({ n, seed, oddities: 0.1 }).accounts;
        const weights = { runway: 0.5, growth: 0.5, geo: 0, category: 0 };
        const ran = runTiering(book, { method: "direct", weights, policy: {} });
        const from = book.tierNames[1]!;
        const to = book.tierNames[0]!;
        const where = [`tier:${from}`, `newtier:${to}`];
        const listed = listAccounts(book, ran, { where });
        expect([...listed]).toEqual([...listAccounts(book, ran, { from, to })]);
        expect(countAccounts(book, ran, { where }).total.accounts).toBe(listed.length);
        const { down, up } = countMovers(book, ran, { where });
        expect([up.accounts, down.accounts]).toEqual([listed.length, 0]);
      }),
    );
  });
});
