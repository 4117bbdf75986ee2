import { z } from "zod";
import { readDecimal } from "../tiering/index.ts";
import { UNHELD_NAME } from "./unheld-name.ts";

/** A parameter that may be given once. */
export const once = z.string({
  error: (issue) => (Array.isArray(issue.input) ? "given more than once, expected once" : undefined),
});

/** A parameter that may be given more than once. */
export const repeatable = z.union([z.string(), z.array(z.string())]);

/** The text of a number: plain decimal notation. */
export const decimalText = once.refine(
  (text) => !Number.isNaN(readDecimal(text)),
  "expected a decimal number",
);

/** The text of numbers by name, such as the example; a name that came twice would have one number too many. */
export const pairsText = (example: string) =>
  once
    .regex(/^[^:,]+:[^:,]+(?:,[^:,]+:[^:,]+)*$/, {
      error: `expected name:number pairs such as ${example}`,
      abort: true,
    })
    .refine(namesEachOnce, { error: `expected each name once, as in ${example}`, abort: true })
    .refine(hasNumbers, `expected a number or a share for each name, as in ${example}`);

/** Whether each value is a decimal number, or one with a per cent sign. */
function hasNumbers(text: string): boolean {
  const values = text.split(",").map((pair) => pair.split(":")[1]!.trim());
  return values.every((value) => !Number.isNaN(readDecimal(value.replace(/%$/, ""))));
}

function namesEachOnce(text: string): boolean {
  const names = text.split(",").map((pair) => pair.split(":", 1)[0]!.trim());
  return new Set(names).size === names.length && !names.includes(UNHELD_NAME);
}

/** The query of a resource that takes none. */
export const noQuery = z.strictObject({});

/** A number in a query: plain decimal notation, never coerced from blanks. */
export function numberParameter<T extends z.ZodType<number>>(schema: T) {
  const number = schema as z.ZodType<number, number>;
  return z.codec(decimalText, number, { decode: readDecimal, encode: String });
}

/** A yes-or-no parameter: `1` or `0`, `true` or `false`. */
export const flagParameter = z.codec(z.enum(["1", "0", "true", "false"]), z.boolean(), {
  decode: (text) => text === "1" || text === "true",
  encode: (flag) => (flag ? "1" : "0"),
});

/** Numbers by name, `A:1200,B:11153`. */
export const numbersByName = <T extends object>(schema: z.ZodType<T>, example: string) =>
  z.codec(pairsText(example), schema as z.ZodType<T, Record<string, number>>, {
    decode: (text) =>
      Object.fromEntries(
        text.split(",").map((pair) => {
          const [name, value] = pair.split(":") as [string, string];
          return [name.trim(), readDecimal(value.trim())];
        }),
      ),
    encode: (numbers) =>
      Object.entries(numbers)
        .map((pair) => pair.join(":"))
        .join(","),
  });

/**
 * A repeatable list of at most `most` entries: commas separate them too, and `\,` is a comma inside one. Of a
 * longer list no more is read than shows that it is.
 */
export const listParameter = (entry: z.ZodString, most: number) =>
  z.codec(repeatable, z.array(entry).min(1).max(most), {
    decode: (given) =>
      [given]
        .flat()
        .flatMap((text) => text.split(/(?<!\\),/, most + 1).map((s) => s.replaceAll("\\,", ",")))
        .slice(0, most + 1),
    encode: (entries) => entries.map((entry) => entry.replaceAll(",", "\\,")),
  });

/** A repeatable parameter whose values are taken as they are. */
export const textsParameter = (schema: z.ZodArray<z.ZodString>) =>
  z.codec(repeatable, schema, { decode: (given) => [given].flat(), encode: (entries) => [...entries] });

/** Encoded fields as parameters, a list as a repeated one. */
export function toParameters(spelled: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(spelled)) {
    if (values === undefined) continue;
    for (const value of [values].flat()) query.append(name, String(value));
  }
  return query;
}

/** Conditions on the accounts of a run. */
export const runSelectors = textsParameter(z.array(z.string()).max(20))
  .optional()
  .describe(
    "Selectors as in scope, such as Geo_Entity:Africa, and newtier:A|B or change:up (down, moved, same) of the run; an account has to match them all.",
  );
