import { describe, expect, it } from "vitest";
import { ContractError } from "../../contract/errors.ts";
import { isWellEncoded, readParameters } from "../../contract/read-parameters.ts";

/** The refusal of a query: its message, its code and its one fault. */
function refusal(url: string) {
  try {
    readParameters(url);
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    const { name, message, code, details } = error as ContractError;
    expect(name).toBe("ContractError");
    expect(details.faults).toHaveLength(1);
    return { message, code, detail: details.faults[0]!.detail };
  }
  throw new Error("It was read.");
}

describe("the parameters of an address", () => {
  it("are what stands behind its first question mark, each by its name, decoded", () => {
    expect({ ...readParameters("/v1/tiers?a=1&b=x%20y+z&c=%C3%A9?&d=&e") }).toEqual({
      a: "1",
      b: "x y z",
      c: "é?",
      d: "",
      e: "",
    });
    expect({ ...readParameters("?a=1") }).toEqual({ a: "1" });
  });

  it("are none without a question mark, whatever the path looks like", () => {
    for (const url of ["", "/v1/tiers", "/v1/tiers&a=1", "/v1/%E9", "/v1/tiers?"])
      expect({ ...readParameters(url) }).toEqual({});
  });

  it("keep the order of one that is repeated, and its blanks", () => {
    expect({ ...readParameters("?a=2&b=0&a=&a=1&b=0") }).toEqual({ a: ["2", "", "1"], b: ["0", "0"] });
  });

  it("may have the name of what every object has", () => {
    const read = readParameters("?__proto__=1&constructor=2&toString=3");
    expect(Object.entries(read)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
      ["toString", "3"],
    ]);
    expect(Object.getPrototypeOf(read)).toBeNull();
  });

  it("are at most 1,000, counted by what separates them", () => {
    const many = (n: number) => `/v1/tiers?${Array(n).fill("a").join("&")}`;
    expect(readParameters(many(1_000)).a).toHaveLength(1_000);
    const detail = "got 1001 parameters, expected at most 1000";
    expect(refusal(many(1_001))).toEqual({
      code: "invalid-query",
      message: `The query is not valid: ${detail}.`,
      detail,
    });
    // Ampersands before the question mark separate nothing.
    expect({ ...readParameters(`${"&".repeat(2_000)}?a=1`) }).toEqual({ a: "1" });
  });

  it("are refused where they are not UTF-8, showing the first that is not", () => {
    const detail = 'got "b=%E9", expected percent-encoded UTF-8, in which % itself is %25';
    expect(refusal("?a=%C3%A9&b=%E9&c=%")).toEqual({
      code: "invalid-query",
      message: `The query is not valid: ${detail}.`,
      detail,
    });
    expect(refusal("?%").detail).toContain('got "%",');
    expect(refusal("?50%=1").detail).toContain('got "50%=1",');
  });

  it("are shown up to 80 characters of one", () => {
    const [whole, longer] = [`${"x".repeat(79)}%`, `${"x".repeat(79)}%%`];
    expect(refusal(`?${whole}`).detail).toContain(`got "${whole}",`);
    expect(refusal(`?${longer}`).detail).toContain(`got "${whole}…",`);
  });
});

it("a text is well encoded where each of its escapes is of UTF-8", () => {
  for (const text of ["", "a b", "%25", "%C3%A9", "%f0%9f%98%80", "é"])
    expect(isWellEncoded(text)).toBe(true);
  for (const text of ["%", "%2", "%zz", "%E9", "%C3", "%ED%A0%80", "%C0%80"])
    expect(isWellEncoded(text)).toBe(false);
});
