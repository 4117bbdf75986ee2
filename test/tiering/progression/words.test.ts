import { describe, expect, it } from "vitest";
import { bookYears, nameFeature, type Reason, tellingReasons } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";

const reason = (odds: number): Reason => ({
  feature: "sector",
  value: "Media",
  median: null,
  contribution: Math.log(odds),
  odds,
});

describe("reasons of a chance", () => {
  it("that would read as 1 are left out, but for the first one", () => {
    const odds = (list: readonly number[]) => tellingReasons(list.map(reason), 3).map((told) => told.odds);
    expect(odds([28, 1.04, 0.97, 0.5, 2, 3])).toEqual([28, 0.5, 2]);
    expect(odds([1.01, 1.001])).toEqual([1.01]);
  });

  it("name years that the file does not name by how long ago they are", () => {
    const years = ["now", "1 before", "2 before"];
    const named = (kind: "revenue" | "revenueGrowth" | "tier", lag: number) =>
      nameFeature({ kind, lag } as never, years);
    expect(named("revenue", 1)).toBe("current revenue");
    expect(named("tier", 2)).toBe("tier of the year before");
    expect(named("tier", 3)).toBe("tier of 2 years before");
    expect(named("revenueGrowth", 1)).toBe("growth of revenue the year before → now");
    expect(nameFeature({ kind: "revenue", lag: 1 }, ["FY26"])).toBe("revenue of FY26");
  });
});

it("a year is found wherever a name has it, so that revenues go with the tiers of their year", () => {
  const column = { values: ["A", "B"], codes: Uint16Array.of(0, 1, 1) };
  const [now, before] = [Float64Array.of(3, 2, 1), Float64Array.of(5, 6, 7)];
  const accounts = smallAccounts({ tierCount: 2, revenue: [3, 2, 1], tier: [0, 1, 1] });
  const years = bookYears({
    ...accounts,
    roles: {
      ...accounts.roles,
      tiers: ["Classe 2025", "Classe 2024 (ancienne)"],
      revenues: ["CA 2025 (k€)", "CA 2024 (k€)"],
    },
    text: new Map([
      ["Classe 2025", column],
      ["Classe 2024 (ancienne)", column],
    ]),
    numbers: new Map([
      ["CA 2025 (k€)", now],
      ["CA 2024 (k€)", before],
    ]),
  });
  expect(years.map(({ label, revenue }) => [label, revenue])).toEqual([
    ["2025", now],
    ["2024", before],
  ]);
});
