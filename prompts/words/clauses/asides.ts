import type { Operation } from "../../merge/operations.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { type Clause, has, ofKind, textOf } from "./clauses.ts";
import { tellsGroups } from "./groups-told.ts";
import { spend } from "./spend.ts";
import { symbolsOf } from "./symbols.ts";

/** "hold Africa or hold Asia": which of the two is for nobody to guess. */
export function leavesOpen({ items }: Clause): boolean {
  return items.some(({ text }, at) => {
    const next = items[at + 1];
    return text === "or" && next?.kind === "word" && next.cues.has("hold") && next.became === "hold";
  });
}

/** "Finance told us to freeze Africa": who says so is none of the accounts. */
export function reported({ items }: Clause): void {
  const at = items.findIndex(({ text }) =>
    /^(?:told|said|says|asked|asks|insists|insisted|decided|agreed)$/u.test(text),
  );
  if (at >= 0 && at <= 4 && !items.slice(0, at).some(({ values }) => values !== null))
    spend(items.slice(0, at + 1), "a story");
  // "what if only Africa could rise": a wish.
  const supposed = items.findIndex(({ text }, place) => text === "if" && items[place - 1]?.text === "what");
  if (supposed >= 0 && supposed <= 2) spend(items.slice(0, supposed + 1), "a wish");
}

/** Cues of what may become of accounts. */
const VERBS: readonly Cue[] = cuesOf("hold move rise fall only not except release ignore void wish");

/** Whether a clause says something that only its neighbours could make whole, and no rule can: it is asked about. */
export function isLeftToAsk(
  clause: Clause,
  clauses: readonly Clause[],
  operations: readonly Operation[],
): boolean {
  // "freeze the Nordics, but let Sweden rise": an exception, which no rule beside the other says.
  const excepts =
    clause.tie === "but" &&
    has(clause, "may") &&
    !has(clause, "not", "only", "release", "cap") &&
    operations.some((one) => one.on === "rules" && one.change.kind === "add" && one.change.rule === "hold");
  // "do not demote, do not promote, anyone in Education": a name that waits for its verb.
  const waits =
    clause.items.some(({ text }) => /^any(?:one|body|thing)$/u.test(text)) &&
    clause.items.every(({ cues, kind }) => kind !== "signal" && !VERBS.some((cue) => cues.has(cue)));
  // "hold Africa, not Asia": what is denied is not held too.
  const before = clauses[clauses.indexOf(clause) - 1];
  const denies =
    before?.sentence === clause.sentence &&
    before.items.some(({ became }) => became === "hold") &&
    before.items[0]?.text !== "not" &&
    clause.items[0]?.text === "not" &&
    clause.items.every(({ cues, kind }) => kind !== "word" || cues.has("not") || cues.size === 0);
  // "promote Africa, not Asia": which is not among them anyway.
  const contrasts =
    /^not\b/u.test(clause.items.map(({ text }) => text).join(" ")) &&
    before?.sentence === clause.sentence &&
    before.items.some(({ became }) => became === "mayRise" || became === "scope") &&
    before.items.some(
      ({ values }) => values !== null && clause.items.some((item) => item.values?.column === values.column),
    ) &&
    clause.items.every(({ kind, text }) => kind !== "word" || /^(?:not|in|the)$/u.test(text));
  // "5 % is too much, 3 % is fine"
  const refuses = /^N (?:\S+ )?(?:is|are|would be) (?:too (?:much|many|high)|over the top)$/u.test(
    symbolsOf(clause).text,
  );
  if (contrasts || refuses) spend(clause.items, "not that many");
  // "Strategic means A. Only A."
  const again =
    before?.items.some(({ cues }) => cues.has("strategic")) === true &&
    /^(?:(?:and|so) )*(?:only|just) T$/u.test(symbolsOf(clause).text) &&
    ofKind(clause, "tier").every(({ names }) =>
      before.items.some((item) => item.kind === "tier" && item.names[0] === names[0]),
    );
  if (again) spend(clause.items, "strategicTiers");
  return again || tellsGroups(clause) || excepts || waits || denies || contrasts || refuses;
}

const LEFT =
  /^(?:(?:and|please|but) )*(?:skip|ignore|forget|forget about|(?:do )?not (?:worry|care|bother) (?:about|with)) (?:(?:about|all|all of) )?(?:the |any of the )?(?:others?|rest|remaining)(?: \S+)?$/u;

/** "leave the rest alone", "for all other industries nothing shall change": whoever is not named stays. */
export function holdsOthers(clause: Clause, _: number, clauses: readonly Clause[]): boolean {
  const text = textOf(clause);
  // "skip the others", where no signal is spoken of
  if (LEFT.test(text))
    return /\b(?:sectors|industries|verticals|categories|regions|countries|areas|markets|accounts|customers|clients)$/u.test(
      text,
    )
      ? clauses.some((each) => ofKind(each, "values", "tier").length > 0)
      : clauses.every((each) => ofKind(each, "signal").length === 0);
  return (
    /\b(?:others?|rest|remaining|remainder|else|elsewhere)\b/u.test(text) &&
    !/\b(?:weights?|signals?|factors?|weighting|except)\b/u.test(text) &&
    // "the others can go down or stay" holds nobody.
    !(has(clause, "may") && has(clause, "rise", "fall") && !has(clause, "not")) &&
    (has(clause, "not", "nothing-else")
      ? has(clause, "move")
      : has(clause, "hold") ||
        (has(clause, "void") && /\b(?:every|any)(?:one|body)\b/u.test(text) && !has(clause, "in"))) &&
    ofKind(clause, "tier", "account").length === 0 &&
    // "the rest of Western Europe stays"
    (ofKind(clause, "values").length === 0 || /\brest of (?:the )?\S/u.test(text)) &&
    // "nobody else moves, max 100 accounts"
    (ofKind(clause, "amount").length === 0 || has(clause, "nothing-else")) &&
    ofKind(clause, "signal").every((item) => NOUNS.test(item.text))
  );
}

/** The clause that holds all other accounts; undefined where the others are weights: "halve geo, leave the others alone". */
export function leavesWeights(others: Clause | undefined, items: readonly Item[]): Clause | undefined {
  if (
    others === undefined ||
    /\b(?:else|accounts|customers|clients|equal\w*|even\w*|same)\b/u.test(textOf(others))
  )
    return others;
  const named = items.some(({ kind }) => ["values", "tier", "account", "column"].includes(kind));
  if (named || !items.some(({ kind }) => kind === "signal")) return others;
  spend(others.items, "the others as they are");
  return undefined;
}
