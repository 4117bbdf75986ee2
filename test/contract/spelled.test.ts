import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compareQuery } from "../../contract/compare.ts";
import { coverageCsvQuery } from "../../contract/coverage.ts";
import { csvQuery, delimiterOf } from "../../contract/csv.ts";
import { goalQuery, goalToQuery } from "../../contract/goal.ts";
import { flagParameter, listParameter, numberParameter, toParameters } from "../../contract/parameters.ts";
import { planSchema } from "../../contract/plan.ts";
import { planQuery } from "../../contract/plan-query.ts";
import {
  segmentationFromQuery,
  segmentationQuery,
  segmentationToQuery,
} from "../../contract/segmentation.ts";
import { validateQuery } from "../../contract/validate.ts";
import { planWithin, versusPlan } from "../../contract/versus.ts";
import { DEFAULT_WEIGHTS, SIGNALS } from "../../tiering/index.ts";

/** Every fault's sentence of a query that is refused. */
function faultsOf(schema: z.ZodObject, query: string): string[] {
  try {
    validateQuery(schema, `?${query}`);
    return [];
  } catch (error) {
    const { details } = error as { details: { faults: { parameter: string; detail: string }[] } };
    return details.faults.map(({ parameter, detail }) => `${parameter}: ${detail}`);
  }
}

/** What a query reads as, and how that is spelled. */
function roundTrip<T extends z.ZodObject>(schema: T, query: string) {
  const read = validateQuery(schema, `?${query}`);
  return [read, toParameters(z.encode(schema, read) as object).toString()];
}

