import { afterEach, expect, test } from "vitest";
import { answerJsonSchema, modelAnswerSchema } from "../../contract/model-answer.ts";
import { createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { createEndpointMemory } from "../../prompts/model/endpoint-memory.ts";
import { strictSchemaFaults } from "../support/openai-schema.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../support/scripted-model.ts";
import { vocabulary } from "../support/vocabulary.ts";

const weights = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const good: Step = { answer: { weights, method: "hybrid", reply: "" } };

let scripted: ScriptedModel | undefined;
afterEach(() => scripted?.close());

test("the strict schema is in the subset that OpenAI documents, whatever the tiers are called", () => {
  for (const tiers of [
    ["A", "B", "C", "D"],
    ["Gold", "Silver", "Bronze"],
    ["1", "2"],
  ])
    expect(strictSchemaFaults(answerJsonSchema(tiers))).toEqual([]);
});

test("the validator of that subset refuses what the endpoint refuses", () => {
  const object = (properties: object) => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  for (const schema of [
    { anyOf: [object({})] },
    object({ a: { const: 1 } }),
    { type: "object", properties: {} },
    object({ a: { anyOf: [object({ kind: { type: "string" } }), object({ kind: { type: "string" } })] } }),
    object({ a: { type: "array" } }),
    object({ a: { type: "string", minLength: 1 } }),
    { ...object({ a: { type: "string" } }), required: [] },
  ])
    expect(
      strictSchemaFaults(schema as Parameters<typeof strictSchemaFaults>[0]).length,
      JSON.stringify(schema),
    ).toBeGreaterThan(0);
});

test("an answer in the strict form, with null for all that is absent, is a valid answer", () => {
  const rules = {
    maxMovedShare: 0.02,
    maxTierStep: null,
    tierSizes: { A: "1200", B: null },
    strategicTiers: "2",
    hold: null,
    scope: ["Geo_Entity:Africa"],
    mayRise: null,
    mayFall: ["none"],
    monotone: null,
    coefficients: null,
    lift: null,
    remove: null,
  };
  const question = {
    kind: "movers",
    id: null,
    tiers: null,
    algorithm: null,
    k: null,
    kpi: null,
    atLeast: null,
    by: "Geo_Entity",
    direction: null,
    limit: null,
    where: null,
  };
  const parsed = modelAnswerSchema.parse({
    weights,
    method: "hybrid",
    reply: "",
    policy: rules,
    ask: question,
    plan: null,
    scale: null,
  });
  expect(parsed).toMatchObject({
    policy: {
      set: {
        maxMovedShare: 0.02,
        tierSizes: { A: 1200 },
        strategicTiers: 2,
        scope: ["Geo_Entity:Africa"],
        mayFall: ["none"],
      },
      lift: [],
      remove: {},
    },
    ask: { kind: "movers", by: "Geo_Entity", direction: null, limit: null },
  });
  expect(Object.keys(parsed.policy?.set ?? {}).sort()).toEqual([
    "maxMovedShare",
    "mayFall",
    "scope",
    "strategicTiers",
    "tierSizes",
  ]);
});

test("questions about people are taken with what the model leaves out, numbers for IDs among them", () => {
  const asked = (ask: object) =>
    modelAnswerSchema.parse({ weights: null, method: "none", reply: "", ask }).ask;
  expect(asked({ kind: "progression", list: "risk", where: "tier:A" })).toEqual({
    kind: "progression",
    list: "risk",
    id: null,
    where: ["tier:A"],
    limit: null,
  });
  expect(asked({ kind: "owner", account: 304930413 })).toEqual({ kind: "owner", account: "304930413" });
  expect(asked({ kind: "scenario", retire: [17], add: [{ count: 2, role: "Specialist" }] })).toEqual({
    kind: "scenario",
    retire: ["17"],
    add: [{ count: 2, role: "Specialist", where: [] }],
    lose: [],
    presence: [],
    minAccounts: null,
  });
});

function interpreterOf(url: string, responseFormat: "json_schema" | "json_object", now?: () => number) {
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: url,
    model: "scripted",
    temperature: 0,
    responseFormat,
    tiers: vocabulary.tiers,
  });
  return createInterpreter({ model, vocabulary, cacheSize: 0, ...(now === undefined ? {} : { now }) });
}

test("a 400 that names the format steps down once, is remembered, and is tried again after a while", async () => {
  const refuses: Step = {
    status: 400,
    body: JSON.stringify({
      error: { message: "response_format of type json_schema is not supported", param: "response_format" },
    }),
  };
  scripted = await startScriptedModel([refuses, good, good, good]);
  let clock = 0;
  const interpreter = interpreterOf(scripted.url, "json_schema", () => clock);
  const first = await interpreter.interpret({ message: "growth first" });
  expect(first).toMatchObject({ interpreter: "openai", attempts: 2 });
  await interpreter.interpret({ message: "growth" });
  clock += 11 * 60_000;
  await interpreter.interpret({ message: "more growth" });
  const formats = scripted.calls.map(
    ({ body }) => (body.response_format as { type: string } | undefined)?.type,
  );
  expect(formats).toEqual(["json_schema", "json_object", "json_object", "json_schema"]);
});

test("an endpoint that takes no format at all is asked by words alone", async () => {
  const refuses: Step = {
    status: 400,
    body: JSON.stringify({
      error: { message: "Unknown parameter: 'response_format'.", param: "response_format" },
    }),
  };
  scripted = await startScriptedModel([refuses, refuses, good]);
  const interpreter = interpreterOf(scripted.url, "json_schema");
  expect(await interpreter.interpret({ message: "growth first" })).toMatchObject({
    interpreter: "openai",
    attempts: 3,
  });
  expect(scripted.calls[2]?.body).not.toHaveProperty("response_format");
});

test("a refused parameter is left out for ten minutes", () => {
  let now = 0;
  const memory = createEndpointMemory("json_object", () => now);
  expect([memory.format(), memory.omitted().size]).toEqual(["json_object", 0]);
  memory.refuse("temperature");
  memory.refuse("response_format");
  expect([memory.format(), [...memory.omitted()]]).toEqual(["none", ["temperature"]]);
  now = 600_001;
  expect([memory.format(), memory.omitted().size]).toEqual(["json_object", 0]);
});
