import type { Cue } from "./cue-words.ts";
import type { Item } from "./item.ts";
import { NOUNS } from "./item-lists.ts";

const TIES = /^(?:,|and|or|&|\/|plus|\+|both|the|our|other|on|for|:|-|versus|vs|to)$/u;

/** Runs of like items with nothing but commas and "and" between them become one. */
export function joinLists(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let ties: Item[] = [];
  items.forEach((item, at) => {
    const last = out.at(-1);
    const next = items[at + 1];
    const ends =
      next === undefined ||
      next.kind === "stop" ||
      next.kind === item.kind ||
      /^n?or$/u.test(next.text) ||
      closesNames(items, at, out);
    // "regardless of region growth first": the wish begins with the second.
    const apart = ties.length === 0 && out.at(-2)?.cues.has("indifferent");
    if (
      last !== undefined &&
      !apart &&
      !comparesAnew(items, at, out) &&
      !(ties[0]?.text === "," && isFilled(out)) &&
      // "growth +10 points, half from geo"
      !(
        item.kind === "amount" &&
        /^(?:from|of|off|to)$/u.test(next?.text ?? "") &&
        ties.length > 0 &&
        /^(?:,|and)$/u.test(ties[0]!.text)
      ) &&
      !staysApart(items, at, out) &&
      !(ties[0]?.text === "," && isMeantInstead(items, at, out)) &&
      ties.length <= 3 &&
      joins(last, item, ties, ends)
    ) {
      out[out.length - 1] = {
        ...last,
        text: [last.text, ...(isSpan(item, ties) ? ["to"] : []), item.text].join(" "),
        end: item.end,
        signals: [...new Set([...last.signals, ...item.signals])],
        amounts: [...last.amounts, ...item.amounts],
        names: [...last.names, ...item.names],
        values:
          last.values === null
            ? null
            : { column: last.values.column, values: [...last.values.values, ...(item.values?.values ?? [])] },
      };
      ties = [];
    } else if (
      last !== undefined &&
      ties.length === 0 &&
      last.kind === "values" &&
      ((item.kind === "signal" && NOUNS.test(item.text)) ||
        (item.kind === "values" &&
          item.values?.column === last.values?.column &&
          /^(?:accounts?|customers?|clients?|companies|company|partners?)$/u.test(item.text)))
    ) {
      // "the healthcare sector", "churn risk customers" beside a value "Customer": the noun of a name, no wish.
      out[out.length - 1] = { ...last, text: `${last.text} ${item.text}`, end: item.end };
    } else if (TIES.test(item.text) && (item.kind === "word" || item.kind === "stop")) ties.push(item);
    else {
      out.push(...ties, item);
      ties = [];
    }
  });
  return [...out, ...ties];
}

/** "Poland, Czechia, Hungary only", "just Spain, Portugal for now": what is said of all the names behind the last of them. */
function closesNames(items: readonly Item[], at: number, out: readonly Item[]): boolean {
  const next = items[at + 1];
  const from = out.findLastIndex(({ kind }) => kind === "stop");
  const begins = out.slice(from + 1, -1).every(({ cues }) => !ACTS.some((cue) => cues.has(cue)));
  return (
    items[at]?.kind === "values" &&
    begins &&
    next?.kind === "word" &&
    (/^(?:only|alone|solely|exclusively|out)$/u.test(next.text) ||
      next.cues.has("nothing-else") ||
      isPlease(next))
  );
}

/** "only in Africa and Japan stays where it is": the second name is held, and no part of where the first is. */
function staysApart(items: readonly Item[], at: number, out: readonly Item[]): boolean {
  const before = out.slice(out.findLastIndex(({ kind }) => kind === "stop") + 1, -1).map(({ text }) => text);
  return (
    items[at]?.kind === "values" &&
    (items[at + 1]?.cues.has("hold") ?? false) &&
    /\b(?:(?:only|just) (?:in|within|for)|outside)(?: the)?$/u.test(before.join(" "))
  );
}

