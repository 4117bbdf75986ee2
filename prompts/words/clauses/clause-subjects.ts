import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { NAMES } from "./clause-ties.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "both countries", "these regions": what the names before are. */
const isPlural = (item: Item, { items }: Clause): boolean =>
  item.kind === "signal" &&
  NOUNS.test(item.text) &&
  /^(?:both|these|those|two)$/u.test(items[items.indexOf(item) - 1]?.text ?? "");

/** Cues of what is to become of accounts. */
const ACTS: readonly Cue[] = [
  ...cuesOf("hold move rise fall only not release ignore void wish restrict except"),
  "mine",
];
const isTold = ({ items }: Clause): boolean =>
  items.every(({ kind, text }) => kind !== "amount" && (kind !== "signal" || NOUNS.test(text)));

/**
 * "Ruhend accounts may fall but never rise", "hold Retail … they may fall": a clause that says what its
 * neighbour's accounts may do speaks of them. Its pronoun, or its beginning, stands for their names.
 */
export function withSubject(clause: Clause, before: readonly Clause[]): Clause {
  // "guarantee them Gold": the tier is what they get.
  const gives = /\b(?:guarantee|grant|give|award|assure|secure) (?:them|it|these|those|both)\b/u.test(
    textOf(clause),
  );
  if (
    !(
      gives ||
      has(clause, "hold", "move", "rise", "fall", "release", "restrict") ||
      withCue(clause, "only").some(({ text }) => text !== "just")
    ) ||
    ofKind(clause, "values", "account", ...(gives ? [] : (["tier"] as const))).length > 0 ||
    ofKind(clause, "signal").some((item) => !isPlural(item, clause))
  )
    return clause;
  const last = before.at(-1);
  const near = before.findLast((each) => each.items.some((item) => NAMES.includes(item.kind as "tier")));
  if (last === undefined || near === undefined || clause.sentence - near.sentence > 1) return clause;
  // "tier A to 1,500⏎growth need not lead, but don't drop it": the growth.
  if (near !== last && ofKind(last, "signal").length > 0 && /\bit\b/u.test(textOf(clause))) return clause;
  const names = near.items.filter((item) => NAMES.includes(item.kind as "tier"));
  const isOne =
    names.length === 1 && [names[0]?.names, names[0]?.values?.values].some((list) => list?.length === 1);
  const at = clause.items.findIndex(
    ({ text }, place) =>
      (/^(?:there|(?:all |none )?(?:of )?(?:they|them|these|those)|those two|these two|both|that one)$/u.test(
        text,
      ) ||
        (text === "it" &&
          ((isOne && ofKind(clause, "amount").length === 0) ||
            /^(?:outside|beyond|within|inside)/u.test(clause.items[place - 1]?.text ?? "")))) &&
      !(text === "there" && /^(?:is|are|was|were)$/u.test(clause.items[place + 1]?.text ?? "")) &&
      // "leave the others as they come": the others, of whom the clause itself speaks.
      !(has(clause, "rest") && /^(?:as|where|wherever)$/u.test(clause.items[place - 1]?.text ?? "")),
  );
  const bare =
    at < 0 &&
    near === last &&
    near.sentence === clause.sentence &&
    ofKind(clause, "amount").length === 0 &&
    !has(clause, "accounts", "all", "rest", "except") &&
    /^(?:(?:but|and|also|then) )*(?:never|not|can|may|must|should|only|could)\b/u.test(textOf(clause)) &&
    has(near, "move", "rise", "fall", "hold", "may") &&
    // "hold Healthcare, only upgrades": who is held has no way to go, so all the others are meant.
    !(
      has(near, "hold", "not") &&
      !has(near, "may", "rise", "fall") &&
      has(clause, "only") &&
      has(clause, "rise", "fall")
    );
  // More names than one column's may not all be meant.
  const columns = new Set(names.map((item) => item.values?.column ?? item.kind));
  if ((at < 0 && !bare) || columns.size > 1 || has(near, "except")) return clause;
  // "may fall but never rise": the first is allowed anyway.
  if (bare && has(near, "may") && !has(near, "not", "only") && has(clause, "not", "only"))
    spend(near.items, "may do that anyway");
  // "The pilot countries are India and Sri Lanka. Only move accounts there.": told, so that the rule can speak of them.
  if (at >= 0 && !near.items.some(({ cues }) => ACTS.some((cue) => cues.has(cue))) && isTold(near))
    spend(near.items, "a story");
  const copies = names.map((item): Item => ({ ...item, became: null }));
  const pronoun = clause.items[at];
  if (pronoun !== undefined) pronoun.became = "the same accounts";
  const items = clause.items.filter((item) => !isPlural(item, clause));
  items.splice(Math.max(0, at), at < 0 ? 0 : 1, ...copies);
  return { ...clause, items };
}

/** "Retail may rise, Utilities may not", "…, and those with NPS below 3 must not be": the verb of the clause before. */
export function withVerb(clause: Clause, last: Clause | undefined): Clause {
  const shared = last === undefined ? undefined : barredAlike(clause, last);
  if (shared !== undefined) return { ...clause, items: [...clause.items, shared] };
  const elided = /\b(?:may|must|should|can|could|are|is|do|does|will) not(?: be)?$/u.test(textOf(clause));
  const verbs = ["rise", "fall", "hold", "move"] as const;
  const named = ofKind(clause, ...NAMES, "column").length > 0;
  const verb = last?.items.find((item) => verbs.some((cue) => item.cues.has(cue)) && !item.cues.has("not"));
  if (!elided || !named || verb === undefined || has(clause, ...verbs)) return clause;
  const end = clause.items.at(-1)!;
  return { ...clause, items: [...clause.items, { ...verb, became: null, start: end.end, end: end.end }] };
}

/** "Africa is off limits for downgrades and Japan for upgrades": what the clause before says of the other way; undefined for none. */
function barredAlike(clause: Clause, last: Clause): Item | undefined {
  const way = (each: Clause) => withCue(each, "rise", "fall");
  const others = clause.items.filter((item) => item.kind === "word" && !way(clause).includes(item));
  const elides =
    way(clause).length === 1 &&
    clause.items.length > 2 &&
    ofKind(clause, ...NAMES).length > 0 &&
    ofKind(clause, "signal", "amount").length === 0 &&
    others.every(({ text }) => /^(?:and|the|our|for|from|to|against)$/u.test(text)) &&
    /\b(?:for|from|to|against) \S+$/u.test(textOf(clause));
  const bar = elides && way(last).length === 1 ? last.items.find((item) => item.cues.has("hold")) : undefined;
  const end = clause.items.at(-1);
  return bar === undefined || end === undefined
    ? undefined
    : { ...bar, became: null, start: end.end, end: end.end };
}
