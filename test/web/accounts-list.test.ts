import { describe, expect, it } from "vitest";
import { listRows } from "../../web/accounts/list-rows.ts";
import type { TierTable } from "../../web/api/tier-table.ts";
import { findDifferences } from "../../web/scenarios/find-differences.ts";
import type { Filter } from "../../web/state/filter.ts";

const table: TierTable = {
  rows: 5,
  id: ["10", "9", "100", "31", "7"],
  previous: ["B", "B", "A", "C", "C"],
  tier: ["A", "B", "B", "B", "C"],
  change: ["up", "same", "down", "up", "same"],
  potential: Float64Array.of(2, 1, -1, 2, 0),
  revenue: Float64Array.of(5, 4, 3, 2, 1),
  reason: ["potential", "", "makes room", "potential", ""],
};
const ALL: Filter = { search: "", change: "all", from: "", to: "", sort: null, descending: false };
const list = (filter: Partial<Filter>) => [...listRows(table, { ...ALL, ...filter })];

describe("listRows", () => {
  it("filters by change, tiers, and part of an ID or reason", () => {
    expect(list({ change: "moved" })).toEqual([0, 2, 3]);
    expect(list({ change: "same" })).toEqual([1, 4]);
    expect(list({ from: "B", to: "B" })).toEqual([1]);
    expect(list({ search: "10" })).toEqual([0, 2]);
    expect(list({ search: "ROOM" })).toEqual([2]);
  });

  it("sorts IDs by value and numbers either way; ties keep the file's order", () => {
    expect(list({ sort: "id" })).toEqual([4, 1, 0, 3, 2]);
    expect(list({ sort: "potential", descending: true })).toEqual([0, 3, 1, 4, 2]);
    expect(list({ sort: "tier" })).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("findDifferences", () => {
  it("lists who ends elsewhere, and whether higher or lower", () => {
    const other = { ...table, tier: ["A", "A", "C", "B", "C"] };
    expect(findDifferences(table, other)).toEqual({ rows: Uint32Array.of(1, 2), higher: 1, lower: 1 });
  });
});
