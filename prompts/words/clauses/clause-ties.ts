import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "… can go up, but not down", "fewer moves, say 1 percent": what only its neighbour makes whole. */
export function completes(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (/^not (?:down|up)$/u.test(text))
    return has(last, "rise", "fall") && ofKind(last, "values", "tier").length > 0;
  const bare = (item: Item) => item.kind === "amount" || item.cues.has("accounts");
  // "make A smaller, 900 accounts": the size that was meant.
  if (clause.items.every(bare) && ofKind(clause, "amount").length === 1 && ofKind(last, "tier").length === 1)
    return has(last, "less", "more", "resize") && ofKind(last, "amount", "signal").length === 0;
  // "Tier A is too crowded, 800 accounts is enough"
  const enough =
    / (?:is|are|would be|should be) (?:enough|plenty|fine|sufficient)$/u.test(text) &&
    /\btoo (?:big|large|crowded|full|many|wide)\b/u.test(textOf(last));
  if (enough && ofKind(last, "tier").length === 1 && ofKind(clause, "amount").length === 1) return true;
  const share = clause.items.every(
    (item) => bare(item) || /^(?:say|like|maybe|perhaps|about|around)$/u.test(item.text),
  );
  // "put in some category, say thirty"
  const ofSignal =
    share &&
    ofKind(last, "signal").length === 1 &&
    clause.items.some(({ text }) => /^(?:say|like|maybe|perhaps)$/u.test(text)) &&
    !has(clause, "accounts");
  return (
    (ofSignal || (share && has(last, "move") && ofKind(last, "signal").length === 0)) &&
    ofKind(clause, "amount").length === 1 &&
    ofKind(last, "amount").length === 0
  );
}

/** "…, three are not", "but not three", "never triple ones", "not one more": beyond the bound of the clause before. */
export function goesNoFurther(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (has(last, "strategic") && ofKind(clause, "tier").length === 1)
    return /^\S+(?: \S+)? (?:does|do|is|are) not$/u.test(text);
  const more = /^(?:but )?(?:not|no) (?:one |a single one )?more(?: please)?$/u.test(text);
  if (more) return ofKind(last, "amount").length > 0;
  return (
    has(last, "tierword", "jump", "cap", "move") &&
    ofKind(last, "signal").length === 0 &&
    ofKind(clause, "values", "tier", "account", "signal", "column").length === 0 &&
    /^(?:(?:but|and) )*(?:(?:not|never) (?:by )?(?:three|3|four|triple(?: ones| jumps)?)|(?:by )?(?:three|3|four)(?: tiers?)?(?: (?:is|are))?(?: it is)? not)$/u.test(
      text,
    )
  );
}

/** Where a clause speaks of what was named before: rather "them" than "it"; -1 where it does not. */
export function pronounAt(items: readonly Item[]): number {
  const at = items.findIndex(({ text }) =>
    /^(?:there|(?:all |none )?(?:of )?(?:they|them|these|those)|those two|these two|both|that one)$/u.test(
      text,
    ),
  );
  return at >= 0 ? at : items.findIndex(({ text }) => /^(?:it|its|their|this|that|his|her)$/u.test(text));
}

/** "Account 42 is in renewal, don't change its tier": a rule whose "it" is what the clause before names. */
export function refersBack(clause: Clause, last: Clause): boolean {
  const there = clause.items.some((item) => item.text === "there");
  const named =
    ofKind(last, "values", "tier", "account").length > 0 &&
    !has(last, "hold", "move", "rise", "fall", "wish") &&
    (there || !has(last, "only"));
  const pronoun = pronounAt(clause.items) >= 0;
  // "Tier B is bloated: bring it to 9,000"
  const sized =
    has(clause, "resize") &&
    !has(clause, "cap") &&
    ofKind(clause, "amount").length === 1 &&
    ofKind(last, "tier").length === 1 &&
    ofKind(last, "amount", "signal", "values").length === 0 &&
    clause.items.some(({ text }) => text === "it");
  const names = ofKind(clause, "values", "tier", "account");
  const own = names.length > 0 || (!sized && ofKind(clause, "amount").length > 0);
  const subject =
    /^(?:and |so |but )*(?:please )?(?:must|should|may|can|need|needs|will|have to|has to|stays?|remains?)\b/u.test(
      textOf(clause),
    );
  return (
    named &&
    (pronoun || subject) &&
    !own &&
    (sized || has(clause, "hold", "move", "rise", "fall", "only") || (pronoun && has(clause, "restrict")))
  );
}

const NAMES = ["values", "tier", "account"] as const;

/** "only accounts with NPS above 30" | "more than 100 seats may rise": one subject of two conditions. */
export function continues(clause: Clause, last: Clause): boolean {
  const [first] = clause.items;
  const verb = (each: Clause) => has(each, "hold", "move", "rise", "fall", "release", "ignore");
  const rules = verb(clause) !== (verb(last) || has(last, "restrict"));
  return (
    clause.tie === "and" &&
    (["over", "below", "under", "at-least"].some((cue) => first?.cues.has(cue as Cue)) ||
      clause.items.find(({ text }) => !/^(?:an?|the)$/u.test(text))?.kind === "column") &&
    rules &&
    ofKind(last, "column", "values").length > 0 &&
    ofKind(clause, "amount").length === 1 &&
    ofKind(clause, "column").length === 1
  );
}

