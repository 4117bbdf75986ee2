import { describe, expect, test } from "vitest";
import type { SaidSizes } from "../../prompts/conversation/conversation.ts";
import { type Conversation, readConversation } from "../../prompts/conversation/conversation.ts";
import { mergeOperations } from "../../prompts/merge/merge.ts";
import { fillSizes } from "../../prompts/merge/merge-rules.ts";
import { changeWeights } from "../../prompts/merge/merge-weights.ts";
import type { Operation, RuleOperation, WeightOperation } from "../../prompts/merge/operations.ts";
import {
  canonicalPolicy,
  DEFAULT_WEIGHTS,
  type Plan,
  type Policy,
  SIGNALS,
  type Weights,
} from "../../tiering/index.ts";
import { vocabulary } from "../support/vocabulary.ts";

const of = (runway: number, growth: number, geo: number, category: number): Weights => ({
  runway,
  growth,
  geo,
  category,
});

describe("weights", () => {
  const base = of(0.4, 0.3, 0.2, 0.1);
  const points = (said: Partial<Weights>, faint: "geo"[] | "category"[] = [], evenRest = false) =>
    ({ kind: "points", points: said, faint, evenRest }) as const;
  test.each<[WeightOperation, Weights, number[]]>([
    [{ kind: "set", values: { growth: 0.5 }, rest: "zero" }, base, [0, 1, 0, 0]],
    [{ kind: "set", values: { runway: 3, growth: 1 }, rest: "proportional" }, base, [0.75, 0.25, 0, 0]],
    [{ kind: "set", values: { runway: 0.6, growth: 0.4 }, rest: "even" }, base, [0.6, 0.4, 0, 0]],
    [{ kind: "set", values: { runway: 0.4 }, rest: "proportional" }, of(1, 0, 0, 0), [0.4, 0.2, 0.2, 0.2]],
    [{ kind: "set", values: { runway: 1e308, geo: 1e308 }, rest: "zero" }, base, [0.5, 0, 0.5, 0]],
    [{ kind: "set", values: of(1e-320, 0, 0, 1e-320), rest: "zero" }, base, [0.5, 0, 0, 0.5]],
    [{ kind: "set", values: { runway: 0 }, rest: "zero" }, base, [0.4, 0.3, 0.2, 0.1]],
    [
      { kind: "ratio", parts: { growth: 2, runway: 1 }, rest: "proportional" },
      base,
      [0.7 / 3, 1.4 / 3, 0.2, 0.1],
    ],
    [
      { kind: "ratio", parts: { runway: 3, growth: 1 }, rest: "proportional" },
      of(0.5, 0.5, 0, 0),
      [0.75, 0.25, 0, 0],
    ],
    [{ kind: "ratio", parts: of(1, 1, 1, 1), rest: "proportional" }, base, [0.25, 0.25, 0.25, 0.25]],
    [points({ growth: 3, geo: 0.9 }), base, [0.6 / 4.725, 3 / 4.725, 0.9 / 4.725, 0.225 / 4.725]],
    [points({ growth: 3, geo: 3 }), base, [1.2 / 7.65, 3 / 7.65, 3 / 7.65, 0.45 / 7.65]],
    [points({ growth: 0.6, geo: 0.2 }), base, [0.16 / 1.02, 0.6 / 1.02, 0.2 / 1.02, 0.06 / 1.02]],
    [points({ growth: 3, geo: 0.9 }, [], true), base, [0.4125, 3, 0.9, 0.4125].map((one) => one / 4.725)],
    [points({ growth: 3, geo: 0.9 }, ["category"]), base, [0.6, 3, 0.9, 0.07875].map((one) => one / 4.57875)],
    [points({}, ["geo"]), base, [0.4, 0.3, 0.0525, 0.15].map((one) => one / 0.9025)],
    [{ kind: "step", signal: "geo", by: 0.5, from: "category" }, base, [0.4, 0.3, 0.3, 0]],
    [
      { kind: "step", signal: "growth", by: 0.1, from: null },
      base,
      [0.4 * (6 / 7), 0.4, 0.2 * (6 / 7), 0.1 * (6 / 7)],
    ],
    [
      { kind: "step", signal: "growth", by: -0.1, from: null },
      base,
      [0.4 * (8 / 7), 0.2, 0.2 * (8 / 7), 0.1 * (8 / 7)],
    ],
    [
      { kind: "step", signal: "growth", by: -0.9, from: null },
      base,
      [0.4 * (85 / 70), 0.15, 0.2 * (85 / 70), 0.1 * (85 / 70)],
    ],
    [{ kind: "step", signal: "growth", by: -0.9, from: null, exact: true }, base, [4 / 7, 0, 2 / 7, 1 / 7]],
    [{ kind: "step", signal: "runway", by: 0.9, from: null }, base, [1, 0, 0, 0]],
    [{ kind: "scale", signal: "runway", factor: 0 }, base, [0, 0.5, 1 / 3, 1 / 6]],
    [{ kind: "scale", signal: "growth", factor: 0.4 }, of(0, 1, 0, 0), [0.2, 0.4, 0.2, 0.2]],
    [{ kind: "swap", signals: ["geo", "category"] }, base, [0.4, 0.3, 0.1, 0.2]],
    [{ kind: "swap", signals: null }, of(0.1, 0.2, 0.3, 0.4), [0.1, 0.2, 0.4, 0.3]],
    [{ kind: "exclude", signals: ["runway"] }, of(1, 0, 0, 0), [0, 0.5, 0.25, 0.25]],
    [{ kind: "exclude", signals: ["runway", "geo"] }, of(0.1, 0.6, 0.1, 0.2), [0, 0.75, 0, 0.25]],
    [
      { kind: "set", values: { geo: 0.5 }, rest: "proportional" },
      of(0.1, 0.2, 0.5, 0.2),
      [0.1, 0.2, 0.5, 0.2],
    ],
    [
      { kind: "set", values: { geo: 0.4, category: 0.2 }, rest: "proportional" },
      of(0.1, 0.3, 0.3, 0.3),
      [0.1, 0.3, 0.4, 0.2],
    ],
    [{ kind: "set", values: { geo: 0.4 }, rest: "even" }, base, [0.2, 0.2, 0.4, 0.2]],
    [{ kind: "only", signals: ["geo"] }, of(0.5, 0.5, 0, 0), [0, 0, 1, 0]],
    [{ kind: "only", signals: ["runway", "geo"] }, base, [2 / 3, 0, 1 / 3, 0]],
    [{ kind: "only", signals: ["runway", "geo"] }, of(0.5, 0.5, 0, 0), [0.5, 0, 0.5, 0]],
    [{ kind: "only", signals: ["geo", "category"] }, of(0.5, 0.5, 0, 0), [0, 0, 0.5, 0.5]],
    [{ kind: "equal", signals: ["geo", "category"] }, base, [0, 0, 0.5, 0.5]],
    [{ kind: "default" }, base, [0.4, 0.3, 0.15, 0.15]],
  ])("%j from %j are %j", (change, from, expected) => {
    const after = changeWeights(from, change);
    SIGNALS.forEach((signal, k) => {
      expect(after[signal]).toBeCloseTo(expected[k]!, 12);
    });
  });
});

