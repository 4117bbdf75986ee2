import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";

type Json = Readonly<Record<string, unknown>>;
type Direction = "input" | "output";

/** What one tool says in full, and the others in a sentence: a client reads all tools at once. */
const SAID_BY_RETIER: Readonly<Record<string, string>> = {
  Book: "Which book, as retier says.",
  Policy: "Business rules by name, each as in retier's plan.",
  RunSummary: "As retier's summary.",
};
const FULL = "retier";

/** Bounds that what is given keeps anyway; of what is taken, those that nobody meets by chance. */
const BOUNDS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"] as const;
const LOOSE_BOUND = 1_000;

/**
 * A tool's schema as a client is shown it: it says every field, its type and its meaning, and leaves out what is checked here
 * all the same (strictness and formats of results, bounds out of reach) or said by another tool. What a call takes or gives is
 * checked by the whole schema.
 */
export function briefSchema<S extends z.ZodObject>(
  schema: S,
  direction: Direction,
  tool: string,
): StandardSchemaWithJSON<z.input<S>, z.output<S>> {
  const brief = () => briefJson(schema, direction, tool) as Record<string, unknown>;
  const standard = { ...schema["~standard"], jsonSchema: { input: brief, output: brief } };
  return { "~standard": standard } as StandardSchemaWithJSON<z.input<S>, z.output<S>>;
}

function briefJson(schema: z.ZodObject, io: Direction, tool: string): Json {
  const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io }) as Json & { $defs?: Json };
  const said = tool === FULL ? {} : SAID_BY_RETIER;
  const definitions = Object.fromEntries(
    Object.entries($defs).map(([name, each]) => [
      name,
      name in said ? { type: "object", description: said[name] } : shortened(each, io),
    ]),
  );
  const short = shortened(root, io) as Json;
  const used = namesUsed(short, definitions);
  if (used.size === 0) return short;
  return {
    ...short,
    $defs: Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name))),
  };
}

/** Where the keys of an object are names of fields rather than words of JSON Schema. */
const NAMED = ["properties", "$defs"];

function shortened(node: unknown, io: Direction, areNames = false): unknown {
  if (Array.isArray(node)) return node.map((each) => shortened(each, io));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([key, value]) => areNames || isTold(key, value, io));
  const short = Object.fromEntries(
    entries.map(([key, value]) => [key, shortened(value, io, !areNames && NAMED.includes(key))]),
  );
  if (areNames) return short;
  const { type, ...untyped } = short as Json;
  // A value of a result says its type.
  if (io === "output" && type === "string" && ("const" in short || "enum" in short)) return untyped;
  return mergedWithNull(short);
}

/** Words that say of a result only what it keeps. */
const KEPT_ANYWAY = ["pattern", "default", "propertyNames"];

function isTold(key: string, value: unknown, io: Direction): boolean {
  const isBound = (BOUNDS as readonly string[]).includes(key);
  if (io === "input") return !isBound || key === "minimum" || Math.abs(Number(value)) <= LOOSE_BOUND;
  const isStrict = key === "additionalProperties" && value === false;
  return !isBound && !isStrict && !KEPT_ANYWAY.includes(key);
}

/** `anyOf` a type, or some values, and null in one. */
function mergedWithNull(node: Json): Json {
  const { anyOf, ...rest } = node;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return node;
  const [one, other] = anyOf as [Json, Json];
  if (other.type !== "null" || "const" in one) return node;
  const type = typeof one.type === "string" ? { type: [one.type, "null"] } : {};
  if (Array.isArray(one.enum)) return { ...one, enum: [...one.enum, null], ...type, ...rest };
  return typeof one.type === "string" ? { ...one, ...type, ...rest } : node;
}

/** Names of the definitions that a schema uses, by way of others too. */
function namesUsed(root: unknown, definitions: Json): Set<string> {
  const used = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const name = key === "$ref" ? String(value).replace("#/$defs/", "") : undefined;
      if (name === undefined) look(value);
      else if (!used.has(name)) {
        used.add(name);
        look(definitions[name]);
      }
    }
  };
  look(root);
  return used;
}
