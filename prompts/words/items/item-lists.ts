import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Cue } from "./cue-words.ts";
import { type Item, NO_CUES } from "./item.ts";
import { isOrdinary, namesOf } from "./names.ts";

/** Nouns for kinds of places and industries: of a group of accounts as often as of a signal. */
export const NOUNS =
  /^(?:regions?|sectors?|industry|industries|domains?|verticals?|territory|territories|markets?|country|countries|category|categories|area|areas|segments?|geography|zone|trade|branch)$/u;
const TIES = /^(?:,|and|or|&|\/|plus|\+|both|the|our|on|for|:|-|versus|vs|to)$/u;

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

/** Runs of like items with nothing but commas and "and" between them become one. */
export function joinLists(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let ties: Item[] = [];
  items.forEach((item, at) => {
    const last = out.at(-1);
    const next = items[at + 1];
    const ends =
      next === undefined || next.kind === "stop" || next.kind === item.kind || /^n?or$/u.test(next.text);
    // "regardless of region growth first": the wish begins with the second.
    const apart = ties.length === 0 && out.at(-2)?.cues.has("indifferent");
    if (
      last !== undefined &&
      !apart &&
      !comparesAnew(items, at, out) &&
      ties.length <= 3 &&
      joins(last, item, ties, ends)
    ) {
      out[out.length - 1] = {
        ...last,
        text: [last.text, ...(isSpan(item, ties) ? ["to"] : []), item.text].join(" "),
        end: item.end,
        signals: [...last.signals, ...item.signals],
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

const COMPARING: readonly Cue[] = ["as-much", "over", "under", "than", "twice", "halve", "triple"];

/** "as much as growth and industry half as much as …": a second comparison begins behind the "and". */
function comparesAnew(items: readonly Item[], at: number, out: readonly Item[]): boolean {
  const compares = ({ amounts, cues }: Item) =>
    COMPARING.some((cue) => cues.has(cue)) || ["times", "multiple", "share"].includes(amounts[0]?.kind ?? "");
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
  if (comma && said.length === 1 && !ends && a.kind !== "amount") return false;
  // "momentum 30%, half a percent of moves": another sentence's share.
  if (comma && said.length === 1 && !ends && sizeOf(a) === 1 && a.amounts[0]?.kind === "share") return false;
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
      return plain && a.values?.column === b.values?.column;
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
    const strange = item.cues.size === 0 && !isOrdinary(item.text) && /^\p{Lu}\p{L}{2,}$/u.test(written);
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
