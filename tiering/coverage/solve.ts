import { TieringError } from "../errors.ts";
import { checkpoint, type Hooks, isOutOfTime, partOf, stoppedWith } from "../hooks.ts";
import { describeConflict } from "./conflict.ts";
import type { CoverageEngine } from "./engine.ts";
import { exchange } from "./exchange.ts";
import { type Part, type PartSolution, spreadPrice } from "./part.ts";
import { placePart } from "./place.ts";
import type { CoverageProblem } from "./problem.ts";
import { type Prover, planProofs, proverInTurn } from "./prove.ts";
import { solvePart } from "./solve-part.ts";
import { splitCoverage } from "./split.ts";

/** How hard a coverage tries to come near its bound, and who is told of its progress. */
export interface CoverageOptions extends Hooks {
  /** Gap to prove, such as 1e-4; the instant answer where absent. */
  readonly prove?: number;
  /** Most seconds of the proofs; shared out over the parts by their size. 60 by default. */
  readonly seconds?: number;
  /** Does the proofs; in turn in this thread by default. */
  readonly prover?: Prover;
  /** Called with the objective and the bound of the whole, in the book's currency, as they improve. */
  readonly onImproved?: (objective: number, bound: number) => void;
}

/** Who looks after whom, and how good that is at least. */
export interface Coverage {
  /** Seller of each account by index among the problem's sellers; −1 for none; shape [n]. */
  readonly owner: Int32Array;
  /** Weighted objective in the book's currency: whitespace, plus kept owners, less unevenness, at their prices. */
  readonly objective: number;
  /** No coverage under the rules has a larger objective. */
  readonly bound: number;
  /** (bound − objective) / bound; 0 where the bound is 0. */
  readonly gap: number;
  /** True where a gap was asked for and reached. */
  readonly proven: boolean;
  /** What was reached when the time was over, in a sentence; null where it was not, or nothing was to be proven. */
  readonly stopped: string | null;
  readonly parts: readonly Part[];
  readonly solutions: readonly PartSolution[];
}

/** Share of an exact run's progress that its instant answer is. */
const INSTANT_SHARE = 0.2;

/**
 * Solves a coverage: splits it, solves part after part at once, proves those that the gap asks for, places the accounts.
 * @throws {TieringError} `infeasible-policy` with what lacks by how many, `cancelled`
 */
export function solveCoverage(
  problem: CoverageProblem,
  engine: CoverageEngine,
  options: CoverageOptions = {},
): Coverage {
  const { prove, seconds = DEFAULT_SECONDS } = options;
  const parts = splitCoverage(problem);
  const secondsEach = secondsOf(parts, seconds);
  const solutions: PartSolution[] = [];
  const progress = createTotal(problem, options);
  const toInstant = prove === undefined ? 1 : INSTANT_SHARE;
  parts.forEach((part, p) => {
    const solution = solvePart(part, engine, {
      ...partOf(options, (toInstant * p) / parts.length, (toInstant * (p + 1)) / parts.length),
      seconds: secondsEach[p]!,
      onImproved: (objective, bound) => progress(p, objective, bound, parts.length),
    });
    if (solution.infeasible) throw describeConflict(problem, part, engine);
    solutions.push(solution);
  });
  if (prove !== undefined) {
    const proved = { problem, parts, solutions, progress };
    proveRounds(proved, options.prover ?? proverInTurn(engine), engine, { ...options, prove, seconds });
  }
  checkpoint(options, "Coverage", 1);
  const coverage = finishCoverage(problem, parts, solutions, prove);
  return prove === undefined ? coverage : { ...coverage, stopped: stoppedText(coverage, prove, options) };
}

/** Most rounds of proofs: each shares out anew what those before left over of the gap, and of the time. */
const ROUNDS = 4;

