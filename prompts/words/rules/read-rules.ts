import type { Policy } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Operation } from "../../merge/operations.ts";
import { type Clause, has, hasAny, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { isBound } from "../clauses/turns.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Who } from "../who/accounts-meant.ts";
import { type Slots, slotsOf } from "./frame-slots.ts";
import type { Frame } from "./frames.ts";

/** Cues that carry nothing of their own beside a rule. */
const COMMON = "accounts in may must move tierword cap all please hold restrict".split(" ") as Cue[];

const UNRESTRICTED =
  /\b(?:not|never) (?:restrict|limit|confin|narrow)\w*\b.* to\b|\b(?:not|never) (?:be )?(?:the )?only (?:one|ones|region|country|place|industry|sector|group|accounts|customers)\b/u;
const OUT_OF_TIER = /\b(?:out of|outside(?: of)?|away from) (?:the |our )?T\b/u;
const TO_TIER =
  /^(?:(?:please|and|also) )*(?:drop|demote|downgrade|push|send|move|put|bring|lower|shift)\b.*\bT\b.*\b(?:to|into|down to) (?:tier )?T\b/u;

/** "Healthcare accounts should be in A", "tier A is for accounts above 5 million": who is to be where. */
const PLACED =
  /^(?!T\b).*\b(?:should|must|shall|ought to|needs? to|have to|has to)(?: all)? (?:be|go|sit|land|end up|get|be put|be placed)(?: in| into| to)?(?: the)? (?:tier )?T$|^(?!T\b)(?:\S+ )*(?:V|X|N|accounts|customers|clients)\b.* (?:go|goes|belong|belongs) (?:in|into|to) (?:the )?(?:tier )?T$|^(?:only )?(?:the )?T (?:= (?!N$)|(?:is|are) (?:only )?(?:for|reserved for|meant for)\b|V only$)/u;

/** The rules that a clause states; what they read is marked. */
export function readRules(
  clause: Clause,
  vocabulary: Vocabulary,
  policy: Policy,
  frames: readonly Frame[],
): Operation[] {
  const operations: Operation[] = [];
  // "regardless of whether they sit in Africa" holds and scopes nothing.
  if (has(clause, "indifferent") && !has(clause, "strategic")) return operations;
  // "tier A only for Healthcare": who may land there, which no rule says.
  if (/(?:^| )T only for /u.test(symbolsOf(clause).text)) return operations;
  // "keep Africa out of tier A": who may not land there, which no rule says; and a hold of nobody.
  if (has(clause, "hold") && OUT_OF_TIER.test(symbolsOf(clause).text)) return operations;
  if (PLACED.test(symbolsOf(clause).text)) return operations;
  // "keep sizes as they are except A": a size, and no hold.
  if (has(clause, "except") && /\bsizes?\b/u.test(textOf(clause)) && ofKind(clause, "tier").length > 0)
    return operations;
  // "do not restrict it to Africa", where nothing does: no rule, and no hold of Africa.
  if (policy.scope === undefined && UNRESTRICTED.test(textOf(clause))) return operations;
  // "drop tier A accounts to B": where they are to go, and no exclusion of either.
  if (
    has(clause, "fall", "move") &&
    ofKind(clause, "tier").length === 2 &&
    TO_TIER.test(symbolsOf(clause).text)
  )
    return operations;
  // What stands in the slots stays so until a frame reads some of it.
  let slots: Slots | null = null;
  let told = clause;
  for (const frame of frames) {
    if (!isCued(frame, clause)) continue;
    if (slots === null) {
      slots = slotsOf(clause, vocabulary, policy);
      told = slots.who === null ? clause : withoutDenials(clause, slots.who);
    }
    if (!isFilled(frame, slots) || (told !== clause && !isCued(frame, told))) continue;
    const changes = frame[3](slots);
    if (changes === null) continue;
    use(frame, slots, changes.map((change) => ("rule" in change ? change.rule : change.kind)).join(" "));
    operations.push(...changes.map((change): Operation => ({ on: "rules", change })));
    slots = null;
  }
  return operations;
}

/** A clause without the denials that say who is meant: "only accounts that are not in Asia" denies nothing else. */
const withoutDenials = (clause: Clause, { items }: Who): Clause => {
  const denials = items.filter(({ text }) => text === "not" || text === "non");
  return denials.length === 0
    ? clause
    : { ...clause, items: clause.items.filter((item) => !denials.includes(item)) };
};

const isFilled = ([, , slot]: Frame, slots: Slots): boolean =>
  slot === "none" || (slot === "tiers" ? slots.tiers.length > 0 : slots[slot] !== null);

const NEEDS = new Map<string, readonly { readonly denied: boolean; readonly cues: readonly Cue[] }[]>();

function isCued([, cues]: Frame, clause: Clause): boolean {
  let needs = NEEDS.get(cues);
  if (needs === undefined) {
    const parts = cues.split(" ").filter((part) => part !== "");
    needs = parts.map((part) => ({
      denied: part.startsWith("!"),
      cues: part.replace("!", "").split("|") as Cue[],
    }));
    NEEDS.set(cues, needs);
  }
  return needs.every((need) => hasAny(clause, need.cues) !== need.denied);
}

function use(
  [, cues, slot, , reads = ""]: Frame,
  { clause, portion, steps, who }: Slots,
  became: string,
): void {
  const own = `${cues} ${reads}`
    .split(/[ |]/u)
    .filter((part) => part !== "" && !part.startsWith("!")) as Cue[];
  // Beside a signal only what the rule itself says is read: the rest may speak of the weight.
  const common = ofKind(clause, "signal").length === 0 ? COMMON : COMMON.slice(0, 8);
  spend(withCue(clause, ...own, ...common).filter(isBound(clause)), became);
  // "do not let …": a half of its denial.
  const { items } = clause;
  spend(
    items.filter(
      ({ text }, at) => text === "do" && items[at + 1]?.text === "not" && items[at + 1]?.became !== null,
    ),
    became,
  );
  // "bump … up": the other half of its verb.
  if (own.includes("rise") || own.includes("fall"))
    spend(
      clause.items.filter(({ text }) => /^(?:up|down)$/u.test(text)),
      became,
    );
  if (slot === "portion" && portion) spend([portion.item], became);
  if (steps && (slot === "steps" || own.includes("jump"))) spend([steps.item], became);
  if (slot === "tiers" && became === "") spend(ofKind(clause, "tier"), "size kept");
  if (slot === "who" && who) spend(who.items, became);
}
