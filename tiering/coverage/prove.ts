import { partOf } from "../hooks.ts";
import type { CoverageEngine } from "./engine.ts";
import type { Part, PartSolution } from "./part.ts";
import type { ProofHooks, ProofTask } from "./proof-task.ts";
import { provePart } from "./prove-part.ts";

/** What proofs of several parts may call while they run. */
export interface ProverHooks extends Omit<ProofHooks, "onImproved"> {
  /** Called with the task's index, and each better objective and its bound, in units. */
  readonly onImproved?: (task: number, objective: number, bound: number) => void;
}

/**
 * Proves parts, which depend on nothing but themselves: in turn or side by side, the answers are the same unless time
 * cuts them short.
 */
export type Prover = (tasks: readonly ProofTask[], hooks: ProverHooks) => readonly PartSolution[];

/** How several hands share proofs out: each takes the next that nobody has begun. */
export interface ProofTurns {
  /** Hands that take proofs at the same time. */
  readonly hands: number;
  /** Number of proofs that were taken before this one. */
  readonly take: () => number;
}

/**
 * Proves what one hand takes, those that are to last longest first, and calls `onFound` with each. The time that is left is shared
 * out in proportion to what is planned for the proofs that nobody has begun.
 * @throws {TieringError} `cancelled`
 */
export function proveTaken(
  tasks: readonly ProofTask[],
  engine: CoverageEngine,
  { take, hands }: ProofTurns,
  { onImproved, ...hooks }: ProverHooks,
  onFound: (task: number, solution: PartSolution) => void,
): void {
  const order = [...tasks.keys()].sort((a, b) => tasks[b]!.seconds - tasks[a]!.seconds || a - b);
  for (let k = take(); k < tasks.length; k = take()) {
    const t = order[k]!;
    const task = tasks[t]!;
    const planned = order.slice(k).reduce((sum, other) => sum + tasks[other]!.seconds, 0);
    const left = hooks.limit?.left?.() ?? planned / hands;
    const share = Math.min(1, (hands * task.seconds) / Math.max(Number.MIN_VALUE, planned));
    const solution = provePart({ ...task, seconds: left * share }, engine, {
      ...partOf(hooks, k / tasks.length, (k + 1) / tasks.length),
      ...(onImproved && { onImproved: (objective, bound) => onImproved(t, objective, bound) }),
    });
    onFound(t, solution);
  }
}

/** Proves part after part in this thread. */
export function proverInTurn(engine: CoverageEngine): Prover {
  return (tasks, hooks) => {
    const found: PartSolution[] = [];
    let next = 0;
    proveTaken(tasks, engine, { hands: 1, take: () => next++ }, hooks, (t, solution) => {
      found[t] = solution;
    });
    return found;
  };
}

/** A proof, and the part of the whole that it is about. */
export interface PlannedProof {
  readonly at: number;
  readonly task: ProofTask;
}

/** Share of what the whole may miss that proofs are asked for: bounds fall on the way, and what may be missed with them. */
const ASKED = 0.98;

/**
 * The proofs that a gap of the whole asks for, the largest part first. The gap is that of the sum: parts that miss no
 * more than the gap that all others are asked for are left as they are, and what they leave over of it, and the time,
 * are the others', so that those that are easily proven leave both to the hard ones.
 */
export function planProofs(
  parts: readonly Part[],
  solutions: readonly PartSolution[],
  { prove, seconds }: { readonly prove: number; readonly seconds: number },
): PlannedProof[] {
  const missing = solutions.map(({ bound, objective }) => bound - objective);
  const size = solutions.map(({ bound }) => Math.max(Number.MIN_VALUE, Math.abs(bound)));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const budget = prove * sum(size);
  if (sum(missing) <= budget) return [];
  const order = missing
    .map((_, p) => p)
    .sort((a, b) => missing[a]! / size[a]! - missing[b]! / size[b]! || a - b);
  let rest = ASKED * budget;
  let openSize = sum(size);
  let from = 0;
  for (
    ;
    from < order.length - 1 && missing[order[from]!]! <= (rest / openSize) * size[order[from]!]!;
    from++
  ) {
    rest -= missing[order[from]!]!;
    openSize -= size[order[from]!]!;
  }
  const open = order.slice(from);
  const openMissing = sum(open.map((p) => missing[p]!));
  const links = sum(open.map((p) => parts[p]!.use.length));
  // A part without an answer misses everything: the whole has no budget to share out then.
  const gap = Number.isFinite(openMissing) ? rest / openSize : prove;
  /** A large part takes long, and so does one that misses much. */
  const shareOf = (p: number) => {
    const ofLinks = parts[p]!.use.length / links;
    return Number.isFinite(openMissing) ? (ofLinks + missing[p]! / openMissing) / 2 : ofLinks;
  };
  return open
    .sort((a, b) => parts[b]!.use.length - parts[a]!.use.length || a - b)
    .map((p) => ({
      at: p,
      task: { part: parts[p]!, start: solutions[p]!, gap, seconds: seconds * shareOf(p) },
    }));
}