/** "not the geography, the category!": the second in the place of the first. */
function isMeantInstead(items: readonly Item[], at: number, out: readonly Item[]): boolean {
  const ends = /^[.!;\n]$/u.test(items[at + 1]?.text ?? ".");
  const before = out.slice(out.findLastIndex(({ text }) => /^[.!?;:\n]$/u.test(text)) + 1, -1);
  const said = before.map(({ text }) => text).join(" ");
  return ends && /^(?:(?:no|sorry|oops|wait|,) )*not(?: the)?$/u.test(said);
}

/** Cues of what is to become of accounts. */
const ACTS: readonly Cue[] = ["hold", "move", "rise", "fall", "ignore", "except", "not"];
const isPlease = ({ cues }: Item): boolean => cues.size > 0 && [...cues].every((cue) => cue === "please");

/** "runway 60 growth 40, 750 moves": each signal has its number, and the next is of something else. */
const isFilled = (out: readonly Item[]): boolean =>
  out.at(-1)?.kind === "amount" && out.at(-2)?.signals.length === out.at(-1)?.amounts.length;

const COMPARING: readonly Cue[] = ["as-much", "over", "under", "than", "twice", "halve", "triple"];

/** "as much as growth and industry half as much as …": a second comparison begins behind the "and". */
function comparesAnew(items: readonly Item[], at: number, out: readonly Item[]): boolean {
  const compares = ({ amounts, cues }: Item) =>
    COMPARING.some((cue) => cues.has(cue)) || ["times", "multiple", "share"].includes(amounts[0]?.kind ?? "");
  // "more than growth and runway is still the biggest"
  const anew =
    /^(?:is|stays|remains|leads|comes|goes|gets|counts|matters)$/u.test(items[at + 1]?.text ?? "") &&
    out.slice(-4, -1).some(({ cues }) => cues.has("over") || cues.has("under"));
  if (items[at]?.kind === "signal" && anew) return true;
  return (
    items[at]?.kind === "signal" &&
    out.slice(-4, -1).some(compares) &&
    items.slice(at + 1, at + 3).some(compares) &&
    items[at + 1]?.kind !== "stop"
  );
}

/** "25 to 80", "2-5 million": from the one to the other. */
const isSpan = ({ kind }: Item, [tie, more]: readonly Item[]): boolean =>
  kind === "amount" && more === undefined && /^(?:to|-)$/u.test(tie?.text ?? "");

const sizeOf = (item: Item): number =>
  Math.max(item.signals.length, item.amounts.length, item.names.length, item.values === null ? 0 : 2);

function joins(a: Item, b: Item, ties: readonly Item[], ends: boolean): boolean {
  if (a.kind !== b.kind) return false;
  const said = ties.map((tie) => tie.text);
  const comma = said.includes(",");
  // "forget industry, growth is the thing": a comma alone lists only where the list goes on or the clause ends.
  const alone = said.every((text) => /^(?:,|the|our)$/u.test(text));
  if (comma && alone && !ends && a.kind !== "amount") return false;
  // "who cares how fast they grew, how big can they get": asks anew.
  if (comma && /^how \S+ (?:can|could|might|may|will)\b/u.test(b.text)) return false;
  // "growth at 50, and 50 for the rest"; "…, and growth last".
  if (comma && said.includes("and") && sizeOf(a) === 1) return false;
  const plain =
    said.every((text) => /^(?:,|and|or|&|\/|plus|\+|both|the|our|on|for)$/u.test(text)) &&
    said.some((text) => !/^(?:on|for|the|our)$/u.test(text));
  switch (a.kind) {
    case "signal":
      return (
        (plain || said.length === 0 || said.every((text) => text === ":")) &&
        a.cues.size === 0 &&
        b.cues.size === 0 &&
        a.text !== b.text
      );
    case "values":
      return (
        (plain || said.join(" ") === "and other" || said.join(" ") === "or other") &&
        a.values?.column === b.values?.column
      );
    case "tier":
    case "account":
      return plain || (said.length === 0 && a.kind === "account");
    case "amount": {
      const like = a.amounts[0]?.kind === b.amounts[0]?.kind || b.amounts[0]?.kind === "share";
      return (
        like &&
        (said.length === 0 || said.every((text) => /^(?:,|and|&|\/|:|-|to)$/u.test(text))) &&
        a.amounts[0]?.kind !== "times"
      );
    }
    default:
      return false;
  }
}