describe("tier sizes are filled up to the book", () => {
  const book = { n: 1_000, tiers: ["A", "B", "C", "D"], tierSizes: [100, 200, 300, 400] };
  test.each<[SaidSizes, SaidSizes | null]>([
    [{}, {}],
    [{ A: 150 }, { A: 150, B: 150 }],
    [{ A: "15%" }, { A: 150, B: 150 }],
    [{ A: "0.15%" }, { A: 2, B: 298 }],
    [{ A: 50 }, { A: 50, B: 250 }],
    [{ B: 250 }, { B: 250, C: 250 }],
    [{ D: 500 }, { D: 500, C: 200 }],
    [{ C: 900 }, { C: 900, D: 0, B: 0 }],
    [{ A: 400 }, { A: 400, B: 0, C: 200 }],
    [
      { A: 100, B: "25%" },
      { A: 100, B: 250, C: 250 },
    ],
    [
      { A: 150, D: "rest" },
      { A: 150, D: 350 },
    ],
    [
      { A: "10%", B: "20%", C: "30.5%", D: "rest" },
      { A: "10%", B: "20%", C: "30.5%", D: "39.5%" },
    ],
    [
      { A: "10%", B: "20%", C: "70%", D: "rest" },
      { A: "10%", B: "20%", C: "70%", D: "0%" },
    ],
    [{ A: "50%", B: "40%", C: "20%", D: "rest" }, null],
    [
      { A: "10%", B: "20%", C: "30%", D: "40%" },
      { A: "10%", B: "20%", C: "30%", D: "40%" },
    ],
    [{ A: "10%", B: "20%", C: "30%", D: "41%" }, null],
    [{ A: "10%", B: "20%", C: "30%", D: "39.99999%" }, null],
    [
      { A: 1, B: 2, C: 3, D: 994 },
      { A: 1, B: 2, C: 3, D: 994 },
    ],
    [{ A: 1, B: 1, C: 1, D: 1 }, null],
    [{ A: 1_001 }, null],
  ])("%j become %j", (said, expected) => {
    expect(fillSizes(said, book)).toEqual(expected);
  });

  test.each<[SaidSizes, SaidSizes | null]>([
    [
      { C: "rest", A: 100, B: "20%" },
      { A: 100, B: 200, C: 700 },
    ],
    [
      { A: 1_000, B: "rest" },
      { A: 1_000, B: 0 },
    ],
    [
      { A: 100, B: "20%" },
      { A: 100, B: "20%" },
    ],
    [{ A: 1_001, B: "rest" }, null],
    [{ A: 100, B: "rest", C: "rest" }, null],
  ])("%j of a book that was never tiered become %j", (said, expected) => {
    const filled = fillSizes(said, { ...book, isFirstTiering: true });
    expect(filled).toEqual(expected);
    // In the order of the tiers, whatever order they were said in.
    if (filled !== null) expect(Object.keys(filled)).toEqual(Object.keys(filled).sort());
  });
});

