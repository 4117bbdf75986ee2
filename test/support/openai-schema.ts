/**
 * What OpenAI's documentation allows of a JSON schema in strict mode ("Structured model outputs", sections
 * Supported schemas and Supported properties), and what its endpoint is known to refuse.
 */
const KEYWORDS = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "anyOf",
  "description",
  "title",
  "$defs",
  "$ref",
  "pattern",
  "format",
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "minItems",
  "maxItems",
]);
const TYPES = new Set(["string", "number", "boolean", "integer", "object", "array", "null"]);

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

/** What is wrong with a strict schema, each with its path; empty where the endpoint takes it. */
export function strictSchemaFaults(root: Schema): string[] {
  const faults: string[] = [];
  const totals = { properties: 0, enums: 0, characters: 0, depth: 0 };
  if (root.type !== "object" || root.anyOf !== undefined)
    faults.push("/: the root must be an object and no anyOf");
  const visit = (schema: Schema, path: string, depth: number): void => {
    const say = (fault: string) => faults.push(`${path || "/"}: ${fault}`);
    for (const keyword of Object.keys(schema)) if (!KEYWORDS.has(keyword)) say(`${keyword} is not supported`);
    const types = [schema.type].flat();
    if (schema.type === undefined && schema.anyOf === undefined && schema.$ref === undefined)
      say("has no type");
    for (const type of types)
      if (type !== undefined && !TYPES.has(String(type))) say(`type ${type} is not supported`);
    if (types.length > 2 || (types.length === 2 && !types.includes("null")))
      say("a union of types other than with null");
    if (schema.enum !== undefined) {
      totals.enums += schema.enum.length;
      totals.characters += schema.enum.join("").length;
    }
    if (types.includes("object")) {
      const names = Object.keys(schema.properties ?? {});
      totals.properties += names.length;
      totals.characters += names.join("").length;
      totals.depth = Math.max(totals.depth, depth + 1);
      if (schema.additionalProperties !== false) say("additionalProperties must be false");
      const required = (schema.required ?? []) as readonly string[];
      for (const name of names) if (!required.includes(name)) say(`${name} is not required`);
      for (const [name, each] of Object.entries(schema.properties ?? {}))
        visit(each, `${path}/${name}`, depth + 1);
    }
    if (types.includes("array")) {
      if (schema.items === undefined || Array.isArray(schema.items)) say("needs one schema of items");
      else visit(schema.items, `${path}/items`, depth + 1);
    }
    const first = (schema.anyOf ?? [])
      .filter(({ type }) => type === "object")
      .map(({ properties }) => Object.keys(properties ?? {})[0]);
    if (new Set(first).size < first.length) say("members of anyOf share their first key");
    schema.anyOf?.forEach((each, at) => void visit(each, `${path}/anyOf/${at}`, depth));
  };
  visit(root, "", 0);
  if (totals.properties > 5000) faults.push(`${totals.properties} properties, at most 5,000`);
  if (totals.enums > 1000) faults.push(`${totals.enums} enum values, at most 1,000`);
  if (totals.characters > 120_000) faults.push(`${totals.characters} characters of names, at most 120,000`);
  if (totals.depth > 10) faults.push(`${totals.depth} levels, at most 10`);
  return faults;
}
