import type { Cue } from "./cue-words.ts";
import { type Item, NO_CUES } from "./item.ts";

const LOST = /^(?:ignored|neglected|overlooked|forgotten|disregarded|neglecting|ignoring)$/u;
const LONG = /^(?:for too long|too long|long enough|for long enough)$/u;

/**
 * "we have ignored geo for too long", "without growth nothing works": what was missed, or would be, counts. The word that says
 * so as one of praise; null for any other. O(1).
 */
export function missed(item: Item, at: number, items: readonly Item[]): Item | null {
  const behind = items.slice(at + 1, at + 6);
  if (LOST.test(item.text) && behind.some(({ text }) => LONG.test(text)))
    return { ...item, text: "missed", cues: new Set<Cue>(["strong"]) };
  if (LONG.test(item.text) && items.slice(Math.max(0, at - 5), at).some(({ text }) => LOST.test(text)))
    return { ...item, cues: NO_CUES };
  const lacks =
    item.text === "without" &&
    behind[0]?.kind === "signal" &&
    behind.slice(1).some(({ text }) => /^(?:nothing|nobody|no one|none|no)$/u.test(text));
  if (lacks) return { ...item, text: "with", cues: new Set<Cue>(["strong"]) };
  const denied =
    /^(?:nothing|nobody|no one)$/u.test(item.text) &&
    items[at - 2]?.text === "without" &&
    items[at - 1]?.kind === "signal";
  return denied ? { ...item, text: "everything", cues: NO_CUES } : null;
}
