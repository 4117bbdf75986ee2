import { describe, expect, it } from "vitest";
import type { Summary } from "../../tiering/index.ts";
import type { Scenario } from "../../web/state/model.ts";
import { readScenarios, writeScenarios } from "../../web/state/scenario-file.ts";

const scenario: Scenario = {
  id: "method=hybrid&runway=1&scope=Geo_Entity%3AAfrica",
  plan: { method: "hybrid", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} },
  summary: {} as Summary,
  name: "Africa first",
  named: true,
  note: "for the board",
  wish: "only Africa, all on runway",
  at: 1,
  book: "b00c",
};

describe("a file of scenarios", () => {
  it("reads back what was asked, with names, notes and wishes, and no figures", () => {
    const text = writeScenarios([scenario]);
    expect(text).not.toContain("summary");
    expect(readScenarios(text)).toEqual([
      {
        name: "Africa first",
        note: "for the board",
        wish: "only Africa, all on runway",
        query: scenario.id,
        book: "b00c",
      },
    ]);
  });

  it.each([
    ["ID,Tier\n1,A\n", "This is no JSON; expected a file that “Export” of this page wrote."],
    ["[]", "This file holds no scenarios; expected"],
    [
      '{"kind":"tiering-scenarios","scenarios":[{"query":"runway=1"}]}',
      "Scenario 1 of the file spells no plan",
    ],
    ['{"kind":"tiering-scenarios","scenarios":[null]}', "Scenario 1 of the file spells no plan"],
  ])("refuses %j, saying what was expected", (text, message) => {
    expect(() => readScenarios(text)).toThrow(message);
  });
});
