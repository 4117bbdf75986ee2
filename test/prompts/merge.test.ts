import fc from "fast-check";
import { expect, test } from "vitest";
import { type Conversation, readConversation } from "../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { mergeOperations } from "../../prompts/merge/merge.ts";
import { changeWeights } from "../../prompts/merge/merge-weights.ts";
import type { Operation, WeightOperation } from "../../prompts/merge/operations.ts";
import { turnOf } from "../../prompts/turn.ts";
import { readOffline } from "../../prompts/words/read.ts";
import { DEFAULT_WEIGHTS, type Plan, SIGNALS, type Weights } from "../../tiering/index.ts";
import { readMessages } from "../support/messages.ts";
import { vocabulary } from "../support/vocabulary.ts";
import { planOf } from "../support/whole-plan.ts";

const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
const weightsArbitrary = fc
  .record({ runway: weight, growth: weight, geo: weight, category: weight })
  .map((raw) => changeWeights(DEFAULT_WEIGHTS, { kind: "set", values: raw, rest: "zero" }));
const signal = fc.constantFrom(...SIGNALS);
const changes: fc.Arbitrary<WeightOperation> = fc.oneof(
  fc.record({
    kind: fc.constant("step" as const),
    signal,
    by: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    from: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant("scale" as const),
    signal,
    factor: fc.double({ min: 0, max: 9, noNaN: true }),
  }),
  fc.record({ kind: fc.constant("exclude" as const), signals: fc.subarray([...SIGNALS]) }),
  fc.record({ kind: fc.constant("only" as const), signals: fc.subarray([...SIGNALS], { minLength: 1 }) }),
  fc.record({ kind: fc.constant("swap" as const), signals: fc.constant(null) }),
  fc.record({
    kind: fc.constant("points" as const),
    points: fc.constant({ growth: 3, geo: 0.9 }),
    faint: fc.constant([]),
    evenRest: fc.boolean(),
  }),
);

test("every change of weights gives weights that are not negative and sum to 1", () => {
  fc.assert(
    fc.property(weightsArbitrary, fc.array(changes, { maxLength: 6 }), (start, list) => {
      const after = list.reduce<Weights>((weights, change) => changeWeights(weights, change), start);
      expect(SIGNALS.every((one) => after[one] >= 0)).toBe(true);
      expect(Math.abs(SIGNALS.reduce((sum, one) => sum + after[one], 0) - 1)).toBeLessThanOrEqual(1e-12);
    }),
    { seed: 5 },
  );
});

test("a change does what it says and leaves the others in proportion", () => {
  const base = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
  const change = (operation: WeightOperation) => {
    const weights = changeWeights(base, operation);
    return SIGNALS.map((one) => Number(weights[one].toFixed(4)));
  };
  expect(change({ kind: "set", values: { geo: 0.5 }, rest: "proportional" })).toEqual([
    0.25, 0.1875, 0.5, 0.0625,
  ]);
  expect(change({ kind: "set", values: { geo: 0.4 }, rest: "even" })).toEqual([0.2, 0.2, 0.4, 0.2]);
  expect(change({ kind: "step", signal: "growth", by: 0.1, from: "geo" })).toEqual([0.4, 0.4, 0.1, 0.1]);
  expect(change({ kind: "step", signal: "category", by: -0.5, from: null })).toEqual([
    0.4222, 0.3167, 0.2111, 0.05,
  ]);
  expect(change({ kind: "scale", signal: "growth", factor: 2 })).toEqual([0.2286, 0.6, 0.1143, 0.0571]);
  expect(change({ kind: "swap", signals: null })).toEqual([0.3, 0.4, 0.2, 0.1]);
  expect(change({ kind: "exclude", signals: ["runway"] })).toEqual([0, 0.5, 0.3333, 0.1667]);
  expect(change({ kind: "exclude", signals: [...SIGNALS] })).toEqual([0.4, 0.3, 0.2, 0.1]);
  expect(change({ kind: "ratio", parts: { growth: 2, runway: 1 }, rest: "zero" })).toEqual([
    0.3333, 0.6667, 0, 0,
  ]);
});

