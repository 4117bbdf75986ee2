import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExtent } from "../../contract/check-extent.ts";
import { ContractError } from "../../contract/errors.ts";

/** Where the scan refuses a body; null where it does not. */
function refusedAt(json: string): string | null {
  try {
    checkExtent(Buffer.from(json));
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    return (error as ContractError).details.faults[0]!.pointer!;
  }
}

/** The same by what is parsed, which is what the scan is to spare: whether any part of it is too large. */
function isTooMuch(value: unknown, level = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  const parts: readonly unknown[] = Object.values(value);
  if (level > 16 || parts.length > (Array.isArray(value) ? 10_000 : 100)) return true;
  return parts.some((part) => isTooMuch(part, level + 1));
}

const fields = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, k) => [`k${k}`, 1]));
const nested = (levels: number) => `${'{"a":['.repeat(levels)}${"]}".repeat(levels)}`;

describe("the extent of a body is judged by its bytes", () => {
  it.each<[string, string, string | null]>([
    ["100 fields", JSON.stringify(fields(100)), null],
    ["101 fields", JSON.stringify(fields(101)), "#"],
    ["101 fields within", JSON.stringify({ x: 1, policy: { tierSizes: fields(101) } }), "#/policy/tierSizes"],
    ["101 fields in a list", JSON.stringify({ history: [{}, 1, fields(101)] }), "#/history/2"],
    ["10,000 entries", JSON.stringify(Array(10_000).fill([])), null],
    ["10,001 entries", JSON.stringify({ hold: Array(10_001).fill("") }), "#/hold"],
    ["17 levels", nested(8), null],
    ["18 levels", nested(9), `#${"/a/0".repeat(8)}/a`],
    [
      "names that want escapes",
      `{"a/b~\\u00e9 \\"c":${JSON.stringify(fields(101))}}`,
      "#/a~1b~0%C3%A9%20%22c",
    ],
    ["a name that is no Unicode", `{"\\ud800":${JSON.stringify(fields(101))}}`, "#/%EF%BF%BD"],
    ["structure within strings", JSON.stringify({ text: '{[,:"\\'.repeat(50_000) }), null],
    ["a string without an end", `{"a":"${"\\".repeat(1_000)}`, null],
    ["ends without beginnings", "]}]}],,,:", null],
    ["no fields but commas", `[{${",".repeat(100)}`, "#/0"],
    ["nothing", "", null],
    ["a field that stands twice", '{"message":"a","message":"b"}', "#/message"],
    ["a field that stands twice in two spellings", '{"x":{"a":1,"b":2,"\\u0061":3}}', "#/x/a"],
    ["a field of the same name in each object of a list", '[{"a":{"a":1}},{"a":2}]', null],
    ["a name as a value", '{"a":"b","b":"a","c":["a","a"]}', null],
  ])("%s", (_title, json, pointer) => {
    expect(refusedAt(json)).toBe(pointer);
  });

  it.each<[string, string]>([
    [
      JSON.stringify({ hold: Array(10_001).fill("") }),
      "#/hold: got more than 10000 entries, which is the most",
    ],
    [JSON.stringify(fields(101)), "#: got more than 100 fields, which is the most"],
    [nested(9), `#${"/a/0".repeat(8)}/a: nested deeper than 16 levels`],
  ])("and says by how much it may be", (json, told) => {
    const detail = told.slice(told.indexOf(": ") + 2);
    expect(() => checkExtent(Buffer.from(json))).toThrow(
      expect.objectContaining({
        code: "invalid-body",
        message: `The body is not valid: ${told}.`,
        details: { faults: [{ pointer: told.slice(0, told.indexOf(": ")), detail }] },
      }),
    );
  });

  it("as it is when it is parsed, whatever the JSON", () => {
    const text = fc.string({
      unit: fc.constantFrom("\\", '"', "{", "]", ",", ":", "a", "é", "😀"),
      maxLength: 6,
    });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 20, depthIdentifier: "json" },
        fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.integer({ min: 98, max: 102 }).map(fields),
        fc.integer({ min: 9_999, max: 10_001 }).map((n) => Array(n).fill(0)),
        fc.tuple(fc.integer({ min: 6, max: 9 }), tie("value")).map(([levels, inner]) => {
          return Array.from({ length: levels }).reduce<unknown>((held) => ({ a: [held] }), inner);
        }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, "\t"), (body, indent) => {
        const json = JSON.stringify(body, null, indent);
        expect(refusedAt(json) !== null).toBe(isTooMuch(JSON.parse(json)));
      }),
      { numRuns: 300 },
    );
  });

  it("within its size: what is refused is looked at no further", () => {
    const json = Buffer.from(JSON.stringify(fields(40_000)));
    const before = process.threadCpuUsage().user;
    for (let k = 0; k < 1_000; k++) expect(() => checkExtent(json)).toThrow(ContractError);
    // To parse them once takes some 10 ms.
    expect((process.threadCpuUsage().user - before) / 1_000).toBeLessThan(5_000);
  });
});
