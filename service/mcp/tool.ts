import type { CallToolResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { planOfTool, type ToolOutput } from "../../contract/tools.ts";
import type { TokenBudget } from "../../prompts/index.ts";
import type { Plan, Progress } from "../../tiering/index.ts";
import type { Cost } from "../limits/limits.ts";
import type { JobOptions } from "../workers/lane.ts";
import { briefSchema } from "./brief-schema.ts";

/** Largest result of a tool, bytes, text and structure together: what a conversation bears. */
const LARGEST_RESULT = 50_000;

/** Who calls, and what becomes of an unexpected error. */
export interface Caller {
  /** The client's name for its share of the workers. */
  readonly client: string;
  /** Tokens of the language model that are left to it; absent where nobody counts them. */
  readonly budget?: TokenBudget;
  /** Lets a call of this cost in. @throws what `explain` knows where the role or a limit does not */
  readonly admit: (cost: Cost) => Promise<void>;
  /** Waits for the client's next turn at making a piece of what is large. */
  readonly turn: () => Promise<void>;
  /** This server as the client names it, such as `https://tiers.example`; null over standard input. */
  readonly origin: string | null;
  /** Says of an error what the client may know of it; what is unexpected it logs. */
  readonly explain: (error: unknown) => Explained;
  /** Whose workspace's holds a plan may name. */
  readonly workspace: string;
  /** Notes in the audit trail what was given. */
  readonly note: (given: Given) => Promise<void>;
}

/** An error as a client is told of it. */
export interface Explained {
  readonly detail: string;
  readonly errors?: readonly object[];
  /** True where it is ours, and nothing of it is said. */
  readonly unexpected: boolean;
}

/** What was given to a client: what it called, under which plan, and the text. */
export interface Given {
  readonly kind: "run" | "export";
  readonly action: string;
  /** Null where it is about several plans, or none alone. */
  readonly plan: Plan | null;
  readonly text: string;
}

/** One tool: its schemas validate, document, and type what it does. */
export interface Tool<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** What a call counts as; `model` where a language model outside may be asked. */
  readonly cost: Cost | ((asked: z.output<I>) => Cost);
  /** Resource of the view that shows the result. */
  readonly view?: string;
  readonly run: (
    asked: z.output<I>,
    job: JobOptions,
    caller: Caller,
  ) => Promise<{ readonly result: ToolOutput<O>; readonly beside?: CallToolResult["content"] }>;
}

/** Any tool, as the server sees it. */
export interface AnyTool extends Omit<Tool<z.ZodObject, z.ZodObject>, "run" | "cost"> {
  readonly cost: Cost | ((asked: never) => Cost);
  readonly run: (
    asked: never,
    job: JobOptions,
    caller: Caller,
  ) => Promise<{ readonly result: object; readonly beside?: CallToolResult["content"] }>;
}

/** Checks a tool's types: what its input gives is what it takes. */
export function tool<I extends z.ZodObject, O extends z.ZodObject>(described: Tool<I, O>): AnyTool {
  return described as unknown as AnyTool;
}

/** Offers a tool: results as structure and text, errors as results that say what was got and expected. */
export function registerTool(server: McpServer, described: AnyTool, caller: Caller): void {
  const { name, title, description, input, output, cost, view } = described;
  const annotations = {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: cost === "model",
  };
  const _meta = view === undefined ? {} : { _meta: { ui: { resourceUri: view }, "ui/resourceUri": view } };
  server.registerTool(
    name,
    {
      ...{ title, description, annotations, ..._meta },
      inputSchema: briefSchema(input, "input", name),
      outputSchema: briefSchema(output, "output", name),
    },
    async (asked: unknown, context: ServerContext): Promise<CallToolResult> => {
      const { client, workspace } = caller;
      const job = { client, workspace, signal: context.mcpReq.signal, onProgress: progressOf(context) };
      try {
        const price = typeof cost === "function" ? cost(asked as never) : cost;
        await caller.admit(price);
        const { result, beside = [] } = await described.run(asked as never, job, caller);
        const text = JSON.stringify(result);
        if (price !== "model" && isRun(asked)) {
          await caller.note({ kind: "run", action: `MCP ${name}`, plan: planIn(asked), text });
        }
        return sized({
          content: [{ type: "text", text }, ...beside],
          structuredContent: result as Record<string, unknown>,
        });
      } catch (error) {
        const { detail, errors } = caller.explain(error);
        return failed(detail, errors);
      }
    },
  );
}

/** What a tool is asked with a plan, or with several, is a run. */
function isRun(asked: unknown): asked is { readonly plan?: AskedPlan } {
  return typeof asked === "object" && asked !== null && ("plan" in asked || "plans" in asked);
}

type AskedPlan = Parameters<typeof planOfTool>[0];

function planIn({ plan }: { readonly plan?: AskedPlan }): Plan | null {
  return plan === undefined ? null : planOfTool(plan);
}

/** A result that fits; one that does not says so rather than being cut. */
function sized(result: CallToolResult): CallToolResult {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes <= LARGEST_RESULT) return result;
  return failed(
    `The result has ${bytes.toLocaleString("en")} bytes, and a tool gives at most ${LARGEST_RESULT.toLocaleString("en")}; ask for fewer rows (limit, points, plans), or name accounts by a selector rather than one by one.`,
  );
}

function failed(detail: string, errors?: readonly object[]): CallToolResult {
  const faults = errors === undefined ? "" : `\n${JSON.stringify(errors)}`;
  return { isError: true, content: [{ type: "text", text: detail + faults }] };
}

/** Receives progress where the client asked for it: each step is larger than the last, whatever the phase. */
function progressOf({ mcpReq }: ServerContext): ((progress: Progress) => void) | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  let phases = -1;
  let current = "";
  let last = -1;
  return ({ phase, share }) => {
    if (phase !== current) {
      current = phase;
      phases++;
    }
    const progress = phases + Math.min(share, 0.999);
    if (progress <= last) return;
    last = progress;
    const params = { progressToken, progress, message: phase };
    // Nobody waits for it, and a client that has left is told by the signal.
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
  };
}
