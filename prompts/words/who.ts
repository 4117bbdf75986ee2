import type { Vocabulary } from "../vocabulary.ts";
import { type Clause, withCue } from "./clauses.ts";
import type { Item, Values } from "./items.ts";

/** The accounts that a clause speaks of, as selectors. */
export interface Who {
  /** Each a selector of its own, `Column:value|value`, `tier:A|B`, `Column>10`, `top:50:Column`. */
  readonly within: readonly Part[];
  /** What is taken out: "except Germany", "outside Europe". */
  readonly except: readonly Part[];
  readonly accounts: readonly string[];
  /** The items that said so. */
  readonly items: readonly Item[];
  /** True where the names stand behind "in", "for" and the like. */
  readonly located: boolean;
}

/** One condition on an account. */
export interface Part {
  readonly text: string;
  /** The same turned round: none of the values; null where it has no such form. */
  readonly not: string | null;
  /** How a scope says it, where that differs: tiers by the column that holds them. */
  readonly scope?: string;
  /** Whether it narrows the part before ("Healthcare in Germany") rather than standing beside it. */
  readonly narrows: boolean;
}

/** Words behind which a name says where something holds, rather than what is wished for. */
const PLACED = /^(?:in|within|inside|across|for|from|throughout|among)$/u;

/** The accounts that a clause names, or null where it names none. */
export function readWho(clause: Clause, vocabulary: Vocabulary): Who | null {
  const within: Part[] = [];
  const except: Part[] = [];
  const accounts: string[] = [];
  const used: Item[] = [];
  let negated = false;
  let located = false;
  let fresh = false;
  let link: Item | null = null;
  const parts = measured(clause, vocabulary);
  for (const item of clause.items) {
    if (item.became !== null) continue;
    if (item.cues.has("except")) negated = true;
    const made = parts.get(item) ?? partOf(item, vocabulary);
    if (made === "skip") {
      used.push(item);
      continue;
    }
    if (item.kind === "account") accounts.push(...item.names);
    else if (made !== null) {
      const narrows =
        !fresh &&
        link !== null &&
        within.length > 0 &&
        /^(?:in|of|from|within|with|that|whose|where|having|at|inside|there|accounts in|on)$/u.test(
          link.text,
        );
      (negated ? except : within).push({ ...made, narrows });
      if (
        link !== null &&
        /^(?:in|within|inside|across|for|from|throughout|among|of|on|into|to)$/u.test(link.text)
      )
        located = PLACED.test(link.text) || located;
    } else {
      // "Gold and everything in Retail": a new set, no narrower one.
      if (item.cues.has("all") && within.length > 0) fresh = true;
      if (
        item.kind === "word" &&
        !/^(?:the|our|all|any|accounts?|customers?|clients?|companies)$/u.test(item.text)
      )
        link = item;
      continue;
    }
    used.push(item);
    link = null;
    fresh = false;
  }
  if (used.length === 0 || within.length + except.length + accounts.length === 0) return null;
  const taken = except.length > 0 ? withCue(clause, "except") : [];
  return { within, except, accounts, items: [...used, ...taken], located };
}

function partOf(item: Item, vocabulary: Vocabulary): Omit<Part, "narrows"> | null {
  if (item.kind === "tier") {
    const text = `tier:${item.names.join("|")}`;
    const others = vocabulary.tiers.filter((tier) => !item.names.includes(tier));
    return {
      text,
      not: others.length === 0 ? null : `tier:${others.join("|")}`,
      scope: tierColumn(item.names, vocabulary) ?? text,
    };
  }
  if (item.values === null) return null;
  return valuesPart(item.values);
}

/** The tiers as values of the current tier's column, where it spells them so. */
function tierColumn(names: readonly string[], { columns, roles }: Vocabulary): string | null {
  const known = columns.find(({ name }) => name === roles.tier)?.values ?? [];
  const values = names.map((name) => known.find((value) => value === name || value === `Tier ${name}`));
  return values.every((value) => value !== undefined) ? `${roles.tier}:${values.join("|")}` : null;
}

function valuesPart({ column, values }: Values): Omit<Part, "narrows"> {
  const list = [...new Set(values)].join("|");
  return { text: `${column}:${list}`, not: `${column}!:${list}` };
}