describe("a number in a query", () => {
  const query = z.strictObject({ n: numberParameter(z.number().min(0).max(9)) });
  it("is plain decimal notation, within its range", () => {
    for (const [text, n] of [
      ["7", 7],
      [".5", 0.5],
      ["1e0", 1],
      ["%2B2", 2],
    ] as const)
      expect(validateQuery(query, `?n=${text}`)).toEqual({ n });
    for (const text of ["", "+", "0x1", "1,5", "Infinity", "NaN", "1_0"])
      expect(faultsOf(query, `n=${text}`)[0]).toMatch(/^n: expected a decimal number; got "/);
    expect(faultsOf(query, "n=10")).toEqual(["n: Too big: expected number to be <=9; got 10"]);
  });

  it("is given once", () => {
    expect(faultsOf(query, "n=1&n=1")).toEqual(["n: given more than once, expected once"]);
    expect(faultsOf(query, "")).toEqual(["n: Missing: expected string"]);
  });
});

describe("a flag in a query", () => {
  const query = z.strictObject({ f: flagParameter });
  it("is 1 or true, 0 or false, and is spelled 1 or 0", () => {
    expect(roundTrip(query, "f=1")).toEqual([{ f: true }, "f=1"]);
    expect(roundTrip(query, "f=true")).toEqual([{ f: true }, "f=1"]);
    expect(roundTrip(query, "f=0")).toEqual([{ f: false }, "f=0"]);
    expect(roundTrip(query, "f=false")).toEqual([{ f: false }, "f=0"]);
    for (const text of ["", "yes", "2", "TRUE"]) expect(faultsOf(query, `f=${text}`)).toHaveLength(1);
  });
});

describe("a list in a query", () => {
  const query = z.strictObject({ l: listParameter(z.string().min(1), 3) });
  it("is separated by commas or by repeating its name, and has commas of its own behind a backslash", () => {
    expect(roundTrip(query, "l=a,b&l=c\\,d")).toEqual([{ l: ["a", "b", "c,d"] }, "l=a&l=b&l=c%5C%2Cd"]);
    expect(roundTrip(query, "l=a\\,b\\,c")).toEqual([{ l: ["a,b,c"] }, "l=a%5C%2Cb%5C%2Cc"]);
  });

  it("is refused where it is longer than its most, and read no further", () => {
    expect(faultsOf(query, "l=a,b,c,d")).toEqual(["l: Too big: expected array to have <=3 items"]);
    expect(faultsOf(query, "l=a,b&l=c,d&l=,,,")).toEqual(["l: Too big: expected array to have <=3 items"]);
    const many = { l: Array.from({ length: 1_000 }, () => "a,a") };
    const [issue] = query.safeParse(many, { reportInput: true }).error!.issues;
    expect(issue!.input).toEqual(["a", "a", "a", "a"]);
    expect(faultsOf(query, "l=a,,c")).toEqual([
      'l: Too small: expected string to have >=1 characters; got ""',
    ]);
  });
});

it("what is not given is not spelled", () => {
  expect(toParameters({ a: undefined, b: 0, c: ["x", "y"], d: "" }).toString()).toBe("b=0&c=x&c=y&d=");
});

describe("the CSV's form in a query", () => {
  const delimiter = (query: string) => delimiterOf(validateQuery(csvQuery, `?${query}`));
  it("is commas unless it says otherwise, semicolons where the comma is the decimal sign", () => {
    expect(delimiter("")).toBe(",");
    expect(delimiter("decimal=.")).toBe(",");
    expect(delimiter("decimal=,")).toBe(";");
    expect(delimiter("decimal=,&delimiter=tab")).toBe("\t");
    for (const [name, sign] of [
      [",", ","],
      [";", ";"],
      ["tab", "\t"],
      ["%09", "\t"],
      ["|", "|"],
    ])
      expect(delimiter(`delimiter=${name}`)).toBe(sign);
  });

  it("is refused where it is another, which says what there is", () => {
    expect(faultsOf(csvQuery, "delimiter=:&decimal=;")).toEqual([
      'delimiter: expected ",", ";", "|" or "tab"; got ":"',
      'decimal: expected "." or ","; got ";"',
    ]);
  });
});

describe("a plan's rules in a query say what was expected", () => {
  it.each([
    ["maxMovedShare=x", 'maxMovedShare: expected a decimal number; got "x"'],
    ["tierSizes=A", 'tierSizes: expected name:number pairs such as A:1200,B:11153; got "A"'],
    [
      "tierSizes=A:1,B:many",
      'tierSizes: expected a number or a share for each name, as in A:1200,B:11153; got "A:1,B:many"',
    ],
    ["tierSizes=A:1,:2", 'tierSizes: expected name:number pairs such as A:1200,B:11153; got "A:1,:2"'],
    ["tierSizes=A:1,B:2, A:3", "tierSizes: expected each name once, as in A:1200,B:11153"],
    ["tierSizes=__proto__:5", "tierSizes: expected each name once, as in A:1200,B:11153"],
    ["coefficients=tpa:1,sfi:1,tci:1,tpa:2", "coefficients: expected each name once, as in tpa:0.35"],
    ["tierSizes=A:5.5", "tierSizes: expected int, received number, or expected string"],
    [
      "coefficients=tpa",
      'coefficients: expected name:number pairs such as tpa:0.35,sfi:0.35,tci:0.3; got "tpa"',
    ],
    ["scope=Africa", 'scope: expected Column:value|value, Column>number or top:50:Column; got "Africa"'],
    ["mayRise=all", 'mayRise: expected Column:value|value, Column>number or top:50:Column; got "all"'],
    ["force=7", 'force: expected an account\'s ID, a colon and a tier, such as 304930413:A; got "7"'],
    ["holds=kept", "holds: expected stored, or stored@ and a version of GET /v1/holds, such as stored@12"],
    [
      "reason=:why",
      'reason: expected an account\'s ID, a colon and one line of at most 200 characters; got ":why"',
    ],
    ["strategicTiers=a:b", "expected tier names (A,C), top:0.5, revenue:0.8 or pi:0.75"],
    ["method=x", 'method: expected one of hybrid, kpi, direct, baseline; got "x"'],
    ["monotone=maybe", 'monotone: expected one of "0"|"1"|"true"|"false"; got "maybe"'],
  ])("%s", (query, fault) => {
    expect(faultsOf(planQuery, query)[0]).toContain(fault);
  });

  it("a pair of two accounts too", () => {
    expect(faultsOf(coverageCsvQuery, "apart=101")).toEqual([
      'apart: expected two accounts, such as 101:102; got "101"',
    ]);
  });
});

describe("a plan in a body", () => {
  const weighed = (weights: object) => planSchema.safeParse({ method: "hybrid", weights, policy: {} });
  it("weighs something: one signal at least, none below zero, in whatever sum", () => {
    const none = { runway: 0, growth: 0, geo: 0, category: 0 };
    for (const signal of SIGNALS) expect(weighed({ ...none, [signal]: 0.1 }).success).toBe(true);
    expect(weighed({ runway: 70, growth: 30, geo: 0, category: 0 }).success).toBe(true);
    expect(weighed(none).error!.issues).toMatchObject([
      { path: ["weights"], message: "expected at least one positive weight" },
    ]);
    expect(weighed({ ...none, geo: -1, growth: 1 }).success).toBe(false);
    expect(weighed({ runway: 1 }).success).toBe(false);
  });
});

describe("a goal in a query", () => {
  const plan = { method: "hybrid" as const, weights: DEFAULT_WEIGHTS, policy: { maxMovedShare: 0.1 } };
  it("is its plan without the method, a KPI and the value to reach, and reads back", () => {
    const spelled = goalToQuery(plan, { kpi: "sfi", atLeast: 0.82 }).toString();
    expect(spelled).not.toContain("method");
    expect(spelled).toMatch(/maxMovedShare=0\.1&kpi=sfi&atLeast=0\.82$/);
    expect(validateQuery(goalQuery, `?${spelled}`)).toMatchObject({
      ...DEFAULT_WEIGHTS,
      maxMovedShare: 0.1,
      kpi: "sfi",
      atLeast: 0.82,
    });
  });

  it("is of a measure that there is", () => {
    expect(faultsOf(goalQuery, "kpi=roi&atLeast=1")).toEqual([
      'kpi: expected one of tpa, tciPi, tciRev, sfi, composite; got "roi"',
    ]);
  });
});

describe("a comparison in a query", () => {
  it("has segmentations as algorithm:k:policy, the last two of which may be left out", () => {
    const query =
      "segmentation=ward:4:v2&segmentation=hdbscan&segmentation=kmeans::blend&segmentation=ward:3";
    const [read, spelled] = roundTrip(compareQuery, query);
    expect(read).toEqual({
      segmentation: [
        { algorithm: "ward", k: 4, policy: "v2" },
        { algorithm: "hdbscan" },
        { algorithm: "kmeans", policy: "blend" },
        { algorithm: "ward", k: 3 },
      ],
    });
    expect(validateQuery(compareQuery, `?${spelled}`)).toEqual(read);
    for (const wrong of ["magic", "ward:0", "ward:27", "ward:x", "ward:4:v9", ""])
      expect(faultsOf(compareQuery, `segmentation=${wrong}`)).toHaveLength(1);
  });
});

describe("a segmentation in a query", () => {
  const asked =
    "algorithm=kmeans&k=4&policy=linear&policyWeights=potential:0.5,meanRevenue:0,totalRevenue:0.5" +
    "&runway=0.5&growth=0.5&seed=7&silhouette=none";
  it("reads back from its own spelling", () => {
    const query = asked.replace("policy=linear", "policy=blend");
    const options = segmentationFromQuery(validateQuery(segmentationQuery, `?${query}`));
    expect(options).toEqual({
      algorithm: "kmeans",
      k: 4,
      policy: "blend",
      policyWeights: { potential: 0.5, meanRevenue: 0, totalRevenue: 0.5 },
      weights: { runway: 0.5, growth: 0.5, geo: 0, category: 0 },
      seed: 7,
      silhouette: "none",
    });
    const spelled = segmentationToQuery(options).toString();
    expect(segmentationFromQuery(validateQuery(segmentationQuery, `?${spelled}`))).toEqual(options);
  });

  it("leaves out what it does not name, and has the published weights where it names none", () => {
    const options = segmentationFromQuery(validateQuery(segmentationQuery, "?"));
    expect(options).toEqual({ algorithm: "ward", weights: DEFAULT_WEIGHTS });
    expect(segmentationToQuery({ ...options, k: null }).get("k")).toBeNull();
  });

  it("says which words there are, and what pairs are", () => {
    expect(faultsOf(segmentationQuery, "algorithm=x&silhouette=x&policyWeights=potential")).toEqual([
      expect.stringMatching(/^algorithm: expected one of ward, .*; got "x"$/),
      'policyWeights: expected name:number pairs such as potential:0.5,meanRevenue:0,totalRevenue:0.5; got "potential"',
      'silhouette: expected one of exact, sampled, none; got "x"',
    ]);
    expect(faultsOf(segmentationQuery, "runway=0")).toEqual([]);
    expect(() => segmentationFromQuery(validateQuery(segmentationQuery, "?runway=0"))).toThrow(/sum to 0/);
  });

  it("takes blanks around the names and numbers of pairs", () => {
    expect(
      validateQuery(segmentationQuery, "?policyWeights=potential : 1, meanRevenue:0 ,totalRevenue: .5")
        .policyWeights,
    ).toEqual({ potential: 1, meanRevenue: 0, totalRevenue: 0.5 });
  });
});

describe("another plan in a query", () => {
  it("is a query of its own, or none", () => {
    expect(versusPlan(undefined)).toBeUndefined();
    expect(versusPlan("method=kpi&runway=2")).toEqual({
      method: "kpi",
      weights: { runway: 1, growth: 0, geo: 0, category: 0 },
      policy: {},
    });
    expect(versusPlan("")).toEqual({ method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} });
    expect(() => versusPlan("method=x")).toThrow(/expected one of hybrid/);
  });

  it("that is at fault is its parameter's fault, which says where in it", () => {
    expect(() => planWithin("run", "method=x&runwy=1")).toThrow(
      expect.objectContaining({
        code: "invalid-query",
        message: expect.stringMatching(
          /^The query is not valid: run: method: expected one of .* \(and 1 more\)\.$/,
        ),
        details: {
          faults: [
            { parameter: "run", detail: expect.stringMatching(/^method: expected one of .*; got "x"$/) },
            { parameter: "run", detail: expect.stringMatching(/^runwy: Unknown/), nearest: ["runway"] },
          ],
        },
      }),
    );
    const encoded = 'got "runway=%E9", expected percent-encoded UTF-8, in which % itself is %25';
    expect(() => versusPlan("runway=%E9")).toThrow(
      expect.objectContaining({
        message: `The query is not valid: versus: ${encoded}.`,
        details: { faults: [{ parameter: "versus", detail: encoded }] },
      }),
    );
    expect(() => versusPlan("runway=0")).toThrow(/: versus: .*sum to 0/);
  });
});
