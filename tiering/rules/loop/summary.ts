import type { Stopped } from "../../hooks.ts";
import { formatCount, formatDecimal, formatShare } from "../format.ts";
import { countLeaves, mergeSiblings } from "../tree.ts";
import type { ClosedLoop, LoopPoint } from "./closed-loop.ts";

/** One choice between composite and agreement: plain JSON, without tiers and tree. */
export interface LoopChoice {
  readonly reward: number;
  readonly composite: number;
  /** Composite given up against the run itself. */
  readonly cost: number;
  /** Share of the accounts whose tier the tree gives, 0 … 1. */
  readonly agreement: number;
  readonly moved: number;
  /** Leaves of the tree once equal siblings are merged. */
  readonly leaves: number;
  readonly rounds: number;
  readonly stable: boolean;
  /** No other choice has more of one and no less of the other, and none before it has the same of both. */
  readonly efficient: boolean;
}

/** The choices of a closed loop, and what they mean. */
export interface LoopSummary {
  readonly choices: readonly LoopChoice[];
  readonly text: string;
  /** What was reached at the time limit; null where every reward was tried. */
  readonly stopped: Stopped | null;
}

/** Summarises a closed loop; every number in the text stands in the choices. */
export function summariseLoop({ points, stopped }: ClosedLoop): LoopSummary {
  const choices = points.map((point, at): LoopChoice => {
    const { reward, composite, cost, agreement, moved, rounds, stable, tree } = point;
    const leaves = countLeaves(mergeSiblings(tree));
    const earlier = points.slice(0, at);
    // A larger reward that buys nothing more is no further choice.
    const same = earlier.some((other) => other.composite === composite && other.agreement === agreement);
    const efficient = !same && !points.some((other) => beats(other, point));
    return { reward, composite, cost, agreement, moved, leaves, rounds, stable, efficient };
  });
  const text = [inWords(choices), ...(stopped === null ? [] : [stopped.text])].join(" ");
  return { choices, text, stopped };
}

function beats(a: LoopPoint, b: LoopPoint): boolean {
  if (a.composite < b.composite || a.agreement < b.agreement) return false;
  return a.composite > b.composite || a.agreement > b.agreement;
}

function inWords([itself, ...others]: readonly LoopChoice[]): string {
  if (itself === undefined) return "There is nothing to choose from.";
  const first = `The rules give ${formatShare(itself.agreement)} of the accounts their tier, at a composite of ${formatDecimal(itself.composite)} with ${formatCount(itself.moved)} moved.`;
  const better = others.filter((choice) => choice.efficient && choice.agreement > itself.agreement);
  if (better.length === 0) return `${first} No reward for agreeing with them made them agree more.`;
  const offers = better.map(
    ({ agreement, cost }) => `${formatShare(agreement)} at the cost of ${formatDecimal(Math.max(0, cost))}`,
  );
  return `${first} They could give ${offers.join(", or ")}.`;
}
