import { aheadOf } from "./ahead-of.ts";
import type { Cue } from "./cue-words.ts";
import { type Item, NO_CUES } from "./item.ts";
import { PLACE } from "./place-words.ts";

/** "take any of my Telecommunications accounts" down: of whom, and of nothing that weighs. */
function takesAccounts(ahead: readonly Item[]): boolean {
  const verb = ahead.findLastIndex(({ text }) =>
    /^(?:take|takes|taken|taking|bring|brings|knock|knocks|kick)$/u.test(text),
  );
  const between = ahead.slice(verb + 1);
  return (
    verb >= 0 &&
    between.some(({ cues, kind }) => ["values", "tier", "account"].includes(kind) || cues.has("accounts")) &&
    between.every(({ kind }) => kind !== "signal" && kind !== "amount")
  );
}

/** A word that speaks of accounts by what stands beside it; null for any other. O(words of its sentence). */
export function ofAccounts(item: Item, at: number, items: readonly Item[]): Item | null {
  // "in my zone I want potential first": no weight of places.
  if (
    item.kind === "signal" &&
    /^(?:zone|zones)$/u.test(item.text) &&
    /^(?:my|our)$/u.test(items[at - 1]?.text ?? "")
  )
    return { ...item, kind: "word", signals: [], cues: NO_CUES, became: "talk" };
  // "whatever lies outside Germany stays": all of that.
  if (
    item.text === "whatever" &&
    /^(?:lies|is|sits|falls|lives|remains|comes)$/u.test(items[at + 1]?.text ?? "")
  )
    return { ...item, text: "everything", cues: new Set<Cue>(["all"]) };
  // "add it to those two countries": of those that were named.
  const those = items
    .slice(Math.max(0, at - 2), at)
    .map(({ text }) => text)
    .join(" ");
  if (
    item.kind === "signal" &&
    PLACE.test(item.text) &&
    /(?:^|\b)(?:those|these)(?: two| three| four| five)?$/u.test(those)
  )
    return { ...item, kind: "word", signals: [], cues: NO_CUES };
  // "tier B goes down to 10,000 accounts": its size.
  if (
    /^(?:go|goes|come|comes|drop|drops|fall|falls|shrink|shrinks|grow|grows)(?: up| down)?$/u.test(
      item.text,
    ) &&
    items[at - 1]?.kind === "tier" &&
    items[at + 1]?.text === "to" &&
    items[at + 2]?.amounts[0]?.kind === "plain" &&
    (items[at + 2]?.amounts[0]?.value ?? 0) > 4
  )
    return { ...item, kind: "word", signals: [], cues: new Set<Cue>(["resize"]) };
  if (/^(?:up|down)$/u.test(item.text) && items[at + 1]?.text !== "to" && takesAccounts(aheadOf(items, at)))
    return { ...item, cues: new Set<Cue>([item.text === "up" ? "rise" : "fall"]) };
  return null;
}
