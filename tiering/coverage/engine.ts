import type { Hooks } from "../hooks.ts";

/**
 * A linear or mixed-integer model, to be maximised: columns with bounds, rows `rowLower ≤ A x ≤ rowUpper`,
 * A by columns (entries of column j at `starts[j] … starts[j + 1]`). Every column is bounded on both sides.
 */
export interface LinearModel {
  readonly numCols: number;
  readonly numRows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 for a whole number; shape [numCols]. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Columns that are added to a model: entries of the j-th at `starts[j] … starts[j + 1]`. */
export type LinearColumns = Pick<LinearModel, "cost" | "lower" | "upper" | "starts" | "rows" | "values">;

/** Rows that are added to a model: entries of the r-th at `starts[r] … starts[r + 1]`. */
export interface LinearRows {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** What came of a linear solve; `values` and `duals` are of no use unless it is optimal. */
export interface LinearSolution {
  readonly status: "optimal" | "infeasible" | "stopped";
  readonly values: Float64Array;
  /** Change of the optimum for a unit more of each row's bound; shape [numRows]. */
  readonly duals: Float64Array;
}

/** What came of an integer solve. */
export interface IntegerSolution {
  /** `stopped` where the time was over; a solution may stand nevertheless. */
  readonly status: "optimal" | "infeasible" | "stopped";
  readonly values: Float64Array | null;
  /** No solution is better. */
  readonly bound: number;
}

/** How an integer solve ends. */
export interface IntegerOptions extends Hooks {
  /** Relative gap at which the solution is good enough. */
  readonly gap: number;
  /** Seconds after which the best solution so far is taken. */
  readonly seconds: number;
  /** Values of the first columns to begin with; the engine finds those of the others, and of those that are NaN. */
  readonly start?: Float64Array;
  /** Called for each better solution. */
  readonly onImproved?: (objective: number, bound: number) => void;
}

/** One model in an engine, kept while its costs and bounds change, so that each solve starts from the last. */
export interface EngineSession {
  /** Replaces costs and upper bounds of the columns from `first` on. */
  reprice(first: number, cost: Float64Array, upper: Float64Array): void;
  /** Replaces the bounds of some columns, which ascend. */
  bound(columns: Int32Array, lower: Float64Array, upper: Float64Array): void;
  /** Adds columns after the last, none of them a whole number. */
  addColumns(columns: LinearColumns): void;
  /** Adds rows after the last. */
  addRows(rows: LinearRows): void;
  /** Solves the relaxation, its costs perturbed and its columns and rows scaled or not. @throws {TieringError} `cancelled` */
  solveLinear(
    hooks: Hooks,
    how?: { readonly isPerturbed?: boolean; readonly isScaled?: boolean },
  ): LinearSolution;
  /** Solves with the whole numbers. @throws {TieringError} `cancelled` */
  solveInteger(options: IntegerOptions): IntegerSolution;
  /** Rows of an irreducible conflict of an infeasible relaxation, ascending. */
  conflict(): Int32Array;
  /** Gives the memory back. */
  close(): void;
}

/** An exact solver of linear and integer programs, which the caller provides. */
export interface CoverageEngine {
  open(model: LinearModel): EngineSession;
}
