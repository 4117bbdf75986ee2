import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call that the scripted model received. */
export interface ReceivedCall {
  readonly headers: IncomingMessage["headers"];
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly [key: string]: unknown;
  };
}

/** Takes over the socket of one call. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** One answer: the model's text, an object as its JSON, raw HTTP, or a behaviour of the socket. */
export type Step =
  | string
  | { readonly content: string | null; readonly finishReason?: string | null; readonly refusal?: string }
  | { readonly answer: unknown }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }
  | Behaviour;

export interface ScriptedModel {
  /** Base URL for an OpenAI-compatible client. */
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible HTTP server on localhost that plays a script: one step a call, the last step
 * for every call after it.
 */
export async function startScriptedModel(script: readonly Step[]): Promise<ScriptedModel> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const step = script[Math.min(calls.length, script.length - 1)];
      const text = Buffer.concat(chunks).toString("utf8");
      calls.push({
        headers: request.headers,
        body: (text === "" ? {} : JSON.parse(text)) as ReceivedCall["body"],
      });
      response.on("error", () => undefined);
      if (step === undefined) response.writeHead(500).end();
      else play(step, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The JSON text of a chat completion with this content. */
export function envelope(
  content: string | null,
  finishReason: string | null = "stop",
  refusal?: string,
): string {
  return JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "scripted",
    choices: [
      {
        index: 0,
        finish_reason: finishReason,
        message: { role: "assistant", content, ...(refusal === undefined ? {} : { refusal }) },
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });
}

/** Plays one step. */
export function play(step: Step, response: ServerResponse, request: IncomingMessage): void {
  if (typeof step === "function") {
    step(response, request);
    return;
  }
  if (typeof step === "object" && "status" in step) {
    response.writeHead(step.status, { "content-type": "application/json", ...step.headers });
    response.end(step.body ?? "");
    return;
  }
  let body: string;
  if (typeof step === "string") body = envelope(step);
  else if ("answer" in step) body = envelope(JSON.stringify(step.answer));
  else
    body = envelope(step.content, step.finishReason === undefined ? "stop" : step.finishReason, step.refusal);
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}
