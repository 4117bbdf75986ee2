import { describe, expect, it } from "vitest";
import { answerJsonSchema, modelAnswerSchema } from "../../contract/model-answer.ts";

const EVEN = { runway: 0.25, growth: 0.25, geo: 0.25, category: 0.25 };
const answer = (more: object = {}) => ({ method: "hybrid", weights: EVEN, reply: "Done.", ...more });
const read = (more: object = {}) => modelAnswerSchema.parse(answer(more));
const faultsOf = (more: object = {}) =>
  modelAnswerSchema.safeParse(answer(more)).error?.issues.map(({ message }) => message) ?? [];
const asked = (ask: object) => read({ ask }).ask;

describe("the weights of a model's answer", () => {
  it("sum to 1 within a thousandth, and no further", () => {
    for (const runway of [0.251, 0.249]) expect(read({ weights: { ...EVEN, runway } }).weights).toBeTruthy();
    for (const runway of [0.2512, 0.2488]) expect(faultsOf({ weights: { ...EVEN, runway } })).toHaveLength(1);
  });

  it("are refused with the sum that was got and what they are divided by it", () => {
    expect(faultsOf({ weights: { runway: 0.8, growth: 0.4, geo: 0.2, category: 0.2 } })).toEqual([
      "the four weights sum to 1.6, expected 1; divided by their sum they are runway 0.5, growth 0.25, geo 0.125, category 0.125",
    ]);
    expect(faultsOf({ weights: { runway: 0, growth: 0, geo: 0, category: 0 } })).toEqual([
      "the four weights sum to 0, expected 1",
    ]);
  });

  it("are numbers from 0 to 1, as they stand", () => {
    expect(read({ weights: { runway: 1, growth: 0, geo: 0, category: 0 } }).weights).toMatchObject({
      runway: 1,
    });
    for (const runway of ["0.25", null, true, [0.25], 1.25, -0.25])
      expect(faultsOf({ weights: { ...EVEN, runway } }).length).toBeGreaterThan(0);
    expect(faultsOf({ weights: { runway: -0, growth: 1, geo: 0, category: 0 } })).toEqual([
      "expected a number from 0 to 1, got -0",
    ]);
  });

  it("are not needed where nothing runs", () => {
    for (const method of ["none", "baseline"])
      expect(modelAnswerSchema.safeParse({ method, reply: "Hello." }).success).toBe(true);
    for (const method of ["hybrid", "kpi", "direct"]) {
      expect(modelAnswerSchema.safeParse({ method, reply: "Hello." }).success).toBe(false);
      expect(modelAnswerSchema.safeParse(answer({ method })).success).toBe(true);
    }
    expect(modelAnswerSchema.safeParse(answer({ method: "best" })).success).toBe(false);
  });
});

describe("the rules of a model's answer", () => {
  it("are what is set, lifted and taken out; what is null is not said", () => {
    const policy = {
      maxMovedShare: 0.04,
      maxTierStep: null,
      hold: ["id:1"],
      lift: ["scope"],
      remove: { hold: ["id:2"], scope: null },
    };
    expect(read({ policy }).policy).toEqual({
      set: { maxMovedShare: 0.04, hold: ["id:1"] },
      lift: ["scope"],
      remove: { hold: ["id:2"] },
    });
    expect(read({ policy: { hold: null } }).policy).toEqual({ set: {}, lift: [], remove: {} });
    for (const policy of [null, {}]) expect(read({ policy }).policy).toBeNull();
  });

  it("say what a share and a step are where they are none", () => {
    const share = "expected a share from 0 to 1 or null: 4 % is 0.04, 500 of 50,000 accounts are 0.01";
    for (const maxMovedShare of [1.5, -0.1, {}])
      expect(faultsOf({ policy: { maxMovedShare } })).toContain(share);
    for (const maxMovedShare of [0, 1])
      expect(read({ policy: { maxMovedShare } }).policy?.set).toEqual({ maxMovedShare });
    for (const maxTierStep of [0, 26]) expect(faultsOf({ policy: { maxTierStep } })).toHaveLength(1);
    expect(faultsOf({ policy: { maxTierStep: "far" } })).toEqual([
      'expected a whole number from 1 to 25, "free" or null',
    ]);
    for (const maxTierStep of [1, 25, "free"])
      expect(read({ policy: { maxTierStep } }).policy?.set).toEqual({ maxTierStep });
  });

  it("are entries of a list though only one was said, up to a hundred", () => {
    const many = (n: number) => Array.from({ length: n }, (_, k) => `id:${k}`);
    expect(read({ policy: { hold: many(100) } }).policy?.set.hold).toHaveLength(100);
    expect(faultsOf({ policy: { hold: many(101) } })).toHaveLength(1);
    const force = Array.from({ length: 100 }, (_, k) => `${k}:A`);
    expect(read({ policy: { force: "1:A" } }).policy?.set).toEqual({ force: ["1:A"] });
    expect(read({ policy: { force } }).policy?.set.force).toHaveLength(100);
    expect(faultsOf({ policy: { force: [...force, "100:A"] } })).toHaveLength(1);
    for (const field of ["hold", "scope", "mayRise", "mayFall"])
      expect(read({ policy: { [field]: "Geo_Entity:Africa" } }).policy?.set).toEqual({
        [field]: ["Geo_Entity:Africa"],
      });
    expect(faultsOf({ policy: { lift: ["weights"] } })).toHaveLength(1);
    for (const [strategicTiers, set] of [
      [2, 2],
      ["2", 2],
      ["A,B", "A,B"],
      [["A", "B"], "A,B"],
    ])
      expect(read({ policy: { strategicTiers } }).policy?.set).toEqual({ strategicTiers: set });
  });
});

