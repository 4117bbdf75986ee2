import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { type FeatureTable, numericFeatures } from "../features.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import type { Weights } from "../plan/index.ts";
import { computePotential, computeZScores } from "../potential.ts";
import type { RunNote } from "../run-notes.ts";
import { fitWeights } from "../signal-weights.ts";
import { standardise } from "../standardise.ts";
import { fromColumns, type Matrix } from "./matrix.ts";
import type { ResolvedSegmentation } from "./options.ts";
import { principalComponents } from "./pca.ts";

/** The book as points: what every Euclidean algorithm and the silhouette measure distances in. */
export interface SegmentationSpace {
  /** Weights of PI_acct: of signals that the book does not have, or that do not vary, 0. */
  readonly weights: Weights;
  /** What is to be said of them. */
  readonly notes: readonly RunNote[];
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  /** The numeric features, z-scored; NaN and columns without variance are 0. */
  readonly features: Pick<FeatureTable, "names" | "columns">;
  /** Kept principal components of the features; n × components. */
  readonly scores: Matrix;
  /** Share of the variance of every component, descending. */
  readonly explained: Float64Array;
}

/**
 * Makes the space of a book: z-scored numeric features, principal components to the variance share. O(n·d²).
 * @throws {TieringError} `cancelled`
 */
export function segmentationSpace(
  accounts: Accounts,
  { weights, varianceShare }: Pick<ResolvedSegmentation, "weights" | "varianceShare">,
  hooks: Hooks,
): SegmentationSpace {
  const tick = () => stopWhereAsked(hooks, "Segmentation");
  const zScores = computeZScores(accounts);
  tick();
  // As the baseline, which needs no signal: segmentation goes by all numbers.
  const fitted = fitWeights(accounts, { method: "baseline", weights, policy: {} }, zScores);
  const notes = fitted.notes.filter(({ kind }) => kind !== "lone-spread");
  const potential = computePotential(zScores, fitted.weights);
  const { names, columns } = numericFeatures(accounts, potential);
  const standardised = columns.map((column) => {
    tick();
    return standardise(column);
  });
  tick();
  const { scores, explained } = principalComponents(fromColumns(accounts.n, standardised), varianceShare);
  return {
    weights: fitted.weights,
    notes,
    potential,
    features: { names, columns: standardised },
    scores,
    explained,
  };
}

/**
 * Points of weighted Ward: components times `pcScale`, then α·z(PI_acct) and β·z(current revenue); columns
 * whose factor is 0 are left out.
 */
export function weightedPoints(
  accounts: Accounts,
  { potential, scores }: SegmentationSpace,
  { alpha, beta, pcScale }: Pick<ResolvedSegmentation, "alpha" | "beta" | "pcScale">,
): Matrix {
  const { n, d, values } = scores;
  const columns: Float64Array[] = [];
  for (let j = 0; j < d && pcScale > 0; j++) {
    columns.push(Float64Array.from({ length: n }, (_, i) => values[i * d + j] * pcScale));
  }
  if (alpha > 0) columns.push(standardise(potential).map((z) => z * alpha));
  if (beta > 0) columns.push(standardise(accounts.revenue).map((z) => z * beta));
  return fromColumns(n, columns);
}

/** @throws {TieringError} `invalid-argument` for a book without accounts. */
export function requireAccounts({ n }: Accounts): void {
  if (n > 0) return;
  throw new TieringError("invalid-argument", "The book has no accounts; expected at least one to segment.");
}
