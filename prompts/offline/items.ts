import type { Signal } from "../../tiering/index.ts";
import type { Amount } from "./amounts.ts";
import { longestFrom, sensesOf } from "./lexicon.ts";
import type { MarkKind } from "./mark-words.ts";
import type { Place } from "./places.ts";
import type { Token } from "./tokens.ts";

/** One meaningful piece of a message: a signal, an amount, a mark, a stop, or a word without meaning to us. */
export interface Item {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly signal: Signal | null;
  readonly amount: Amount | null;
  readonly marks: ReadonlySet<MarkKind>;
  /** 0: no stop; 1: a comma; 2: the end of a sentence. */
  readonly stop: 0 | 1 | 2;
}

const NO_MARKS: ReadonlySet<MarkKind> = new Set();
const RANKED = /^(?:priority|prio|number|no|rank|step)$/u;
const RANKS: readonly MarkKind[] = ["first", "second", "third", "last"];

/** The tokens as items: at each place the longest phrase of the lexicon, else an amount, a place, a word. */
export function toItems(
  tokens: readonly Token[],
  amounts: readonly Amount[],
  places: readonly Place[],
): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    const { start, end, text } = token;
    const rank = rankAt(tokens, at, amounts);
    if (rank !== null) {
      items.push({ text, start, end, signal: null, amount: null, marks: new Set([rank]), stop: 0 });
      at += /^[.)]$/u.test(tokens[at + 1]?.text ?? "") ? 2 : 1;
      continue;
    }
    const sign = signAt(tokens, at);
    if (sign !== null) {
      items.push({ text, start, end, signal: null, amount: null, marks: new Set([sign]), stop: 0 });
      at++;
      continue;
    }
    const phrase = phraseAt(tokens, at);
    if (phrase !== null) {
      const last = tokens[phrase.next - 1] as Token;
      items.push({ text: phrase.text, start, end: last.end, ...phrase.senses, amount: null, stop: 0 });
      at = phrase.next;
      continue;
    }
    const amount = text.startsWith("#") ? (amounts[Number(text.slice(1))] ?? null) : null;
    const place = text.startsWith("@") ? (places[Number(text.slice(1))] ?? null) : null;
    const stop =
      text === "?" && isTopic(items)
        ? 1
        : /^[.!?;]$/u.test(text)
          ? 2
          : text === "," || text === ":" || text === "-"
            ? 1
            : 0;
    items.push({ text, start, end, signal: place?.signal ?? null, amount, marks: NO_MARKS, stop });
    at++;
  }
  return items;
}

/** "Geography? Couldn't care less": a name that is asked about only to be judged. */
function isTopic(items: readonly Item[]): boolean {
  const start = items.findLastIndex((item) => item.stop === 2) + 1;
  const sentence = items.slice(start);
  return sentence.length <= 2 && sentence.some((item) => item.signal !== null);
}

/** "growth +10%, geo -5%": a sign that stands right before its number, apart from what precedes it. */
function signAt(tokens: readonly Token[], at: number): MarkKind | null {
  const { end, start, text } = tokens[at] as Token;
  const next = tokens[at + 1];
  if ((text !== "+" && text !== "-") || next === undefined || !next.text.startsWith("#")) return null;
  if (next.start !== end || tokens[at - 1]?.end === start) return null;
  return text === "+" ? "more" : "less";
}

function phraseAt(tokens: readonly Token[], at: number) {
  for (let length = Math.min(longestFrom(tokens[at]?.text ?? ""), tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length).map((token) => token.text);
    const text = words.join(" ");
    const senses = sensesOf(text);
    if (senses !== null)
      return { text, senses: { signal: senses.signal, marks: senses.marks }, next: at + length };
  }
  return null;
}

/** "1. upside 2. growth", "priority 1 geography": a plain small number that ranks what follows. */
function rankAt(tokens: readonly Token[], at: number, amounts: readonly Amount[]): MarkKind | null {
  const text = tokens[at]?.text ?? "";
  if (!text.startsWith("#")) return null;
  const amount = amounts[Number(text.slice(1))];
  if (amount === undefined || amount.kind !== "plain" || ![1, 2, 3, 4].includes(amount.value)) return null;
  const before = tokens[at - 1]?.text ?? "";
  const after = tokens[at + 1]?.text ?? "";
  const listed =
    /^[.)]$/u.test(after) &&
    at + 2 < tokens.length &&
    (at === 0 || sensesOf(before)?.signal == null || amount.value > 1);
  const numbered = RANKED.test(before) || before === "#";
  return listed || numbered ? (RANKS[amount.value - 1] ?? null) : null;
}
