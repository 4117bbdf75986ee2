import { TieringError } from "../../errors.ts";
import type { Prices } from "../../run.ts";
import type { Candidates } from "../candidates.ts";
import { copyDualPoint, newDualPoint } from "../dual-point.ts";
import { fewestMoves } from "../feasibility.ts";
import { Ladder } from "../ladder.ts";
import { recoverPrimal } from "../recover-primal.ts";
import type { AccountSource, EdgeLimit, MarginBin } from "./account-source.ts";
import type { Summit } from "./ascend-by-scans.ts";
import { responseOf } from "./flows.ts";
import type { SummedProblem } from "./problem-of-sums.ts";

/** An assignment by prices: every account takes its best tier at the point, but for those at the edge. */
export interface PricedAssignment {
  readonly point: Prices;
  /** The accounts at the edge, and the tier of each. */
  readonly edge: Candidates;
  readonly tierOf: Uint8Array;
}

/** Accounts of each kind that are looked at beside those that have to change their mind. */
const SPARE = 32;

/** More accounts than this at the edge are not fetched: so many tie that no price parts them. */
export const MOST_AT_EDGE = 1_000_000;

/** Wider edges that are tried where the first has no solution. */
const MOST_ATTEMPTS = 4;
const WIDER = 8;

/**
 * Settles the accounts at the edge exactly (all, where no more than `whole` may move), so that sizes and budget are met to the account: those with the
 * least margins of each kind are fetched and assigned along augmenting paths, equal margins in the source's
 * order; all others take their best response. One scan, more only where the first edge was too narrow.
 * @throws TieringError `infeasible-policy` where no assignment meets sizes and budget, `invalid-argument` where
 * too many accounts tie
 */
export async function settleEdge(
  source: AccountSource,
  problem: SummedProblem,
  { point, bins, missed }: Summit,
  whole: number,
): Promise<PricedAssignment> {
  const everyone = bins.reduce((sum, { count }) => sum + count, 0);
  const first = everyone <= whole ? everyone : missed + SPARE;
  for (let attempt = 0, wanted = first; attempt < MOST_ATTEMPTS; attempt++, wanted *= WIDER) {
    const { limits, rest, count } = edgeOf(bins, wanted);
    if (count > MOST_AT_EDGE) throw tooManyTies(count);
    const edge = await source.edge(point, limits);
    if (edge.size !== count) throw changed(edge.size, count);
    if (everyone <= whole) return { point, edge, tierOf: settleWhole(edge, problem) };
    const tierOf = new Uint8Array(edge.size);
    const prices = copyDualPoint(point, newDualPoint(source.tierCount));
    if (recover(edge, prices, tierOf, problem, responseOf(rest, source.groups, problem.baseline))) {
      return { point, edge, tierOf };
    }
    if (rest.length === 0) break;
  }
  throw infeasible();
}

function infeasible(): TieringError {
  const message = "No assignment meets the tier sizes within the policy's limits.";
  return new TieringError("infeasible-policy", message, { pointer: "/policy" });
}

/** Where the edge is everybody, the hybrid in memory decides. */
function settleWhole(
  candidates: Candidates,
  { objective, baseline, inflow, moves }: SummedProblem,
): Uint8Array {
  const problem = { objective, candidates, baseline, inflow, moves, ordered: null, fixed: null };
  const least = fewestMoves(problem);
  if (least > moves) throw infeasible();
  return new Ladder(problem, least).best(moves).tierOf;
}

/** Assigns the edge so that the whole meets sizes and budget; false where the edge does not suffice. */
function recover(
  edge: Candidates,
  prices: ReturnType<typeof newDualPoint>,
  tierOf: Uint8Array,
  { baseline, inflow, moves }: SummedProblem,
  others: ReturnType<typeof responseOf>,
): boolean {
  if (others.moves > moves) return false;
  const left = inflow.map((net, k) => net - (others.sums.size[k]! - baseline.size[k]!));
  const constraints = { inflow: left, moves: moves - others.moves };
  return recoverPrimal(edge, constraints, { prices, window: Number.POSITIVE_INFINITY, tierOf });
}

/** The bins with the least margins of each kind that hold the wanted number of accounts, and the rest. */
function edgeOf(
  bins: readonly MarginBin[],
  wanted: number,
): { limits: EdgeLimit[]; rest: MarginBin[]; count: number } {
  const kinds = new Map<string, MarginBin[]>();
  for (const bin of bins) {
    const key = `${bin.group} ${bin.best} ${bin.second}`;
    const kind = kinds.get(key);
    if (kind) kind.push(bin);
    else kinds.set(key, [bin]);
  }
  const limits: EdgeLimit[] = [];
  const rest: MarginBin[] = [];
  let count = 0;
  for (const kind of kinds.values()) {
    kind.sort((a, b) => a.low - b.low);
    let taken = 0;
    let at = 0;
    for (; at < kind.length && taken < wanted; at++) taken += kind[at]!.count;
    const { group, best, second, high } = kind[at - 1]!;
    limits.push({ group, best, second, margin: high });
    rest.push(...kind.slice(at));
    count += taken;
  }
  return { limits, rest, count };
}

function tooManyTies(count: number): TieringError {
  const message = `${count} accounts tie at the edge between two tiers; expected at most ${MOST_AT_EDGE}. Give weight to a signal that tells them apart.`;
  return new TieringError("invalid-argument", message, { pointer: "/weights" });
}

function changed(got: number, expected: number): TieringError {
  const message = `The table changed while it was tiered: ${got} accounts lie at the edge where ${expected} did; expected a table that stands still. Nothing was written.`;
  return new TieringError("invalid-argument", message);
}
