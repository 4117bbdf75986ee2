import type { Signal } from "../../../tiering/index.ts";
import { type Clause, has } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";
import { signalsOf } from "./said-weights.ts";

const STEP = { slight: 0.05, plain: 0.1, much: 0.2 } as const;

/** The way each signal of a clause is to go, by the word ahead of it or else behind it. */
export function directionsOf(
  clause: Clause,
  named: readonly Item[],
): { readonly signal: Signal; readonly direction: 1 | -1 }[] {
  const now = sinceNow(clause);
  const way = (item: Item): 1 | -1 | null => {
    if (item === now?.item) return now.direction;
    if (item.cues.has("too-much") || item.cues.has("less")) return -1;
    const byN = clause.items.some(({ text }, at) => text === "by" && clause.items[at + 1]?.kind === "amount");
    if (item.cues.has("fall") && (byN || !item.cues.has("ignore")) && item.kind === "word") return -1;
    if (byN && item.cues.has("rise") && !item.cues.has("wish")) return 1;
    // "dial growth back"
    if (
      /^(?:dial|scale|pull|roll|wind|ratchet|hold)$/u.test(item.text) &&
      item.end <= (named[0]?.start ?? 0)
    ) {
      const back = clause.items.some(
        ({ start, text }) => start > item.start && /^(?:back|down)$/u.test(text),
      );
      return back ? -1 : item.text === "dial" ? 1 : null;
    }
    return item.cues.has("more") && !item.cues.has("wish")
      ? 1
      : item.text === "push" && clause.items.some((each) => each.text === "up")
        ? 1
        : null;
  };
  const heavy = clause.items.some(
    (item, at) =>
      item.text === "too" &&
      (clause.items[at + 1]?.kind === "signal" ||
        /heavy|focus|reliant|driven|skew|dependent|strong/u.test(
          `${clause.items[at + 1]?.text} ${clause.items[at + 2]?.text}`,
        )),
  );
  if (heavy) return signalsOf(named).map((signal) => ({ signal, direction: -1 }));
  let current: 1 | -1 | null = null;
  let pending: Signal[] = [];
  const moves: { signal: Signal; direction: 1 | -1 }[] = [];
  for (const item of clause.items) {
    if (item.became !== null) continue;
    const next = item.kind === "signal" ? null : way(item);
    if (next !== null) {
      current = next;
      moves.push(...pending.map((signal) => ({ signal, direction: next })));
      pending = [];
    } else if (item.kind === "word" && item.cues.size === 0 && !BETWEEN.test(item.text)) {
      // "less revenue today than …": of the revenue.
      current = null;
    } else if (item.kind === "signal") {
      if (current === null) pending.push(...item.signals);
      else moves.push(...item.signals.map((signal) => ({ signal, direction: current as 1 | -1 })));
    }
  }
  return moves;
}

/** Words that may stand between a direction and its signal. */
const BETWEEN =
  /^(?:the|our|their|its|a|an|that|this|it|them|both|what|how|my|your|points?|credit|room|stress|importance|[^\p{L}]+)$/u;

/** "less than it does", "more than today": a step from where the signal is. */
export function sinceNow({ items }: Clause): { readonly item: Item; readonly direction: 1 | -1 } | null {
  const at = items.findIndex((item) =>
    /^(?:less|more|higher|lower|heavier|lighter|bigger|smaller)(?: than)?$/u.test(item.text),
  );
  const item = items[at];
  const behind = items
    .slice(at + 1)
    .map(({ text }) => text)
    .join(" ");
  if (
    item === undefined ||
    !/^(?:than )?(?:(?:it|they|you|we|i) (?:do|does|did|is|are|was|would|normally|usually|had|have)|normal|normally|now|today|currently|before|last time|the last (?:time|run|plan)|previously|usual|by default|at present)\b/u.test(
      behind,
    )
  )
    return null;
  return { item, direction: /(?:less|lower|lighter|smaller)(?: than)?$/u.test(item.text) ? -1 : 1 };
}

/** The size of a step that a clause asks for, as a share of all weight: .05 slight, .1, .2 much. */
export function sizeOf(clause: Clause): number {
  if (has(clause, "slight")) return STEP.slight;
  return has(clause, "much") ? STEP.much : STEP.plain;
}
