import { describe, expect, it, test } from "vitest";
import { readAnswer } from "../../prompts/model/answer-text.ts";
import { findStructureFault } from "../../prompts/model/json-structure.ts";

const WEIGHTS = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
const GOOD = { method: "hybrid", weights: WEIGHTS, reply: "Yes." };
const read = (value: unknown, finish: string | null = "stop") => readAnswer(JSON.stringify(value), finish);
const faultsOf = (reading: ReturnType<typeof readAnswer>) => ("faults" in reading ? reading.faults : []);
const restOf = (reading: ReturnType<typeof readAnswer>) => ("rest" in reading ? reading.rest : undefined);

describe("a whole answer", () => {
  test.each<[string | null, string | null, string]>([
    [null, "stop", "the answer was empty, expected one JSON object"],
    ["  \n", "stop", "the answer was empty, expected one JSON object"],
    ["{}", "length", "the answer was cut off at the token limit; give a shorter reply"],
    ["{}", null, "the answer was not finished, expected one complete JSON object"],
    ["{}", "tool_calls", "the answer was a tool call, expected one JSON object as text"],
    ["{}", "function_call", "the answer was a tool call, expected one JSON object as text"],
    ["{", "stop", "the answer is not valid JSON; expected exactly one JSON object and nothing around it"],
    ['{"a":1,"a":2}', "stop", 'the key "a" stands twice in one object'],
    [
      `"${"a".repeat(256 * 1024)}"`,
      "stop",
      "the answer is longer than 256 kB; expected one short JSON object",
    ],
  ])("%j ended by %j: %s", (content, finish, message) => {
    expect(readAnswer(content, finish)).toEqual({ faults: [{ path: "", message }], rest: null });
  });

  it("of just 256 kB is looked at", () => {
    const text = `"${"a".repeat(256 * 1024 - 2)}"`;
    expect(faultsOf(readAnswer(text, "stop"))[0]!.message).not.toContain("256 kB");
  });

  const text = JSON.stringify(GOOD);
  test.each([
    `\uFEFF${text}`,
    ` ${text}\n`,
    `\`\`\`${text}\`\`\``,
    `\`\`\`json\n${text}\n\`\`\``,
    `\`\`\`JSON  \n${text}\n\`\`\`\n`,
    `\`\`\`\n${text}\`\`\``,
  ])("%j is mended", (mended) => {
    expect(readAnswer(mended, "stop")).toMatchObject({ answer: { method: "hybrid", weights: WEIGHTS } });
  });

  test.each([
    `\uFEFF\uFEFF \uFEFF${text}x`,
    `\`\`\`${text}`,
    `${text}\`\`\``,
    `x\`\`\`json\n${text}\n\`\`\``,
    `\`\`\`a longer line than a word\n${text}\n\`\`\``,
    `\`\`\`1json\n${text}\n\`\`\``,
    "```",
    "``````",
  ])("%j is not", (bad) => {
    expect(restOf(readAnswer(bad, "stop"))).toBeNull();
  });
});

describe("the method", () => {
  test.each(["hybrid", "kpi", "none"])("%s is taken where nothing else is said", (method) => {
    expect(read({ ...GOOD, method })).toMatchObject({ answer: { method } });
  });

  it("that the message does not ask for is refused, and named", () => {
    const message =
      'expected "hybrid", "kpi" or "none"; "direct" and "baseline" only where the message asks for them; got "direct"';
    expect(read({ ...GOOD, method: "direct" })).toEqual({
      faults: [{ path: "method", message }],
      rest: null,
    });
    expect(readAnswer(JSON.stringify({ ...GOOD, method: "direct" }), "stop", ["direct"])).toHaveProperty(
      "answer",
    );
  });

  it("that there is not is refused with those there are", () => {
    expect(faultsOf(read({ ...GOOD, method: "fast" }))).toEqual([
      { path: "method", message: 'expected "hybrid", "kpi" or "none"; got "fast"' },
    ]);
  });
});

