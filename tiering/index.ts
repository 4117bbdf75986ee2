/** The tiering core's only door. Pure: no clock, no I/O, no globals. */
export * from "./accounts.ts";
export { tightened } from "./certify.ts";
export * from "./compare-books.ts";
export * from "./coverage/index.ts";
export * from "./errors.ts";
export * from "./explain/index.ts";
export * from "./features.ts";
export { methodFor, pyramidShares } from "./first-tiering.ts";
export * from "./hooks.ts";
export { KPI_NAMES, type KpiName, kpiChangeText, kpiLabel, kpiText } from "./kpi-names.ts";
export { evaluateKpis, type Kpis, kpisOfSums, sumTiers, type TierSums, type Yardstick } from "./kpis.ts";
export { findLadder, type Ladder, likelyOrder, tierKey } from "./ladders.ts";
export { accountId, accountName, compareIntegers, findAccount, findAccounts } from "./lookup.ts";
export { type CentredColumn, centre, type Measures, type MeasureTotals, measure } from "./measures.ts";
export { indexNames } from "./name-index.ts";
export { normalQuantile } from "./normal-quantile.ts";
/** Accounts that may move, grouped by the tiers that they may go to, with the measures that decide what a tier is worth. */
export type { Candidates, Groups } from "./optimise/candidates.ts";
export * from "./optimise/frontier.ts";
export * from "./optimise/goal.ts";
export * from "./optimise/push-down/account-source.ts";
export { problemOfSums, type SummedProblem } from "./optimise/push-down/problem-of-sums.ts";
export * from "./optimise/push-down/ranks-of-histogram.ts";
/** An assignment by prices: every account takes its best tier, but for those at the edge. */
export type { PricedAssignment } from "./optimise/push-down/settle-edge.ts";
export * from "./optimise/push-down/solve-by-scans.ts";
export * from "./optimise/sensitivity.ts";
export * from "./plan/index.ts";
export { briefSelector } from "./policy/brief-selector.ts";
export { nearestNames } from "./policy/nearest.ts";
export { selectAccounts, selectDirection, selectHeld, selectScope } from "./policy/select.ts";
export { type Columns, groupOf, jointsOf, parseSelector, type Term } from "./policy/selector.ts";
export {
  columnWords,
  eitherOf,
  measureWords,
  selectorWords,
  termsOf,
  tierWords,
} from "./policy/selector-words.ts";
export { resolveStrategicTiers, strategicTiersOf } from "./policy/strategic-tiers.ts";
export { parseTier, tierLetters } from "./policy/tier-letters.ts";
export { computePotential, computeZScores, type ZScores, zScoresOf } from "./potential.ts";
export * from "./progression/index.ts";
export { descendingOrder } from "./ranks.ts";
export * from "./report/account-counts.ts";
export * from "./report/account-page.ts";
export type { AccountSum, Measured, Statistic } from "./report/account-sums.ts";
export * from "./report/certificate-words.ts";
export * from "./report/gains.ts";
export { LONGEST_REASON, readGivenReasons } from "./report/given-reasons.ts";
export { inversionWords } from "./report/inversion-words.ts";
export * from "./report/list-accounts.ts";
export * from "./report/measured-by.ts";
export * from "./report/migration.ts";
export * from "./report/moved.ts";
export * from "./report/movers.ts";
export * from "./report/reasons.ts";
export { roundedDown, roundedUp } from "./report/round.ts";
export { limitWords, RULE_NAMES } from "./report/rule-names.ts";
export * from "./report/run-columns.ts";
export * from "./report/select-of-run.ts";
export * from "./report/summary.ts";
export * from "./report/tier-order.ts";
export * from "./rules/index.ts";
export * from "./run.ts";
export * from "./run-by-scans.ts";
/** Something that a reader of a run has to know, one sentence, with what it is about. */
export type { RunNote, RunNoteKind } from "./run-notes.ts";
export * from "./run-tiering.ts";
export { type ScaledSignal, scaleSignal } from "./scales.ts";
export * from "./segmentation/index.ts";
export { type SignalSurvey, type Spread, surveySignals } from "./signal-survey.ts";
export { fitToSpread } from "./signal-weights.ts";
export * from "./signals.ts";
export * from "./summed/summarise-cells.ts";
export * from "./summed/summed-book.ts";
