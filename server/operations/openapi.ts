import { z } from "zod";
import { problemSchema } from "../../contract/problem.ts";
import { LINK_PARAMETER } from "../../service/access/shared-links.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { type AnyOperation, type MediaType, offeredBy } from "./operation.ts";

type Json = Record<string, unknown>;

/** What is described of a method of a path; the routes that are no operations have a description alone. */
export interface Described
  extends Pick<
    AnyOperation,
    | "method"
    | "path"
    | "role"
    | "summary"
    | "description"
    | "pathParameters"
    | "query"
    | "body"
    | "problems"
    | "writes"
    | "stable"
    | "about"
  > {
  readonly status?: 200 | 201 | 204;
  readonly answers: Partial<Record<MediaType, { readonly schema?: z.ZodType } | object>>;
  /** Parts of a multipart body. */
  readonly form?: z.ZodObject;
}

const COMPONENTS = "#/components/schemas/";
/** Problems that any request may meet. */
const ALWAYS = [400, 404, 405, 406, 421, 429, 500];
/** Problems of what not everybody may call. */
const GUARDED = [401, 403];
/** How a caller says who they are; any one is enough. */
const SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "A token of npm run token." },
  basic: { type: "http", scheme: "basic", description: "A token as password, under any user name." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
    description: "The page's, by POST /v1/session.",
  },
  link: {
    type: "apiKey",
    in: "query",
    name: LINK_PARAMETER,
    description: "Of POST /v1/links: one result, read only.",
  },
} as const;

/** The header of requests that write. */
const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "A text of the client's: the same request under the same key writes once, and is answered alike.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

/** Makes the OpenAPI 3.1 description of the operations from the very schemas that validate them. */
export function describeApi(operations: readonly Described[], engine: string): Json {
  const schemas: Json = {};
  const paths = [...Map.groupBy(operations, ({ path }) => path)].map(([path, ofPath]) => [
    path.replace(/:(\w+)/g, "{$1}"),
    Object.fromEntries(ofPath.map((each) => [each.method, describeOperation(each, schemas)])),
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Tiering assistant",
      version: engine,
      description: "Say what matters in plain words; get the whole book of accounts re-tiered.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(paths),
    components: { schemas, securitySchemes: SCHEMES },
  };
}

function describeOperation(operation: Described, schemas: Json): Json {
  const { role, summary, description, pathParameters, query, body, form } = operation;
  const { problems = [], status = 200, stable = operation.method === "get" } = operation;
  const isOpen = role === "anyone";
  const problem = { "application/problem+json": { schema: schemaOf(problemSchema, "output", schemas) } };
  const statuses = [
    ...new Set([...ALWAYS, ...(isOpen ? [] : GUARDED), ...(stable ? [412] : []), ...problems]),
  ].sort();
  return {
    summary,
    description: [description, `Role: ${role}.`].filter(Boolean).join(" "),
    security: isOpen ? [] : schemesFor(operation).map((scheme) => ({ [scheme]: [] })),
    parameters: [
      ...parametersOf(pathParameters, "path", schemas),
      ...parametersOf(query, "query", schemas),
      ...(operation.writes ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body || form
      ? {
          requestBody: {
            required: true,
            content: body
              ? { "application/json": { schema: schemaOf(body, "input", schemas) } }
              : { "multipart/form-data": { schema: schemaOf(form!, "input", schemas) } },
          },
        }
      : {}),
    responses: {
      [status]: { description: summary, content: contentOf(operation, schemas) },
      ...Object.fromEntries(statuses.map((s) => [s, { description: "Problem", content: problem }])),
    },
  };
}

/** A link reads what a viewer may read, and does nothing. */
function schemesFor({ method, role }: Described): (keyof typeof SCHEMES)[] {
  return method === "get" && role === "viewer"
    ? ["bearer", "basic", "session", "link"]
    : ["bearer", "basic", "session"];
}

function contentOf(operation: Described, schemas: Json): Json {
  const answer = operation.answers["application/json"];
  const schema = answer && "schema" in answer ? answer.schema : undefined;
  return Object.fromEntries(
    offeredBy(operation).map((type) => [
      type,
      {
        schema:
          type === "application/json" && schema ? schemaOf(schema, "output", schemas) : { type: "string" },
      },
    ]),
  );
}

/** A parameter is described by the value it stands for; one that stands for an object, by its text. */
function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query", schemas: Json): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, parameter]) => {
    const value = schemaOf(parameter as z.ZodType, "output", schemas);
    const described = value.type === "object" ? schemaOf(parameter as z.ZodType, "input", schemas) : value;
    const { description, ...rest } = described;
    return {
      name,
      in: place,
      required: place === "path",
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

/** The JSON Schema of a zod schema; those that have an id become shared components. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $schema: _, $defs, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  for (const [id, definition] of Object.entries(($defs ?? {}) as Json)) schemas[id] = relinked(definition);
  const { id, ...own } = json;
  if (typeof id !== "string") return relinked(json) as Json;
  schemas[id] = relinked(own);
  return { $ref: COMPONENTS + id };
}

/** Definitions move from `$defs` to the document's components, and their ids with them. */
function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === "id" && typeof inner === "string"))
      .map(([key, inner]) =>
        key === "$ref" && typeof inner === "string"
          ? [key, inner.replace("#/$defs/", COMPONENTS)]
          : [key, relinked(inner)],
      ),
  );
}
