import { expect, it } from "vitest";
import { z } from "zod";
import * as contract from "../../../contract/tools.ts";
import { briefSchema } from "../../../service/mcp/brief-schema.ts";

/** What each tool takes and gives. */
const TOOLS = {
  interpret: [contract.interpretInput, contract.interpretOutput],
  retier: [contract.retierInput, contract.retierOutput],
  explain_account: [contract.explainAccountInput, contract.explainAccountOutput],
  compare: [contract.compareInput, contract.compareOutput],
  frontier: [contract.frontierInput, contract.frontierOutput],
  goal: [contract.goalInput, contract.goalOutput],
  book: [contract.bookInput, contract.bookOutput],
} as const satisfies Record<string, readonly [z.ZodObject, z.ZodObject]>;

type Json = { readonly [key: string]: unknown };

const schemas = Object.entries(TOOLS).flatMap(([tool, [input, output]]) =>
  ([["input", input] as const, ["output", output] as const] as const).map(([direction, schema]) => {
    const brief = briefSchema(schema as z.ZodObject, direction, tool)["~standard"].jsonSchema;
    return {
      tool,
      direction,
      schema: schema as z.ZodObject,
      brief: brief[direction]({ target: "draft-2020-12" }) as Json,
    };
  }),
);

/** Names and meanings of all fields that a schema leads to, not by way of some definitions. */
function fieldsOf(schema: Json, aside: readonly string[] = []): Set<string> {
  const definitions = (schema.$defs ?? {}) as Json;
  const [found, seen] = [new Set<string>(), new Set<string>(aside)];
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "$defs") continue;
      if (key === "properties")
        for (const [name, { description = "" }] of Object.entries(value as Record<string, Json>))
          found.add(`${name}: ${description}`);
      const name = key === "$ref" ? String(value).replace("#/$defs/", "") : "";
      if (name === "") look(value);
      else if (!seen.has(name)) {
        seen.add(name);
        look(definitions[name]);
      }
    }
  };
  look(schema);
  return found;
}

it.each(schemas)(
  "$tool tells every field of its $direction with its meaning, or where it is told",
  ({ tool, direction, schema, brief }) => {
    const aside = tool === "retier" ? [] : ["Book", "Policy", "RunSummary"];
    const whole = z.toJSONSchema(schema, { io: direction }) as Json;
    const told = fieldsOf(brief);
    expect([...fieldsOf(whole, aside)].filter((field) => !told.has(field))).toEqual([]);
  },
);

it.each(schemas)(
  "$tool's $direction names no definition that is not there, and none that nothing leads to",
  ({ brief }) => {
    const text = JSON.stringify(brief);
    const names = new Set([...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name!));
    expect(Object.keys((brief.$defs as Json | undefined) ?? {}).sort()).toEqual([...names].sort());
  },
);

it("all schemas together are little more than half of what they are in full", () => {
  const size = (of: (each: (typeof schemas)[number]) => unknown) =>
    schemas.reduce((sum, each) => sum + JSON.stringify(of(each)).length, 0);
  const whole = size(({ schema, direction }) => z.toJSONSchema(schema, { io: direction }));
  expect(size(({ brief }) => brief)).toBeLessThan(0.6 * whole);
});

it("what is null or left open stays so, and checks stay those of the whole schema", async () => {
  const schema = z.strictObject({
    count: z.int().max(3).nullable(),
    kind: z.enum(["a", "b"]).nullable(),
    only: z.literal("x").nullable(),
    one: z.string().regex(/^\d$/),
  });
  const { jsonSchema, validate } = briefSchema(schema, "output", "test")["~standard"];
  expect(jsonSchema.output({ target: "draft-2020-12" })).toMatchObject({
    properties: {
      count: { type: ["integer", "null"] },
      kind: { enum: ["a", "b", null] },
      only: { anyOf: [{ const: "x" }, { type: "null" }] },
      one: { type: "string" },
    },
    required: ["count", "kind", "only", "one"],
  });
  expect(await validate({ count: 4, kind: "a", only: null, one: "1" })).toHaveProperty("issues");
  expect(await validate({ count: 3, kind: null, only: null, one: "1" })).not.toHaveProperty("issues");
});
