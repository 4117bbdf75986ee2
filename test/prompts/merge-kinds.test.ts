import { describe, expect, test } from "vitest";
import { type Conversation, readConversation } from "../../prompts/conversation/conversation.ts";
import { mergeOperations } from "../../prompts/merge/merge.ts";
import { changeWeights } from "../../prompts/merge/merge-weights.ts";
import type { Operation, RuleOperation, WeightOperation } from "../../prompts/merge/operations.ts";
import { DEFAULT_WEIGHTS, type Policy, SIGNALS, type Weights } from "../../tiering/index.ts";
import { vocabulary } from "../support/vocabulary.ts";

const of = (runway: number, growth: number, geo: number, category: number): Weights => ({
  runway,
  growth,
  geo,
  category,
});
const base = of(0.4, 0.3, 0.2, 0.1);

/** Checks each weight to twelve digits. */
function expectWeights(after: Weights, expected: readonly number[]) {
  SIGNALS.forEach((signal, k) => {
    expect(after[signal]).toBeCloseTo(expected[k]!, 12);
  });
}

describe("a signal that may count no more than another", () => {
  type Bound = Extract<WeightOperation, { kind: "atMost" }>["bounds"][number];
  const below = (signal: Bound["signal"], than: Bound["than"]): Bound => ({ signal, than });
  test.each<[string, Bound[], number[]]>([
    ["shares the mean with it where it would", [below("runway", "geo")], [0.3, 0.3, 0.3, 0.1]],
    ["stays where it does not", [below("growth", "runway"), below("category", "geo")], [0.4, 0.3, 0.2, 0.1]],
    [
      "shares one mean of three where that breaks the next",
      [below("runway", "geo"), below("geo", "category")],
      [0.7 / 3, 0.3, 0.7 / 3, 0.7 / 3],
    ],
    [
      "is bound by two, each with a mean of its own",
      [below("runway", "growth"), below("geo", "category")],
      [0.35, 0.35, 0.15, 0.15],
    ],
    [
      "shares one mean of all where pools meet",
      [below("runway", "growth"), below("geo", "category"), below("growth", "geo")],
      [0.25, 0.25, 0.25, 0.25],
    ],
  ])("%s", (_, bounds, expected) => {
    expectWeights(changeWeights(base, { kind: "atMost", bounds }), expected);
  });
});

describe("what no signal may exceed", () => {
  test.each<[string, number, Weights, number[]]>([
    ["goes to the others in their proportions", 0.3, base, [0.3, 0.3, 0.2 + 0.2 / 3, 0.1 + 0.1 / 3]],
    ["is left alone where none does", 0.4, base, [0.4, 0.3, 0.2, 0.1]],
    ["is passed on by who reaches it thereby", 0.4, of(0.7, 0.25, 0.05, 0), [0.4, 0.4, 0.2, 0]],
    ["goes evenly to signals that have nothing", 0.4, of(1, 0, 0, 0), [0.4, 0.2, 0.2, 0.2]],
    ["makes all even where less cannot be", 0.1, base, [0.25, 0.25, 0.25, 0.25]],
    ["makes all even from two as well", 0.25, of(0.5, 0.5, 0, 0), [0.25, 0.25, 0.25, 0.25]],
  ])("%s", (_, most, from, expected) => {
    expectWeights(changeWeights(from, { kind: "ceiling", most }), expected);
  });
});

describe("a step from another signal", () => {
  const step = (by: number, by_of?: "share" | "kept" | "own"): WeightOperation => ({
    ...{ kind: "step", signal: "geo", by, from: "runway" },
    ...(by_of === undefined ? {} : { of: by_of }),
  });
  test.each<[string, WeightOperation, number[]]>([
    ["of points", step(0.1), [0.3, 0.3, 0.3, 0.1]],
    ["of a share of what it has", step(0.5, "share"), [0.2, 0.3, 0.4, 0.1]],
    ["down to what it keeps", step(0.1, "kept"), [0.1, 0.3, 0.5, 0.1]],
    ["that lets it keep more than it has is none", step(0.5, "kept"), [0.4, 0.3, 0.2, 0.1]],
    ["of a share of the receiver's own", step(0.5, "own"), [0.3, 0.3, 0.3, 0.1]],
    ["of more than there is takes all", step(3, "own"), [0, 0.3, 0.6, 0.1]],
  ])("%s", (_, change, expected) => {
    expectWeights(changeWeights(base, change), expected);
  });
});

