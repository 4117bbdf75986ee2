import type { Cue } from "./cue-words.ts";
import { FALLS, LOSES } from "./growth-words.ts";
import type { Item } from "./item.ts";

/** Cues of what a rule does with accounts. */
const RULES: readonly Cue[] = ["hold", "rise", "fall", "move", "may", "must", "only", "not"];
const isRule = ({ cues, became }: Item): boolean => became === null && RULES.some((cue) => cues.has(cue));
const IS = /^(?:is|are|has|have|sits?|lies?|was|were)$/u;
const PLACED = /^(?:in|within|with|of|from|is|are|has|have|had|that|which|who|whose)$/u;
/** Things that a condition can be of. */
const isThing = ({ kind, text }: Item): boolean =>
  (kind !== "word" && kind !== "stop") || FALLS.test(text) || LOSES.test(text);
/** Most items that a condition may be long. */
const LONGEST = 16;

/**
 * Conditions told of accounts as those which a rule is for, so that they stay in its clause: "if an account is in
 * Healthcare and in tier A it stays" and "accounts that are in Healthcare and in tier A stay" are
 * "accounts in Healthcare and in tier A stay". O(items).
 */
export function conditionsAsNames(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let at = 0; at < out.length; at++) {
    if (/^(?:if|when|whenever)$/u.test(out[at]?.text ?? "")) supposed(out, at);
    else if (/^(?:that|which|who|whose)$/u.test(out[at]?.text ?? "") && out[at - 1]?.cues.has("accounts")) {
      const end = out.findIndex((item, place) => place > at && (isRule(item) || isEnd(item)));
      joinWithin(out, at, end < 0 ? out.length : end);
    }
  }
  return out;
}

/** "if an account is in Healthcare, it stays": without what makes it a condition. */
function supposed(items: Item[], at: number): void {
  const noun = items.findIndex(
    ({ cues, text }, place) => place > at && (cues.has("accounts") || /^(?:someone|somebody)$/u.test(text)),
  );
  const pronoun = items.findIndex(
    ({ text }, place) => place > noun && /^(?:it|they|he|she|that one|those)$/u.test(text),
  );
  if (noun < 0 || noun > at + 2 || pronoun < 0 || pronoun > at + LONGEST) return;
  const told = items.slice(noun + 1, pronoun);
  const ruled = items.slice(pronoun + 1, pronoun + 4).some(isRule);
  if (!ruled || told.some(isRule) || told.some(isEnd) || !told.some(isThing)) return;
  const tail = told.at(-1)?.text === "then" ? told.slice(0, -1) : told;
  const body = (tail.at(-1)?.kind === "stop" ? tail.slice(0, -1) : tail).map((item, place, all) =>
    item.kind === "stop" ? asTie(item, all[place - 1], all[place + 1]) : item,
  );
  const [first, second] = body;
  const verb = first !== undefined && IS.test(first.text);
  // "has more than 5 million revenue" is with it, "is in Healthcare" in it.
  const head = !verb
    ? body
    : /^(?:has|have)$/u.test(first.text)
      ? [{ ...first, text: "with", cues: new Set<Cue>(["in"]) }, ...body.slice(1)]
      : second !== undefined && PLACED.test(second.text)
        ? body.slice(1)
        : [{ ...first, text: "that is" }, ...body.slice(1)];
  items.splice(at, pronoun - at + 1, items[noun] as Item, ...head);
}

/** Ties of conditions of the same accounts: "that are in Healthcare and in tier A". */
function joinWithin(items: Item[], from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const [tie, next, ...behind] = items.slice(at, at + 5);
    const thing = behind.find(isThing);
    if (tie?.text === "and" && PLACED.test(next?.text ?? "") && thing !== undefined)
      items[at] = asTie(tie, items[at - 1], thing);
  }
}

/** What ties two conditions: of one column they are a list, of two both hold of an account. */
function asTie(item: Item, before: Item | undefined, behind: Item | undefined): Item {
  const isList = before?.values != null && before.values.column === behind?.values?.column;
  return { ...item, kind: "word", ...(!isList && { text: "whose", cues: new Set<Cue>(["in"]) }) };
}

const isEnd = ({ kind, text }: Item): boolean => kind === "stop" && /^[.!?;\n]$/u.test(text);
