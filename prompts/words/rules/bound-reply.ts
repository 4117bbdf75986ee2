import { DEFAULT_POLICY, type Policy } from "../../../tiering/index.ts";
import type { Operation } from "../../merge/operations.ts";
import type { UnreadPhrase } from "../../merge/reading.ts";
import type { MoveBound } from "./move-bounds.ts";

/** What bounds that no rule can say become. */
export interface BoundReplies {
  /** The nearest budget: one that keeps what was said wherever there is such a budget; none where it runs as it is. */
  readonly nearest: readonly Operation[];
  /** Why they cannot be said, and what is proposed. */
  readonly unsayable: readonly string[];
  /** What is said beside a run. */
  readonly notes: readonly string[];
  /** The phrases of which no rule came. */
  readonly lost: readonly UnreadPhrase[];
}

/** The rules in force, what else is read for them, and the accounts of the book. */
interface Beside {
  readonly policy: Policy;
  readonly operations: readonly Operation[];
  readonly n: number;
  readonly message: string;
}

/** What is said of bounds on moves, and the nearest budget. */
export function boundReplies(
  bounds: readonly MoveBound[],
  { message, n, operations, policy }: Beside,
): BoundReplies {
  const isPaired = paired(policy, operations);
  const budget = operations.findLast(isBudget);
  const said = budget?.on === "rules" && budget.change.kind === "maxMovedShare" ? budget.change.value : null;
  const notes =
    said === null ? [] : bounds.filter(({ kind }) => kind === "exact").map(({ accounts }) => meets(accounts));
  const others = bounds.filter(({ kind }) => kind !== "exact");
  if (others.length === 0) return { nearest: [], unsayable: [], notes, lost: [] };
  const moves = ({ accounts, kind, way }: MoveBound) =>
    (isPaired && way !== null && kind !== "group" ? 2 : 1) * accounts;
  const present = Math.floor((said ?? policy.maxMovedShare ?? DEFAULT_POLICY.maxMovedShare) * n + 1e-9);
  const caps = others.flatMap((bound) => (bound.kind === "least" ? (bound.most ?? []) : moves(bound)));
  const most = Math.min(n, ...caps);
  const least = Math.max(0, ...others.filter(({ kind }) => kind === "least").map(moves));
  const isCapped = caps.length > 0;
  const allowed = isCapped ? (said === null ? most : Math.min(most, present)) : Math.max(present, least);
  const value = Number((Math.min(allowed, n) / n).toPrecision(12));
  return {
    nearest: [{ on: "rules", change: { kind: "maxMovedShare", value } }],
    unsayable: others.map((bound) => sentence(bound, isPaired)),
    notes,
    lost: others.map(({ end, start }) => ({
      phrase: message.slice(start, end),
      start,
      end,
      restricts: false,
    })),
  };
}

function isBudget(operation: Operation): boolean {
  return operation.on === "rules" && operation.change.kind === "maxMovedShare";
}

/** With sizes kept and one tier a step, every boundary between tiers is crossed as often upwards as downwards. */
function paired(policy: Policy, operations: readonly Operation[]): boolean {
  const changed = operations.some(
    ({ on, ...rest }) =>
      on === "rules" &&
      "change" in rest &&
      /^(?:tierSizes|maxTierStep)$/u.test((rest.change as { kind: string }).kind),
  );
  const { force, maxTierStep, tierSizes } = policy;
  return (
    !changed &&
    tierSizes === undefined &&
    force === undefined &&
    (maxTierStep ?? DEFAULT_POLICY.maxTierStep) === 1
  );
}

function meets(accounts: number): string {
  return `A budget is an upper bound: no more than ${count(accounts)} accounts move, and fewer where fewer help as much.`;
}

function sentence({ accounts, group, isShare, kind, way }: MoveBound, isPaired: boolean): string {
  const noun = way === "up" ? "promotions" : way === "down" ? "downgrades" : "moves";
  if (kind === "least")
    return `A budget is an upper bound, so I cannot ask for at least ${count(accounts)} ${noun}; a run moves as many accounts as help.`;
  if (kind === "group")
    return isShare
      ? `A budget is for the whole book, so I cannot limit the ${noun} of each ${group}; under the same share of the whole book a single ${group} may still have more.`
      : `A budget is for the whole book, so I cannot limit the ${noun} of each ${group}; at most ${count(accounts)} moves in the whole book keep every ${group} within that.`;
  const alone = `A budget counts moves up and down together, so I cannot limit ${noun} alone`;
  return isPaired
    ? `${alone}; with the tier sizes kept as many accounts rise as fall, so of ${count(2 * accounts)} moves at most ${count(accounts)} are ${noun}.`
    : `${alone}; of at most ${count(accounts)} moves in all no more than ${count(accounts)} are ${noun}.`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
