import type { Signal } from "../../tiering/index.ts";
import type { Item } from "./items.ts";
import type { MarkKind } from "./mark-words.ts";

/** A stretch of a message whose marks belong to its signals. */
export interface Segment {
  readonly items: readonly Item[];
  readonly signals: readonly Signal[];
  /** How it is tied to the one before. */
  readonly tie: "and" | "comma" | "stop";
  /** Number of its sentence, from 0. */
  readonly sentence: number;
}

/** Marks that say nothing of a signal on their own: they introduce the next segment. */
const FORWARD: readonly MarkKind[] = ["next", "and", "but", "with", "spare"];

const RANKS: readonly MarkKind[] = ["first", "second", "third", "last"];

/** Whether a segment holds one of these marks. */
export function marked(segment: Segment, ...kinds: readonly MarkKind[]): boolean {
  return segment.items.some((item) => kinds.some((kind) => item.marks.has(kind)));
}

/**
 * Splits items at stops and at words that tie (and, but, then, with); a stretch without a signal joins
 * the one it speaks of: the one before it in its sentence, or the next where it comes first.
 */
export function toSegments(items: readonly Item[]): Segment[] {
  const raw = split(items);
  const out: Segment[] = [];
  let carried: Item[] = [];
  let carriedTie: Segment["tie"] | null = null;
  raw.forEach((segment, at) => {
    if (segment.signals.length > 0) {
      out.push({ ...segment, items: [...carried, ...segment.items], tie: carriedTie ?? segment.tie });
      carried = [];
      carriedTie = null;
      return;
    }
    const before = out.at(-1);
    const next = raw[at + 1];
    const tells = segment.items.some((item) => item.marks.size > 0 || item.amount !== null);
    if (!tells) return;
    const introduces = segment.items.every(
      (item) => item.marks.size === 0 || FORWARD.some((kind) => item.marks.has(kind)),
    );
    const backward =
      before !== undefined && before.sentence === segment.sentence && carried.length === 0 && !introduces;
    if (backward) {
      out[out.length - 1] = { ...before, items: [...before.items, ...segment.items] };
    } else if (next !== undefined && next.sentence === segment.sentence) {
      carried = [...carried, ...segment.items];
      carriedTie ??= segment.tie;
    }
  });
  return out;
}

function split(items: readonly Item[]): Segment[] {
  const segments: Segment[] = [];
  let current: Item[] = [];
  let tie: Segment["tie"] = "stop";
  let sentence = 0;
  // "first growth second region": where the ranks stand before their signals, each opens a segment.
  const ranksFirst =
    items.findIndex((item) => RANKS.some((kind) => item.marks.has(kind))) <
    items.findIndex(({ signal }) => signal !== null);
  const close = () => {
    if (current.length > 0) {
      segments.push({ items: current, signals: signalsOf(current), tie, sentence });
    }
    current = [];
  };
  for (const item of items) {
    if (item.stop > 0) {
      close();
      tie = item.stop === 2 ? "stop" : "comma";
      if (item.stop === 2) sentence++;
    } else if (
      ranksFirst &&
      RANKS.some((kind) => item.marks.has(kind)) &&
      current.some(({ signal }) => signal !== null)
    ) {
      close();
      tie = "comma";
      current = [item];
    } else if (FORWARD.some((kind) => item.marks.has(kind)) && !item.marks.has("over")) {
      close();
      tie = item.marks.has("and") ? "and" : "comma";
      current = [item];
    } else {
      current.push(item);
    }
  }
  close();
  return segments;
}

function signalsOf(items: readonly Item[]): Signal[] {
  const signals: Signal[] = [];
  for (const { signal } of items) if (signal !== null && !signals.includes(signal)) signals.push(signal);
  return signals;
}
