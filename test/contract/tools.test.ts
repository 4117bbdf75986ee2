import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as tools from "../../contract/tools.ts";
import { DEFAULT_WEIGHTS, TieringError } from "../../tiering/index.ts";

const PLAN = { method: "hybrid", weights: {}, policy: {} };

/** Where a tool's input is wrong; empty where it is taken. */
const faultsOf = (schema: z.ZodType, input: object) =>
  (schema.safeParse(input).error?.issues ?? []).map(({ path, code }) => [...path, code].join(" "));

describe("what an assistant leaves out", () => {
  it("of a plan is the default one", () => {
    expect(tools.toolPlan.parse({})).toEqual(PLAN);
    expect(tools.planOfTool(tools.toolPlan.parse({}))).toEqual({
      method: "hybrid",
      weights: DEFAULT_WEIGHTS,
      policy: {},
    });
    const some = tools.toolPlan.parse({ method: "kpi", weights: { runway: 3, geo: 1 }, scale: "rank" });
    expect(tools.planOfTool(some)).toEqual({
      method: "kpi",
      weights: { runway: 0.75, growth: 0, geo: 0.25, category: 0 },
      policy: {},
      scale: "rank",
    });
    expect(() => tools.planOfTool(tools.toolPlan.parse({ weights: { runway: 0 } }))).toThrow(TieringError);
  });

  it.each<[string, z.ZodType, object, object]>([
    ["retier", tools.retierInput, {}, { plan: PLAN, offset: 0, limit: 10 }],
    [
      "explain_account",
      tools.explainAccountInput,
      { id: "7" },
      { id: "7", plan: PLAN, counterfactuals: false },
    ],
    ["frontier", tools.frontierInput, {}, { plan: PLAN, points: 12 }],
    ["book", tools.bookInput, {}, { offset: 0, limit: 50 }],
    ["interpret", tools.interpretInput, { message: "hi" }, { message: "hi" }],
    ["goal", tools.goalInput, { kpi: "sfi", atLeast: 1 }, { plan: PLAN, kpi: "sfi", atLeast: 1 }],
    ["compare", tools.compareInput, { plans: [{}] }, { plans: [PLAN] }],
  ])("of %s is what it says", (_tool, schema, asked, read) => {
    expect(schema.parse(asked)).toEqual(read);
  });
});

describe("what an assistant asks for", () => {
  it.each<[string, z.ZodType, object, object[]]>([
    [
      "retier",
      tools.retierInput,
      {},
      [
        { prove: -0.1 },
        { prove: 1.1 },
        { offset: -1 },
        { limit: -1 },
        { limit: 51 },
        { limit: 1.5 },
        { plans: {} },
      ],
    ],
    [
      "explain_account",
      tools.explainAccountInput,
      { id: "7" },
      [{ id: "" }, { id: "x".repeat(201) }, { no: 1 }],
    ],
    ["frontier", tools.frontierInput, {}, [{ points: 1 }, { points: 51 }, { no: 1 }]],
    [
      "book",
      tools.bookInput,
      {},
      [
        { column: "" },
        { column: "x".repeat(201) },
        { search: "x".repeat(201) },
        { offset: -1 },
        { limit: 101 },
        { no: 1 },
      ],
    ],
    [
      "interpret",
      tools.interpretInput,
      { message: "hi" },
      [{ message: " " }, { current: { no: 1 } }, { no: 1 }],
    ],
    [
      "goal",
      tools.goalInput,
      { kpi: "sfi", atLeast: 1 },
      [{ kpi: "roi" }, { atLeast: -0.1 }, { atLeast: 2.1 }, { no: 1 }],
    ],
    [
      "compare",
      tools.compareInput,
      { plans: [{}] },
      [{ plans: [] }, { plans: Array(7).fill({}) }, { no: 1 }],
    ],
  ])("of %s beyond its bounds is refused, and so is what it does not know", (_tool, schema, good, bad) => {
    expect(faultsOf(schema, good)).toEqual([]);
    for (const more of bad)
      expect(faultsOf(schema, { ...good, ...more }), JSON.stringify(more)).toHaveLength(1);
  });

  it.each<[string, z.ZodType, object]>([
    ["retier", tools.retierInput, { prove: 0, offset: 0, limit: 0 }],
    ["retier", tools.retierInput, { prove: 1, offset: 1e6, limit: 50 }],
    ["explain_account", tools.explainAccountInput, { id: "x".repeat(200), counterfactuals: true }],
    ["frontier", tools.frontierInput, { points: 2 }],
    ["frontier", tools.frontierInput, { points: 50 }],
    ["book", tools.bookInput, { column: "x".repeat(200), search: "x".repeat(200), offset: 9, limit: 100 }],
    ["goal", tools.goalInput, { kpi: "composite", atLeast: 0 }],
    ["goal", tools.goalInput, { kpi: "tpa", atLeast: 2 }],
    ["compare", tools.compareInput, { plans: Array(6).fill({}) }],
  ])("of %s at its bounds is taken", (_tool, schema, input) => {
    expect(faultsOf(schema, input)).toEqual([]);
  });
});

describe("what a tool hands back", () => {
  /** What it has to have. */
  const needed = (schema: z.ZodType) =>
    (schema.safeParse({}).error?.issues ?? []).map(({ path }) => path.join(".")).sort();

  it.each<[string, z.ZodType, string]>([
    ["interpret", tools.interpretOutput, "ask interpreter plan proposed question readings reply unread"],
    ["retier", tools.retierOutput, "links moved summary"],
    ["explain_account", tools.explainAccountOutput, "account"],
    ["compare", tools.compareOutput, "methods scenarios"],
    ["frontier", tools.frontierOutput, "frontier"],
    ["goal", tools.goalOutput, "goal links summary text"],
    ["book", tools.bookOutput, "columns report values"],
  ])("of %s says whose it is, and has all its parts", (_tool, schema, parts) => {
    expect(needed(schema)).toEqual(["book", "engine", ...parts.split(" ")].sort());
  });

  it("is no plan a second time, and no page without its total", () => {
    const { summary, moved } = tools.retierOutput.shape;
    expect(summary.shape).not.toHaveProperty("plan");
    expect(tools.compareOutput.shape.scenarios.unwrap().shape.runs.element.shape).not.toHaveProperty("plan");
    const { columns, values, report } = tools.bookOutput.shape;
    for (const field of ["roles", "decimals"]) expect(report.shape).not.toHaveProperty(field);
    expect(needed(moved)).toEqual(["accounts", "offset", "total"]);
    expect(needed(columns)).toEqual(["list", "offset", "total"]);
    expect(needed(values.unwrap())).toEqual(["column", "list", "offset", "total"]);
    expect(needed(tools.goalOutput.shape.links)).toEqual(["csv"]);
    for (const count of [moved.shape.total, moved.shape.offset]) {
      expect(count.safeParse(0).success).toBe(true);
      expect(count.safeParse(-1).success).toBe(false);
    }
  });

  it("says who read the words", () => {
    const { interpreter } = tools.interpretOutput.shape;
    expect(interpreter.options).toEqual(["openai", "offline"]);
  });
});
