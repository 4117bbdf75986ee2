import type { Vocabulary } from "../../book/vocabulary.ts";
import { groupNamed } from "./question-order.ts";
import type { Sentence } from "./sentence.ts";

/** Values of a column that are named. */
const NAMED = 24;

/** How things are done here that no run and no answer does, by the words that ask for it. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:download|export|save|file|files|excel|xlsx|csv|spreadsheet|workbook|power ?points?|pptx|pdf|slides)\b/u,
    "Every result has a CSV button for its tiers, and its Share menu has a link for Excel or Power BI and a report as a page, a workbook (Excel) or slides (PowerPoint). Through the API these are /v1/tiers.csv, /v1/tiers.xlsx and /v1/report.",
  ],
  [
    /\b(?:undo|revert|go back|roll back|take (?:it|this|that) back|get back|return to|previous (?:version|plan|one)|earlier (?:version|plan|one))\b/u,
    'Say "undo" and the plan before is in force again, or press Undo; "redo" brings it back, and "start over" forgets all weights and rules.',
  ],
  [
    /\b(?:data|book|accounts?|customers?)\b.*\b(?:safe|secure|private|confidential|stored|kept|shared|leave|leaves)\b|\bwho (?:can|could|may) (?:see|read|access)\b/u,
    "I cannot tell from here how this service is run: where the book lies and who may see it is known to those who run it. I change nothing in the book.",
  ],
];

/** What asks for a way to do something, or whether there is one. */
const ASKS_WAY =
  /^(?:(?:and|so|but|ok|okay|please) )*(?:how (?:do|can|could|would|to)|can (?:i|we|you)|could (?:i|we|you)|where (?:can|do|could|is|are)|is (?:there|my|our|the)|are (?:my|our)|do you|who (?:can|could|may)|is it possible)\b/u;

const ASKS_NAMES =
  /^(?:(?:and|so|but|ok|okay|please|now) )*(?:what|which|list|name|show(?: me)?|tell me|give me|how many)\b/u;
const EXIST =
  /\b(?:exist|exists|are there|is there|there are|do we have|have we|we have|do you (?:have|know)|are (?:available|known)|in (?:the|our|my) (?:book|data|file)|does the (?:book|data) have|called|named|values|names of)\b/u;

/**
 * What a question about the service or the book's own names is answered with: files, undo, columns, the values of a column, the
 * tiers; null for any other.
 */
export function answerHelp(sentence: Sentence, asks: boolean): string | null {
  const { items, text } = sentence;
  if (items.some(({ kind }) => ["values", "account", "amount", "tier"].includes(kind))) return null;
  const used = asks && items.every(({ kind }) => kind !== "signal") ? usedText(sentence) : null;
  if (used !== null) return used;
  const names = ASKS_NAMES.test(text) ? namesOf(sentence) : null;
  if (names !== null) return names;
  if (!ASKS_WAY.test(text) || !asks || items.some(({ kind }) => kind === "signal")) return null;
  return WAYS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What the signals are made of, and whether a column that is named is among it. */
function usedText({ items, text, vocabulary }: Sentence): string | null {
  if (!USES.test(text)) return null;
  const { category, geo, potential, revenue, tier } = vocabulary.roles;
  const used = [revenue, potential, geo, category, tier].filter((name) => name !== "");
  const columns = [...vocabulary.numbers, ...vocabulary.columns.map(({ name }) => name)];
  const [named] = items.flatMap((item) =>
    item.kind === "column"
      ? [...item.names]
      : columns.filter((name) => item.text.length > 3 && name.toLowerCase().startsWith(item.text)),
  );
  if (named === undefined && !/\b(?:columns?|fields?|attributes?|variables?)\b/u.test(text)) return null;
  const answer = named === undefined ? "" : used.includes(named) ? "Yes. " : "No. ";
  return `${answer}Runway, growth, geo share and category share are computed from ${used.slice(0, -1).join(", ")}, the revenue of earlier years and the market table, as far as the book has them; moves start from ${tier || "no tier"}. No other column decides, unless a rule names it.`;
}

/** What asks which columns decide. */
const USES =
  /\b(?:which|what) (?:columns?|fields?|attributes?|variables?|data)\b.*\b(?:use|used|using|decide|decides|look at|based on|rely on|drive|drives|go into|goes into|matter|count)\b|\bdo you (?:look at|use|consider|rely on|take) (?:the )?(?:column )?(?!.*\b(?:rules?|weights?|holds?)\b)/u;

/** The columns, the values of one of them, or the tiers, where those are asked for. */
function namesOf({ items, text, vocabulary }: Sentence): string | null {
  if (
    /\b(?:columns?|fields?|attributes?|variables?|headers?)\b/u.test(text) &&
    !/\b(?:mean|means|moved?|why)\b/u.test(text)
  )
    return columnsText(vocabulary);
  if (!EXIST.test(text)) return null;
  if (/\b(?:tiers?|levels?)\b/u.test(text) && !/\baccounts?\b/u.test(text))
    return `The tiers are ${vocabulary.tiers.join(", ")}, the highest first.`;
  const others = items.filter(
    ({ kind, text }) =>
      kind === "word" && /^(?:moved?|most|fewest|gained|lost|accounts?|customers?)$/u.test(text),
  );
  const column = others.length > 0 ? null : items.flatMap((item) => groupNamed(item, vocabulary) ?? [])[0];
  const known = vocabulary.columns.find(({ name }) => name === column);
  if (known === undefined) return null;
  const { name, values } = known;
  const shown = values.filter((value) => value !== "").slice(0, NAMED);
  const more =
    values.length > shown.length ? `, and ${(values.length - shown.length).toLocaleString("en")} more` : "";
  return `${name} has ${values.length.toLocaleString("en")} values: ${shown.join(", ")}${more}.`;
}

function columnsText({ columns, numbers }: Vocabulary): string {
  const list = (names: readonly string[]) =>
    `${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? `, and ${names.length - NAMED} more` : ""}`;
  return `Columns of words that can be named: ${list(columns.map(({ name }) => name))}. Columns of numbers: ${list(numbers)}. Growth and runway are computed from them.`;
}
