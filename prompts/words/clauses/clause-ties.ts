import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { type Clause, has, ofKind, textOf } from "./clauses.ts";

/** "… can go up, but not down", "fewer moves, say 1 percent": what only its neighbour makes whole. */
export function completes(clause: Clause, last: Clause): boolean {
  const text = textOf(clause);
  if (/^not (?:down|up)$/u.test(text))
    return has(last, "rise", "fall") && ofKind(last, "values", "tier").length > 0;
  // "nobody in Healthcare gets downgraded, or moved at all"
  if (/^(?:or|nor) (?:be |get |to )?\S+(?: at all)?$/u.test(text) && ofKind(last, ...NAMES).length > 0)
    return has(clause, "move", "rise", "fall") && has(last, "rise", "fall", "move") && has(last, "not");
  // "not Africa, I meant South Asia"
  if (/^not \S+$/u.test(textOf(last)) && /^i mean/u.test(text) && ofKind(clause, ...NAMES).length === 1)
    return true;
  // "in my perimeter, that is Germany and France"
  const those = textOf({ items: clause.items.filter(({ kind }) => kind !== "values") });
  if (/^(?:in |for |within )?(?:my|our) \S+$/u.test(textOf(last)) && has(last, "mine") && those !== text)
    return /^(?:that is|i e|ie|namely|meaning|being|so|which is|)$/u.test(those);
  const bare = (item: Item) => item.kind === "amount" || item.cues.has("accounts");
  // "make A smaller, 900 accounts": the size that was meant.
  if (clause.items.every(bare) && ofKind(clause, "amount").length === 1 && ofKind(last, "tier").length === 1)
    return has(last, "less", "more", "resize") && ofKind(last, "amount", "signal").length === 0;
  // "A is too crowded, 900 at most"
  const limits = clause.items.every((item) => bare(item) || item.cues.has("cap"));
  if (limits && ofKind(clause, "amount").length === 1 && ofKind(last, "tier").length === 1)
    return (
      ofKind(last, "amount", "signal").length === 0 &&
      (!has(last, "hold") || /\b(?:small|smaller|tight|lean|exclusive)$/u.test(textOf(last)))
    );
  // "a touch higher on the limit, 2.5 %"
  const bounds = has(last, "cap", "rule") && has(last, "more", "less", "slight");
  if (clause.items.every(bare) && bounds && ofKind(last, "amount", "signal", ...NAMES).length === 0)
    return true;
  // "300 more places in tier A, take them out of D"
  const gives =
    /^(?:(?:and|then|taken|coming|take (?:them|those|it)|taking them|out) )*(?:from|out of|of)\b|^(?:and )?(?:put|add) (?:them|those) (?:in|into|to)\b/u;
  const sized = has(last, "more", "less", "resize") && ofKind(last, "amount").length === 1;
  if (gives.test(text) && sized && [clause, last].every((each) => ofKind(each, "tier").length === 1))
    return ofKind(clause, "amount", "values", "signal").length === 0;
  // "Tier A is too crowded, 800 accounts is enough", "…, take 200 out"
  const sizes =
    /^(?:(?:so|and|please|just) )*(?:take|cut|remove|trim|shave|add|put|move) \S+(?: (?:accounts|customers|of them))?(?: (?:out|off|away|in|on|more))?$|^\S+(?: accounts)? (?:is|are|would be|should be) (?:enough|plenty|fine|sufficient)$/u;
  const tier = ofKind(last, "tier").length === 1 && ofKind(last, "amount", "signal", "values").length === 0;
  if (tier && sizes.test(text) && ofKind(clause, "amount").length === 1)
    return !has(last, "hold", "move", "rise", "fall", "only", "not");
  // "where it sits on the map, least": its place in the order.
  const ranks = cuesOf("first second third last strong faint weak");
  const ranked = (each: Clause) => each.items.some(({ cues }) => ranks.some((cue) => cues.has(cue)));
  if (clause.items.length <= 2 && ranked(clause) && clause.items.every(({ kind }) => kind === "word"))
    return clause.tie === "comma" && last.items.at(-1)?.kind === "signal" && !ranked(last);
  const share = clause.items.every(
    (item) =>
      bare(item) ||
      (item.cues.has("cap") && ofKind(last, ...NAMES).length === 0) ||
      /^(?:say|like|maybe|perhaps|about|around)$/u.test(item.text),
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

/** A hold that names nobody: of whom was named before. */
const ALONE =
  /^(?:(?:and|so|please|just|but) )*(?:hands off|leave (?:it |them )?alone|(?:(?:do|must|should) )?not (?:touch|change|move|be changed|be moved)|off limits|no (?:changes|moves)|stay put)(?: please)?$/u;

/** Where a clause speaks of what was named before: rather "them" than "it"; -1 where it does not. */
export function pronounAt(items: readonly Item[]): number {
  const at = items.findIndex(({ text }) =>
    /^(?:there|(?:all |none )?(?:of )?(?:they|them|these|those)|those two|these two|both|neither|that one)$/u.test(
      text,
    ),
  );
  return at >= 0 ? at : items.findIndex(({ text }) => /^(?:it|its|their|this|that|his|her)$/u.test(text));
}

/** "Account 42 is in renewal, don't change its tier": a rule whose "it" is what the clause before names. */
export function refersBack(clause: Clause, last: Clause): boolean {
  // "Tier B is bloated: bring it to 9,000"
  const sized =
    (/^(?:and |so |please )*(?:cut|bring|get|trim) (?:it|that)\b/u.test(textOf(clause)) ||
      (has(clause, "resize") && !has(clause, "cap"))) &&
    ofKind(clause, "amount").length === 1 &&
    ofKind(last, "tier", "signal").length === 1 &&
    ofKind(last, "amount", "values").length === 0 &&
    /\bit\b/u.test(textOf(clause));
  const there = clause.items.some((item) => item.text === "there");
  const named =
    (sized || ofKind(last, "values", "tier", "account").length > 0) &&
    !has(last, "hold", "move", "rise", "fall", "wish") &&
    (there || !has(last, "only"));
  // "don't let geography drive this" is of no accounts.
  const pronoun = pronounAt(clause.items) >= 0 && !/ (?:drive|lead|decide)s? \S+$/u.test(textOf(clause));
  const names = ofKind(clause, "values", "tier", "account");
  const own = names.length > 0 || (!sized && ofKind(clause, "amount").length > 0);
  const subject =
    /^(?:and |so |but )*(?:please )?(?:must|should|may|can|need|needs|will|have to|has to|stays?|remains?)\b/u.test(
      textOf(clause),
    );
  return (
    named &&
    (pronoun || subject || sized || ALONE.test(textOf(clause))) &&
    !own &&
    (sized ||
      has(clause, "hold", "move", "rise", "fall", "only", "ignore") ||
      (pronoun && has(clause, "restrict")))
  );
}

/** Kinds of items that name accounts. */
export const NAMES = ["values", "tier", "account"] as const;

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
  // "only Germany, the Nordics and Africa except Healthcare"
  const out = clause.items.findIndex(({ cues }) => cues.has("except"));
  const isListed =
    out > 0 &&
    clause.tie !== "stop" &&
    has(last, "only", "hold", "restrict") &&
    ofKind(last, "signal", "amount").length === 0 &&
    NAMES.includes(last.items.at(-1)?.kind as "tier");
  if (isListed && isBare({ ...clause, items: clause.items.slice(0, out) })) return true;
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

/** "hold Gold, unless they are in Brazil", "DACH without Austria", "EMEA but not the Nordics": what is taken out of the clause before. */
export function excepts(clause: Clause, last: Clause): boolean {
  const head = clause.items.find(({ text }) => !/^(?:and|but|though|although|yet|however|also)$/u.test(text));
  const leaves = /^(?:leaving out|leaving aside|ignoring|skipping|omitting|minus)$/u.test(head?.text ?? "");
  const lacks = head?.text === "without" && ofKind(last, ...NAMES).length > 0;
  const denies = head?.text === "not" && isAmongThose(clause, last);
  const others = { ...clause, items: clause.items.filter((item) => item !== head) };
  const verb = has(others, "hold", "move", "rise", "fall", "only", "wish", "matter", "release", "may");
  return (
    (leaves || lacks || denies || head?.cues.has("except") === true) &&
    !verb &&
    ofKind(clause, ...NAMES).length > 0 &&
    ofKind(clause, "signal", "amount").length === 0 &&
    last.items.some(({ cues, kind }) => kind !== "word" || cues.size > 0) &&
    (!leaves || has(last, "hold", "not", "only", "may"))
  );
}

/** Whether all that a clause names is some of what the clause before names. */
function isAmongThose(clause: Clause, last: Clause): boolean {
  const [names, wider] = [clause, last].map((each) => ofKind(each, "values"));
  return (names ?? []).every(({ values }) =>
    wider?.some(
      (item) =>
        item.values?.column === values?.column &&
        values?.values.every((value) => item.values?.values.includes(value)),
    ),
  );
}

/** A name alone, with nothing that says what is to become of it. */
export function isBare({ items, tie }: Clause): boolean {
  const named = items.filter((item) => ["values", "tier", "account"].includes(item.kind));
  // "freeze Gold and everything in Retail"
  const also = (item: Item) =>
    (tie === "and" || /^(?:ie|i e|namely|meaning|that is)$/u.test(items[0]?.text ?? "")) &&
    (/^every(?:thing|one|body)$/u.test(item.text) ||
      item.text === "to" ||
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
