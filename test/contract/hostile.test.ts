import { describe, expect, it } from "vitest";
import { chatBody } from "../../contract/chat.ts";
import { checkExtent } from "../../contract/check-extent.ts";
import { compareQuery } from "../../contract/compare.ts";
import { ContractError } from "../../contract/errors.ts";
import { planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { segmentationQuery } from "../../contract/segmentation.ts";
import { csvTiersQuery } from "../../contract/tiers.ts";
import { validateBody, validateQuery } from "../../contract/validate.ts";

/** As much as a request line may hold. */
const SIZE = 16_000;
const fill = (unit: string) => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);

const units = ["a&", "a=&", "&", "=", "%41&", "hold=1&", "runway=1&", "scope=a:b&", "k1=2&k2=3&", "run=&"];
const names = [
  "columns",
  "hold",
  "scope",
  "mayRise",
  "tierSizes",
  "coefficients",
  "strategicTiers",
  "runway",
];
const values = [",", "\\,", "A:", "A:1,", ":", "1", "1e", "|", "top:"];
const queries = [
  ...units.map(fill),
  ...names.flatMap((name) => values.map((unit) => `${name}=${fill(unit)}`)),
];

/** Faults are few, whatever there was to find fault with; the work is bounded by the size of the request. */
function within(work: () => unknown): void {
  const before = process.threadCpuUsage();
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError);
    const { faults } = (error as ContractError).details;
    expect(faults.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(faults).length).toBeLessThan(40_000);
  }
  const { user } = process.threadCpuUsage(before);
  // Twenty times what the slowest of them takes; what is quadratic takes seconds.
  expect(user / 1000).toBeLessThan(1_000);
}

describe("a hostile small request costs no more than its size", () => {
  it.each(queries.map((query) => [query.slice(0, 24), query]))("?%s…", (_title, query) => {
    within(() => {
      const {
        columns: _,
        delimiter: __,
        bom: ___,
        prove: ____,
        ...plan
      } = validateQuery(csvTiersQuery, `?${query}`);
      planToQuery(planFromQuery(plan));
    });
    within(() => validateQuery(compareQuery, `?${query}`));
    within(() => validateQuery(segmentationQuery, `?${query}`));
  });

  const many = Array.from({ length: 40_000 }, (_, i) => `k${i}`);
  const fields = Object.fromEntries(many.map((name) => [name, 1]));
  it.each<[string, object | string]>([
    ["tier sizes of 40,000 names", { policy: { tierSizes: fields } }],
    ["40,000 unknown fields", fields],
    ["40,000 unknown rules", { policy: fields }],
    ["100,000 blank holds", { policy: { hold: Array(100_000).fill("") } }],
    ["10,000 holds of the wrong kind", { policy: { hold: Array(10_000).fill({}) } }],
    ["10,000 turns", { history: Array(10_000).fill({}) }],
    [
      "turns with unknown fields",
      { history: Array(20).fill(Object.fromEntries(many.slice(0, 90).map((n) => [n, 1]))) },
    ],
    ["a body 100,000 deep", `{"message":"hi","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("%s", (_title, body) => {
    const json = Buffer.from(typeof body === "string" ? body : JSON.stringify({ message: "hi", ...body }));
    within(() => {
      checkExtent(json);
      validateBody(chatBody, JSON.parse(json.toString()));
    });
  });

  it("counts the faults that it does not list", () => {
    const query = many.slice(0, 900).join("=&");
    expect(() => validateQuery(csvTiersQuery, `?${query}`)).toThrow(/\(and 899 more\)\.$/);
  });
});
