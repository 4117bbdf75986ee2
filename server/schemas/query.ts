import { z } from "zod";
import { policySchema } from "../../prompts/index.ts";
import { METHODS } from "../../tiering/index.ts";

const rule = policySchema.shape;

/** A parameter that may be given once. */
const once = z.string({
  error: (issue) => (Array.isArray(issue.input) ? "given more than once, expected once" : undefined),
});
const repeatable = z.union([z.string(), z.array(z.string())]);

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The query of a resource that takes none. */
export const noQuery = z.strictObject({});

/** A number in a query: plain decimal notation, never coerced from blanks. */
export function numberParameter<T extends z.ZodType<number>>(schema: T) {
  const text = once.regex(DECIMAL, "expected a decimal number");
  return z.codec(text, schema as z.ZodType<number, number>, { decode: Number, encode: String });
}

/** A yes-or-no parameter: `1` or `0`, `true` or `false`. */
export const flagParameter = z.codec(z.enum(["1", "0", "true", "false"]), z.boolean(), {
  decode: (text) => text === "1" || text === "true",
  encode: (flag) => (flag ? "1" : "0"),
});

const numberOrWord = <T extends number | string>(schema: z.ZodType<T>) =>
  z.codec(once, schema as z.ZodType<T, number | string>, {
    decode: (text) => (DECIMAL.test(text) ? Number(text) : text),
    encode: String,
  });

/** Numbers by name, `A:1200,B:11153`. */
export const numbersByName = <T extends object>(schema: z.ZodType<T>, example: string) =>
  z.codec(
    once.regex(/^[^:,]+:[^:,]+(,[^:,]+:[^:,]+)*$/, `expected name:number pairs such as ${example}`),
    schema as z.ZodType<T, Record<string, number>>,
    {
      decode: (text) =>
        Object.fromEntries(
          text.split(",").map((pair) => {
            const [name, value] = pair.split(":") as [string, string];
            return [name.trim(), DECIMAL.test(value.trim()) ? Number(value) : Number.NaN];
          }),
        ),
      encode: (numbers) =>
        Object.entries(numbers)
          .map((pair) => pair.join(":"))
          .join(","),
    },
  );

/** A repeatable list: commas separate entries too, and `\,` is a comma inside one. */
export const listParameter = (schema: z.ZodArray<z.ZodString>) =>
  z.codec(repeatable, schema, {
    decode: (given) =>
      [given].flat().flatMap((text) => text.split(/(?<!\\),/).map((s) => s.replaceAll("\\,", ","))),
    encode: (entries) => entries.map((entry) => entry.replaceAll(",", "\\,")),
  });

/** A repeatable parameter whose values are taken as they are. */
export const textsParameter = (schema: z.ZodArray<z.ZodString>) =>
  z.codec(repeatable, schema, { decode: (given) => [given].flat(), encode: (entries) => [...entries] });

const weight = (about: string) =>
  numberParameter(z.number().min(0)).describe(`Weight of ${about}; any scale, an unnamed weight is 0.`);

/** The four weights of PI_acct. */
export const weightsShape = {
  runway: weight("future revenue potential"),
  growth: weight("the growth rate"),
  geo: weight("the share of the geography's market"),
  category: weight("the share of the category's market"),
};

const planShape = {
  method: z
    .enum(METHODS, { error: `expected one of ${METHODS.join(", ")}` })
    .describe("Tiering method; hybrid unless named."),
  ...weightsShape,
  maxMovedShare: numberParameter(rule.maxMovedShare.unwrap()),
  maxTierStep: numberOrWord(rule.maxTierStep.unwrap()),
  tierSizes: numbersByName(rule.tierSizes.unwrap(), "A:1200,B:11153"),
  strategicTiers: numberOrWord(rule.strategicTiers.unwrap()),
  hold: listParameter(rule.hold.unwrap()),
  scope: textsParameter(rule.scope.unwrap()),
  coefficients: numbersByName(rule.coefficients.unwrap(), "tpa:0.35,sfi:0.35,tci:0.3"),
};

/** A plan as a query spells it. */
export const planQuery = z.strictObject(planShape).partial();
export type PlanQuery = z.output<typeof planQuery>;

/** Target of `gap` to prove the hybrid to. */
export const proveParameter = numberParameter(z.number().min(0).max(1)).describe(
  "Prove the hybrid to this gap = (bound − value) / value by branch and bound.",
);
