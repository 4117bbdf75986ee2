import { z } from "zod";

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

/** A number or a word, as the schema says. */
export const numberOrWord = <T extends number | string>(schema: z.ZodType<T>) =>
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
