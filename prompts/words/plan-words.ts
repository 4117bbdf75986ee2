import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { LIST_RULES, type Operation } from "../merge/operations.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { symbolsOf } from "./clauses/symbols.ts";
import { readEarlierNumber } from "./earlier-number.ts";
import { cuesOf } from "./items/cue-words.ts";
import type { Item } from "./items/item.ts";
import { isUndo } from "./items/undo-words.ts";
import { lifted, RULE_WORDS } from "./lifted-rules.ts";
import { speaksOf } from "./rules/list-entries.ts";
import { isAlike } from "./weights/weight-rest.ts";
import { holdEntries } from "./who/selector-entries.ts";
import { readWho } from "./who/who.ts";

const ORDINAL: readonly [RegExp, number][] = [
  [
    /\b(?:(?:first|1st|very first|earliest) (?:settings|setup)|(?:first|1st|original|initial|very first|earliest) (?:plan|run|one|weights|version|attempt|try))\b|\bwhere we started\b|\bwe started with\b/u,
    0,
  ],
  [/\b(?:second|2nd) (?:plan|run|one|version|settings|setup|attempt|try)\b/u, 1],
  [/\b(?:third|3rd) (?:plan|run|one|version|settings|setup|attempt|try)\b/u, 2],
  [
    /\b(?:two|2) (?:plans|runs|steps|versions|turns) (?:ago|back|before)\b|\bbefore the last one\b|\bsecond to last\b|\bpenultimate\b/u,
    -2,
  ],
];

/** "previous one please", "let us take the other version after all": nothing but the plan before. */
const EARLIER =
  /^(?:(?:and|no|so|then|please|ok|okay|rather|let us|i|we|want|prefer|liked?|take|use|give|me|us|go|back|with|to|the|that|my|our|like) )*(?:previous|earlier|old|other|prior|former) (?:one|version|plan|run|result|setup|list|variant)(?: (?:again|please|then|instead|back|after all|was better|better|more))*$/u;

/** "keep the hold", "leave that cap in place": a rule in force stays. */
const STAYS =
  /^(?:(?:and|but|please|just) )*(?:keep|leave|retain) (?:the|that|this|my|our) (?:\S+ )?(?:holds?|freeze|locks?|caps?|limit|budget|scope|restrictions?|filter)(?: (?:in place|as (?:it|they) (?:is|are|was|were)|on|there))?$/u;

/** Undo, redo, start over, earlier plans, lifted rules, and what keeps the plan as it is. */
export function readPlanWords(
  clause: Clause,
  conversation: Conversation,
  vocabulary: Vocabulary,
): Operation[] {
  const text = textOf(clause);
  const operations: Operation[] = [];
  const place = ORDINAL.find(([pattern]) => pattern.test(text))?.[1];
  if (EARLIER.test(text)) {
    spend(clause.items, "undo");
    return [{ on: "plan", change: "undo" }];
  }
  if (place !== undefined && conversation.plans.length > 0 && ofKind(clause, "tier").length === 0) {
    const told = cuesOf(
      `first second third again run undo default wish the-first in last twice over afterwards yes`,
    );
    const named = clause.items.filter(
      (item) => item.kind === "amount" || /^(?:plan|run|one|weights|original|initial)$/u.test(item.text),
    );
    spend([...withCue(clause, ...told), ...named], "an earlier plan");
    operations.push({ on: "plan", change: "recall", place });
  } else if (
    has(clause, "undo") &&
    isUndo(text) &&
    !(has(clause, "rule") && ofKind(clause, "values").length > 0)
  ) {
    const back = stepsBack(clause, conversation);
    if (back !== null) return [...operations, back];
    spend(withCue(clause, "undo", "again", "yes", "in", "instead", "over", "hold", "move"), "undo");
    operations.push({ on: "plan", change: "undo" });
  } else if (
    has(clause, "start-over") &&
    !has(clause, "direct") &&
    !/\b(?:rank|ranking|rebuild|assign)\b.*from scratch/u.test(text)
  ) {
    spend(withCue(clause, "start-over", "ignore", "all", "lift", "rule"), "start over");
    operations.push({ on: "plan", change: "start-over" });
  } else if (has(clause, "redo") && /^(?:please )?redo(?: (?:that|it|this))?(?: please)?$/u.test(text)) {
    spend(withCue(clause, "redo"), "redo");
    operations.push({ on: "plan", change: "redo" });
  }
  operations.push(
    ...readEarlierNumber(clause, conversation, vocabulary.n),
    ...ofMine(clause, conversation),
    ...droppedPart(clause, conversation, vocabulary),
    ...lifted(clause, conversation, vocabulary),
  );
  const policy = (conversation.proposed ?? conversation.current)?.policy ?? {};
  if (
    STAYS.test(text) &&
    RULE_WORDS.some(([pattern, rule]) => pattern.test(text) && policy[rule] !== undefined)
  ) {
    spend(clause.items, "the rules in force");
    operations.push({ on: "plan", change: "keep" });
  }
  const weighs = /\bweight(?:s|ing)\b/u.test(text) && !has(clause, "not", "stop", "lift");
  if (
    has(clause, "again") &&
    ofKind(clause, "signal", "amount").length === 0 &&
    !(has(clause, "less", "more") && has(clause, "move")) &&
    (weighs || !has(clause, "hold")) &&
    !isAlike(clause)
  ) {
    if (weighs) spend(withCue(clause, "hold", "again"), "the weights in force");
    operations.push({ on: "plan", change: "keep" });
  }
  return operations;
}

