import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ContractError } from "../../contract/errors.ts";
import { pointerOf } from "../../contract/faults.ts";
import { validateBody, validateQuery } from "../../contract/validate.ts";

/** What is said of a refused request. */
function refusal(read: () => unknown) {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    const { code, message, details } = error as ContractError;
    return { code, message, faults: details.faults };
  }
  throw new Error("It was read.");
}
const ofBody = (schema: z.ZodType, body: unknown) => refusal(() => validateBody(schema, body));
const ofQuery = (schema: z.ZodObject, query: string) =>
  refusal(() => validateQuery(schema, `/v1/x?${query}`));
/** What is said of one value. */
const detailOf = (schema: z.ZodType, value: unknown) =>
  ofBody(z.object({ x: schema }), { x: value }).faults[0]!;

const form = z.strictObject({
  runway: z.number().optional(),
  growth: z.number().optional(),
  inner: z.strictObject({ depth: z.number().optional() }).optional(),
});

describe("a request that is right", () => {
  it("is what its schema makes of it", () => {
    expect(validateBody(z.object({ n: z.int().default(3) }), {})).toEqual({ n: 3 });
    expect(validateQuery(z.object({ n: z.string() }), "/x?n=1")).toEqual({ n: "1" });
  });
});

describe("a fault of a body", () => {
  it("has a pointer, what was expected and what was got; the first stands in the message too", () => {
    expect(ofBody(form, { runway: "much", inner: { depth: null } })).toEqual({
      code: "invalid-body",
      message: 'The body is not valid: #/runway: expected number, received string; got "much" (and 1 more).',
      faults: [
        { pointer: "#/runway", detail: 'expected number, received string; got "much"' },
        { pointer: "#/inner/depth", detail: "expected number, received null" },
      ],
    });
    expect(ofBody(form, { runway: "much" }).message).toBe(
      'The body is not valid: #/runway: expected number, received string; got "much".',
    );
  });

  it("of the whole points at the whole", () => {
    expect(ofBody(form, [])).toEqual({
      code: "invalid-body",
      message: "The body is not valid: #: expected object, received array.",
      faults: [{ pointer: "#", detail: "expected object, received array" }],
    });
  });

  it("that is something missing says so", () => {
    const needs = z.object({ message: z.string(), word: z.enum(["a", "b"]) });
    expect(ofBody(needs, {}).faults).toEqual([
      { pointer: "#/message", detail: "Missing: expected string" },
      { pointer: "#/word", detail: 'Missing: expected one of "a"|"b"' },
    ]);
  });

  it("that is an unknown field names it, the known ones and the nearest, at the top", () => {
    expect(ofBody(form, { runwy: 1 }).faults).toEqual([
      {
        pointer: "#/runwy",
        detail: 'Unknown field "runwy"; known are runway, growth, inner',
        nearest: ["runway"],
      },
    ]);
  });

  it("that is an unknown field further in names it alone, and so does one of a schema that is no object", () => {
    expect(ofBody(form, { inner: { dept: 1 } }).faults).toEqual([
      { pointer: "#/inner/dept", detail: 'Unknown field "dept"' },
    ]);
    const either = z.union([z.strictObject({ a: z.number() })]);
    expect(ofBody(either, { a: 1, b: 2 }).faults[0]).not.toHaveProperty("nearest");
  });
});

describe("a name that fields by name cannot hold", () => {
  const sizes = z.object({ policy: z.object({ list: z.array(z.record(z.string(), z.number())) }) });
  it("is refused wherever something is said under it, rather than lost", () => {
    const body = JSON.parse('{"policy":{"list":[{"A":1},{"B":2,"__proto__":3}]}}');
    expect(ofBody(sizes, body)).toEqual({
      code: "invalid-body",
      message: 'The body is not valid: #/policy/list/1/__proto__: Unknown field "__proto__".',
      faults: [{ pointer: "#/policy/list/1/__proto__", detail: 'Unknown field "__proto__"' }],
    });
    expect(ofBody(sizes, JSON.parse('{"policy":{"list":[]},"__proto__":{"a":1}}')).faults).toEqual([
      { pointer: "#/__proto__", detail: 'Unknown field "__proto__"' },
    ]);
  });

  it("is no other name: constructor, toString and nothing at all are names", () => {
    const body = { policy: { list: [{ constructor: 1, toString: 2, "": 3 }] } };
    expect(validateBody(sizes, body)).toEqual(body);
    expect(validateBody(z.object({ x: z.null(), y: z.string() }), { x: null, y: "__proto__" })).toEqual({
      x: null,
      y: "__proto__",
    });
  });
});

describe("a fault of a query", () => {
  it("has the parameter's name", () => {
    const query = z.strictObject({ runway: z.string().max(2).optional(), growth: z.string().optional() });
    expect(ofQuery(query, "runway=abc")).toEqual({
      code: "invalid-query",
      message: 'The query is not valid: runway: Too big: expected string to have <=2 characters; got "abc".',
      faults: [{ parameter: "runway", detail: 'Too big: expected string to have <=2 characters; got "abc"' }],
    });
    expect(ofQuery(query, "growht=1").faults).toEqual([
      {
        parameter: "growht",
        detail: 'Unknown parameter "growht"; known are runway, growth',
        nearest: ["growth"],
      },
    ]);
  });

  it("of the whole is the query's, and has no parameter", () => {
    const some = z.object({ a: z.string().optional() }).refine(({ a }) => a !== undefined, "expected a");
    expect(ofQuery(some, "")).toEqual({
      code: "invalid-query",
      message: "The query is not valid: query: expected a.",
      faults: [{ detail: "expected a" }],
    });
  });
});

