import type { Book } from "../../data/book.ts";
import { coverageWorkbook } from "../../data/xlsx/coverage-workbook.ts";
import {
  type CapacityPrice,
  type CarriedSizes,
  type ContinuityPoint,
  type Coverage,
  type CoverageInput,
  type CoverageProblem,
  type CoverageRules,
  type CoverageSummary,
  capacityPrices,
  carriedTierSizes,
  compareScenarios,
  continuityFrontier,
  type Hooks,
  type OwnerChange,
  overrideCoverage,
  ownerChanges,
  type Prover,
  prepareCoverage,
  reportCoverage,
  type Scenario,
  type ScenarioResult,
  solveCoverage,
  type TimeLimit,
} from "../../tiering/index.ts";
import {
  type AccountOwner,
  type CoveragePage,
  listChanges,
  listSellers,
  listUnassigned,
  ownerOf,
  type SellerLoad,
  type UnassignedAccount,
} from "./accounts-of-coverage.ts";
import { assignmentRows, assignmentsCsv, changesCsv } from "./coverage-csv.ts";
import type { HighsEngine } from "./highs-engine.ts";

/** A coverage to make: all of the core's input but the book, and how far to prove it. */
export interface CoverageRequest extends Omit<CoverageInput, "accounts"> {
  /** Gap to prove; the instant answer where absent. */
  readonly prove?: number;
  /** Most seconds of an exact answer. */
  readonly seconds: number;
}

/** A coverage as it is reported. */
export interface CoverageReport {
  readonly summary: CoverageSummary;
  readonly prices: readonly CapacityPrice[];
  readonly changes: {
    readonly total: number;
    readonly offset: number;
    readonly accounts: readonly OwnerChange[];
  };
  readonly unassigned: {
    readonly total: number;
    /** Those that match and have no owner among the sellers today. */
    readonly today: number;
    readonly offset: number;
    readonly byCode: Readonly<Record<string, number>>;
    readonly accounts: readonly UnassignedAccount[];
  };
  /** WebAssembly memory that the solver holds, bytes. */
  readonly solverMemory: number;
}

/** What an override does. */
export interface OverrideReport {
  readonly price: number;
  readonly priceOfBound: number;
  readonly summary: CoverageSummary;
  /** Accounts whose seller differs from the answer without the override. */
  readonly differences: number;
}

/** The rules that an override adds. */
export type OverrideRules = Pick<CoverageRules, "keep" | "forbid" | "apart">;

/** Seconds, and share of them at the most, in which an answer is placed and reported once its proofs have ended [measured]. */
const PLACING = { seconds: 0.5, share: 0.05 } as const;

/** One limit for all that an exact answer does, its instant part among it: every solver run ends by it. */
function limitOf(seconds: number, begun: number): TimeLimit {
  const ofProofs = seconds - Math.min(PLACING.seconds, PLACING.share * seconds);
  const left = () => Math.max(0, ofProofs - (performance.now() - begun) / 1000);
  return { seconds, left, isOver: () => left() === 0 };
}

/** What a job may call while it runs, and who does its proofs: this thread where nobody is named. */
export interface JobHooks extends Hooks {
  readonly prover?: Prover;
}

