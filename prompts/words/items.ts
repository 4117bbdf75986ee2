import type { Signal } from "../../tiering/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Cue } from "./cue-words.ts";
import { phraseAt, senseOf } from "./lexicon.ts";
import { type BookName, isOrdinary, namesOf } from "./names.ts";
import { type Amount, amountAt } from "./numbers.ts";
import { mendSpelling } from "./spelling.ts";
import { type Token, tokenise } from "./tokens.ts";

/** Some values of one column. */
export interface Values {
  readonly column: string;
  readonly values: readonly string[];
}

/** One meaningful piece of a message, or a list of such ("growth, geo and runway", "20/30/50"). */
export interface Item {
  readonly kind: "signal" | "amount" | "values" | "column" | "tier" | "account" | "stop" | "word";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly cues: ReadonlySet<Cue>;
  readonly signals: readonly Signal[];
  readonly amounts: readonly Amount[];
  readonly values: Values | null;
  /** Tiers, account IDs, or the column. */
  readonly names: readonly string[];
  /** What the item has become in the reading; null while it is unread. */
  became: string | null;
}

const NO_CUES: ReadonlySet<Cue> = new Set();
const EMPTY = { cues: NO_CUES, signals: [], amounts: [], values: null, names: [], became: null } as const;

/** The message as items. Cost: linear in the message, whatever the size of the book. */
export function readItems(message: string, vocabulary: Vocabulary): Item[] {
  const names = namesOf(vocabulary);
  const tokens = mendSpelling(tokenise(message), names);
  const words = tokens.map((token) => token.text);
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const context = { tokens, words, message, vocabulary, items };
    const next =
      rankAt(context, at) ??
      accountAt(context, at) ?? tierAt(context, at) ?? squashedAt(context, at) ?? longestAt(context, at, names.at(words, at));
    items.push(next.item);
    at = next.next;
  }
  return joinLists(items);
}

interface Context {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly message: string;
  readonly vocabulary: Vocabulary;
  readonly items: readonly Item[];
}

interface Found {
  readonly item: Item;
  readonly next: number;
}

function make({ tokens, words }: Context, at: number, next: number, rest: Partial<Item>): Found {
  const start = (tokens[at] as Token).start;
  const end = (tokens[next - 1] as Token).end;
  const item: Item = { ...EMPTY, kind: "word", text: words.slice(at, next).join(" "), start, end, ...rest };
  return { item, next };
}

const ACCOUNT_NOUN = /^(?:accounts?|customers?|clients?|ids?|company|companies)$/u;

