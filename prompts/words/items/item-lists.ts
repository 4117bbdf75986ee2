import type { Signal } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Item, NO_CUES } from "./item.ts";
import { isOrdinary, namesOf } from "./names.ts";

/** Nouns for kinds of places and industries: of a group of accounts as often as of a signal. */
export const NOUNS =
  /^(?:regions?|sectors?|industry|industries|domains?|verticals?|territory|territories|markets?|country|countries|category|categories|area|areas|segments?|geography|zone|trade|branch)$/u;

/** "not only South but also East": South and East. */
export function withoutNotOnly(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let open = false;
  for (const [at, item] of items.entries()) {
    const only = /^not (?:only|just|merely)$/u.test(item.text);
    const two = item.text === "not" && /^(?:only|just|merely)$/u.test(items[at + 1]?.text ?? "");
    if ((only || two) && items.slice(at, at + 10).some(({ text }) => text === "but")) open = true;
    else if (open && /^(?:only|just|merely)$/u.test(item.text)) continue;
    else if (open && item.text === "but") {
      out.push({ ...item, text: "and" });
    } else if (open && out.at(-1)?.text === "and" && /^(?:also|too|as well)$/u.test(item.text)) open = false;
    else out.push(item);
  }
  return out;
}

const SPOKEN = ["first", "second", "third", "fourth", "fifth"];

/** "First, hold Gold, second, growth leads; third, …": places said between stops are numbers of points. */
export function numbersOfPoints(items: readonly Item[]): Item[] {
  const alone = (at: number) =>
    (items[at - 1]?.kind ?? "stop") === "stop" && /^[,:]$/u.test(items[at + 1]?.text ?? "");
  const place = (at: number) => SPOKEN.indexOf(items[at]!.text.replace(/ly$| of all$/u, "")) + 1;
  const places = items.flatMap((_, at) => (place(at) > 0 && alone(at) ? [at] : []));
  if (places.length < 2) return [...items];
  return items.flatMap((item, at) =>
    places.includes(at) ? [{ ...item, text: `${place(at)})` }] : places.includes(at - 1) ? [] : [item],
  );
}

/** "1. only Africa 2. growth first": numbers of points that rank no signal, or one that has its own rank, only count the points. */
export function withoutPointNumbers(items: readonly Item[]): Item[] {
  return items.filter((item, at) => {
    if (!/^\d\)$/u.test(item.text)) return true;
    const end = items.findIndex(({ text }, place) => place > at && /^(?:\d\)|[.;\n])$/u.test(text));
    const point = items.slice(at + 1, end < 0 ? undefined : end);
    const ranked = point.some(
      ({ amounts, cues }) => amounts.length > 0 || cues.has("first") || cues.has("last"),
    );
    return point.some(({ kind }) => kind === "signal") && !ranked;
  });
}

const LETTERS: Readonly<Record<string, Signal>> = { r: "runway", g: "growth", c: "category" };

/** "R 45 G 35 Geo 10 C 10": letters with numbers, beside signals or one another. */
export function lettersOfSignals(items: readonly Item[]): Item[] {
  const numbered = (at: number) =>
    items[/^[=:]$/u.test(items[at + 1]?.text ?? "") ? at + 2 : at + 1]?.kind === "amount";
  const letters = items.filter(({ text }, at) => LETTERS[text] !== undefined && numbered(at));
  const named = items.filter(({ kind }, at) => kind === "signal" && numbered(at));
  const few = letters.length < 2 && letters.length + named.length < 3;
  if (few || letters.every(({ kind }) => kind === "tier")) return [...items];
  return items.map((item) => {
    const signal = letters.includes(item) ? LETTERS[item.text] : undefined;
    return signal === undefined ? item : { ...item, kind: "signal", names: [], signals: [signal] };
  });
}

const TIED = /^(?:,|and|or|&|\/|plus)$/u;

/**
 * A word that is listed with a value is one too: "West and Plains" of the same column, however ordinary; and
 * "Spain and Atlantis", though the book has no such name.
 */