/** Proves what the gap asks for, in place of the solutions that stand, until it is reached or a round brings nothing. */
function proveRounds(
  {
    problem,
    parts,
    solutions,
    progress,
  }: {
    readonly problem: CoverageProblem;
    readonly parts: readonly Part[];
    readonly solutions: PartSolution[];
    readonly progress: ReturnType<typeof createTotal>;
  },
  prover: Prover,
  engine: CoverageEngine,
  options: CoverageOptions & { readonly prove: number; readonly seconds: number },
): void {
  const missing = () => solutions.reduce((sum, { bound, objective }) => sum + bound - objective, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const before = missing();
    const proofs = planProofs(parts, solutions, options);
    // Without a clock a round has all the seconds that there are.
    const isLast = round > 0 && (options.limit === undefined || isOutOfTime(options));
    if (proofs.length === 0 || isLast) return;
    const found = prover(
      proofs.map(({ task }) => task),
      {
        ...partOf(options, INSTANT_SHARE, 1),
        onImproved: (t, objective, bound) => progress(proofs[t]!.at, objective, bound, parts.length),
      },
    );
    proofs.forEach(({ at }, t) => {
      if (found[t]!.infeasible) throw describeConflict(problem, parts[at]!, engine);
      solutions[at] = found[t]!;
    });
    if (!(missing() < before)) return;
  }
}

/** What an exact answer says that ended before its gap was proven; null for one that did not. */
function stoppedText({ gap, proven }: Coverage, prove: number, options: CoverageOptions): string | null {
  if (proven) return null;
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
  const reached = `within ${percent(gap)} of the bound, and not within the ${percent(prove)} that were asked for`;
  return stoppedWith(options, reached)?.text ?? null;
}

/** Seconds of the whole where the caller says nothing. */
export const DEFAULT_SECONDS = 60;

/** Shares seconds out over the parts by the number of their links. */
export function secondsOf(parts: readonly Part[], seconds: number): number[] {
  const links = parts.reduce((sum, part) => sum + part.use.length, 0);
  // No part gets less than a tenth of an even share: small ones can be hard.
  return parts.map((part) => seconds * (0.1 / parts.length + (0.9 * part.use.length) / Math.max(1, links)));
}

/** Adds up the objectives and bounds of the parts while they improve; silent until every part has one. */
export function createTotal(
  { unit }: CoverageProblem,
  { onImproved }: CoverageOptions,
): (part: number, objective: number, bound: number, parts: number) => void {
  const objectives: number[] = [];
  const bounds: number[] = [];
  return (part, objective, bound, parts) => {
    objectives[part] = objective;
    bounds[part] = bound;
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    if (Object.keys(objectives).length === parts) onImproved?.(sum(objectives) * unit, sum(bounds) * unit);
  };
}

/**
 * Places the accounts of solved parts and sums up.
 * @throws {TieringError} `infeasible-policy` where a part found no coverage in its time
 */
export function finishCoverage(
  problem: CoverageProblem,
  parts: readonly Part[],
  solutions: readonly PartSolution[],
  prove?: number,
): Coverage {
  const owner = new Int32Array(problem.input.accounts.n).fill(-1);
  let price = 0;
  let bound = 0;
  parts.forEach((part, p) => {
    const { counts, bound: ofPart } = solutions[p]!;
    if (counts === null) {
      const geos = part.geos.map((g) => problem.input.accounts.geo.values[g]).join(", ");
      const message = `No coverage of ${geos} was found in the time allowed that keeps every rule; expected more time or fewer rules.`;
      throw new TieringError("infeasible-policy", message);
    }
    placePart(problem, part, counts, owner);
    exchange(problem, part, owner);
    price += spreadPrice(part, counts);
    bound += ofPart;
  });
  let objective = -price;
  for (let i = 0; i < owner.length; i++) {
    if (owner[i]! < 0) continue;
    objective += problem.worth[i]!;
    if (owner[i] === problem.owner[i]) objective += problem.bonus;
  }
  bound = Math.max(bound, objective);
  const gap = bound > 0 ? (bound - objective) / bound : 0;
  return {
    owner,
    objective: objective * problem.unit,
    bound: bound * problem.unit,
    gap,
    proven: prove !== undefined && gap <= prove,
    stopped: null,
    parts,
    solutions,
  };
}
