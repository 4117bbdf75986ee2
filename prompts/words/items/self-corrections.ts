import type { Item } from "./item.ts";
import { nameInstead } from "./names-taken-back.ts";
import { repairAt } from "./repairs.ts";

/** Words that lead to what is meant instead. */
const INSTEAD =
  /^(?:make|make that|make it|that|it|is|it's|its|be|let's say|say|rather|to|i|mean|meant|should|should be|better)$/u;

/** What may stand behind a number before it is taken back. */
const COUNTED =
  /^(?:i|accounts?|customers?|clients?|moves?|changes?|of them|of the book|tiers?|points?|may|can|should|move|may move|can move|at most|at the most|max|maximum|tops)$/u;

/**
 * "at most 2 %, no wait, make that 3 %", "only Spain, sorry, Italy": a number, or a name, that is taken back at once
 * gives way to the one of its kind that follows. Cost: linear.
 */
export function withoutSlips(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  let at = 0;
  while (at < items.length) {
    const slip = items[at]!;
    // "Instead of the usual 5 % let 8 % move"
    const old =
      at === 0 && slip.text === "instead of" ? items.findIndex(({ kind }) => kind === "amount") : -1;
    if (old > 0 && old <= 3 && items.slice(old + 1, old + 5).some(({ kind }) => kind === "amount")) {
      at = old + 1;
      continue;
    }
    const named = nameInstead(items, at);
    if (named !== null) {
      kept.push(...named.items);
      at = named.next;
      continue;
    }
    const listed = listInstead(kept, items, at);
    if (listed !== null) {
      kept.splice(0, kept.length, ...listed.items);
      at = listed.next;
      continue;
    }
    let meant: number | null = null;
    // "5 %. Hmm, 3? No, 2 %": the last of them.
    for (let place: number | null = at; place !== null; ) {
      const said = items[place] as Item;
      place = said.kind === "amount" && said.amounts.length === 1 ? insteadOf(said, items, place + 1) : null;
      meant = place ?? meant;
    }
    const item = meant === null ? undefined : items[meant]!;
    // The phrase that is shown goes from the one to the other.
    kept.push(item === undefined ? slip : { ...likened(item, slip), start: slip.start });
    at = (meant ?? at) + 1;
    const gone = item === undefined && slip.kind === "amount" ? oldBehind(slip, items, at) : null;
    if (gone !== null) {
      kept.push(...items.slice(at, gone.from));
      at = gone.to;
    }
  }
  return kept;
}

/** "runway 60, growth 40, no, make that 55 and 45": as many numbers as stand ahead, one for each of them. */
function listInstead(
  kept: readonly Item[],
  items: readonly Item[],
  at: number,
): { readonly items: readonly Item[]; readonly next: number } | null {
  const repair = repairAt(items, at);
  if (repair === 0) return null;
  let place = at + repair;
  while (items[place] !== undefined && (items[place]!.text === "," || INSTEAD.test(items[place]!.text)))
    place += 1;
  const said = items[place];
  // "sixty forty, no wait, make that fifty fifty"
  const halves = /^(?:fifty|50) (?:fifty|50)$/u.test(said?.text ?? "") && said?.kind === "word";
  const half = { value: 50, kind: "plain", digits: "" } as const;
  const list: Item | undefined = halves ? { ...said!, kind: "amount", amounts: [half, half] } : said;
  const count = list?.kind === "amount" ? list.amounts.length : 0;
  const old = kept.filter(({ kind }) => kind === "amount").slice(-count);
  if (count < 2 || old.length < count || !old.every(({ amounts }) => amounts.length === 1)) return null;
  const replaced = kept.map((item) => {
    const own = old.indexOf(item);
    return own < 0 ? item : { ...item, amounts: [list!.amounts[own]!] };
  });
  return { items: replaced, next: place + 1 };
}

/** "a cap of 750 instead of 500", "1,200 in tier A rather than 980": where the number that no longer holds is said. */
function oldBehind(said: Item, items: readonly Item[], start: number): { from: number; to: number } | null {
  const passes = /^(?:,|are|is|be|to|in|into|for|allowed|allowed to|should|will)$/u;
  const goesOn = ({ kind, text }: Item) => kind === "tier" || COUNTED.test(text) || passes.test(text);
  let from = start;
  while (from < items.length && goesOn(items[from]!)) from += 1;
  if (
    !/^(?:instead of|rather than|in place of|not|not longer|up from|down from)$/u.test(
      items[from]?.text ?? "",
    )
  )
    return null;
  let at = from + 1;
  while (
    (at < items.length && /^(?:the|its|today|current|of|>|<|>=|<=|=)$/u.test(items[at]!.text)) ||
    items[at]?.kind === "column"
  )
    at += 1;
  const old = items[at];
  const alike =
    old?.kind === "amount" &&
    old.amounts.length === 1 &&
    (isAlike(old, said, undefined) || isAlike(said, old, undefined));
  return alike ? { from, to: at + 1 } : null;
}

/** Where the number stands that takes the place of one before it; null where it is not taken back. */
function insteadOf(slip: Item, items: readonly Item[], from: number): number | null {
  let repaired = false;
  for (let at = from; at < items.length; at += 1) {
    const item = items[at]!;
    // "cat 10. No two-tier jumps": a sentence of its own.
    if (/^[.;\n]$/u.test(item.text) && items[at + 1]?.text === "no" && items[at + 2]?.text !== ",")
      return null;
    if (item.kind === "stop" || /^[^\p{L}\p{N}]+$/u.test(item.text)) continue;
    const repair = repairAt(items, at) || Number(SLIGHT.test(item.text));
    if (repair > 0) {
      repaired = true;
      at += repair - 1;
    } else if (item.kind === "amount")
      return repaired && item.amounts.length === 1 && isAlike(item, slip, items[at + 1]) ? at : null;
    else if (!repaired && at === from && item.kind === "signal") continue;
    else if (!(repaired ? INSTEAD : COUNTED).test(item.text)) return null;
  }
  return null;
}

/** Words that take back a number, though not a name. */
const SLIGHT = /^(?:no|rather|actually|hm+)$/u;

/** "3 %, actually 2.5": both of one kind, or a bare number for per cents. */
function isAlike({ amounts: [amount] }: Item, { amounts: [old] }: Item, next: Item | undefined): boolean {
  const bare = old?.kind === "share" && amount?.kind === "plain" && amount.value <= 100;
  // "growth at 45, no, 35 percent"
  const spelt = old?.kind === "plain" && amount?.kind === "share" && old.value <= 100;
  return (
    amount?.kind === old?.kind || spelt || (bare && !next?.cues.has("accounts") && !next?.cues.has("move"))
  );
}

function likened(item: Item, { amounts: [old] }: Item): Item {
  const [amount] = item.amounts;
  return old?.kind === "share" && amount?.kind === "plain"
    ? { ...item, amounts: [{ ...amount, kind: "share", value: amount.value / 100 }] }
    : item;
}
