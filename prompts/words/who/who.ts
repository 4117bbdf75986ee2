import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Clause, withCue } from "../clauses/clauses.ts";
import type { Item, Values } from "../items/item.ts";
import type { Part, Who } from "./accounts-meant.ts";
import { areApart, isAmong, STAYING } from "./condition-ties.ts";
import { measured } from "./measures.ts";

/** Words behind which a name says where something holds, rather than what is wished for. */
const PLACED = /^(?:in|within|inside|across|for|from|throughout|among)$/u;

/** What sets a bound to tiers. */
const BOUND = /^(?:above|below|over|under|beneath|at least|at most)$/u;

/** The accounts that a clause names, or null where it names none. */
export function readWho(clause: Clause, vocabulary: Vocabulary): Who | null {
  const within: Part[] = [];
  const except: Part[] = [];
  const accounts: string[] = [];
  const used: Item[] = [];
  let negated = false;
  let located = false;
  let fresh = false;
  let either = false;
  let flips: Item | null = null;
  let tie = "";
  let link: Item | null = null;
  const parts = measured(clause, vocabulary);
  for (const item of clause.items) {
    if (item.became !== null) continue;
    if (item.cues.has("except")) negated = true;
    if (/^(?:and|or|&)\b/u.test(item.text)) tie = item.text.startsWith("or") ? "or" : "and";
    // "everything that isn't Active": of all others.
    // "non-European accounts"
    const joined = item.text === "non" && clause.items[clause.items.indexOf(item) + 1]?.kind === "values";
    if (joined || (item.text === "not" && isRelative(clause.items, item))) {
      flips = item;
      continue;
    }
    // "nothing in Healthcare below tier B": where nobody moves, a bound is no group.
    if (
      item.kind === "tier" &&
      BOUND.test(link?.text ?? "") &&
      !withCue(clause, "fall", "rise", "move").length
    )
      return null;
    const own = parts.get(item) ?? partOf(item, vocabulary);
    const staying =
      item.kind === "tier" && link !== null && STAYING.test(link.text) && isAmong(item, within)
        ? "skip"
        : own;
    const made = flips !== null && staying !== null && staying !== "skip" ? turned(staying) : staying;
    if (made === "skip") {
      used.push(item);
      continue;
    }
    if (item.kind === "account") accounts.push(...item.names);
    else if (made !== null) {
      const list = negated ? except : within;
      const linked =
        link !== null &&
        /^(?:in|of|from|within|with|that|whose|where|having|at|inside|there|accounts in|on)$/u.test(
          link.text,
        );
      // "with NPS at least 30 and more than 100 seats": both of the same account.
      const both = tie === "and" && parts.has(item) && /[<>]/u.test(list.at(-1)?.text ?? "");
      // "Reseller accounts under 500k", "Priya Nair's Fintech accounts": nothing stands between the two.
      const column = /^[^:<>]+/u.exec(made.text)?.[0];
      const last = used.at(-1);
      const next = item.kind === "amount" || (last !== undefined && item.start - last.end <= 1);
      const beside = tie === "" && next && column !== /^[^:!<>]+/u.exec(list.at(-1)?.text ?? "")?.[0];
      // "roofers over 20k stay Gold", "… must not fall below Gold": those of them that are.
      const stays = item.kind === "tier" && link !== null && STAYING.test(link.text);
      // "for Healthcare hold tier A": the tier of those that the place in front names.
      const fronted = item.kind === "tier" && located && tie === "" && list.length === 1 && used.length === 1;
      const narrows =
        !fresh && list.length > 0 && tie !== "or" && (linked || both || beside || stays || fronted);
      // "only Germany and the Nordics": nobody is in both.
      either ||= !narrows && list.some((part) => areApart(part.text, made.text));
      if (flips !== null) used.push(flips);
      if (item.values !== null && item.values.column === vocabulary.roles.owner)
        used.push(...ownership(clause.items, clause.items.indexOf(item)));
      flips = null;
      either ||= tie === "or" && list.length > 0;
      tie = "";
      list.push({ ...made, narrows });
      if (
        link !== null &&
        /^(?:in|within|inside|across|for|from|throughout|among|of|on|into|to)$/u.test(link.text)
      )
        located = PLACED.test(link.text) || located;
    } else {
      // "Gold and everything in Retail": a new set, no narrower one.
      if (
        (item.cues.has("all") || /^(?:any|anything|anyone|anybody|those|whole)$/u.test(item.text)) &&
        (negated ? except : within).length > 0
      )
        fresh = true;
      if (
        item.kind === "word" &&
        !/^(?:a|an|the|our|all|any|accounts?|customers?|clients?|companies)$/u.test(item.text)
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
  return { within, except, accounts, items: [...used, ...taken], located, either };
}

/** "owned by", "managed by" ahead of an owner. */
function ownership(items: readonly Item[], at: number): Item[] {
  const before = items.slice(Math.max(0, at - 2), at);
  const isOwned =
    /^(?:owned|owner|managed|handled|run|led|covered|served|assigned|looked after)(?: by| to)?$/u;
  return isOwned.test(before.map(({ text }) => text).join(" ")) ? before : [];
}

/** "that isn't", "who are not in": a denial of what the accounts are. */
function isRelative(items: readonly Item[], not: Item): boolean {
  const at = items.indexOf(not);
  return (
    /^(?:is|are|was|were|does|do)$/u.test(items[at - 1]?.text ?? "") &&
    items.slice(Math.max(0, at - 4), at).some(({ text }) => /^(?:that|which|who|whose)$/u.test(text))
  );
}

/** A condition turned round; null where it has no such form. */
function turned({ not, text }: Omit<Part, "narrows">): Omit<Part, "narrows"> | null {
  return not === null ? null : { text: not, not: text };
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