const conversationOf = (policy: Policy): Conversation =>
  readConversation([
    { role: "assistant", content: "", plan: { method: "hybrid", weights: DEFAULT_WEIGHTS, policy } as never },
  ]);

describe("rules", () => {
  const merged = (policy: Policy, change: RuleOperation) =>
    mergeOperations([{ on: "rules", change }], conversationOf(policy), vocabulary);
  const AFRICA = "Geo_Entity:Africa";
  const ASIA = "Geo_Entity:South Asia";
  const RICH = "TotalRevenue_FY26>1000";
  const list = (
    kind: "add" | "remove" | "replace",
    rule: "hold" | "scope" | "mayFall",
    ...entries: string[]
  ) => ({ kind, rule, entries }) as const;
  test.each<[Policy, RuleOperation, Policy]>([
    [{ hold: ["tier:A"] }, list("add", "hold", "tier:A", "tier:B"), { hold: ["tier:A", "tier:B"] }],
    [{ mayFall: ["none"] }, list("add", "mayFall", AFRICA), { mayFall: [AFRICA] }],
    [{ scope: [AFRICA] }, list("add", "scope", ASIA), { scope: ["Geo_Entity:Africa|South Asia"] }],
    [
      { scope: ["Geo_Entity!:Africa"] },
      list("add", "scope", "Geo_Entity!:South Asia"),
      { scope: ["Geo_Entity!:Africa|South Asia"] },
    ],
    [{ scope: ["Geo_Entity!:Africa"] }, list("add", "scope", ASIA), { scope: ["Geo_Entity!:Africa", ASIA] }],
    [{ scope: [RICH] }, list("add", "scope", RICH, AFRICA), { scope: [AFRICA, RICH] }],
    [{ scope: [AFRICA] }, list("add", "scope", `${ASIA}&${RICH}`), { scope: [AFRICA, `${ASIA}&${RICH}`] }],
    [
      { scope: ["Geo_Entity:Africa|South Asia", RICH] },
      list("remove", "scope", AFRICA),
      { scope: [ASIA, RICH] },
    ],
    [{ scope: [AFRICA, RICH] }, list("remove", "scope", AFRICA), { scope: [RICH] }],
    [{ scope: [AFRICA] }, list("remove", "scope", AFRICA), {}],
    [{ scope: [RICH] }, list("remove", "scope", RICH), {}],
    [{ hold: ["tier:A"] }, list("remove", "scope", AFRICA), { hold: ["tier:A"] }],
    [{ scope: [AFRICA, RICH] }, list("replace", "scope", ASIA), { scope: [ASIA, RICH] }],
    [{ mayFall: [AFRICA] }, list("replace", "mayFall", "none"), { mayFall: ["none"] }],
    [{ mayFall: ["none"] }, list("replace", "mayFall", AFRICA), { mayFall: [AFRICA] }],
    [
      { scope: ["top:10:TotalRevenue_FY26", AFRICA] },
      list("replace", "scope", "top:50:TotalRevenue_FY26"),
      { scope: [AFRICA, "top:50:TotalRevenue_FY26"] },
    ],
    [{ maxMovedShare: 0.4 }, { kind: "scaleBudget", factor: 2 }, { maxMovedShare: 0.8 }],
    [{ maxMovedShare: 0.4 }, { kind: "scaleBudget", factor: 3 }, { maxMovedShare: 1 }],
    [{}, { kind: "scaleBudget", factor: 2 }, { maxMovedShare: 0.1 }],
    [{}, { kind: "maxMovedShare", value: 0.07 }, { maxMovedShare: 0.07 }],
    [{}, { kind: "maxTierStep", value: 2 }, { maxTierStep: 2 }],
    [{}, { kind: "monotone", value: true }, { monotone: true }],
    [
      {},
      { kind: "coefficients", value: { tpa: 1, sfi: 0, tci: 0 } },
      { coefficients: { tpa: 1, sfi: 0, tci: 0 } },
    ],
    [{}, { kind: "strategicTiers", value: 1 }, { strategicTiers: 1 }],
    [{ maxTierStep: 2, hold: ["tier:A"] }, { kind: "lift", rule: "hold" }, { maxTierStep: 2 }],
  ])("%j after %j are %j", (policy, change, expected) => {
    const { plan, problems } = merged(policy, change);
    expect(problems).toEqual([]);
    const sorted = (one: Policy) =>
      Object.fromEntries(
        Object.entries(one).map(([field, value]) => [
          field,
          Array.isArray(value) ? [...value].sort() : value,
        ]),
      );
    expect(sorted(plan.policy)).toEqual(sorted(expected));
  });

  const ONE = "304930413";
  const force = (...entries: string[]) => ({ kind: "force", entries }) as const;
  test.each<[Policy, RuleOperation, Policy]>([
    [{}, force(`${ONE}:a`), { force: [`${ONE}:A`] }],
    [{ maxTierStep: 2, force: [`${ONE}:B`] }, force(`${ONE}:A`), { maxTierStep: 2, force: [`${ONE}:A`] }],
    [
      { force: [`${AFRICA}:B`] },
      force(`${ONE}:A`, `${ASIA}:C`),
      { force: [`${AFRICA}:B`, `${ONE}:A`, `${ASIA}:C`] },
    ],
    [{ hold: [ONE, "tier:A"] }, force(`${ONE}:B`), { hold: ["tier:A"], force: [`${ONE}:B`] }],
    [{ hold: [ONE] }, force(`${ONE}:B`), { force: [`${ONE}:B`] }],
    [
      { force: [`${ONE}:B`, `${AFRICA}:C`] },
      list("add", "hold", ONE),
      { hold: [ONE], force: [`${AFRICA}:C`] },
    ],
    [{ force: [`${ONE}:B`] }, list("replace", "hold", ONE), { hold: [ONE] }],
    [{ force: [`${ONE}:B`] }, list("remove", "hold", ONE), {}],
    [{ force: [`${ONE}:B`, `${AFRICA}:C`] }, list("remove", "hold", ONE), { force: [`${AFRICA}:C`] }],
    [
      { hold: ["tier:A", AFRICA], force: [`${ONE}:B`] },
      list("remove", "hold", ONE, "tier:A"),
      { hold: [AFRICA] },
    ],
    [{ hold: ["tier:A"], force: [`${ONE}:B`] }, list("remove", "hold", ONE), { hold: ["tier:A"] }],
    [
      { scope: [AFRICA], force: [`${AFRICA}:B`] },
      list("remove", "scope", AFRICA),
      { force: [`${AFRICA}:B`] },
    ],
    [
      { scope: ["bottom:10:PotentialRevenue_FY30", "top:10:TotalRevenue_FY26"] },
      list("replace", "scope", "bottom:5:TotalRevenue_FY26"),
      { scope: ["bottom:10:PotentialRevenue_FY30", "bottom:5:TotalRevenue_FY26"] },
    ],
    [
      { scope: ["Geo_Entity:Africa|South Asia|Middle East"] },
      list("remove", "scope", "Geo_Entity:Middle East"),
      { scope: ["Geo_Entity:Africa|South Asia"] },
    ],
  ])("%j after %j are %j: a tier that is forced and a hold take turns", (policy, change, expected) => {
    const { plan, problems } = merged(policy, change);
    expect(problems).toEqual([]);
    expect(plan.policy).toEqual(canonicalPolicy(expected));
  });

  test.each<[Policy, RuleOperation, RegExp, string]>([
    [
      { scope: [AFRICA] },
      list("remove", "scope", ASIA),
      /No rule speaks of .*South Asia; this one does: .*Africa/,
      ASIA,
    ],
    [{}, list("add", "scope", "Geo_Entity:Atlantis"), /no value "Atlantis"/, "Atlantis"],
    [{}, { kind: "tierSizes", sizes: { Z: 4 } }, /Z/, "Z"],
    [
      {},
      { kind: "tierSizes", sizes: { A: 1e7 } },
      /do not add up to the book's 50000 accounts/,
      "tier sizes",
    ],
  ])("%j: %j is left out and reported", (policy, change, message, said) => {
    const { plan, problems } = merged(policy, change);
    expect(plan.policy).toEqual(policy);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(message);
    expect(problems[0]!.said).toContain(said);
    expect(problems[0]!.operation).toEqual({ on: "rules", change });
  });

  test("lifted tier sizes are not filled again, and sizes that do not add up leave those of before", () => {
    const first = mergeOperations(
      [{ on: "rules", change: { kind: "tierSizes", sizes: { A: 1_000 } } }],
      conversationOf({}),
      vocabulary,
    );
    expect(first.saidSizes).toEqual({ A: 1_000 });
    expect(first.plan.policy.tierSizes).toMatchObject({ A: 1_000 });
    const lifted = mergeOperations(
      [
        { on: "rules", change: { kind: "tierSizes", sizes: { A: 1_000 } } },
        { on: "rules", change: { kind: "lift", rule: "tierSizes" } },
      ],
      conversationOf({}),
      vocabulary,
    );
    expect(lifted.saidSizes).toEqual({});
    expect(lifted.plan.policy).toEqual({});
  });
});

