import type { Clause } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";
import type { SaidWeights } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";

/** What was taken from one signal, given to another. */
export const GIVEN =
  /\b(?:give|hand|move|transfer|pass|shift|put|add|assign)\b.*\b(?:it|its|that|the|this|them|those|difference|rest|freed|freed up|free|saved|released)\b.*\b(?:to|on|onto|into|in)\b|\b(?:its|the|that|this|their|freed) (?:share|weight|part|points?|difference|percentage) (?:should )?(?:goes?|moves?|flows?)\b|\bwhat(?:ever)? (?:is|was|gets) (?:freed|saved|released|left)\b|\bgets what (?:that|it|this) (?:frees|saves|leaves)\b|\bwhat(?:ever)? (?:frees|comes|drops|falls|gets freed) (?:up|free|off|out)\b|\bup by (?:the same|as much|that|that much|it)\b|\b(?:gets|takes|inherits|receives) (?:it|that|them|those|all of it|the lot|the difference|the weight)(?: all)?$|^(?:and )?(?:split|shared?|divided?|spread) (?:it |them |that |(?:those|these|the) (?:\S+ )?points |those )?(?:evenly |equally )?(?:between|among|over|across) /u;

/** What is added to one signal is to come from another. */
export const PAID =
  /\bpays(?: up)?$|\b(?:pays?|paid|funds?|funded|foots?|covers?) (?:for )?(?:it|that|this|them|those|the bill|the difference)\b|\b(?:fund|take|finance|pay|draw|get) (?:it|that|this|them|those)(?: for)? (?:out of|from|off|by|with)\b|^(?:and )?(?:out of|at the expense of|at the cost of|taken from|paid by|funded by|coming from|from|comes? (?:from|out of)) /u;

/** What was taken from a signal just before, for another one: its last step, factor or stated number, which it replaces. */
export function takenBefore(
  said: SaidWeights,
  stated: StatedWeights,
): Pick<SaidWeights["steps"][number], "by" | "from" | "of"> | null {
  const step = said.steps.at(-1);
  if (step !== undefined && step.from === null && step.by < 0) {
    said.steps.pop();
    return { by: -step.by, from: step.signal };
  }
  const scale = said.scales.at(-1);
  if (scale !== undefined && scale.factor < 1) {
    said.scales.pop();
    return { by: 1 - scale.factor, from: scale.signal, of: "share" };
  }
  if (stated.raised !== null && stated.raised.by < 0) {
    const { by, signal } = stated.raised;
    stated.stated.pop();
    stated.raised = null;
    return { by: -by, from: signal };
  }
  const [only, more] = stated.stated;
  if (only === undefined || more !== undefined || only.amount.kind !== "share") return null;
  stated.stated.pop();
  return { by: only.amount.value, from: only.signal, of: "kept" };
}

/** "half of growth": a share of a signal's own weight. */
export const isPartOf = ({ items }: Clause, number: Item | undefined): boolean =>
  number?.amounts[0]?.kind === "share" &&
  items[items.indexOf(number) + 1]?.text === "of" &&
  items[items.indexOf(number) + 2]?.kind === "signal";