describe("what is said of a fault", () => {
  it("is, of a choice, what each alternative expected, unless the choice speaks for itself", () => {
    const free = z.union([z.int().max(9), z.literal("free")]);
    expect(detailOf(free, "far").detail).toBe(
      'expected number, received string, or expected "free"; got "far"',
    );
    const told = z.union([z.int(), z.literal("free")], { error: "expected a step, or free" });
    expect(detailOf(told, "far").detail).toBe('expected a step, or free; got "far"');
  });

  it("is, of a choice with a word of its own for what was got, that word", () => {
    const told = z.union([z.int(), z.literal("free")], {
      error: "a step, received undefined or Invalid option: none",
    });
    expect(detailOf(told, "far").detail).toBe(
      'a step, received undefined or Invalid option: none; got "far"',
    );
    expect(detailOf(told, undefined).detail).toBe(
      "Missing: a step, received undefined or Invalid option: none",
    );
  });

  it("is, of a choice of objects none of which is meant, what was wrong with the choice itself", () => {
    const kinds = z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a") }),
      z.object({ kind: z.literal("b") }),
    ]);
    expect(detailOf(kinds, { kind: "c" })).toEqual({
      pointer: "#/x/kind",
      detail: "Invalid discriminator value. Expected 'a' | 'b'",
    });
  });

  it("is, of a name in a list by names, what names are", () => {
    const sizes = z.record(z.string().regex(/^[A-Z]$/, "expected a capital"), z.number());
    expect(detailOf(sizes, { a: 1 })).toEqual({ pointer: "#/x/a", detail: 'expected a capital; got "a"' });
  });

  it("shows what was got up to 60 characters, and of more how many there are", () => {
    const [whole, longer] = ["y".repeat(58), "y".repeat(59)];
    expect(detailOf(z.number(), whole).detail).toMatch(new RegExp(`; got "${whole}"$`));
    expect(detailOf(z.number(), longer).detail).toMatch(/; got "y{56}… \(61 characters\)$/);
  });

  it("shows a number that is beyond all others as what it is", () => {
    expect(detailOf(z.number(), Number.POSITIVE_INFINITY).detail).toBe(
      "expected number, received Infinity; got Infinity",
    );
  });

  it("shows a number, and nothing of an object or a list", () => {
    expect(detailOf(z.number().max(1), 1.5).detail).toBe("Too big: expected number to be <=1; got 1.5");
    expect(detailOf(z.string(), { secret: 1 }).detail).toBe("expected string, received object");
    expect(detailOf(z.string(), ["secret"]).detail).toBe("expected string, received array");
  });
});

describe("many faults", () => {
  const list = (n: number) => ({ list: Array.from({ length: n }, () => "x") });
  const numbers = z.object({ list: z.array(z.number()) });

  it("are listed up to twenty, and all counted", () => {
    const { faults, message } = ofBody(numbers, list(20));
    expect(faults.map(({ pointer }) => pointer)).toEqual(Array.from({ length: 20 }, (_, k) => `#/list/${k}`));
    expect(message).toMatch(/ \(and 19 more\)\.$/);
    const more = ofBody(numbers, list(21));
    expect(more.faults).toEqual(faults);
    expect(more.message).toMatch(/ \(and 20 more\)\.$/);
  });

  it("are, with unknown fields among them, the same twenty at most", () => {
    const strict = z.strictObject({ list: z.array(z.number()) });
    const unknown = Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`k${k}`, 1]));
    const { faults, message } = ofBody(strict, { ...list(15), ...unknown });
    expect(faults.map(({ pointer }) => pointer!.replace(/\d+$/, ""))).toEqual([
      ...Array(15).fill("#/list/"),
      ...Array(5).fill("#/k"),
    ]);
    expect(message).toMatch(/ \(and 44 more\)\.$/);
  });
});

describe("a pointer", () => {
  it("is a URI fragment of RFC 6901", () => {
    expect(pointerOf([])).toBe("#");
    expect(pointerOf(["a", 0, ""])).toBe("#/a/0/");
    expect(pointerOf(["~1/", "é %"])).toBe("#/~01~1/%C3%A9%20%25");
  });

  it("is of names that are cut at 200 characters, and of Unicode whatever they are", () => {
    expect(pointerOf(["n".repeat(200)])).toBe(`#/${"n".repeat(200)}`);
    expect(pointerOf(["n".repeat(201)])).toBe(`#/${"n".repeat(200)}`);
    expect(pointerOf(["\ud83d", `${"n".repeat(199)}😀`])).toBe(`#/%EF%BF%BD/${"n".repeat(199)}%EF%BF%BD`);
  });
});
