import { describe, expect, it } from "vitest";
import { accountId, type ListQuery, listAccounts, type Run, runColumn } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";

const accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 1, 2, 2, 2],
  revenue: [10, 60, 30, 40, 40, 20],
  ids: ["a-1", "b-2", "b-31", "c-4", "é-5", "z-31"],
  geo: ["North", "South", "", "South", "East", "north-east"],
});
const run = {
  tiers: Uint8Array.of(1, 0, 1, 1, 2, 0),
  tierCount: 3,
  tierNames: ["A", "B", "C"],
  potential: Float64Array.of(3, 1, 2, 6, 5, 4),
} as unknown as Run;

const list = (query: ListQuery) => [...listAccounts(accounts, run, query)].map((i) => accountId(accounts, i));

describe("listAccounts", () => {
  it.each<[ListQuery, string[]]>([
    [{}, ["a-1", "b-2", "b-31", "c-4", "é-5", "z-31"]],
    [{ change: "moved" }, ["a-1", "b-2", "c-4", "z-31"]],
    [{ change: "up" }, ["b-2", "c-4", "z-31"]],
    [{ change: "down" }, ["a-1"]],
    [{ change: "same" }, ["b-31", "é-5"]],
    [{ change: "moved", farthest: true }, ["z-31", "b-2", "c-4", "a-1"]],
    [{ from: "C", to: "A" }, ["z-31"]],
    [{ where: ["Geo_Entity:South", "tier:C"] }, ["c-4"]],
    [{ search: "-31" }, ["b-31", "z-31"]],
    [{ search: "É" }, ["é-5"]],
    [{ search: "NORTH" }, ["a-1", "z-31"]],
    [{ search: "nowhere" }, []],
  ])("lists for %o %o", (query, ids) => {
    expect(list(query)).toEqual(ids);
  });

  it.each<[string, boolean, string[]]>([
    ["PI_acct", true, ["c-4", "é-5", "z-31", "a-1", "b-31", "b-2"]],
    ["PI_acct", false, ["b-2", "b-31", "a-1", "z-31", "é-5", "c-4"]],
    ["Tier", false, ["b-2", "z-31", "a-1", "b-31", "c-4", "é-5"]],
    ["Change", false, ["z-31", "b-2", "c-4", "b-31", "é-5", "a-1"]],
    ["ID", true, ["z-31", "é-5", "c-4", "b-31", "b-2", "a-1"]],
    ["Geo_Entity", false, ["é-5", "a-1", "b-2", "c-4", "z-31", "b-31"]],
    ["Geo_Entity", true, ["z-31", "b-2", "c-4", "a-1", "é-5", "b-31"]],
  ])("sorts by %s, descending %s, ties in ID order and blanks last", (sort, descending, ids) => {
    expect(list({ sort, descending })).toEqual(ids);
  });

  it("says where in the query a name is wrong, and what would be right", () => {
    const refused = (query: ListQuery) => {
      let thrown: unknown = null;
      try {
        list(query);
      } catch (error) {
        thrown = error;
      }
      return thrown;
    };
    expect(refused({ from: "E" })).toMatchObject({ code: "unknown-tier", details: { pointer: "/from" } });
    expect(refused({ where: ["tier:A", "Geo_Entity:Sout"] })).toMatchObject({
      code: "unknown-value",
      details: { pointer: "/where/1", nearest: ["South", "East", "North"] },
    });
    expect(refused({ sort: "Geo_Entty" })).toMatchObject({
      code: "unknown-column",
      details: { pointer: "/sort" },
    });
  });

  it("stops where it is told to", () => {
    expect(() => listAccounts(accounts, run, { search: "x" }, { shouldStop: () => true })).toThrow(
      expect.objectContaining({ code: "cancelled" }),
    );
  });
});

describe("runColumn", () => {
  it("gives the run's own columns and the book's, blanks as null", () => {
    const cells = (name: string) => {
      const { cellOf } = runColumn(accounts, run, name);
      return [0, 1, 2].map(cellOf);
    };
    expect(cells("ID")).toEqual(["a-1", "b-2", "b-31"]);
    expect(cells("PreviousTier")).toEqual(["A", "B", "B"]);
    expect(cells("Tier")).toEqual(["B", "A", "B"]);
    expect(cells("Change")).toEqual(["down", "up", "same"]);
    expect(cells("PI_acct")).toEqual([3, 1, 2]);
    expect(cells("Geo_Entity")).toEqual(["North", "South", null]);
  });
});