/** All that the coverage thread does: plain arguments in, plain data out. */
export function createCoverageJobs(book: Book, engine: HighsEngine) {
  let last: { readonly key: string; readonly problem: CoverageProblem; readonly coverage: Coverage } | null =
    null;
  const inputOf = ({ prove: _prove, seconds: _seconds, ...input }: CoverageRequest): CoverageInput => ({
    ...input,
    accounts: book,
  });

  /** The coverage of a request, kept until another one is asked for: downloads follow reports. */
  const solve = (request: CoverageRequest, key: string, hooks: JobHooks) => {
    if (last?.key === key) return last;
    const { prove, seconds } = request;
    const begun = performance.now();
    const problem = prepareCoverage(inputOf(request), hooks);
    const onImproved = (objective: number, bound: number) => {
      const gap = Math.max(0, (bound - objective) / bound);
      hooks.onProgress?.({
        phase: `Coverage within ${(100 * gap).toFixed(3)} % of the bound`,
        share: 1 - Math.min(1, gap),
      });
    };
    const coverage = solveCoverage(problem, engine, {
      ...hooks,
      limit: limitOf(seconds, begun),
      seconds,
      onImproved,
      ...(prove === undefined ? {} : { prove }),
    });
    last = { key, problem, coverage };
    return last;
  };

  return {
    cover(request: CoverageRequest, key: string, page: CoveragePage, hooks: JobHooks): CoverageReport {
      const solved = solve(request, key, hooks);
      const { problem, coverage } = solved;
      return {
        summary: reportCoverage(problem, coverage, hooks),
        prices: capacityPrices(problem, coverage),
        changes: listChanges(book, solved, page),
        unassigned: listUnassigned(book, solved, page),
        solverMemory: engine.memoryBytes(),
      };
    },
    owner: (
      request: CoverageRequest,
      key: string,
      { account }: { readonly account: number },
      hooks: JobHooks,
    ): AccountOwner => ownerOf(book, solve(request, key, hooks), account),
    sellers: (request: CoverageRequest, key: string, _args: object, hooks: JobHooks): SellerLoad[] =>
      listSellers(solve(request, key, hooks)),
    assignments(request: CoverageRequest, key: string, _args: object, hooks: JobHooks): Uint8Array {
      const { problem, coverage } = solve(request, key, hooks);
      return assignmentsCsv(book, problem, coverage);
    },
    moves(request: CoverageRequest, key: string, _args: object, hooks: JobHooks): Uint8Array {
      const { problem, coverage } = solve(request, key, hooks);
      return changesCsv(ownerChanges(problem, coverage));
    },
    workbook(request: CoverageRequest, key: string, _args: object, hooks: JobHooks): Uint8Array {
      const { problem, coverage } = solve(request, key, hooks);
      const slices = coverageWorkbook({
        summary: reportCoverage(problem, coverage, hooks),
        tierNames: request.tierNames,
        assignments: assignmentRows(book, problem, coverage),
        changes: ownerChanges(problem, coverage),
      });
      return new Uint8Array(Buffer.concat([...slices]));
    },
    scenarios: (
      request: CoverageRequest,
      _key: string,
      { scenarios }: { readonly scenarios: readonly Scenario[] },
      hooks: JobHooks,
    ): ScenarioResult[] => compareScenarios(inputOf(request), scenarios, engine, hooks),
    frontier: (
      request: CoverageRequest,
      _key: string,
      { points }: { readonly points: number },
      hooks: JobHooks,
    ): ContinuityPoint[] => continuityFrontier(inputOf(request), { points }, engine, hooks),
    tierSizes: (request: CoverageRequest, _key: string, _args: object, hooks: JobHooks): CarriedSizes =>
      carriedTierSizes(inputOf(request), engine, hooks),
    override(request: CoverageRequest, key: string, rules: OverrideRules, hooks: JobHooks): OverrideReport {
      const before = solve(request, key, hooks);
      const { problem, coverage, price, priceOfBound } = overrideCoverage(before, rules, engine, hooks);
      let differences = 0;
      for (let i = 0; i < book.n; i++) if (coverage.owner[i] !== before.coverage.owner[i]) differences++;
      return { price, priceOfBound, summary: reportCoverage(problem, coverage, hooks), differences };
    },
  };
}

type Jobs = ReturnType<typeof createCoverageJobs>;
/** The name of a job of the coverage thread. */
export type CoverageJobName = keyof Jobs;
/** What a job of the coverage thread is given. */
export type CoverageJobArgs<K extends CoverageJobName> = Parameters<Jobs[K]>[2];
/** What a job of the coverage thread gives back. */
export type CoverageJobResult<K extends CoverageJobName> = ReturnType<Jobs[K]>;