describe("a question of a model's answer", () => {
  it.each([
    [{ kind: "segment" }, { algorithm: null, k: null }],
    [{ kind: "movers" }, { by: null, direction: null, limit: null, where: [] }],
    [{ kind: "accounts" }, { by: null, where: [], order: null, limit: null }],
    [{ kind: "whatIf" }, { plan: null, where: [] }],
    [{ kind: "changes" }, { plan: null }],
    [{ kind: "progression" }, { list: null, id: null, where: [], limit: null }],
    [{ kind: "carried" }, { tiers: [] }],
    [{ kind: "unassigned" }, { where: [], limit: null }],
    [{ kind: "sellers" }, { seller: null, role: null, order: "most", where: [], limit: null }],
    [{ kind: "openings" }, { role: null, where: [] }],
    [{ kind: "handovers" }, { where: [], limit: null }],
    [
      { kind: "scenario", retire: "17" },
      { retire: ["17"], add: [], lose: [], presence: [], minAccounts: null },
    ],
  ])("%j is whole without what it does not say", (ask, whole) => {
    expect(asked(ask)).toEqual({ ...ask, ...whole });
  });

  it("has one entry for a list, text for a number of an account, and heads without a role", () => {
    expect(asked({ kind: "movers", where: "Geo_Entity:Africa" })).toMatchObject({
      where: ["Geo_Entity:Africa"],
    });
    expect(asked({ kind: "progression", id: 42 })).toMatchObject({ id: "42" });
    expect(asked({ kind: "sellers", seller: 17 })).toMatchObject({ seller: "17" });
    expect(asked({ kind: "carried", tiers: "A" })).toEqual({ kind: "carried", tiers: ["A"] });
    expect(
      asked({ kind: "scenario", add: [{ count: 2 }], lose: [{ count: 1, role: "hunter" }] }),
    ).toMatchObject({
      add: [{ count: 2, role: null, where: [] }],
      lose: [{ count: 1, role: "hunter", where: [] }],
    });
    expect(faultsOf({ ask: { kind: "weather" } }).length).toBeGreaterThan(0);
    for (const ask of [[], ["segment"], "segment", 7, true])
      expect(faultsOf({ ask }).length).toBeGreaterThan(0);
    for (const ask of [null, undefined]) expect(faultsOf({ ask })).toEqual([]);
  });
});

it("steps, scales and a reply are from their lists; further keys are dropped", () => {
  for (const plan of ["undo", "redo", "start-over", null]) expect(read({ plan }).plan).toBe(plan);
  expect(faultsOf({ plan: "back" })).toHaveLength(1);
  expect(faultsOf({ scale: "miles" })).toHaveLength(1);
  expect(faultsOf({ reply: 7 })).toHaveLength(1);
  expect(read({ thoughts: "none" })).toEqual(answer());
});

it("the strict form requires every key, allows no other, and spells the tiers out", () => {
  const schema = answerJsonSchema(["Gold", "Silver"]);
  expect(schema).not.toHaveProperty("$schema");
  const objects: { properties: object; required: string[]; additionalProperties: boolean }[] = [];
  JSON.stringify(schema, (_, value) => {
    if (value?.type === "object") objects.push(value);
    return value;
  });
  expect(objects.length).toBeGreaterThan(6);
  for (const { properties, required, additionalProperties } of objects) {
    expect(Object.keys(properties).length).toBeGreaterThan(0);
    expect(required).toEqual(Object.keys(properties));
    expect(additionalProperties).toBe(false);
  }
  expect(schema).toMatchSnapshot();
});