/** An account's ID: digits after "account" or long ones, or a word with a digit that is one of the book's. */
function accountAt(context: Context, at: number): Found | null {
  const { items, message, tokens, vocabulary, words } = context;
  const { start, text } = tokens[at] as Token;
  if (start > 0 && !/[\s,;(/"'#]/u.test(message[start - 1] ?? "")) return null;
  const [chunk = ""] = /^[^\s,;()"/]+/u.exec(message.slice(start, start + 64)) ?? [];
  const id = chunk.replace(/[.?!:']+$/u, "");
  let next = at;
  while (next < tokens.length && (tokens[next] as Token).end <= start + id.length) next++;
  if (next === at) return null;
  const counted = /^(?:%|percent|accounts?|customers?|points?|k|million)$/u.test(words[next] ?? "");
  const last = items.at(-1);
  const named = ACCOUNT_NOUN.test(last?.text ?? "") || (/^(?:and|,|&|or)$/u.test(last?.text ?? "") && items.at(-2)?.kind === "account");
  const digits = /^\d+$/u.test(id);
  if (digits ? counted || !(named || id.length >= 7) : !/\d/u.test(id) || !/[\p{L}-]/u.test(id) || !vocabulary.hasAccount(id)) return null;
  if (digits && !named && id.length < 9 && !vocabulary.hasAccount(id)) return null;
  return make(context, at, next, { kind: "account", names: [id], text });
}

/** "tier A", "A-tier", "our A's", a capital letter after another tier, "gold", "the top tier". */
function tierAt(context: Context, at: number): Found | null {
  const { items, message, tokens, vocabulary, words } = context;
  const { tiers } = vocabulary;
  const known = (word: string | undefined) => tiers.find((tier) => tier.toLowerCase() === word);
  const word = words[at] as string;
  const noun = (index: number) => /^tiers?$/u.test(words[index] ?? "");
  if (noun(at)) {
    const named = known(words[at + 1]);
    if (named !== undefined) return make(context, at, at + 2, { kind: "tier", names: [named] });
    // "Tier Q" is meant as a tier, though the book has none.
    const token = tokens[at + 1];
    const letter = token === undefined ? "" : message.slice(token.start, token.end);
    if (/^[A-Z]$/u.test(letter) && letter !== "I") return make(context, at, at + 2, { kind: "tier", names: [letter] });
    return null;
  }
  const end = /^(?:top|highest|best|uppermost)$/u.test(word) ? tiers[0] : /^(?:bottom|lowest|last)$/u.test(word) ? tiers.at(-1) : undefined;
  if (end !== undefined && words[at + 1] === "tier") return make(context, at, at + 2, { kind: "tier", names: [end] });
  const named = known(word);
  if (named === undefined) return null;
  if (noun(at + 1)) return make(context, at, at + 2, { kind: "tier", names: [named] });
  const { start, end: stop } = tokens[at] as Token;
  const written = message.slice(start, stop);
  if (named.length > 2) {
    return isOrdinary(named.toLowerCase()) && written !== named && !ACCOUNT_NOUN.test(words[at + 1] ?? "")
      ? null
      : make(context, at, at + 1, { kind: "tier", names: [named] });
  }
  // A letter or number alone: only written as the book does and where tiers are spoken of.
  const capital = written.replace(/'?s$/u, "") === named;
  const before = items.at(-1);
  const listed = /^(?:and|or|&|,|\/|from|than|to|not|vs|versus|rather than|but)$/u.test(before?.text ?? "") && items.slice(-4).some((item) => item.kind === "tier");
  const counted = ACCOUNT_NOUN.test(words[at + 1] ?? "");
  const article = word === "a" && !/[.!?:;]\s*$/u.test(message.slice(0, start)) && start > 0;
  const letter = /^[A-Z]$/u.test(named) && capital && (word !== "a" || article) && word !== "i";
  if (listed && (capital || (word !== "a" && word !== "i"))) return make(context, at, at + 1, { kind: "tier", names: [named] });
  if (letter || (counted && capital)) return make(context, at, at + 1, { kind: "tier", names: [named] });
  return null;
}

const RANKS: readonly Cue[] = ["first", "second", "third", "last"];

/** "1) upside 2) growth", "1. upside", "priority 1 geography", "#1": a small number that ranks what follows. */
function rankAt(context: Context, at: number): Found | null {
  const { message, tokens, words } = context;
  const rank = /^[1-4]$/u.test(words[at] ?? "") ? Number(words[at]) : 0;
  if (rank === 0) return null;
  const { end } = tokens[at] as Token;
  const listed = words[at + 1] === ")" || (words[at + 1] === "." && /^\.\s*\p{L}/u.test(message.slice(end, end + 4)) && at + 2 < words.length && (rank > 1 || at === 0 || /^[:.\n]$/u.test(words[at - 1] ?? "")));
  const numbered = /^(?:priority|prio|rank|#)$/u.test(words[at - 1] ?? "");
  if (!listed && !numbered) return null;
  const cues = new Set<Cue>([RANKS[rank - 1] as Cue]);
  return make(context, at, listed ? at + 2 : at + 1, { cues, text: `${rank})` });
}

/** "UK&I": a name that the book spells without the sign. */
function squashedAt(context: Context, at: number): Found | null {
  const { message, tokens, vocabulary } = context;
  const { start } = tokens[at] as Token;
  const [chunk = ""] = /^\p{L}+&\p{L}+/u.exec(message.slice(start, start + 40)) ?? [];
  if (chunk === "" || tokens[at + 2]?.end !== start + chunk.length) return null;
  const name = namesOf(vocabulary).at([chunk.replace("&", "").toLowerCase()], 0)[0];
  if (name?.kind !== "value") return null;
  return make(context, at, at + 3, { kind: "values", values: { column: name.name, values: name.values } });
}

/** The longest of a name of the book, a phrase of the lexicon and a number; else the word as it stands. */
function longestAt(context: Context, at: number, names: readonly BookName[]): Found {
  const { words } = context;
  const phrase = phraseAt(words, at);
  const amount = amountAt(context.tokens, at);
  const name = names.find((each) => stands(each, context, at));
  const amountLength = amount === null ? 0 : amount.next - at;
  const nameLength = name?.words.length ?? 0;
  const phraseLength = phrase?.length ?? 0;
  if (name !== undefined && nameLength >= phraseLength && nameLength >= amountLength) {
    const next = at + nameLength;
    const own = { cues: phraseLength === nameLength ? (phrase?.sense.cues ?? NO_CUES) : NO_CUES };
    if (name.kind === "column") {
      const signals = phraseLength === nameLength && phrase?.sense.signal ? [phrase.sense.signal] : [];
      return make(context, at, next, { kind: signals.length > 0 ? "signal" : "column", names: [name.name], signals, ...own });
    }
    return make(context, at, next, { kind: "values", values: { column: name.name, values: name.values } });
  }
  const ratio = amount?.amount.kind === "multiple" || amount?.amount.kind === "times";
  if (amount !== null && (amountLength > phraseLength || (amountLength === phraseLength && !phrase?.sense.cues.has("halve")) || ratio))
    return make(context, at, amount.next, { kind: "amount", amounts: [amount.amount] });
  const short = phraseLength === 1 && /^(?:rw|gr|cat)$/u.test(words[at] ?? "") && !/^(?:[=:]|[.\d].*)$/u.test(words[at + 1] ?? "");
  if (phrase !== null && !short) {
    const { cues, signal } = phrase.sense;
    return make(context, at, at + phrase.length, { kind: signal === null ? "word" : "signal", cues, signals: signal === null ? [] : [signal] });
  }
  const word = words[at] as string;
  // "geo -5%": a sign right before its number is no dash.
  const signed = word === "-" && context.tokens[at + 1]?.start === context.tokens[at]?.end;
  const stop = !signed && /^(?:[.!?;,:()\n&/-]|and|but)$/u.test(word);
  return make(context, at, at + 1, { kind: stop ? "stop" : "word" });
}

/** Whether a name may stand here for itself: in its own spelling, quoted, or beside its column. */
function stands(name: BookName, context: Context, at: number): boolean {
  if (name.kind === "tier") return false;
  const { items, message, tokens, words } = context;
  const start = (tokens[at] as Token).start;
  const end = (tokens[at + name.words.length - 1] as Token).end;
  const written = message.slice(start, end);
  if (name.kind === "column") return name.words.length > 1 || written === name.spelt || !isOrdinary(name.words[0] ?? "");
  const quoted = /["'“„«]/u.test(message[start - 1] ?? "") && /["'”“»]/u.test(message[end] ?? "");
  const before = items.at(-1);
  const behind = before?.kind === "stop" || /^(?:=|is|:|in|of|,|or|and)$/u.test(before?.text ?? "") ? items.at(-2) : before;
  const beside =
    [before, behind, items.at(-3)].some((item) => item !== undefined && item.names[0] === name.name && (item.kind === "column" || item.signals.length > 0)) ||
    (before?.kind !== "word" && items.slice(-3).some((item) => item.values?.column === name.name && item.kind === "values")) ||
    words[at + name.words.length] === name.name.toLowerCase();
  if (quoted || beside) return true;
  if (!name.free) {
    const word = name.words[0] ?? "";
    const capital = /^\p{Lu}/u.test(written) && written === name.spelt && /[\p{L},]\s$/u.test(message.slice(0, start));
    const slotted = before !== undefined && ["in", "only", "except", "hold"].some((cue) => before.cues.has(cue as Cue));
    return !isOrdinary(word) && (capital || slotted || written === name.spelt);
  }
  // "US" is a country, "us" is not.
  if (name.words.length === 1 && (name.words[0]?.length ?? 0) <= 3) return written === name.spelt || written === written.toUpperCase();
  return name.words.length > 1 || senseOf(name.words[0] ?? "") === null || written === name.spelt;
}

const NOUNS = /^(?:regions?|sectors?|industry|industries|domains?|verticals?|territory|territories|markets?|country|countries|category|categories|area|areas|segments?|geography|zone|trade|branch)$/u;
const TIES = /^(?:,|and|or|&|\/|plus|\+|both|the|our|on|for|:|-|versus|vs|to)$/u;

/** Runs of like items with nothing but commas and "and" between them become one. */
function joinLists(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let ties: Item[] = [];
  items.forEach((item, at) => {
    const last = out.at(-1);
    const next = items[at + 1];
    const ends = next === undefined || next.kind === "stop" || next.kind === item.kind;
    if (last !== undefined && ties.length <= 3 && joins(last, item, ties, ends)) {
      out[out.length - 1] = {
        ...last,
        text: `${last.text} ${item.text}`,
        end: item.end,
        signals: [...last.signals, ...item.signals],
        amounts: [...last.amounts, ...item.amounts],
        names: [...last.names, ...item.names],
        values: last.values === null ? null : { column: last.values.column, values: [...last.values.values, ...(item.values?.values ?? [])] },
      };
      ties = [];
    } else if (last !== undefined && ties.length === 0 && last.kind === "values" && item.kind === "signal" && NOUNS.test(item.text)) {
      // "the healthcare sector": the noun of a name, no wish.
      out[out.length - 1] = { ...last, text: `${last.text} ${item.text}`, end: item.end };
    } else if (TIES.test(item.text) && item.kind !== "amount") ties.push(item);
    else {
      out.push(...ties, item);
      ties = [];
    }
  });
  return [...out, ...ties];
}

const sizeOf = (item: Item): number => Math.max(item.signals.length, item.amounts.length, item.names.length, item.values === null ? 0 : 2);

function joins(a: Item, b: Item, ties: readonly Item[], ends: boolean): boolean {
  if (a.kind !== b.kind) return false;
  const said = ties.map((tie) => tie.text);
  const comma = said.includes(",");
  // "forget industry, growth is the thing": a comma alone lists only where the list goes on or the clause ends.
  if (comma && said.length === 1 && !ends && a.kind !== "amount") return false;
  // "growth at 50, and 50 for the rest"; "…, and growth last".
  if (comma && said.includes("and") && sizeOf(a) === 1) return false;
  const plain = said.every((text) => /^(?:,|and|or|&|\/|plus|\+|both|the|our|on|for)$/u.test(text)) && said.some((text) => !/^(?:on|for|the|our)$/u.test(text));
  switch (a.kind) {
    case "signal":
      return (plain || said.length === 0 || said.every((text) => text === ":")) && a.cues.size === 0 && b.cues.size === 0 && a.text !== b.text;
    case "values":
      return plain && a.values?.column === b.values?.column;
    case "tier":
    case "account":
      return plain || (said.length === 0 && a.kind === "account");
    case "amount": {
      const like = a.amounts[0]?.kind === b.amounts[0]?.kind || b.amounts[0]?.kind === "share";
      return like && (said.length === 0 || said.every((text) => /^(?:,|and|&|\/|:|-|to)$/u.test(text))) && (a.amounts[0]?.kind !== "times");
    }
    default:
      return false;
  }
}
