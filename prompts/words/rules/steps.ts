import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** How many tiers one account may move, and the item that says it; more than 25 is any number, 0 is none. */
export interface Steps {
  readonly value: number;
  readonly item: Item;
}

/** "one tier", "two levels", "a single step"; "two-tier jumps". */
export function stepsOf(clause: Clause): Steps | null {
  for (const item of ofKind(clause, "amount")) {
    const [amount] = item.amounts;
    const at = clause.items.indexOf(item);
    // "step = 1", "steps: 2" too.
    const next = [
      ...clause.items.slice(at + 1, at + 3),
      ...clause.items.slice(Math.max(0, at - 2), at).filter((each) => /^(?:max )?steps?$/u.test(each.text)),
    ].find((each) => each.cues.has("tierword"));
    const fits =
      amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 25;
    // "none by more than two": steps, unnamed.
    const far =
      /\bby (?:no |not )?(?:more than|at most|over)\b[^,]*$/u.test(textOf(clause)) &&
      item === clause.items.at(-1);
    // "moving by two is fine"
    const byN =
      clause.items[at - 1]?.text === "by" &&
      has(clause, "move") &&
      has(clause, "may") &&
      amount !== undefined &&
      amount.value <= 5;
    // "allow jumps of two"
    const ofJump = clause.items[at - 1]?.text === "of" && clause.items[at - 2]?.cues.has("jump") === true;
    if (!fits || (next === undefined && !ofJump && !byN && !(far && has(clause, "not") && amount.value <= 5)))
      continue;
    if (has(clause, "strategic") || /^(?:top|bottom)$/u.test(clause.items[at - 1]?.text ?? "")) continue;
    // "more than one tier" without a "no" allows it.
    const allows =
      withCue(clause, "over", "more").some(({ text }) => text !== "up") &&
      !has(clause, "not") &&
      has(clause, "may");
    if (isLifted(clause)) return { value: 26, item };
    return { value: allows ? 26 : amount.value - (isDenied(clause, item) ? 1 : 0), item };
  }
  // "never more than a tier"
  const { text, within } = symbolsOf(clause);
  const one = /\b(?:more than|over|beyond|by) (?<one>a) (?:tier|step|level|notch)\b/du.exec(text)?.indices
    ?.groups?.one;
  return one !== undefined && has(clause, "not", "cap") ? { value: 1, item: within(...one)[0]! } : null;
}

/** "without the one-tier limit", "drop the one-step rule". */
export function isLifted(clause: Clause): boolean {
  return (
    has(clause, "lift", "ignore", "not") &&
    /\b(?:tiers?|steps?|levels?)(?: (?:per|a|move|account|at|once)){0,3} (?:limit|rule|cap|restriction|maximum|constraint)\b/u.test(
      textOf(clause),
    )
  );
}

/** "no account may move two tiers", "two-tier jumps are not allowed": the number itself is denied, rather than more than it. */
function isDenied(clause: Clause, number: Item): boolean {
  const at = clause.items.indexOf(number);
  const bound = clause.items.slice(Math.max(0, at - 2), at);
  const behind = clause.items.slice(at + 1, at + 5).map(({ text }) => text);
  const limits = (item: Item) =>
    ["cap", "over", "below", "under"].some((cue) => item.cues.has(cue as Cue)) && item.text !== "only";
  return (
    has(clause, "not") &&
    !bound.some(limits) &&
    !/\bor (?:less|fewer)\b|\bat (?:most|the most)\b/u.test(behind.join(" "))
  );
}
