import { setFlagsFromString } from "node:v8";
import loadHighs, { type Highs, type Model, type ModelData } from "highs";
import {
  type CoverageEngine,
  type EngineSession,
  type Hooks,
  type IntegerOptions,
  type LinearModel,
  TieringError,
} from "../../tiering/index.ts";

/** The package's types say CommonJS where its module is ECMAScript: its default export is the loader itself. */
const load = loadHighs as unknown as typeof loadHighs.default;

/** HiGHS behind the engine's interface, and the memory that it has taken. */
export interface HighsEngine extends CoverageEngine {
  /** Bytes of WebAssembly memory, which only grow; they go back when the thread ends. */
  memoryBytes(): number;
}

/** What these programs gain nothing from [measured]: no two sellers are alike, and cuts close the gap at the root. */
const PROGRAM = {
  mip_allow_restart: false,
  mip_detect_symmetry: false,
  mip_heuristic_run_feasibility_jump: false,
  mip_allow_cut_separation_at_nodes: false,
} as const;

/** The solver chooses how it scales: what it does where nothing is said. */
const SCALED = 2;

/** Loads HiGHS: 3.5 MB of WebAssembly, some 60 ms. Single-threaded; every solve blocks its thread. */
export async function loadHighsEngine(): Promise<HighsEngine> {
  // Node 24's V8 may free the wrapper of an imported function twice, where a module that another thread used has gone,
  // and ends the process (nodejs/node#66366). Code that is not collected is freed with its module.
  setFlagsFromString("--no-wasm-code-gc");
  const highs = await load();
  return { open: (model) => openSession(highs, model), memoryBytes: () => highs.memoryBytes };
}

function dataOf(highs: Highs, model: LinearModel): ModelData {
  const { numCols, numRows, starts, rows, values } = model;
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: model.cost,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: { format: "csc", numRows, numCols, starts, indices: rows, values },
  };
}

function openSession(highs: Highs, linear: LinearModel): EngineSession {
  const model = highs.createModel(dataOf(highs, linear));
  // A fixed seed: the same model gives the same answer.
  model.options.set({ output_flag: false, random_seed: 0 });
  const { modelStatus } = highs.constants;
  let { numRows, numCols } = linear;
  return {
    reprice(first, cost, upper) {
      const columns = Int32Array.from(cost, (_, k) => first + k);
      model.changeColsCost({ kind: "set", indices: columns }, cost);
      model.changeColsBounds({ kind: "set", indices: columns }, new Float64Array(cost.length), upper);
    },
    bound(columns, lower, upper) {
      model.changeColsBounds({ kind: "set", indices: columns }, lower, upper);
    },
    addColumns({ cost, lower, upper, starts, rows, values }) {
      const size = { numRows, numCols: cost.length };
      model.addCols({
        cost,
        lower,
        upper,
        matrix: { format: "csc", ...size, starts, indices: rows, values },
      });
      numCols += cost.length;
    },
    addRows({ lower, upper, starts, columns, values }) {
      const size = { numRows: lower.length, numCols };
      model.addRows({ lower, upper, matrix: { format: "csr", ...size, starts, indices: columns, values } });
      numRows += lower.length;
    },
    solveLinear(hooks, { isPerturbed = true, isScaled = true } = {}) {
      setIntegrality(model, linear, false);
      model.options.set({
        dual_simplex_cost_perturbation_multiplier: isPerturbed ? 1 : 0,
        simplex_scale_strategy: isScaled ? SCALED : 0,
      });
      run(highs, model, hooks);
      const status = model.getModelStatus();
      const { colValue, rowDual } = model.getSolution();
      return {
        status:
          status === modelStatus.optimal ? "optimal" : isInfeasible(highs, status) ? "infeasible" : "stopped",
        values: colValue,
        duals: rowDual,
      };
    },
    solveInteger(options) {
      setIntegrality(model, linear, true);
      model.options.set({
        dual_simplex_cost_perturbation_multiplier: 1,
        simplex_scale_strategy: SCALED,
        mip_rel_gap: options.gap,
        time_limit: Math.max(0.01, options.seconds),
        ...PROGRAM,
      });
      const { limit } = options;
      if (options.start) {
        const { start } = options;
        const indices = Int32Array.from(start.keys()).filter((j) => !Number.isNaN(start[j]!));
        model.setSolution({ indices, values: Float64Array.from(indices, (j) => start[j]!) });
      }
      model.zeroAllClocks();
      run(highs, model, options, { isOver: () => limit?.isOver() ?? false, onImproved: options.onImproved });
      const status = model.getModelStatus();
      const found = model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
      return {
        status:
          status === modelStatus.optimal ? "optimal" : isInfeasible(highs, status) ? "infeasible" : "stopped",
        values: found ? model.getSolution().colValue : null,
        bound: Number(model.info.get("mip_dual_bound")),
      };
    },
    conflict() {
      setIntegrality(model, linear, false);
      model.options.set({ iis_strategy: highs.constants.iis.strategyRowPriority });
      return model.getIis().rowIndex.toSorted();
    },
    close: () => model.dispose(),
  };
}

function setIntegrality(model: Model, { integer, numCols }: LinearModel, isInteger: boolean): void {
  if (!isInteger) {
    model.clearIntegrality();
    return;
  }
  model.changeColsIntegrality({ kind: "range", from: 0, to: numCols - 1 }, Int32Array.from(integer));
}

/** Solves, asking now and then whether to stop, or to end with what was reached. @throws {TieringError} `cancelled` */
function run(
  highs: Highs,
  model: Model,
  hooks: Hooks,
  {
    isOver,
    onImproved,
  }: {
    readonly isOver?: () => boolean;
    readonly onImproved?: IntegerOptions["onImproved"] | undefined;
  } = {},
): void {
  const { callbackType } = highs.constants;
  let isStopped = false;
  const ask = (event: { interrupt(): void }): undefined => {
    if (hooks.shouldStop?.()) {
      isStopped = true;
      event.interrupt();
    } else if (isOver?.()) event.interrupt();
  };
  model.run({
    // Every iteration asks, which is some 6 % of a short solve: not where nobody answers.
    ...((hooks.shouldStop ?? isOver) && {
      [callbackType.simplexInterrupt]: ask,
      [callbackType.ipmInterrupt]: ask,
    }),
    [callbackType.mipInterrupt]: ask,
    [callbackType.mipImprovingSolution]: (event): undefined => {
      const { objective_function_value: objective, mip_dual_bound: bound } = event.data;
      if (objective !== undefined) onImproved?.(objective, bound ?? Number.POSITIVE_INFINITY);
    },
  });
  if (isStopped) throw new TieringError("cancelled", "Coverage was cancelled");
}

function isInfeasible(highs: Highs, status: number): boolean {
  const { modelStatus } = highs.constants;
  return status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible;
}
