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

/** Proves parts, which depend on nothing but themselves: in turn or side by side, the answers are the same. */
export type Prover = (tasks: readonly ProofTask[], hooks: ProverHooks) => readonly PartSolution[];

/**
 * Proves part after part in this thread, the smallest first: what one leaves over of its gap and of the time that is
 * left goes to those after it, in proportion to what they have.
 */
export function proverInTurn(engine: CoverageEngine): Prover {
  return (tasks, { onImproved, ...hooks }) => {
    const found: PartSolution[] = [];
    const order = [...tasks.keys()].sort(
      (a, b) => tasks[a]!.part.use.length - tasks[b]!.part.use.length || a - b,
    );
    const allowed = tasks.map(({ gap, start }) => gap * Math.abs(start.bound));
    const sumFrom = (of: readonly number[], k: number) => order.slice(k).reduce((sum, t) => sum + of[t]!, 0);
    const planned = tasks.map(({ seconds }) => seconds);
    let spare = 0;
    order.forEach((t, k) => {
      const task = tasks[t]!;
      const more = spare * (allowed[t]! / Math.max(Number.MIN_VALUE, sumFrom(allowed, k)));
      const left = hooks.limit?.left?.() ?? sumFrom(planned, k);
      const seconds = left * (planned[t]! / Math.max(Number.MIN_VALUE, sumFrom(planned, k)));
      const gap = (allowed[t]! + more) / Math.max(Number.MIN_VALUE, Math.abs(task.start.bound));
      const proof = provePart({ ...task, gap, seconds }, engine, {
        ...partOf(hooks, k / tasks.length, (k + 1) / tasks.length),
        ...(onImproved && { onImproved: (objective, bound) => onImproved(t, objective, bound) }),
      });
      found[t] = proof;
      spare = Math.max(0, spare + allowed[t]! - (proof.bound - proof.objective));
    });
    return found;
  };
}

/** A proof, and the part of the whole that it is about. */
export interface PlannedProof {
  readonly at: number;
  readonly task: ProofTask;
}

/**
 * The proofs that a gap of the whole asks for, the largest part first. The gap is that of the sum: parts whose own
 * gaps are small, and together take no more than half of what the whole may miss, are left as they are; the others
 * share the rest in proportion to what they miss now.
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
    if (open.length === 0 && left + missing[p]! <= budget / 2) left += missing[p]!;
    else open.push(p);
  }
  const openMissing = open.reduce((sum, p) => sum + missing[p]!, 0);
  const links = open.reduce((sum, p) => sum + parts[p]!.use.length, 0);
  return open
    .sort((a, b) => parts[b]!.use.length - parts[a]!.use.length || a - b)
    .map((p) => {
      const start = solutions[p]!;
      // A part without an answer misses everything: it gets the gap of the whole.
      const share = Number.isFinite(openMissing) ? (budget - left) * (missing[p]! / openMissing) : null;
      const gap = share === null ? prove : share / Math.max(Number.MIN_VALUE, Math.abs(start.bound));
      return {
        at: p,
        task: { part: parts[p]!, start, gap, seconds: (seconds * parts[p]!.use.length) / links },
      };
    });
}