describe("plans", () => {
  const planWith = (maxTierStep: number, rest: Partial<Plan> = {}): Plan => ({
    method: "hybrid",
    weights: DEFAULT_WEIGHTS,
    policy: { maxTierStep },
    ...rest,
  });
  const [oldest, older, now, taken, proposed] = [1, 2, 3, 4, 5].map((step) => planWith(step));
  const conversation: Conversation = {
    ...readConversation([]),
    stack: [oldest!, older!, now!],
    plans: [oldest!, older!, now!, taken!],
    redo: [taken!],
    current: now!,
  };
  const planAfter = (operations: readonly Operation[], start: Conversation = conversation) =>
    mergeOperations(operations, start, vocabulary);
  test.each<[Operation, number]>([
    [{ on: "plan", change: "keep" }, 3],
    [{ on: "plan", change: "undo" }, 2],
    [{ on: "plan", change: "redo" }, 4],
    [{ on: "plan", change: "recall", place: 0 } as Operation, 1],
    [{ on: "plan", change: "adopt", plan: planWith(9) }, 9],
  ])("%j leads to the plan of step %d", (operation, step) => {
    const { plan, nothingBefore } = planAfter([operation]);
    expect(plan.policy).toEqual({ maxTierStep: step });
    expect(nothingBefore).toBe(false);
  });

  test.each<Operation>([
    { on: "plan", change: "undo" },
    { on: "plan", change: "redo" },
    { on: "plan", change: "recall", place: 0 } as Operation,
  ])("%j with nothing to go to changes nothing, and says so", (operation) => {
    const { plan, nothingBefore } = planAfter([operation], {
      ...conversation,
      stack: [now!],
      plans: [],
      redo: [],
    });
    expect(nothingBefore).toBe(true);
    expect(plan).toEqual(now);
  });

  test("a proposed plan goes before the one in force, and without either all begins at the defaults", () => {
    expect(planAfter([], { ...conversation, proposed: proposed! }).plan).toEqual(proposed);
    const fresh = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
    expect(planAfter([], readConversation([])).plan).toEqual(fresh);
    expect(planAfter([{ on: "plan", change: "start-over" }]).plan).toEqual(fresh);
  });

  test("method and scale are set, the usual scale is not spelled out, and a plan brings its own", () => {
    expect(planAfter([{ on: "method", method: "kpi" }]).plan.method).toBe("kpi");
    expect(planAfter([{ on: "scale", scale: "rank" }]).plan.scale).toBe("rank");
    expect(planAfter([{ on: "scale", scale: "zscore" }]).plan).not.toHaveProperty("scale");
    const ranked = planWith(9, { scale: "rank", method: "direct", policy: { tierSizes: { A: 980 } } });
    const { plan, saidSizes } = planAfter([{ on: "plan", change: "adopt", plan: ranked }]);
    expect(plan).toMatchObject({ scale: "rank", method: "direct" });
    expect(saidSizes).toEqual({ A: 980 });
  });
});