const START: Plan = {
  method: "hybrid",
  weights: DEFAULT_WEIGHTS,
  policy: { hold: ["tier:A"], scope: ["Geo_Entity:Africa|South Asia"], maxMovedShare: 0.02 },
};
const conversation: Conversation = readConversation([
  { role: "assistant", content: "", plan: START as never },
]);
const policyAfter = (...changed: Extract<Operation, { on: "rules" }>["change"][]) =>
  mergeOperations(
    changed.map((change) => ({ on: "rules", change })),
    conversation,
    vocabulary,
  ).plan.policy;

test("rules are added, removed, replaced and lifted, each by its own operation", () => {
  expect(policyAfter({ kind: "add", rule: "hold", entries: ["tier:b", "304930413"] }).hold).toEqual([
    "304930413",
    "tier:A",
    "tier:B",
  ]);
  expect(policyAfter({ kind: "remove", rule: "scope", entries: ["Geo_Entity:Africa"] }).scope).toEqual([
    "Geo_Entity:South Asia",
  ]);
  expect(policyAfter({ kind: "remove", rule: "hold", entries: ["tier:A"] }).hold).toBeUndefined();
  expect(policyAfter({ kind: "replace", rule: "scope", entries: ["Geo_Entity:Middle East"] }).scope).toEqual([
    "Geo_Entity:Middle East",
  ]);
  expect(
    policyAfter({ kind: "replace", rule: "scope", entries: ["Commercial_Category:Education"] }).scope,
  ).toHaveLength(2);
  expect(policyAfter({ kind: "add", rule: "scope", entries: ["Geo_Entity:Middle East"] }).scope).toEqual([
    "Geo_Entity:Africa|South Asia|Middle East",
  ]);
  expect(policyAfter({ kind: "replace", rule: "mayFall", entries: ["none"] }).mayFall).toEqual(["none"]);
  expect(policyAfter({ kind: "scaleBudget", factor: 0.5 }).maxMovedShare).toBe(0.01);
  expect(policyAfter({ kind: "lift", rule: "maxMovedShare" }).maxMovedShare).toBeUndefined();
});

test("what the book does not have is left out and reported; the rest is merged", () => {
  const { plan, problems } = mergeOperations(
    [
      { on: "rules", change: { kind: "add", rule: "hold", entries: ["Geo_Entity:Atlantis"] } },
      { on: "rules", change: { kind: "tierSizes", sizes: { A: 1, B: 1, C: 1, D: 1 } } },
      { on: "method", method: "kpi" },
    ],
    conversation,
    vocabulary,
  );
  expect(plan).toMatchObject({ method: "kpi", policy: START.policy });
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('no value "Atlantis"'),
    expect.stringContaining("do not add up"),
  ]);
});

test("for any two messages in either order the merge is what their operations say", () => {
  const messages = readMessages("tuned")
    .filter(({ history, method }) => history === undefined && method !== "none")
    .map(({ message }) => message);
  const message = fc.constantFrom(...messages);
  fc.assert(
    fc.property(message, message, (a, b) => {
      const first = interpretOffline(a, readConversation([]), vocabulary);
      const plan = planOf(first);
      if (plan === null) return;
      const after = readConversation([{ role: "user", content: a }, turnOf(first, plan)]);
      const second = interpretOffline(b, after, vocabulary);
      const { operations } = readOffline(b, after, vocabulary);
      if (second.method === "none") return;
      expect(planOf(second)).toEqual(mergeOperations(operations, after, vocabulary).plan);
      // What no operation of the second touches is as the first left it.
      const touched = new Set<string>(
        operations.flatMap((one) =>
          one.on === "rules" ? ["rule" in one.change ? one.change.rule : one.change.kind] : [],
        ),
      );
      const moved = operations.some(({ on }) => on === "plan");
      for (const [field, value] of Object.entries(plan.policy))
        if (!touched.has(field) && !moved && field !== "tierSizes")
          expect(second.policy[field as keyof Plan["policy"]]).toEqual(value);
      if (!moved && !operations.some(({ on }) => on === "weights"))
        expect(second.weights).toEqual(plan.weights);
    }),
    { numRuns: 300, seed: 7 },
  );
});
