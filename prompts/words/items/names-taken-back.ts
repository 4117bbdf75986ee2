import type { Item } from "./item.ts";
import { repairAt } from "./repairs.ts";

const NAMED: ReadonlySet<Item["kind"]> = new Set(["values", "tier", "account", "signal"]);
const FILLER = /^(?:oh|well|um|uh|hm+|and|but|so|please|then)$/u;
/** Words that lead to what is meant instead. */
const INSTEAD =
  /^(?:just|only|make|make that|make it|that|it|is|it is|be|i|mean|meant|i meant|i mean|should be|better|rather|the|in|for)$/u;
const ALSO = /^(?:too|also|as well|as well please)$/u;
/** "not the whole of it", "not all of it" */
const NOT_ALL = /^not (?:(?:the )?(?:whole|all|entire)(?: (?:of )?(?:it|them|that|thing))?)/u;
/** "not Spain, Italy": the names of a list without those taken back; null where it has no others. */
function without(item: Item, old: readonly string[]): Item | null {
  const left = item.values?.values.filter((value) => !old.includes(value)) ?? [];
  return item.values === null || left.length === 0
    ? null
    : { ...item, values: { ...item.values, values: left } };
}

/** Most words between a name and what takes it back: "tier A stays, no wait, …". */
const OWN = 4;

/** What one name says, as it may be compared. */
const nameOf = ({ names, signals, values }: Item): readonly string[] =>
  values?.values ?? [...names, ...signals];

/**
 * "only Spain, no wait, Italy", "growth first, sorry, runway", "Europe, or rather not all of it, just France": the name
 * that is meant in the place of the one at `at`, with the words that both have; and where to go on. "Spain only, wait,
 * Italy too": both. Null where nothing is taken back. Cost: linear in what stands between the two.
 */
export function nameInstead(
  items: readonly Item[],
  at: number,
): { readonly items: readonly Item[]; readonly next: number } | null {
  const slip = items[at] as Item;
  const old = nameOf(slip);
  // "I said Spain, I meant Italy": of the message before.
  const isOfBefore = /^(?:said|say|wrote|typed|put|had|mean|meant)$/u.test(items[at - 1]?.text ?? "");
  if (!NAMED.has(slip.kind) || old.length === 0 || isOfBefore) return null;
  let place = at + 1;
  while (
    items[place] !== undefined &&
    items[place]!.kind !== "stop" &&
    items[place]!.kind !== slip.kind &&
    place - at <= OWN &&
    repairAt(items, place) === 0 &&
    !FILLER.test((items[place] as Item).text)
  )
    place += 1;
  const own = items.slice(at + 1, place);
  const stop = items[place];
  let repaired = false;
  for (;;) {
    const item = items[place];
    if (item === undefined) return null;
    const repair = repairAt(items, place);
    const actually =
      /^(?:actually|rather)$/u.test(item.text) &&
      items[place - 1]?.kind === "stop" &&
      items[place + 1]?.kind === slip.kind;
    const whole = NOT_ALL.exec(
      items
        .slice(place, place + 6)
        .map(({ text }) => text)
        .join(" "),
    )?.[0];
    const again = item.text === "not" ? items[place + 1] : undefined;
    const denied = again?.kind === slip.kind && nameOf(again).some((name) => old.includes(name));
    const others = denied ? without(again, old) : null;
    if (repaired && others !== null)
      return { items: [{ ...others, start: slip.start }, ...own], next: place + 2 };
    if (repair > 0 || actually) repaired = true;
    if (denied || whole !== undefined) repaired ||= stop?.kind === "stop";
    if (repair > 0) place += repair;
    else if (denied) place += 2;
    else if (whole !== undefined) place += whole.split(" ").length;
    else if (actually || item.text === "," || FILLER.test(item.text) || (repaired && INSTEAD.test(item.text)))
      place += 1;
    else break;
  }
  const meant = items[place] as Item;
  if (!repaired || meant.kind !== slip.kind) return null;
  let next = place + 1;
  const alike = own.every(({ text }, step) => items[next + step]?.text === text);
  if (alike) next += own.length;
  // "freeze Spain, wait, and Italy": both.
  if (/^(?:and|also|plus)$/u.test(items[place - 1]?.text ?? ""))
    return { items: [slip, ...own], next: place - 1 };
  const behind = items[next];
  if (behind !== undefined && ALSO.test(behind.text) && stop?.kind === "stop")
    return { items: [slip, ...own, stop], next: place };
  if (behind !== undefined && behind.kind !== "stop" && !/^(?:and|but)$/u.test(behind.text)) return null;
  return { items: [{ ...meant, start: slip.start }, ...own], next };
}
