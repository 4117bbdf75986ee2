import type { Item } from "./item.ts";

/** Words by which speakers take back what they have just said. */
const REPAIR =
  /^(?:no wait|oh wait|wait|wait a minute|wait a second|hang on|hold on|sorry|oops|scratch that|strike that|correction|i mean|i meant|mean|meant|or rather|no sorry|well no|no no)$/u;
const PAIR =
  /^(?:hold on|or rather|no sorry|well no|oh no|no no|no wait|my mistake|no scratch that|no strike that|no i mean|no i meant|no make that)$/u;

/** How many items at a place take back what stands before them; 0 for none. */
export function repairAt(items: readonly Item[], at: number): number {
  const [item, next] = [items[at], items[at + 1]];
  if (item === undefined) return 0;
  if (PAIR.test(`${item.text} ${next?.text}`)) return 2;
  // "Spain, no, Italy"; "no Spain, no Italy" denies both.
  const stands = item.text === "no" && next?.kind === "stop" && next.text === ",";
  return Number(stands || REPAIR.test(item.text));
}

/** "at most, say, 300 moves", "more than, let's say, 3 %": without what only hesitates. Cost: linear. */
export function withoutHedges(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const [item, next] = [items[at] as Item, items[at + 1]];
    const last = kept.at(-1);
    const behind = next?.text === "," ? items[at + 2] : next;
    const limits = last?.text === "," ? kept.at(-2) : last;
    const limited = [limits, kept.at(-2), kept.at(-3)].some((each) => each?.cues.has("cap") === true);
    const capped = behind?.cues.has("cap") === true && next?.text !== ",";
    if (
      (/^(?:say|let us say|like)$/u.test(item.text) && behind?.kind === "amount" && limited) ||
      (item.text === "let us say" && capped)
    ) {
      if (last?.text === ",") kept.pop();
      at += Number(next?.text === ",");
    } else kept.push(item);
  }
  return kept;
}