/** "exclude Retail" | "and anything with revenue under 50k"; "show me who went up" | "by area". */
export function extendsList(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (
    /^(?:and )?(?:by|per|for each) (?:the )?\S+(?: \S+)?$/u.test(text) &&
    ofKind(clause, "amount").length === 0
  )
    return /^(?:(?:and|please|can you|could you) )*(?:show|list|tell|give|who|which|how many|what)\b/u.test(
      textOf(last),
    );
  return (
    clause.tie === "and" &&
    /^(?:and |or )?(?:any|anything|anyone|anybody|everything|everyone|everybody|all|those|accounts|customers|clients)\b/u.test(
      text,
    ) &&
    ["over", "below", "under", "at-least"].some((cue) => has(clause, cue as Cue)) &&
    ofKind(clause, "amount").length === 1 &&
    ofKind(clause, "signal").length === 0 &&
    !has(clause, "hold", "move", "rise", "fall", "may", "must", "release", "ignore") &&
    ofKind(last, ...NAMES).length > 0 &&
    has(last, "hold", "ignore", "only", "move", "rise", "fall")
  );
}

/** "hold Gold, unless they are in Brazil", "…, but not in Africa": what is taken out of the clause before. */
export function excepts(clause: Clause, last: Clause): boolean {
  const head = clause.items.find(({ text }) => !/^(?:and|but|though|although|yet|however|also)$/u.test(text));
  const leaves = /^(?:leaving out|leaving aside|ignoring|skipping|omitting|minus)$/u.test(head?.text ?? "");
  const others = { ...clause, items: clause.items.filter((item) => item !== head) };
  const verb = has(others, "hold", "move", "rise", "fall", "only", "wish", "matter", "release", "may");
  return (
    (leaves || head?.cues.has("except") === true) &&
    !verb &&
    ofKind(clause, ...NAMES).length > 0 &&
    ofKind(clause, "signal", "amount").length === 0 &&
    last.items.some(({ cues, kind }) => kind !== "word" || cues.size > 0) &&
    (!leaves || has(last, "hold", "not", "only", "may"))
  );
}

/** "nor does Ost", "Neither can Alpen.", "Niederlande too": names of whom the same holds as of those before. */
export function echoes(clause: Clause, last: Clause): boolean {
  const names = ofKind(clause, ...NAMES);
  const text = clause.items
    .filter(({ kind }) => kind === "word")
    .map((item) => item.text)
    .join(" ");
  return (
    names.length === 1 &&
    ofKind(clause, "amount", "signal", "column").length === 0 &&
    ofKind(last, names[0]?.kind as "tier").some((item) => item.values?.column === names[0]?.values?.column) &&
    /^(?:(?:nor|neither|so) (?:does|do|can|may|should|will|is|are)|(?:and )?(?:too|as well)|and also|also)$/u.test(
      text,
    )
  );
}

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
  const names = near.items.filter((item) => NAMES.includes(item.kind as "tier"));
  const isOne = names.length === 1 && names[0]?.kind === "account" && names[0].names.length === 1;
  const at = clause.items.findIndex(
    ({ text }, place) =>
      (/^(?:there|(?:all |none )?(?:of )?(?:they|them|these|those)|those two|these two|both|that one)$/u.test(
        text,
      ) ||
        (text === "it" &&
          (isOne || /^(?:outside|beyond|within|inside)/u.test(clause.items[place - 1]?.text ?? "")))) &&
      !(text === "there" && /^(?:is|are|was|were)$/u.test(clause.items[place + 1]?.text ?? "")),
  );
  const bare =
    at < 0 &&
    near === last &&
    near.sentence === clause.sentence &&
    ofKind(clause, "amount").length === 0 &&
    !has(clause, "accounts", "all", "rest", "except") &&
    /^(?:(?:but|and|also|then) )*(?:never|not|can|may|must|should|only|could)\b/u.test(textOf(clause)) &&
    has(near, "move", "rise", "fall", "hold", "may");
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
  const elided = /\b(?:may|must|should|can|could|are|is|do|does|will) not(?: be)?$/u.test(textOf(clause));
  const verbs = ["rise", "fall", "hold", "move"] as const;
  const named = ofKind(clause, ...NAMES, "column").length > 0;
  const verb = last?.items.find((item) => verbs.some((cue) => item.cues.has(cue)) && !item.cues.has("not"));
  if (!elided || !named || verb === undefined || has(clause, ...verbs)) return clause;
  const end = clause.items.at(-1)!;
  return { ...clause, items: [...clause.items, { ...verb, became: null, start: end.end, end: end.end }] };
}

/** A name alone, with nothing that says what is to become of it. */
export function isBare({ items, tie }: Clause): boolean {
  const named = items.filter((item) => ["values", "tier", "account"].includes(item.kind));
  // "freeze Gold and everything in Retail"
  const also = (item: Item) =>
    tie === "and" &&
    (/^every(?:thing|one|body)$/u.test(item.text) ||
      [...item.cues].every((cue) => ["all", "in", "accounts", "also", "please"].includes(cue)));
  return (
    named.length > 0 &&
    items.every(
      (item) =>
        named.includes(item) ||
        (item.kind === "word" &&
          (item.cues.size === 0 || /^(?:too|as well)$/u.test(item.text) || also(item))),
    )
  );
}
