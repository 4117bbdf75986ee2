import { expect, test } from "vitest";
import type { Interpretation } from "../../contract/interpretation.ts";
import type { Turn } from "../../contract/turn.ts";
import { createInterpreter, createOpenAiModel, describePlan, type Interpreter } from "../../prompts/index.ts";
import type { Plan, Weights } from "../../tiering/index.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { vocabulary } from "../support/vocabulary.ts";

/** Plays a conversation; each run's plan goes into the history, as text alone or as a plan too. */
async function converse(interpreter: Interpreter, messages: readonly string[], asText: boolean) {
  const history: Turn[] = [];
  const results: Interpretation[] = [];
  for (const message of messages) {
    const result = await interpreter.interpret({ message, history });
    results.push(result);
    history.push({ role: "user", content: message });
    const { method, policy, reply, weights } = result;
    if (method === "none" || weights === null) {
      history.push({ role: "assistant", content: reply });
    } else {
      const plan: Plan = { method, weights, policy };
      const said = { role: "assistant" as const, content: `${reply} ${describePlan(plan)}` };
      history.push(asText ? said : { ...said, plan: { ...plan, policy: { ...policy } } as Turn["plan"] });
    }
  }
  return results;
}

const offline = createInterpreter({ model: null, vocabulary });

for (const asText of [true, false]) {
  const memory = asText ? "the canonical sentence" : "the plan";
  test(`offline, five turns with ${memory} as memory: wish, follow-up, rule, undo, reference`, async () => {
    const [first, more, ruled, undone, again] = await converse(
      offline,
      [
        "60% growth and 40% geo",
        "a bit more geo",
        "same weights, but keep Tier A as it is",
        "undo",
        "use the first plan, with KPI",
      ],
      asText,
    );
    expect(first?.weights).toEqual({ runway: 0, growth: 0.6, geo: 0.4, category: 0 });
    expect(more?.weights?.geo).toBeGreaterThan(0.4);
    expect(ruled).toMatchObject({ weights: more?.weights, policy: { hold: ["tier:A"] } });
    expect(undone).toMatchObject({ weights: more?.weights, policy: {}, ask: { kind: "undo" } });
    expect(again).toMatchObject({ weights: first?.weights, method: "kpi" });
  });
}

test("offline, undoing twice goes two plans back", async () => {
  const results = await converse(offline, ["only growth", "only geo", "only runway", "undo", "undo"], true);
  expect(results.map(({ weights }) => weights?.growth)).toEqual([1, 0, 0, 0, 1]);
  expect(results[3]?.weights?.geo).toBe(1);
});

test("offline, small talk in between forgets nothing", async () => {
  const results = await converse(
    offline,
    ["only geo", "thanks!", "what does TPA mean?", "run it again", "less geo"],
    true,
  );
  expect(results.map(({ method }) => method)).toEqual(["hybrid", "none", "none", "hybrid", "hybrid"]);
  expect(results[3]?.weights?.geo).toBe(1);
  expect(results[4]?.weights?.geo).toBeLessThan(1);
});

test("with a model, five turns: state goes up as plans, undo and references come back resolved", async () => {
  const answer = (weights: Weights | null, rest: object) => ({
    answer: { weights, method: "hybrid", reply: "Done.", policy: null, ask: null, ...rest },
  });
  const start = { runway: 0, growth: 0.6, geo: 0.4, category: 0 };
  const more = { runway: 0, growth: 0.5, geo: 0.5, category: 0 };
  const scripted = await startScriptedModel([
    answer(start, {}),
    answer(more, {}),
    answer(more, { policy: { hold: ["tier:A"] } }),
    answer(null, { method: "none", ask: { kind: "undo" } }),
    answer(start, { method: "kpi" }),
  ]);
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: scripted.url,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
  });
  const results = await converse(
    createInterpreter({ model, vocabulary }),
    [
      "60% growth and 40% geo",
      "a bit more geo",
      "same weights, but keep Tier A as it is",
      "undo",
      "use the first plan, with KPI",
    ],
    true,
  );
  expect(results.every(({ interpreter }) => interpreter === "openai")).toBe(true);
  expect(results[2]).toMatchObject({ weights: more, policy: { hold: ["tier:A"] } });
  expect(results[3]).toMatchObject({ method: "hybrid", weights: more, policy: {}, ask: { kind: "undo" } });
  expect(results[4]).toMatchObject({ method: "kpi", weights: start });
  const states = scripted.calls.map(
    ({ body }) =>
      JSON.parse(body.messages[1]?.content ?? "") as {
        current: Plan | null;
        earlier: Plan[];
        message: string;
      },
  );
  expect(states[0]).toMatchObject({ current: null, earlier: [] });
  expect(states[2]).toMatchObject({ current: { weights: more }, earlier: [{ weights: start }] });
  expect(states[4]).toMatchObject({ current: { weights: more, policy: {} }, earlier: [{ weights: start }] });
  await scripted.close();
});

test("with a model, KPI is kept to the messages that ask for it or repeat it", async () => {
  const weights = { runway: 0.25, growth: 0.25, geo: 0.25, category: 0.25 };
  const scripted = await startScriptedModel([{ answer: { weights, method: "kpi", reply: "KPI." } }]);
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: scripted.url,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
  });
  const interpreter = createInterpreter({ model, vocabulary });
  const kpiPlan: Turn = { role: "assistant", content: describePlan({ method: "kpi", weights, policy: {} }) };
  const methodOf = async (message: string, history: readonly Turn[] = []) =>
    (await interpreter.interpret({ message, history })).method;
  expect(await methodOf("maximise the indicators")).toBe("hybrid");
  expect(await methodOf("don't use KPI, growth please")).toBe("hybrid");
  expect(await methodOf("what is a KPI?")).toBe("none");
  expect(await methodOf("maximize KPI")).toBe("kpi");
  expect(await methodOf("run it again")).toBe("hybrid");
  expect(await methodOf("run it again", [kpiPlan])).toBe("kpi");
  await scripted.close();
});

test("with a model, names that the book does not have end in a reply and no run", async () => {
  const weights = { runway: 0.25, growth: 0.25, geo: 0.25, category: 0.25 };
  const scripted = await startScriptedModel([
    { answer: { weights, method: "hybrid", reply: "Ok.", policy: { scope: ["Geo_Entity:Westen Europe"] } } },
  ]);
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: scripted.url,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
  });
  const result = await createInterpreter({ model, vocabulary }).interpret({
    message: "only in Westen Europe",
  });
  expect(result).toMatchObject({ method: "none", weights: null, interpreter: "openai" });
  expect(result.reply).toContain("Western Europe");
  await scripted.close();
});
