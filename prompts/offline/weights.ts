import { DEFAULT_WEIGHTS, SIGNALS, type Weights } from "../../tiering/index.ts";
import { applyChanges, readChanges } from "./adjust.ts";
import type { Item } from "./items.ts";
import type { MarkKind } from "./mark-words.ts";
import { readPolarity } from "./polarity.ts";
import { readRatios } from "./ratios.ts";
import { type Segment, toSegments } from "./segments.ts";
import { type RawWeights, readShares } from "./shares.ts";
import { readWishes } from "./wishes.ts";

/** What a message says about the weights. */
export interface WeightsReading {
  /** Null where it says nothing of them; not yet scaled to 1. */
  readonly weights: RawWeights | null;
  readonly segments: readonly Segment[];
  /** Whether it speaks of the plan in force ("same as before", "keep"). */
  readonly refers: boolean;
  /** Whether it asks for a run without saying more. */
  readonly runs: boolean;
  /** Whether the weights stand on their own rather than on the plan in force. */
  readonly fresh: boolean;
  /** Whether its numbers are the weights, their ratios or their changes. */
  readonly counted: boolean;
  /** Whether it goes back to the default weights; `resetsAll`: and to no rules. */
  readonly resets: boolean;
  readonly resetsAll: boolean;
}

/** Reads the weights: shares, else ratios, else more-or-less on the plan in force, else plain wishes. */
export function readWeights(items: readonly Item[], current: Weights | null): WeightsReading {
  const segments = toSegments(items);
  const polarity = readPolarity(segments, items);
  const has = (kind: MarkKind) => items.some((item) => item.marks.has(kind));
  const refers = has("same");
  const resetsAll = has("reset");
  const resets = has("default") || resetsAll;
  const common = { segments, refers, runs: has("run") || resets, resets, resetsAll };
  const start = resets || current === null ? DEFAULT_WEIGHTS : current;

  const changes = readChanges(segments);
  const steps = items.some((item) => item.amount !== null && isStep(items, item));
  const swapped = readSwap(items, segments, start);
  if (swapped !== null) return { ...common, weights: swapped, counted: false, fresh: false };
  const ratio = readRatios(items, polarity, start);
  if (ratio !== null) return { ...common, weights: ratio, counted: true, fresh: !refers };
  const wanted = segments
    .flatMap((segment) => segment.signals)
    .filter((signal) => !polarity.zero.has(signal));
  // Set to a number: what is not named keeps its proportions.
  const shares = steps
    ? null
    : readShares(items, segments, polarity, refers || changes.length > 0 ? start : DEFAULT_WEIGHTS);
  if (shares !== null && usable(shares)) return { ...common, weights: shares, counted: true, fresh: !refers };

  const slight = has("slight") || has("less") || has("too-much") || steps;
  const adjusts =
    changes.length > 0 && (current !== null || slight || changes.some(({ factor }) => factor !== null));
  const otherWishes = wanted.some((signal) => !changes.some((change) => change.signal === signal));
  if (adjusts && polarity.only.size === 0 && (current !== null || !otherWishes)) {
    return { ...common, weights: applyChanges(changes, start, polarity), counted: true, fresh: false };
  }
  // A message that only rules something out, or speaks of the last plan, starts from it.
  const follows = refers || (wanted.length === 0 && current !== null);
  const wishes = readWishes(segments, items, polarity, follows ? start : DEFAULT_WEIGHTS);
  if (wishes !== null && usable(wishes))
    return { ...common, weights: wishes, counted: false, fresh: !follows };
  return { ...common, weights: null, counted: false, fresh: false };
}

/** "swap growth and geo": each takes the other's weight. */
function readSwap(items: readonly Item[], segments: readonly Segment[], start: Weights): RawWeights | null {
  const named = [...new Set(segments.flatMap(({ signals }) => signals))];
  const [a, b] = named;
  if (a === undefined || b === undefined || named.length > 2) return null;
  if (!items.some(({ text }) => /^(?:swap|swapped|exchange|flip|interchange|switch)$/u.test(text)))
    return null;
  return { ...start, [a]: start[b], [b]: start[a] };
}

function usable(weights: RawWeights): boolean {
  return (
    SIGNALS.every((signal) => weights[signal] >= 0 && Number.isFinite(weights[signal])) &&
    SIGNALS.some((signal) => weights[signal] > 0)
  );
}

/** Whether an amount is the size of a "more" or "less" ("by 10 points", "10% more"), not a weight. */
function isStep(items: readonly Item[], amount: Item): boolean {
  const at = items.indexOf(amount);
  const near = [items[at - 1], items[at + 1], items[at + 2]];
  if (items[at - 1]?.marks.has("by") || items[at + 1]?.marks.has("times")) return true;
  if (items[at - 1]?.marks.has("to")) return false;
  return (
    near.some((item) => item?.marks.has("more") === true || item?.marks.has("less") === true) &&
    amount.amount?.kind === "share"
  );
}
