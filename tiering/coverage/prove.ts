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

/** Share of what the whole may miss that parts may take which are left as they are [measured]. */
const LEFT = 0.1;

/**
 * The proofs that a gap of the whole asks for, the largest part first. The gap is that of the sum: parts whose own
 * gaps are small, and together take little of what the whole may miss, are left as they are; the others
 * share the rest in proportion to their bounds, so that those that are easily proven to it leave their time to the others.
 */
export function planProofs(
  parts: readonly Part[],
  solutions: readonly PartSolution[],
  { prove, seconds }: { readonly prove: number; readonly seconds: number },
): PlannedProof[] {
  const missing = solutions.map(({ bound, objective }) => bound - objective);
  const budget = prove * solutions.reduce((sum, { bound }) => sum + Math.abs(bound), 0);
  const total = missing.reduce((sum, gap) => sum + gap, 0);
  if (total <= budget) return [];
  const order = missing.map((_, p) => p).sort((a, b) => missing[a]! - missing[b]! || a - b);
  let left = 0;
  const open: number[] = [];
  for (const p of order) {
    if (open.length === 0 && left + missing[p]! <= LEFT * budget) left += missing[p]!;
    else open.push(p);
  }
  const openMissing = open.reduce((sum, p) => sum + missing[p]!, 0);
  const openBound = open.reduce((sum, p) => sum + Math.abs(solutions[p]!.bound), 0);
  const links = open.reduce((sum, p) => sum + parts[p]!.use.length, 0);
  /** A large part takes long, and so does one that misses much. */
  const shareOf = (p: number) => {
    const ofLinks = parts[p]!.use.length / links;
    return Number.isFinite(openMissing) ? (ofLinks + missing[p]! / openMissing) / 2 : ofLinks;
  };
  return open
    .sort((a, b) => parts[b]!.use.length - parts[a]!.use.length || a - b)
    .map((p) => {
      const start = solutions[p]!;
      // A part without an answer misses everything: the whole has no budget to share out then.
      const gap = Number.isFinite(openMissing)
        ? (budget - left) / Math.max(Number.MIN_VALUE, openBound)
        : prove;
      return {
        at: p,
        task: { part: parts[p]!, start, gap, seconds: seconds * shareOf(p) },
      };
    });
}
