import type { Hooks } from "../hooks.ts";
import type { Part, PartSolution } from "./part.ts";

/** A part to be proven from its instant answer: plain data that can be sent between threads. */
export interface ProofTask {
  readonly part: Part;
  readonly start: PartSolution;
  /** Gap to prove, as a share of the part's bound. */
  readonly gap: number;
  /** Most seconds that it may take. */
  readonly seconds: number;
}

/** What a proof may call while it runs. */
export interface ProofHooks extends Hooks {
  /** Called with each better objective and its bound, in units. */
  readonly onImproved?: (objective: number, bound: number) => void;
}
