import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";

/** JSON, or a part of an OpenAPI document. */
type Json = Record<string, unknown>;

const COMPONENTS = "#/components/schemas/";
const CONTRACT = new URL("../../contract/", import.meta.url);

/** What the document has beside the contract's shapes: words for people, and where a schema is said to be. */
const BESIDE = ["$schema", "$id", "$defs", "id", "description"];

/** A schema by its shape alone: prose left out, references as the document has them, fields in one order. */
function shapeOf(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((each) => shapeOf(each));
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? value.replace("#/$defs/", COMPONENTS) : value;
  return Object.fromEntries(
    Object.entries(value)
      // A field of that name is a field.
      .filter(([key]) => isMap || !BESIDE.includes(key))
      .map(([key, each]) => [key, shapeOf(each, !isMap && key === "properties")] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const text = (value: unknown) => JSON.stringify(shapeOf(value));

const known = { input: new Map<z.core.$ZodType, Json>(), output: new Map<z.core.$ZodType, Json>() };

/** What a schema says as the document has it: a component by reference, all else in full. */
function published(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const shape = known[io].get(schema) ?? shapeOfSchema(schema, io);
  known[io].set(schema, shape);
  return shape;
}

function shapeOfSchema(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return { $ref: COMPONENTS + id };
  return shapeOf(z.toJSONSchema(schema, { io, unrepresentable: "any" })) as Json;
}

/** A parameter stands for its value; one that stands for an object, for its text. */
function parameter(schema: z.core.$ZodType): Json {
  const value = published(schema, "output");
  return value.type === "object" ? published(schema, "input") : value;
}

/** The shape of what a body or an answer holds as JSON or as a form; none where it holds neither. */
function contentOf(part: unknown) {
  const { content = {} } = (part ?? {}) as { content?: Record<string, Json> };
  return text((content["application/json"] ?? content["multipart/form-data"])?.schema);
}

const kept = JSON.parse(await readFile(new URL("../fixtures/openapi.json", import.meta.url), "utf8"));
const components = kept.components.schemas as Record<string, Json>;
const operations = Object.values<Json>(kept.paths).flatMap((path) => Object.values(path) as Json[]);

/** The schemas of the contract. */
interface Contract {
  /** Those that its files give, by name. */
  readonly given: ReadonlyMap<string, z.ZodType>;
  /** The shapes of those with an id, as they are sent and as they are read. */
  readonly named: readonly Readonly<Record<string, unknown>>[];
}

async function load(): Promise<Contract> {
  const given = new Map<string, z.ZodType>();
  for (const file of await readdir(CONTRACT)) {
    const module: Json = await import(new URL(file, CONTRACT).href);
    for (const [name, value] of Object.entries(module))
      if (value instanceof z.ZodType) given.set(name, value);
  }
  const named = (["input", "output"] as const).map(
    (io) =>
      z.toJSONSchema(z.globalRegistry, { io, unrepresentable: "any", uri: (id) => COMPONENTS + id }).schemas,
  );
  return { given, named };
}

// By the first test that asks: what cannot be loaded fails tests.
let loaded: Promise<Contract> | undefined;
function contract(): Promise<Contract> {
  loaded ??= load();
  return loaded;
}

type Entry = readonly [name: string, shape: string | undefined];

/** What the contract has and the document does not, and the other way round. */
async function differences(kind: RegExp, shape: (schema: z.ZodType) => string, published: readonly Entry[]) {
  const { given } = await contract();
  const own = [...given]
    .filter(([name]) => kind.test(name))
    .map(([name, schema]): Entry => [name, shape(schema)]);
  const less = (these: readonly Entry[], those: readonly Entry[]) => {
    const known = new Set(those.map(([, each]) => each));
    return these.filter(([, each]) => each !== undefined && !known.has(each)).map(([name]) => name);
  };
  return { unpublished: less(own, published), ungiven: less(published, own) };
}

const titleOf = ({ summary }: Json) => `${summary}`;

describe("the document that clients are built on says of the contract what it takes and gives", () => {
  it.each(Object.keys(components))("%s", async (id) => {
    const { named } = await contract();
    const shapes = named.map((schemas) => text(schemas[id]));
    // As it is sent or as it is read.
    const own = shapes.find((shape) => shape === text(components[id])) ?? shapes.at(-1);
    expect(own).toBe(text(components[id]));
  });

  it("nothing that has a name is missing from it, but what only uploads that are tried and tools answer", async () => {
    const { named } = await contract();
    const names = named.flatMap((schemas) => Object.keys(schemas));
    expect([...new Set(names)].filter((id) => !(id in components))).toEqual(["Inspection", "RunSummary"]);
  });

  it("every query is one of a path, but the CSV's part of one", async () => {
    const queries = operations.map((operation): Entry => {
      const ofQuery = (operation.parameters as Json[]).filter((each) => each.in === "query");
      return [titleOf(operation), text(ofQuery.map(({ name, schema }) => [name, schema]))];
    });
    const shape = (schema: z.ZodType) =>
      text(Object.entries((schema as z.ZodObject).shape).map(([name, each]) => [name, parameter(each)]));
    expect(await differences(/Query$/, shape, queries)).toEqual({ unpublished: ["csvQuery"], ungiven: [] });
  });

  it("every body and every form is one of a path", async () => {
    const bodies = operations.map((each): Entry => [titleOf(each), contentOf(each.requestBody)]);
    const shape = (schema: z.ZodType) => text(published(schema, "input"));
    expect(await differences(/(?:Body|Form)$/, shape, bodies)).toEqual({ unpublished: [], ungiven: [] });
  });

  it("every answer is one of a path, but that to a file that is only tried", async () => {
    const answers = operations.flatMap((each) => {
      const good = Object.entries(each.responses as Json).filter(([status]) => status.startsWith("2"));
      return good.map(([, response]): Entry => [titleOf(each), contentOf(response)]);
    });
    const shape = (schema: z.ZodType) => text(published(schema, "output"));
    expect(await differences(/Answer$/, shape, answers)).toEqual({
      unpublished: ["triedAnswer"],
      // A word of its route's own, and the document itself.
      ungiven: ["Take a scenario away; what was in force by it ends", "This description, OpenAPI 3.1"],
    });
  });
});
