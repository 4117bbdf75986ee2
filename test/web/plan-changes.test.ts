import { describe, expect, it } from "vitest";
import type { Plan, Policy } from "../../tiering/index.ts";
import { planChanges } from "../../web/words/plan-changes.ts";

const plan = (policy: Policy = {}, growth = 0.3): Plan => ({
  method: "hybrid",
  weights: { runway: 0.7 - growth, growth, geo: 0.15, category: 0.15 },
  policy,
});

describe("what a plan changes of the one before it", () => {
  it("is the weights and the method that differ, and nothing else", () => {
    expect(planChanges(plan(), plan())).toEqual([]);
    expect(planChanges(plan(), { ...plan({}, 0.45), method: "kpi" })).toEqual([
      "method Hybrid → KPI",
      "Runway 40 → 25 %",
      "Growth 30 → 45 %",
    ]);
  });

  it("is the constraints that came and went, a list entry by entry, with the reason given", () => {
    const before = plan({ hold: ["7"], maxMovedShare: 0.02 });
    const after = plan({ hold: ["7", "12"], force: ["3:A"], reason: ["12:renewal in March"] });
    expect(planChanges(before, after, 50_000)).toEqual([
      "hold account 12",
      "account 3 in A",
      "no longer move at most 2 % (1,000)",
      "reason: account 12: renewal in March",
    ]);
    expect(planChanges(after, before, 50_000)).toEqual([
      "move at most 2 % (1,000)",
      "no longer hold account 12",
      "no longer account 3 in A",
    ]);
  });

  it("names many accounts by their number", () => {
    const hold = Array.from({ length: 500 }, (_, at) => String(at));
    expect(planChanges(plan(), plan({ hold, reason: hold.map((id) => `${id}:why`) }))).toEqual([
      "hold 500 named accounts",
      "500 reasons given",
    ]);
  });
});