export function nameListed(items: readonly Item[], message: string, vocabulary: Vocabulary): Item[] {
  const out = [...items];
  const listed = (item: Item, beside: Item | undefined): Item => {
    if (item.kind !== "word" || beside?.values == null) return item;
    const { column } = beside.values;
    const name = namesOf(vocabulary)
      .at([item.text], 0)
      .find((each) => each.kind === "value" && each.name === column && each.words.length === 1);
    if (name !== undefined)
      return { ...item, kind: "values", cues: NO_CUES, values: { column, values: name.values } };
    const written = message.slice(item.start, item.end);
    // Who writes "kenya" writes "egypt".
    const small = /^\p{Ll}/u.test(message.slice(beside.start)) && /^\p{Ll}{5,}$/u.test(written);
    const strange =
      item.cues.size === 0 && !isOrdinary(item.text) && (small || /^\p{Lu}\p{L}{2,}$/u.test(written));
    // "NY, NJ and PA": a code beside codes.
    const code =
      /^\p{Lu}{2,3}$/u.test(written) && beside.values.values.every((value) => /^\p{Lu}{2,3}$/u.test(value));
    return strange || code ? { ...item, kind: "values", values: { column, values: [written] } } : item;
  };
  // "High churn risk: no upgrades. Low: no downgrades."
  for (const [at, item] of out.entries())
    if (item.kind === "word" && out[at + 1]?.text === ":")
      out[at] = listed(
        item,
        out.findLast((each, place) => place < at && each.values !== null),
      );
  const tied = (at: number) => TIED.test(out[at]?.text ?? "");
  for (let at = 2; at < out.length; at++) if (tied(at - 1)) out[at] = listed(out[at] as Item, out[at - 2]);
  for (let at = out.length - 3; at >= 0; at--)
    if (tied(at + 1)) out[at] = listed(out[at] as Item, out[at + 2]);
  return out;
}

const YES = /^(?:yes|y|true|t|1|ja|oui|sí|si|wahr|vrai|x)$/iu;
const NO = /^(?:no|n|false|f|0|nein|non|falsch|faux)$/iu;

/** "partner sourced accounts", "without Rahmenvertrag": the name of a yes-or-no column says which of the two. */
export function nameFlags(items: readonly Item[], vocabulary: Vocabulary): Item[] {
  const out: Item[] = [];
  items.forEach((item, at) => {
    const column =
      item.kind === "column" ? vocabulary.columns.find(({ name }) => name === item.names[0]) : undefined;
    const [yes, no] = [YES, NO].map((sort) => column?.values.find((value) => sort.test(value)));
    const next = items[at + 1];
    const said =
      next?.values?.column === column?.name ||
      /^(?:=|:|is|by)$/u.test(next?.text ?? "") ||
      /^(?:by|per|which|what)$/u.test(items[at - 1]?.text ?? "");
    if (column === undefined || column.values.length > 3 || yes === undefined || no === undefined || said) {
      out.push(item);
      return;
    }
    const denial = out.at(-1);
    const denies =
      /^(?:without|non)$/u.test(denial?.text ?? "") &&
      (denial?.text === "non" || (out.at(-2)?.cues.has("accounts") ?? false));
    if (denies) out.pop();
    out.push({
      ...item,
      kind: "values",
      start: denies ? (denial as Item).start : item.start,
      names: [],
      cues: NO_CUES,
      values: { column: column.name, values: [denies ? no : yes] },
    });
  });
  return out;
}

/** "Western or Central Europe": the noun of the last name is that of the first too. */
export function shareNouns(items: readonly Item[], vocabulary: Vocabulary): Item[] {
  return items.map((item, at) => {
    const next = items[at + 2];
    if (
      item.kind !== "word" ||
      next?.kind !== "values" ||
      !/^(?:and|or|&|,|\/)$/u.test(items[at + 1]?.text ?? "")
    )
      return item;
    const noun = next.text.split(" ").at(-1) ?? "";
    const name = namesOf(vocabulary)
      .at([item.text, noun], 0)
      .find(
        ({ kind, name: column, words }) =>
          kind === "value" && words.length === 2 && column === next.values?.column,
      );
    return name === undefined
      ? item
      : { ...item, kind: "values", cues: new Set(), values: { column: name.name, values: name.values } };
  });
}
