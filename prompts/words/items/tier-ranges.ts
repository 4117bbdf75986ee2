import { type Item, NO_CUES } from "./item.ts";

const BEHIND: readonly [RegExp, "up" | "down"][] = [
  [/^(?:and|or) (?:above|up|upwards?|over|higher|better)$/u, "up"],
  [/^(?:and|or) (?:below|down|downwards?|under|lower|worse)$/u, "down"],
];
const AHEAD: readonly [RegExp, "up" | "down"][] = [
  [/^(?:above|over|higher than|better than)$/u, "up"],
  [/^(?:below|under|beneath|lower than|worse than)$/u, "down"],
];
/** Whom tiers above or below another one belong to; behind a verb they are how far accounts may go. */
const OWNERS =
  /^(?:tiers?|accounts?|customers?|clients?|companies|everything|everyone|everybody|anything|anyone|anybody|all|those|nobody|nothing|no one|none|ones|that are|who are|which are)$/u;

/**
 * "tier B and above", "C or lower", "accounts below tier B" as the tiers that these are; shape of `tiers`: highest first.
 * "must not fall below B" stays as it is: that is a bound.
 */
export function withTierRanges(items: readonly Item[], tiers: readonly string[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    const place =
      item.kind === "tier" && item.names.length === 1 ? tiers.indexOf(item.names[0] as string) : -1;
    if (place < 0) {
      out.push(item);
      continue;
    }
    const [next, after] = [items[at + 1], items[at + 2]];
    // "B through D"
    const until =
      after?.kind === "tier" && after.names.length === 1 ? tiers.indexOf(after.names[0] as string) : -1;
    if (/^(?:through|thru)$/u.test(next?.text ?? "") && until > place) {
      out.push({ ...item, end: (after as Item).end, names: tiers.slice(place, until + 1), cues: NO_CUES });
      at += 2;
      continue;
    }
    const pair = `${next?.text ?? ""} ${after?.text ?? ""}`;
    const one = sideOf(BEHIND, next?.text);
    const two = one === null ? sideOf(BEHIND, pair) : null;
    const before = out.at(-1);
    const ahead = sideOf(AHEAD, before?.text);
    const owned = ahead !== null && OWNERS.test(out.at(-2)?.text ?? "");
    const side = one ?? two ?? (owned ? ahead : null);
    if (side === null) {
      out.push(item);
      continue;
    }
    const isOpen = one === null && two === null;
    const names =
      side === "up" ? tiers.slice(0, isOpen ? place : place + 1) : tiers.slice(isOpen ? place + 1 : place);
    // Nothing is above the highest: said as it was, and asked about.
    if (names.length === 0) {
      out.push(item);
      continue;
    }
    const first = isOpen ? (out.pop() as Item) : item;
    const last = one !== null ? (next as Item) : two !== null ? (after as Item) : item;
    at += one !== null ? 1 : two !== null ? 2 : 0;
    out.push({ ...item, start: first.start, end: last.end, names, cues: NO_CUES });
  }
  return out;
}

function sideOf(table: readonly [RegExp, "up" | "down"][], text = ""): "up" | "down" | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
