/** JSON Schema or a part of an OpenAPI document. */
type Json = Readonly<Record<string, unknown>>;

/** What a client of one OpenAPI document would stumble over in a later one; empty where it would not notice. */
export function breakingChanges(before: Json, after: Json): string[] {
  const found: string[] = [];
  for (const [path, methods] of entries(before.paths)) {
    for (const [method, operation] of entries(methods)) {
      const now = part(part(after.paths, path), method);
      const where = `${method.toUpperCase()} ${path}`;
      if (now === undefined) found.push(`${where} is gone`);
      else found.push(...ofOperation(where, [before, operation as Json], [after, now]));
    }
  }
  return found;
}

type In = readonly [document: Json, part: Json];

function ofOperation(where: string, [before, old]: In, [after, now]: In): string[] {
  const found: string[] = [];
  const parameters = (operation: Json) =>
    new Map(((operation.parameters ?? []) as Json[]).map((one) => [`${one.in} ${one.name}`, one]));
  const [was, is] = [parameters(old), parameters(now)];
  for (const [name, parameter] of is) {
    if (parameter.required === true && was.get(name)?.required !== true)
      found.push(`${where}: ${name} is now needed`);
  }
  for (const [name, parameter] of was) {
    const later = is.get(name);
    if (later === undefined) found.push(`${where}: ${name} is gone`);
    else
      found.push(
        ...ofSchema(`${where} ${name}`, "sent", [before, schemaOf(parameter)], [after, schemaOf(later)]),
      );
  }
  found.push(
    ...ofContent(
      `${where} body`,
      "sent",
      [before, part(old, "requestBody")],
      [after, part(now, "requestBody")],
    ),
  );
  for (const [status, answer] of entries(old.responses)) {
    if (!status.startsWith("2")) continue;
    const later = part(now.responses, status);
    if (later === undefined) found.push(`${where}: ${status} is gone`);
    else found.push(...ofContent(`${where} ${status}`, "read", [before, answer as Json], [after, later]));
  }
  return found;
}

/** Whether the client sends a value, or reads it: what is a promise in the one is a demand in the other. */
type Way = "sent" | "read";

function ofContent(
  where: string,
  way: Way,
  old: readonly [Json, Json | undefined],
  now: readonly [Json, Json | undefined],
) {
  const found: string[] = [];
  for (const [type, media] of entries(old[1]?.content)) {
    const later = part(now[1]?.content, type);
    if (later === undefined) found.push(`${where}: ${type} is gone`);
    else found.push(...ofSchema(where, way, [old[0], schemaOf(media as Json)], [now[0], schemaOf(later)]));
  }
  return found;
}

const schemaOf = (holder: Json) => (holder.schema ?? {}) as Json;

/** Schemas that refer to themselves are followed this deep. */
const DEEPEST = 12;

function ofSchema(where: string, way: Way, old: In, now: In, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  const [wasAny, isAny] = [resolved(old), resolved(now)];
  const found: string[] = [];
  const inner = (name: string, a: unknown, b: unknown) =>
    ofSchema(`${where}${name}`, way, [old[0], a as Json], [now[0], b as Json], depth + 1);
  const [typesBefore, typesNow] = [typesOf(wasAny), typesOf(isAny)];
  const [promised, allowed] = way === "sent" ? [typesBefore, typesNow] : [typesNow, typesBefore];
  const odd = allowed.size === 0 ? [] : [...promised].filter((type) => !allowed.has(type));
  if (odd.length > 0) found.push(`${where}: ${[...typesBefore].join("|")} became ${[...typesNow].join("|")}`);
  const [was, is] = [definite([old[0], wasAny]), definite([now[0], isAny])];
  const lost =
    way === "sent"
      ? ((was.enum ?? []) as unknown[]).filter(
          (value) => is.enum !== undefined && !(is.enum as unknown[]).includes(value),
        )
      : [];
  if (lost.length > 0) found.push(`${where}: no longer ${lost.join(", ")}`);
  const required = (schema: Json) => new Set((schema.required ?? []) as string[]);
  for (const [name, property] of entries(was.properties)) {
    const later = part(is.properties, name);
    if (later === undefined) found.push(`${where}.${name} is gone`);
    else found.push(...inner(`.${name}`, property, later));
    if (way === "read" && later !== undefined && required(was).has(name) && !required(is).has(name))
      found.push(`${where}.${name} may now be absent`);
  }
  if (way === "sent")
    for (const name of required(is))
      if (!required(was).has(name)) found.push(`${where}.${name} is now needed`);
  if (was.items !== undefined && is.items !== undefined) found.push(...inner("[]", was.items, is.items));
  return found;
}

/** A schema behind its reference. */
function resolved([document, schema]: In): Json {
  const reference = schema.$ref;
  if (typeof reference !== "string") return schema;
  return reference
    .slice(2)
    .split("/")
    .reduce<Json>((at, key) => at[key] as Json, document);
}

/** Of a schema and null, the schema. */
function definite([document, schema]: In): Json {
  const alternatives = ((schema.anyOf ?? schema.oneOf ?? []) as Json[]).filter(({ type }) => type !== "null");
  return alternatives.length === 1 ? resolved([document, alternatives[0]!]) : schema;
}

/** The types that a schema's values may have, where it says so; alternatives are followed a level deep. */
function typesOf(schema: Json): Set<string> {
  const alternatives = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  const own = alternatives === undefined ? [schema] : alternatives;
  return new Set(own.flatMap(({ type }) => (type === undefined ? [] : [type].flat())) as string[]);
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries((value ?? {}) as Json);
}

function part(value: unknown, name: string): Json | undefined {
  return (value as Json | undefined)?.[name] as Json | undefined;
}
