import { type Method, SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import type { Segment } from "./segments.ts";

/** Longest quotation of the user's words, characters. */
const MAX_QUOTE = 48;

/** The user's own words for each signal they named, whitespace and length trimmed. */
export function quotesOf(segments: readonly Segment[], message: string): Map<Signal, string> {
  const quotes = new Map<Signal, string>();
  for (const { items, signals } of segments) {
    const start = Math.min(...items.map((item) => item.start));
    const end = Math.max(...items.map((item) => item.end));
    const words = message
      .slice(start, end)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .toWellFormed()
      .trim();
    const quote =
      words.length > MAX_QUOTE
        ? `${words
            .slice(0, MAX_QUOTE - 1)
            .trimEnd()
            .toWellFormed()}…`
        : words;
    for (const signal of signals) if (!quotes.has(signal)) quotes.set(signal, quote);
  }
  return quotes;
}

/**
 * One sentence that says which words led to which numbers, such as
 * "growth 0.60: 'mostly how fast'; geo 0: 'ignore region'; hybrid".
 */
export function explainPlan(
  weights: Weights,
  quotes: ReadonlyMap<Signal, string>,
  unnamed: string,
  method: Method,
  notes: readonly string[],
): string {
  const named = SIGNALS.filter((signal) => quotes.has(signal));
  const parts = named.map((signal) => `${signal} ${shown(weights[signal])}: '${quotes.get(signal)}'`);
  const others = SIGNALS.filter((signal) => !quotes.has(signal)).map(
    (signal) => `${signal} ${shown(weights[signal])}`,
  );
  if (others.length > 0) parts.push(`${others.join(", ")}: ${unnamed}`);
  return [...parts, ...notes, `method ${method}`].join("; ");
}

/** The plan in plain words for the user. */
export function planReply(weights: Weights, method: Method, notes: readonly string[]): string {
  const ranked = [...SIGNALS].sort((a, b) => weights[b] - weights[a]);
  const listed = ranked.map((signal) => `${signal} ${shown(weights[signal])}`).join(", ");
  const rules = notes.length === 0 ? "" : `; ${notes.join("; ")}`;
  return `Tiering with ${listed} by the ${method} method${rules}.`;
}

function shown(weight: number): string {
  return weight === 0 ? "0" : weight.toFixed(2);
}
