/** Coverage: who looks after whom, under capacity, with proof and with reasons. */
export { type AccountModel, buildAccountModel } from "./account-model.ts";
export * from "./capacity-prices.ts";
export * from "./carried-sizes.ts";
export * from "./changes.ts";
export * from "./defaults.ts";
export * from "./departed.ts";
/** The linear and integer solver that a coverage is proven with: models in, values, objective and bound out, in units of worth. */
export type {
  CoverageEngine,
  EngineSession,
  IntegerOptions,
  IntegerSolution,
  LinearModel,
  LinearSolution,
} from "./engine.ts";
export { exchange } from "./exchange.ts";
export { fill } from "./fill.ts";
export { obeys } from "./finish.ts";
export { foldAccounts } from "./fold-accounts.ts";
export { geographiesOf } from "./geographies.ts";
export * from "./input.ts";
export { type Counts, countsObjective, type Part, type PartSolution } from "./part.ts";
export { createBendFinder } from "./pattern-bends.ts";
export { boundByPatterns, type PatternBound } from "./pattern-bound.ts";
export { dive } from "./pattern-improve.ts";
export { type Box, openMaster, type PatternMaster } from "./pattern-master.ts";
export { bestPatterns, listPatterns } from "./patterns.ts";
export { placePart } from "./place.ts";
export { placedObjective } from "./placed-worth.ts";
export { type AccountClass, type CoverageProblem, prepareCoverage } from "./problem.ts";
/** What a proof of one part is begun with, and what it calls with each better objective and its bound, in units of worth. */
export type { ProofHooks, ProofTask } from "./proof-task.ts";
export {
  type ProofTurns,
  type Prover,
  type ProverHooks,
  planProofs,
  proverInTurn,
  proveTaken,
} from "./prove.ts";
export { provePart } from "./prove-part.ts";
export { type PatternTask, proveByPatterns } from "./prove-patterns.ts";
export { recreate } from "./recreate.ts";
export * from "./report.ts";
export * from "./scenarios.ts";
export * from "./solve.ts";
export { type PartOptions, solvePart } from "./solve-part.ts";
export { splitCoverage } from "./split.ts";
export { type Evenness, evenness } from "./spread.ts";
export { type LoadToday, loadsToday } from "./today.ts";
export { trade } from "./trade.ts";
export { createUnassignedReasons, type UnassignedCode, type UnassignedReason } from "./unassigned.ts";
export * from "./what-if.ts";
export { wholeLoadRows } from "./whole-loads.ts";
