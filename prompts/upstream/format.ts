import { SIGNALS } from "../../tiering/index.ts";
import { ALGORITHMS, GOAL_KPIS } from "../ask.ts";
import { POLICY_FIELDS } from "../policy-words.ts";

type Schema = { readonly [key: string]: unknown };

/** A closed object all of whose properties are required, as strict mode wants it. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: "null" }] };
}

const number: Schema = { type: "number" };
const integer: Schema = { type: "integer" };
const string: Schema = { type: "string" };
const strings: Schema = { type: "array", items: string };
const asks: readonly Schema[] = [
  object({ kind: { const: "undo" } }),
  object({ kind: { const: "account" }, id: string }),
  object({ kind: { const: "boundary" }, tiers: strings }),
  object({ kind: { const: "rules" } }),
  object({ kind: { const: "compare" } }),
  object({
    kind: { const: "segment" },
    algorithm: nullable({ type: "string", enum: ALGORITHMS }),
    k: nullable(integer),
  }),
  object({ kind: { const: "goal" }, kpi: { type: "string", enum: GOAL_KPIS }, atLeast: number }),
];

/**
 * The answer's form as a JSON schema for `response_format: json_schema` in strict mode: every key
 * required, null for what is absent. Ranges and the sum are not in it; our own schema checks them.
 * `tierSizes` is spelt out for the letters of the book, since strict mode allows no free keys.
 */
export function answerJsonSchema(tiers: readonly string[]): Schema {
  return object({
    weights: nullable(object(Object.fromEntries(SIGNALS.map((signal) => [signal, number])))),
    method: { type: "string", enum: ["hybrid", "kpi", "none"] },
    reply: string,
    policy: nullable(
      object({
        maxMovedShare: nullable(number),
        maxTierStep: nullable({ anyOf: [integer, { type: "string", enum: ["free"] }] }),
        tierSizes: nullable(object(Object.fromEntries(tiers.map((letter) => [letter, nullable(integer)])))),
        strategicTiers: nullable({ anyOf: [integer, string] }),
        hold: nullable(strings),
        scope: nullable(strings),
        lift: nullable({ type: "array", items: { type: "string", enum: POLICY_FIELDS } }),
      }),
    ),
    ask: nullable({ anyOf: asks }),
  });
}