describe("weights", () => {
  it.each([1.001, 0.999])("that sum to %d stand at the edge", (sum) => {
    expect(read({ ...GOOD, weights: { ...WEIGHTS, category: sum - 0.9 } })).toHaveProperty("answer");
  });

  it.each([1.0012, 0.9988, 0.5, 0])("that sum to %d are refused with what was got", (sum) => {
    const weights = { runway: sum, growth: 0, geo: 0, category: 0 };
    if (sum > 1) Object.assign(weights, { runway: 1, growth: sum - 1 });
    const [fault] = faultsOf(read({ ...GOOD, weights }));
    expect(fault).toMatchObject({
      path: "weights",
      message: expect.stringContaining(`the four weights sum to ${sum}, expected 1`),
    });
    if (sum === 0) expect(fault!.message).not.toContain("divided");
    else expect(fault!.message).toContain("divided by their sum they are runway");
  });

  it.each<[unknown, string]>([
    ["0.4", '"0.4"'],
    [null, "null"],
    [true, "true"],
    [-0.1, "-0.1"],
    [1.5, "1.5"],
  ])("%j is not a weight", (runway, got) => {
    const [fault] = faultsOf(read({ ...GOOD, weights: { ...WEIGHTS, runway } }));
    expect(fault!.path).toBe("weights.runway");
    expect(fault!.message.endsWith(`; got ${got}`)).toBe(true);
  });

  it("that are missing, or of another form, are named without what was got", () => {
    const { runway: _, ...three } = WEIGHTS;
    expect(faultsOf(read({ ...GOOD, weights: three }))[0]!.message).toMatch(/; it is missing$/);
    const list = faultsOf(read({ ...GOOD, weights: { ...WEIGHTS, runway: [1] } }))[0]!;
    expect(list.message).not.toContain("got [");
  });

  it("that are long texts are quoted cut short", () => {
    const [fault] = faultsOf(read({ ...GOOD, weights: { ...WEIGHTS, geo: "x".repeat(500) } }));
    expect(fault!.message.length).toBeLessThan(200);
  });
});

describe("faulty rules", () => {
  const policy = { maxMovedShare: 0.02, maxTierStep: 99 };
  it("are refused in the words of their field, and the rest stands without them", () => {
    const reading = read({ ...GOOD, policy });
    expect(faultsOf(reading)).toEqual([
      {
        path: "policy.maxTierStep",
        message: 'expected a whole number from 1 to 25, "free" or null; got 99',
      },
    ]);
    expect(restOf(reading)).toMatchObject({ method: "hybrid", policy: { set: { maxMovedShare: 0.02 } } });
    expect(restOf(reading)!.policy!.set).not.toHaveProperty("maxTierStep");
  });

  it.each<[string, unknown, string]>([
    [
      "tierSizes",
      "many",
      'expected accounts by tier, as in {"A": 1200}, or shares, as in {"A": "5%"}, or null',
    ],
    ["coefficients", 7, 'expected {"tpa": number, "sfi": number, "tci": number} or null'],
    ["lift", ["everything"], "expected a list of maxMovedShare, maxTierStep, "],
  ])("%s as %j: %s", (field, value, message) => {
    const reading = read({ ...GOOD, policy: { ...policy, maxTierStep: 1, [field]: value } });
    const [fault] = faultsOf(reading);
    expect(fault!.path.startsWith(`policy.${field}`)).toBe(true);
    expect(fault!.message.startsWith(message)).toBe(true);
    expect(restOf(reading)!.policy!.set).toMatchObject({ maxMovedShare: 0.02, maxTierStep: 1 });
  });

  it("that are no object at all are left out whole", () => {
    const reading = read({ ...GOOD, policy: "strict" });
    expect(faultsOf(reading)[0]!.path).toBe("policy");
    expect(restOf(reading)).toMatchObject({ method: "hybrid", weights: WEIGHTS });
  });

  it("do not save an answer whose weights are faulty too", () => {
    expect(restOf(read({ ...GOOD, policy, weights: { ...WEIGHTS, runway: 2 } }))).toBeNull();
    expect(restOf(read([]))).toBeNull();
    expect(restOf(read(null))).toBeNull();
    expect(restOf(read("hybrid"))).toBeNull();
  });

  it("are named eight at most", () => {
    const many = Object.fromEntries(
      [
        "maxMovedShare",
        "maxTierStep",
        "tierSizes",
        "hold",
        "scope",
        "mayRise",
        "mayFall",
        "coefficients",
        "lift",
      ].map((field) => [field, { wrong: { deep: 1 } }]),
    );
    expect(faultsOf(read({ ...GOOD, policy: many })).length).toBeLessThanOrEqual(8);
  });
});

describe("a faulty question, plan word or scale", () => {
  it.each<[string, unknown, string]>([
    ["ask", { kind: "weather" }, 'expected null or one question, as in {"kind": "account", "id": "42"}'],
    ["plan", "again", 'expected "undo", "redo", "start-over" or null; got "again"'],
    ["scale", "loud", ""],
  ])("%s as %j is named, and the rest stands", (field, value, message) => {
    const reading = read({ ...GOOD, [field]: value });
    const [fault] = faultsOf(reading);
    expect(fault!.path.startsWith(field)).toBe(true);
    expect(fault!.message.startsWith(message)).toBe(true);
    expect(restOf(reading)).toMatchObject({ method: "hybrid", weights: WEIGHTS });
  });

  it("of two kinds are both left out", () => {
    const reading = read({ ...GOOD, ask: { kind: "weather" }, plan: "again", scale: "loud" });
    expect(restOf(reading)).toMatchObject({ method: "hybrid", weights: WEIGHTS });
  });
});

