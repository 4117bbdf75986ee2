import { readdir, readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
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

/** What a schema says as the document has it: a component by reference, all else in full. */
function published(schema: z.ZodType, io: "input" | "output"): Json {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return { $ref: COMPONENTS + id };
  return shapeOf(z.toJSONSchema(schema, { io, unrepresentable: "any" })) as Json;
}

/** A parameter stands for its value; one that stands for an object, for its text. */
function parameter(schema: z.ZodType): Json {
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

/** Every schema that a file of the contract gives. */
const given = new Map<string, z.ZodType>();
/** Those with an id, as they are sent and as they are read. */
const named: Record<string, unknown>[] = [];

beforeAll(async () => {
  for (const file of await readdir(CONTRACT)) {
    const module: Json = await import(new URL(file, CONTRACT).href);
    for (const [name, value] of Object.entries(module))
      if (value instanceof z.ZodType) given.set(name, value);
  }
  for (const io of ["input", "output"] as const)
    named.push(
      z.toJSONSchema(z.globalRegistry, { io, unrepresentable: "any", uri: (id) => COMPONENTS + id }).schemas,
    );
});

/** The shape that the contract gives it now: as it is sent or as it is read, whichever is the kept one where one is. */
const now = (id: string) => {
  const shapes = named.map((schemas) => text(schemas[id]));
  return shapes.find((shape) => shape === text(components[id])) ?? shapes.at(-1);
};

describe("the document that clients are built on says of the contract what it takes and gives", () => {
  it.each(Object.keys(components).filter((id) => id !== "Inspection"))("%s", (id) => {
    expect(now(id)).toBe(text(components[id]));
  });

  it("nothing that has a name is missing from it, but what is proposed for a file that is no book yet", () => {
    const names = named.flatMap((schemas) => Object.keys(schemas));
    expect([...new Set(names)].filter((id) => !(id in components))).toEqual(["Inspection"]);
  });

  /** Those of a kind that are not in the document. */
  const missing = (kind: RegExp, has: (schema: z.ZodType) => boolean) =>
    [...given].filter(([name, schema]) => kind.test(name) && !has(schema)).map(([name]) => name);

  it("every query is one of a path, but the CSV's part of one", () => {
    const queries = operations.map(({ parameters }) => {
      const ofQuery = (parameters as Json[]).filter((each) => each.in === "query");
      return text(ofQuery.map(({ name, schema }) => [name, schema]));
    });
    const asked = ({ shape }: z.ZodObject) =>
      text(Object.entries(shape).map(([name, schema]) => [name, parameter(schema as z.ZodType)]));
    expect(missing(/Query$/, (schema) => queries.includes(asked(schema as z.ZodObject)))).toEqual([
      "csvQuery",
    ]);
  });

  it("every body and every form is one of a path", () => {
    const bodies = operations.map(({ requestBody }) => contentOf(requestBody));
    expect(missing(/(?:Body|Form)$/, (schema) => bodies.includes(text(published(schema, "input"))))).toEqual(
      [],
    );
  });

  it("every answer is one of a path, but that to a file that is only tried", () => {
    const answers = operations.flatMap(({ responses }) => Object.values(responses as Json).map(contentOf));
    expect(missing(/Answer$/, (schema) => answers.includes(text(published(schema, "output"))))).toEqual([
      "triedAnswer",
    ]);
  });
});