describe("a ratio", () => {
  const heavy = of(0.1, 0.3, 0.4, 0.2);
  const even = { runway: 1, growth: 1 };
  test.each<[string, WeightOperation, Weights, number[]]>([
    [
      "of all there is, where the others are left out",
      { kind: "ratio", parts: even, rest: "zero" },
      heavy,
      [0.5, 0.5, 0, 0],
    ],
    [
      "of what the others leave, where they keep theirs",
      { kind: "ratio", parts: even, rest: "kept" },
      heavy,
      [0.2, 0.2, 0.4, 0.2],
    ],
    [
      "of seven tenths, where nothing is said of them",
      { kind: "ratio", parts: even, rest: "proportional" },
      heavy,
      [0.35, 0.35, 0.2, 0.1],
    ],
    [
      "of all there is, where the others have nothing to keep",
      { kind: "ratio", parts: { runway: 3, growth: 1 }, rest: "kept" },
      of(0.5, 0.5, 0, 0),
      [0.75, 0.25, 0, 0],
    ],
  ])("%s", (_, change, from, expected) => {
    expectWeights(changeWeights(from, change), expected);
  });
});

test("the least of all has half of what the next has, from all or from nothing", () => {
  const points: WeightOperation = {
    kind: "points",
    points: { growth: 3 },
    faint: [],
    evenRest: false,
    least: ["category"],
  };
  expectWeights(
    changeWeights(base, points),
    [1.2, 3, 0.45, 0.225].map((one) => one / 4.875),
  );
  expectWeights(
    changeWeights(of(0, 0, 0.5, 0.5), { kind: "only", signals: ["runway", "growth"] }),
    [0.5, 0.5, 0, 0],
  );
});

describe("operations together", () => {
  const conversationOf = (policy: Policy): Conversation =>
    readConversation([
      {
        role: "assistant",
        content: "",
        plan: { method: "hybrid", weights: DEFAULT_WEIGHTS, policy } as never,
      },
    ]);
  const rules = (change: RuleOperation): Operation => ({ on: "rules", change });
  const merged = (operations: readonly Operation[], policy: Policy = {}) =>
    mergeOperations(operations, conversationOf(policy), vocabulary);

  test("weights change the plan's weights, each from what the one before left", () => {
    const { plan } = merged([
      { on: "weights", change: { kind: "set", values: base, rest: "zero" } },
      { on: "weights", change: { kind: "swap", signals: ["runway", "category"] } },
    ]);
    expectWeights(plan.weights, [0.1, 0.3, 0.2, 0.4]);
    expect(plan).not.toHaveProperty("scale");
  });

  test("sizes that cannot add up are blamed on what said them, and those of before stay", () => {
    const said = rules({ kind: "tierSizes", sizes: { A: 1e7 } });
    const before = { tierSizes: { A: 900 } };
    const { plan, problems, saidSizes } = merged(
      [rules({ kind: "maxTierStep", value: 2 }), said, rules({ kind: "monotone", value: true })],
      before,
    );
    expect(problems.map(({ operation }) => operation)).toEqual([said]);
    expect(plan.policy).toEqual({ ...before, maxTierStep: 2, monotone: true });
    expect(saidSizes).toEqual({ A: 900 });
  });

  test("another rule that is lifted leaves sizes as they were said", () => {
    const { saidSizes } = merged([
      rules({ kind: "tierSizes", sizes: { A: 1_000 } }),
      rules({ kind: "lift", rule: "maxTierStep" }),
    ]);
    expect(saidSizes).toEqual({ A: 1_000 });
  });

  test("a list whose values are all taken out is no rule any more, and one that says nothing of them is told in full", () => {
    const [AFRICA, ASIA] = ["Geo_Entity:Africa", "Geo_Entity:South Asia"];
    const remove = (...entries: string[]) => rules({ kind: "remove", rule: "scope", entries });
    const both = { scope: ["Geo_Entity:Africa|South Asia"] };
    expect(merged([remove(AFRICA, ASIA)], both).plan.policy).toEqual({});
    const { problems } = merged([remove(AFRICA, ASIA)], { scope: ["tier:A", "TotalRevenue_FY26>1000"] });
    expect(problems.map(({ message }) => message)).toEqual([
      `No rule speaks of ${AFRICA} or ${ASIA}; this one does: tier:A, TotalRevenue_FY26>1000.`,
    ]);
  });

  test("an error that is no unknown name is not passed over", () => {
    const broken = { on: "weights", change: { kind: "set" } } as never;
    expect(() => merged([broken])).toThrow(TypeError);
  });
});