describe("a fence", () => {
  const text = JSON.stringify(GOOD);
  const INVALID = "the answer is not valid JSON; expected exactly one JSON object and nothing around it";
  test.each([
    [`abc${text}\`\`\``, INVALID],
    [`\`\`\`${text}abc`, INVALID],
    ["```", INVALID],
    ["`````", INVALID],
    ["``````", "the answer was empty, expected one JSON object"],
    ["```\n \n```", "the answer was empty, expected one JSON object"],
  ])("of one side, or around nothing, is none: %j", (bad, message) => {
    expect(faultsOf(readAnswer(bad, "stop"))).toEqual([{ path: "", message }]);
  });
});

describe("what is wrong inside a rule or question", () => {
  const LIST = 'selectors such as "Column:value|value", "tier:A", "Column>1000" or "top:50:Column", or null';
  test.each<[string, unknown, string, string]>([
    ["hold", true, "policy.hold", `expected a list of account IDs or ${LIST}; got true`],
    ["hold", ["1", true], "policy.hold", `expected a list of account IDs or ${LIST}`],
    ["scope", 7, "policy.scope", `expected a list of ${LIST}; got 7`],
    ["mayRise", 7, "policy.mayRise", `expected a list of ${LIST}, or ["none"]; got 7`],
    ["mayFall", 7, "policy.mayFall", `expected a list of ${LIST}, or ["none"]; got 7`],
    [
      "strategicTiers",
      { top: 1 },
      "policy.strategicTiers",
      'expected how many top tiers, tier names as in "A,C", "top:0.5", "revenue:0.8" or null',
    ],
    [
      "coefficients",
      { tpa: "much", sfi: 1, tci: 1 },
      "policy.coefficients",
      'expected {"tpa": number, "sfi": number, "tci": number} or null',
    ],
  ])("%s as %j is told in the words of the field", (field, value, path, message) => {
    const [fault] = faultsOf(read({ ...GOOD, policy: { [field]: value } }));
    expect(fault!.path.startsWith(path)).toBe(true);
    expect(fault!.message.startsWith(message)).toBe(true);
  });

  it("of a question that there is, its own field is told", () => {
    const [fault] = faultsOf(read({ ...GOOD, ask: { kind: "account", id: true } }));
    expect(fault!.path).toBe("ask.id");
    expect(fault!.message).not.toContain("null or one question");
  });

  it("a faulty question goes, and the rules beside it stay", () => {
    const rest = restOf(read({ ...GOOD, policy: { maxMovedShare: 0.02 }, ask: { kind: "weather" } }));
    expect(rest).toMatchObject({ policy: { set: { maxMovedShare: 0.02 } } });
    const none = restOf(read({ ...GOOD, ask: { kind: "weather" } }));
    expect(rest!.ask).toEqual(none!.ask);
    const whole = read(GOOD);
    expect(none!.ask).toEqual("answer" in whole ? whole.answer.ask : "a fault");
  });

  it("rules that are a list go whole", () => {
    const rest = restOf(read({ ...GOOD, policy: [1] }));
    const whole = read(GOOD);
    expect(rest).toEqual("answer" in whole ? whole.answer : "a fault");
  });
});

describe("the structure that parsing hides", () => {
  test.each<[string, string | null]>([
    ['{"a":{"b":1},"b":2}', null],
    ['[{"a":1},{"a":2}]', null],
    ['{"a":"a","b":["a","a"]}', null],
    ['{"":1,"a":{"":2}}', null],
    ['{"a":"__proto__"}', null],
    ['{"a":"\\"{[:","b":"]}"}', null],
    ['{"a\\\\":1,"a":2}', null],
    ['{"a":[{"x":1}],"a":2}', 'the key "a" stands twice in one object'],
    ['{"a":"\\\\","a":1}', 'the key "a" stands twice in one object'],
    ['{"a":"q\\"","a":1}', 'the key "a" stands twice in one object'],
    ['{"a":1,"\\u0061":2}', 'the key "a" stands twice in one object'],
    ['{"":1,"":2}', 'the key "" stands twice in one object'],
    ['{"a":{"__proto__":1}}', 'the key "__proto__" is not allowed'],
    [
      `{"${"k".repeat(50)}":1,"${"k".repeat(50)}":1}`,
      `the key "${"k".repeat(40)}" stands twice in one object`,
    ],
    [`${"[".repeat(32)}${"]".repeat(32)}`, null],
    [`${"[".repeat(33)}${"]".repeat(33)}`, "the answer is nested more than 32 levels deep"],
    [`[${"[],".repeat(40)}{}]`, null],
  ])("%s: %s", (text, fault) => {
    JSON.parse(text);
    expect(findStructureFault(text)).toBe(fault);
  });
});