/** "lose the Brazil bit", "forget the Healthcare thing": what the rules in force say of these. */
function droppedPart(
  clause: Clause,
  { current, proposed }: Conversation,
  vocabulary: Vocabulary,
): Operation[] {
  const policy = (proposed ?? current)?.policy ?? {};
  const lifts = withCue(clause, "lift", "ignore", "stop");
  const parts = clause.items.filter(({ text }) =>
    /^(?:bit|part|thing|piece|stuff|idea|business)$/u.test(text),
  );
  const named = ofKind(clause, "values", "tier", "account");
  const last = named.at(-1);
  const at = clause.items.indexOf(last as Item);
  const denied = withCue(clause, "not").some((item) => !lifts.includes(item));
  if (last === undefined || lifts.length === 0 || !parts.includes(clause.items[at + 1] as Item)) return [];
  const who = readWho(clause, vocabulary);
  const entries = who === null ? [] : holdEntries(who);
  const rules = LIST_RULES.filter((rule) => speaksOf(policy[rule], entries));
  if (rules.length === 0) return [];
  if (denied) {
    spend(clause.items, rules.join(", "));
    return [{ on: "plan", change: "keep" }];
  }
  spend([...lifts, ...named, ...parts], `no ${rules.join(", ")}`);
  return rules.map((rule): Operation => ({ on: "rules", change: { kind: "remove", rule, entries } }));
}

/** "release my region", "keep my accounts locked": those of whom a rule speaks. */
function ofMine(clause: Clause, { current, proposed }: Conversation): Operation[] {
  const { hold, scope } = (proposed ?? current)?.policy ?? {};
  const rule = hold !== undefined ? "hold" : scope !== undefined ? "scope" : null;
  const holds = has(clause, "hold");
  const unlocks = has(clause, "release") || (has(clause, "lift", "free", "stop") && !holds);
  const names = ofKind(clause, "signal", "values", "tier", "account", "amount").length > 0;
  if (rule === null || names || !has(clause, "mine") || !(unlocks || (holds && rule === "hold"))) return [];
  spend(clause.items, unlocks ? `no ${rule}` : rule);
  return [unlocks ? { on: "rules", change: { kind: "lift", rule } } : { on: "plan", change: "keep" }];
}

/** "go back two steps", "undo the last three": the plan so many before; null for one. */
function stepsBack(clause: Clause, { plans, stack }: Conversation): Operation | null {
  const { text, within } = symbolsOf(clause);
  const [amount, more] = ofKind(clause, "amount").flatMap(({ amounts }) => [...amounts]);
  const said = /\bN (?:steps?|turns?|plans?|times|changes|versions?)\b|\blast N\b/u.test(text);
  if (amount?.kind !== "plain" || more !== undefined || amount.value < 2 || !said) return null;
  const target = stack.at(-1 - amount.value);
  spend(within(0, text.length), "undo");
  return target === undefined
    ? { on: "plan", change: "start-over" }
    : { on: "plan", change: "recall", place: plans.lastIndexOf(target) };
}
