import { describe, expect, it } from "vitest";
import { asEntries, asName, asNumber, asTiers, orNull, withoutNulls } from "../../contract/lenient.ts";

describe("a number that a model writes as text", () => {
  it.each([
    ["7", 7],
    ["0.25", 0.25],
    [".5", 0.5],
    ["2%", 0.02],
    ["2.5 %", 0.025],
    [".5%", 0.005],
    [" 12 ", 12],
    [" \t7\n%  ", 0.07],
    ["1,000", 1_000],
    ["12,345,678", 12_345_678],
    ["999,999,999,999,999", 999_999_999_999_999],
    ["1,000%", 10],
    ["123456789012345", 123_456_789_012_345],
    ["0.123456789012345", 0.123456789012345],
    [`${" ".repeat(9)}1${" ".repeat(9)}%${" ".repeat(9)}`, 0.01],
  ])("%j is a number where it can be read in one way", (text, number) => {
    expect(asNumber(text)).toBe(number);
  });

  it.each([
    [""],
    [" "],
    ["%"],
    ["."],
    ["5."],
    ["-1"],
    ["+1"],
    ["1e3"],
    ["0x10"],
    ["1,00"],
    ["1,0000"],
    ["1234,567"],
    [",123"],
    ["1,000.5"],
    ["1,000,000,000,000,000"],
    ["1.000,5"],
    ["1 000"],
    ["5%%"],
    ["%5"],
    ["x5"],
    ["5x"],
    ["a 1,000"],
    ["1,000 b"],
    ["free"],
    ["1234567890123456"],
    [".1234567890123456"],
    ["0.1234567890123456"],
    [`${" ".repeat(10)}1`],
    [`1${" ".repeat(10)}%`],
    [`1%${" ".repeat(10)}`],
  ])("%j stays as it is, for the schema to judge", (text) => {
    expect(asNumber(text)).toBe(text);
  });

  it("is what it is where it is no text", () => {
    for (const value of [0.5, null, undefined, true, ["5"], { n: "5" }]) expect(asNumber(value)).toBe(value);
  });
});

describe("a list that a model writes", () => {
  it("may be one entry alone, and has names for whole numbers", () => {
    expect(asEntries("tier:A")).toEqual(["tier:A"]);
    expect(asEntries(42)).toEqual(["42"]);
    expect(asEntries([1, "b", 2.5, true])).toEqual(["1", "b", 2.5, true]);
    expect(asEntries([])).toEqual([]);
    expect(asEntries("")).toEqual([""]);
    expect(asEntries({ a: 1 })).toEqual([{ a: 1 }]);
  });

  it("is none where there is nothing in it", () => {
    expect(asEntries(null)).toBeNull();
    expect(asEntries(undefined)).toBeUndefined();
    expect(asEntries({})).toBeNull();
  });

  it("of tiers is their names by commas; of anything else it stays", () => {
    expect(asTiers(["A", "B"])).toBe("A,B");
    expect(asTiers(["A"])).toBe("A");
    for (const value of ["A,B", 2, null, ["A", 2], [2], { a: "A" }]) expect(asTiers(value)).toBe(value);
  });
});

it("a name is text for a whole number that is exact, and stays else", () => {
  expect(asName(304930413)).toBe("304930413");
  expect(asName(-7)).toBe("-7");
  for (const value of [1.5, 2 ** 53, Number.NaN, "7", null, true]) expect(asName(value)).toBe(value);
});

describe("an object that a model leaves empty", () => {
  it("is null; a list, a text and null are what they are", () => {
    expect(orNull({})).toBeNull();
    for (const value of [{ a: null }, [], "", 0, null, undefined]) expect(orNull(value)).toBe(value);
  });

  it("has no fields that are null, and numbers read, but IDs and shares of texts", () => {
    expect(
      withoutNulls({ a: "1,000", b: null, c: undefined, id: "42", d: "5%", e: 0, f: "x", g: false, h: "" }),
    ).toEqual({ a: 1_000, id: "42", d: "5%", e: 0, f: "x", g: false, h: "" });
    expect(withoutNulls({ a: null, b: undefined })).toBeNull();
    expect(withoutNulls({})).toBeNull();
    for (const value of ["x", 7, null, undefined, true]) expect(withoutNulls(value)).toBe(value);
    const list = [null, 1];
    expect(withoutNulls(list)).toBe(list);
  });
});
