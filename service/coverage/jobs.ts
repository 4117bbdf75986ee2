import type { Book } from "../../data/book.ts";
import {
  accountId,
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
  createUnassignedReasons,
  type Hooks,
  type OwnerChange,
  overrideCoverage,
  ownerChanges,
  prepareCoverage,
  reportCoverage,
  type Scenario,
  type ScenarioResult,
  solveCoverage,
  type UnassignedCode,
} from "../../tiering/index.ts";
import { assignmentsCsv, changesCsv } from "./coverage-csv.ts";
import type { HighsEngine } from "./highs-engine.ts";

/** A coverage to make: all of the core's input but the book, and how far to prove it. */
export interface CoverageRequest extends Omit<CoverageInput, "accounts"> {
  /** Gap to prove; the instant answer where absent. */
  readonly prove?: number;
  /** Most seconds of an exact answer. */
  readonly seconds: number;
}

/** Which changes and accounts without a seller are listed. */
export interface CoveragePage {
  readonly offset: number;
  readonly limit: number;
  /** Changes of this kind alone. */
  readonly kind?: OwnerChange["kind"];
  /** Order of the changes: by account unless given, or the most whitespace first. */
  readonly order?: "account" | "whitespace";
}

/** An account without a seller, and why. */
export interface UnassignedAccount {
  readonly account: string;
  readonly geo: string;
  readonly tier: string;
  readonly whitespace: number;
  readonly code: UnassignedCode;
  readonly reason: string;
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

/** All that the coverage thread does: plain arguments in, plain data out. */
export function createCoverageJobs(book: Book, engine: HighsEngine) {
  let last: { readonly key: string; readonly problem: CoverageProblem; readonly coverage: Coverage } | null =
    null;
  const inputOf = ({ prove: _prove, seconds: _seconds, ...input }: CoverageRequest): CoverageInput => ({
    ...input,
    accounts: book,
  });

  /** The coverage of a request, kept until another one is asked for: downloads follow reports. */
  const solve = (request: CoverageRequest, key: string, hooks: Hooks) => {
    if (last?.key === key) return last;
    const { prove, seconds } = request;
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
      seconds,
      onImproved,
      ...(prove === undefined ? {} : { prove }),
    });
    last = { key, problem, coverage };
    return last;
  };

  return {
    cover(
      request: CoverageRequest,
      key: string,
      { offset, limit, kind, order }: CoveragePage,
      hooks: Hooks,
    ): CoverageReport {
      const { problem, coverage } = solve(request, key, hooks);
      const changes = ownerChanges(problem, coverage).filter(
        (change) => (kind ?? change.kind) === change.kind,
      );
      if (order === "whitespace") changes.sort((a, b) => b.whitespace - a.whitespace);
      const reasonOf = createUnassignedReasons(problem, coverage);
      const byCode: Record<string, number> = {};
      const accounts: UnassignedAccount[] = [];
      let total = 0;
      for (let i = 0; i < book.n; i++) {
        if (coverage.owner[i]! >= 0) continue;
        const { code, text } = reasonOf(i);
        byCode[code] = (byCode[code] ?? 0) + 1;
        if (total >= offset && accounts.length < limit) {
          accounts.push({
            account: accountId(book, i),
            geo: book.geo.values[book.geo.codes[i]!]!,
            tier: request.tierNames[request.tiers[i]!]!,
            whitespace: problem.whitespace[i]!,
            code,
            reason: text,
          });
        }
        total++;
      }
      return {
        summary: reportCoverage(problem, coverage, hooks),
        prices: capacityPrices(problem, coverage),
        changes: { total: changes.length, offset, accounts: changes.slice(offset, offset + limit) },
        unassigned: { total, offset, byCode, accounts },
        solverMemory: engine.memoryBytes(),
      };
    },
    assignments(request: CoverageRequest, key: string, _args: object, hooks: Hooks): Uint8Array {
      const { problem, coverage } = solve(request, key, hooks);
      return assignmentsCsv(book, problem, coverage);
    },
    moves(request: CoverageRequest, key: string, _args: object, hooks: Hooks): Uint8Array {
      const { problem, coverage } = solve(request, key, hooks);
      return changesCsv(ownerChanges(problem, coverage));
    },
    scenarios: (
      request: CoverageRequest,
      _key: string,
      { scenarios }: { readonly scenarios: readonly Scenario[] },
      hooks: Hooks,
    ): ScenarioResult[] => compareScenarios(inputOf(request), scenarios, engine, hooks),
    frontier: (
      request: CoverageRequest,
      _key: string,
      { points }: { readonly points: number },
      hooks: Hooks,
    ): ContinuityPoint[] => continuityFrontier(inputOf(request), { points }, engine, hooks),
    tierSizes: (request: CoverageRequest, _key: string, _args: object, hooks: Hooks): CarriedSizes =>
      carriedTierSizes(inputOf(request), engine, hooks),
    override(request: CoverageRequest, key: string, rules: OverrideRules, hooks: Hooks): OverrideReport {
      const before = solve(request, key, hooks);
      const { problem, coverage, price, priceOfBound } = overrideCoverage(before, rules, engine, hooks);
      let differences = 0;
      for (let i = 0; i < book.n; i++) if (coverage.owner[i] !== before.coverage.owner[i]) differences++;
      return { price, priceOfBound, summary: reportCoverage(problem, coverage, hooks), differences };
    },
  };
}

type Jobs = ReturnType<typeof createCoverageJobs>;
export type CoverageJobName = keyof Jobs;
export type CoverageJobArgs<K extends CoverageJobName> = Parameters<Jobs[K]>[2];
export type CoverageJobResult<K extends CoverageJobName> = ReturnType<Jobs[K]>;