/** "revenue above 1,000,000", "more than 500 Employees", "the top 50 accounts by revenue", by the item that holds the number. */
function measured(clause: Clause, vocabulary: Vocabulary): Map<Item, Omit<Part, "narrows"> | "skip"> {
  const found = new Map<Item, Omit<Part, "narrows"> | "skip">();
  const open = clause.items.filter((item) => item.became === null);
  const columns = open.filter((item) => columnOf(item, vocabulary) !== null);
  for (const number of open) {
    const [amount] = number.amounts;
    if (number.kind !== "amount" || amount?.kind !== "plain" || number.amounts.length !== 1) continue;
    const near = nearest(columns, number);
    const at = open.indexOf(number);
    const around = open.slice(Math.max(0, at - 3), at + 3);
    const end = around.find((item) =>
      /^(?:top|biggest|largest|highest|best|bottom|smallest|lowest|greatest|richest)$/u.test(item.text),
    );
    const counted =
      open.slice(at + 1, at + 4).some((item) => item.cues.has("accounts") || item === end) ||
      (end !== undefined && open[at - 1] === end);
    if (
      end !== undefined &&
      counted &&
      Number.isInteger(amount.value) &&
      amount.value > 0 &&
      !open.slice(at, at + 2).some((item) => item.cues.has("tierword"))
    ) {
      const side = /^(?:bottom|smallest|lowest)$/u.test(end.text) ? "bottom" : "top";
      const column = near === null ? vocabulary.roles.revenue : (columnOf(near, vocabulary) as string);
      found.set(number, { text: `${side}:${amount.value}:${column}`, not: null });
      for (const item of [end, near]) if (item !== null) found.set(item, "skip");
      continue;
    }
    if (near === null) {
      // "accounts under 500k", "customers over 10 million": an amount of that size is revenue.
      const money =
        amount.value >= 10_000 &&
        open.some((item) => item.cues.has("accounts")) &&
        !open.slice(at + 1, at + 2).some((item) => item.cues.has("accounts") || item.cues.has("move"));
      const sign = money ? comparator(open, number, number) : null;
      if (sign === null || vocabulary.roles.revenue === "") continue;
      const { revenue } = vocabulary.roles;
      found.set(number, {
        text: `${revenue}${sign.sign}${amount.value}`,
        not: `${revenue}${OPPOSITE[sign.sign]}${amount.value}`,
      });
      for (const item of sign.items) found.set(item, "skip");
      continue;
    }
    const sign = comparator(open, number, near);
    if (sign === null) continue;
    const column = columnOf(near, vocabulary) as string;
    found.set(number, {
      text: `${column}${sign.sign}${amount.value}`,
      not: `${column}${OPPOSITE[sign.sign]}${amount.value}`,
    });
    for (const item of [near, ...sign.items]) found.set(item, "skip");
  }
  return found;
}

const OPPOSITE = { ">": "<=", ">=": "<", "<": ">=", "<=": ">" } as const;
type Sign = keyof typeof OPPOSITE;

function comparator(
  open: readonly Item[],
  number: Item,
  column: Item,
): { readonly sign: Sign; readonly items: readonly Item[] } | null {
  const at = open.indexOf(number);
  const from = Math.min(at, open.indexOf(column));
  const span = open.slice(Math.max(0, from - (from === at ? 2 : 0)), at + 2);
  for (const item of span) {
    const { text } = item;
    if (/^(?:>|<|>=|<=)$/u.test(text)) {
      const next = open[open.indexOf(item) + 1];
      const equal = next?.text === "=";
      return {
        sign: `${text}${equal && text.length === 1 ? "=" : ""}` as Sign,
        items: equal ? [item, next] : [item],
      };
    }
    if (/^(?:at least|no less than|not less than|not below|or more|minimum|a minimum of|from)$/u.test(text))
      return { sign: ">=", items: [item] };
    if (/^(?:at most|no more than|not more than|up to|or less|or fewer|not above)$/u.test(text))
      return { sign: "<=", items: [item] };
    if (item.cues.has("below") || item.cues.has("under")) return { sign: "<", items: [item] };
    if (item.cues.has("at-least") || item.cues.has("over")) return { sign: ">", items: [item] };
  }
  return null;
}

/** The number column that an item names: a column of the book, "revenue", "potential revenue". */
export function columnOf(item: Item, { numbers, roles }: Vocabulary): string | null {
  if (item.kind === "column") return numbers.includes(item.names[0] ?? "") ? (item.names[0] as string) : null;
  if (/^(?:revenue|revenues|sales|turnover|current revenue|spend|size)$/u.test(item.text))
    return roles.revenue;
  if (/^(?:potential revenue|revenue potential|potential|future revenue)$/u.test(item.text))
    return roles.potential;
  return null;
}

function nearest(columns: readonly Item[], number: Item): Item | null {
  let best: Item | null = null;
  for (const item of columns) {
    const gap = Math.min(Math.abs(item.start - number.end), Math.abs(number.start - item.end));
    if (best === null || gap < Math.min(Math.abs(best.start - number.end), Math.abs(number.start - best.end)))
      best = item;
  }
  return best;
}

/** As entries of a hold: any of them is held; what narrows joins the part before, what is excepted each of them. */
export function holdEntries(who: Who): string[] {
  const entries: string[] = [];
  for (const { narrows, text } of who.within) {
    if (narrows && entries.length > 0) entries[entries.length - 1] += `&${text}`;
    else if (/^tier:[^&]*\|/u.test(text) && who.except.length === 0)
      entries.push(
        ...text
          .slice(5)
          .split("|")
          .map((tier) => `tier:${tier}`),
      );
    else entries.push(text);
  }
  const without = who.except.map((part) => `&${part.not ?? part.text}`).join("");
  return [...entries.map((entry) => entry + without), ...who.accounts];
}

/** As entries of a scope (or of who may rise or fall): all of them must match. */
export function scopeEntries(who: Who): string[] {
  return [
    ...who.within.map((part) => part.scope ?? part.text),
    ...who.except.flatMap((part) => (part.not === null ? [] : [part.not])),
  ];
}

/** The accounts that are none of these, as entries of a scope; null where a selector cannot say so. */
export function outsideEntries(who: Who): string[] | null {
  if (who.accounts.length > 0) return null;
  if (who.within.length === 0) return who.except.map((part) => part.text);
  if (who.within.some((part) => part.not === null) || who.except.length > 0) return null;
  // Not (A and B) is no conjunction; not A and not B is.
  if (who.within.some((part) => part.narrows)) return null;
  return who.within.map((part) => part.not as string);
}
