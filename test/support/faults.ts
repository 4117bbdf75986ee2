import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Interpretation } from "../../contract/interpretation.ts";
import {
  createInterpreter,
  createOpenAiModel,
  type Interpreter,
  type InterpreterOptions,
} from "../../prompts/index.ts";
import { SIGNALS } from "../../tiering/index.ts";
import { vocabulary } from "./vocabulary.ts";

/** Text of a fault: as it is, or a unit repeated, so that the data file stays small. */
type Content =
  | string
  | null
  | {
      readonly before?: string;
      readonly unit: string;
      readonly times: number;
      readonly close?: string;
      readonly after?: string;
    };

/** A fault of the model's answer, and how it must end. */
export interface ContentFault {
  readonly fault: number;
  readonly name: string;
  readonly ending: "accepted" | "mended" | "asked again" | "offline";
  readonly content: Content;
  readonly finishReason?: string | null;
  readonly refusal?: string;
  /** What the correction must say. */
  readonly names?: string;
  /** What the fallback must say. */
  readonly reason?: string;
  readonly weights?: Readonly<Record<string, number>>;
}

/** The content faults of the data file. */
export function readContentFaults(): ContentFault[] {
  const text = readFileSync(new URL("../fixtures/faults/content.jsonl", import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as ContentFault);
}

/** The fault's text in full. */
export function contentOf(content: Content): string | null {
  if (content === null || typeof content === "string") return content;
  const { before = "", unit, times, close = "", after = "" } = content;
  return before + unit.repeat(times) + close.repeat(times) + after;
}

/** Long enough for answers that come at once, however busy the machine is. */
export const DEADLINE_MS = 20_000;

/** An interpreter whose model is at a URL. */
export function interpreterAt(
  url: string,
  options: Partial<InterpreterOptions> = {},
  maxBytes?: number,
): Interpreter {
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: url,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  return createInterpreter({ model, vocabulary, deadlineMs: DEADLINE_MS, cacheSize: 0, ...options });
}

/** What holds of every answer, whatever the model did: a valid plan, in time. */
export async function interpretSafely(
  interpreter: Interpreter,
  { message = "growth above all", deadlineMs = DEADLINE_MS } = {},
): Promise<Interpretation> {
  const start = performance.now();
  const result = await interpreter.interpret({ message });
  // Generous: the machine may be busy.
  expect(performance.now() - start).toBeLessThan(deadlineMs + 20_000);
  expect(result.attempts).toBeLessThanOrEqual(3);
  expect(result.method).toBe("hybrid");
  const sum = SIGNALS.reduce((total, signal) => total + (result.weights?.[signal] ?? Number.NaN), 0);
  expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-12);
  expect(SIGNALS.every((signal) => (result.weights?.[signal] ?? -1) >= 0)).toBe(true);
  expect(result.reply.length).toBeLessThanOrEqual(2000);
  expect(result.interpreter === "offline").toBe(result.fallback !== null);
  return result;
}
