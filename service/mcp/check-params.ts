import {
  type JSONRPCErrorResponse,
  PROTOCOL_VERSION_META_KEY,
  ProtocolErrorCode,
  specTypeSchemas,
  type Transport,
} from "@modelcontextprotocol/server";
import { unheldPlace } from "../../contract/unheld-name.ts";

/** The protocol's own shape of each request whose faulty parameters the package calls an error of ours. */
const REQUESTS = {
  initialize: specTypeSchemas.InitializeRequest,
  "prompts/get": specTypeSchemas.GetPromptRequest,
  "prompts/list": specTypeSchemas.ListPromptsRequest,
  "resources/list": specTypeSchemas.ListResourcesRequest,
  "resources/read": specTypeSchemas.ReadResourceRequest,
  "resources/templates/list": specTypeSchemas.ListResourceTemplatesRequest,
  "tools/list": specTypeSchemas.ListToolsRequest,
} as const;

/** The error that says what is wrong with a request's parameters (-32602), or has a name that nothing holds; null where nothing is. */
export function faultOfParams(message: unknown): JSONRPCErrorResponse | null {
  const { id, method, params } = (message ?? {}) as { id?: unknown; method?: unknown; params?: unknown };
  if ((typeof id !== "string" && typeof id !== "number") || typeof method !== "string") return null;
  const unheld = unheldPlace(params);
  if (unheld !== null)
    return invalid(id, method, `${unheld.map(String).join(".")}: no field can have this name`);
  if (!Object.hasOwn(REQUESTS, method)) return null;
  // Versions that say themselves in each request have no opening, which is an unknown method there.
  if (method === "initialize" && Object.hasOwn(metaOf(params), PROTOCOL_VERSION_META_KEY)) return null;
  const schema = REQUESTS[method as keyof typeof REQUESTS];
  const checked = schema["~standard"].validate({ method, ...(params !== undefined && { params }) });
  if (checked instanceof Promise || checked.issues === undefined) return null;
  const said = checked.issues.map(({ path = [], message }) => `${path.map(String).join(".")}: ${message}`);
  return invalid(id, method, said.join("; "));
}

function invalid(id: string | number, method: string, said: string): JSONRPCErrorResponse {
  const message = `Invalid ${method} request: ${said}`;
  return { jsonrpc: "2.0", id, error: { code: ProtocolErrorCode.InvalidParams, message } };
}

function metaOf(params: unknown): object {
  const { _meta } = (params ?? {}) as { readonly _meta?: unknown };
  return typeof _meta === "object" && _meta !== null ? _meta : {};
}

/** A transport that answers requests of faulty parameters by itself. */
export function checkingParams<T extends Transport>(transport: T): T {
  let hear: Transport["onmessage"];
  const check: NonNullable<Transport["onmessage"]> = (message, extra) => {
    const fault = faultOfParams(message);
    // A client that has left is told nothing.
    if (fault !== null) transport.send(fault).catch(() => {});
    else hear?.(message, extra);
  };
  return Object.defineProperty(transport, "onmessage", {
    get: () => hear && check,
    set(listener: Transport["onmessage"]) {
      hear = listener;
    },
  });
}
