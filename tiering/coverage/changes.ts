import { accountId } from "../lookup.ts";
import type { Obstacle } from "./eligibility.ts";
import type { CoverageProblem } from "./problem.ts";
import type { Coverage } from "./solve.ts";

/** One account that gets another owner. */
export interface OwnerChange {
  readonly account: string;
  readonly geo: string;
  readonly tier: string;
  /** Owner today, as the book spells it; null for none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: "moved" | "gained" | "lost";
  readonly whitespace: number;
  /**
   * What the change brings at the margin, in the book's currency: the account's worth and what its owner's
   * capacity is worth elsewhere, less what the new owner's is; 0 and below for changes that rounding made.
   */
  readonly gain: number;
  readonly reason: string;
}

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  role: "its role has no capacity for the tier",
  geo: "it does not serve the geography",
  domain: "it does not know the domain, which the tier asks for",
  presence: "the tier asks for the other presence",
};

/** Every change of owner, in account order; O(n). */
export function ownerChanges(problem: CoverageProblem, coverage: Coverage): OwnerChange[] {
  const { input, sellers, eligibility, unit } = problem;
  const { accounts, owners } = input;
  const price = new Float64Array(sellers.length);
  coverage.parts.forEach((part, p) => {
    part.sellers.forEach((seller, s) => {
      price[seller] = coverage.solutions[p]!.sellerPrice[s]!;
    });
  });
  /** Worth elsewhere of the capacity that the account takes of a seller. */
  const capacityOf = (s: number, i: number) => {
    const use = eligibility.use(s, input.tiers[i]!);
    return Number.isFinite(use) ? price[s]! * use : 0;
  };
  const changes: OwnerChange[] = [];
  for (let i = 0; i < accounts.n; i++) {
    const [from, to] = [problem.owner[i]!, coverage.owner[i]!];
    if (from === to || (from < 0 && to < 0)) continue;
    const kind = to < 0 ? "lost" : from < 0 ? "gained" : "moved";
    const freed = from >= 0 ? capacityOf(from, i) - problem.bonus : 0;
    const taken = to >= 0 ? capacityOf(to, i) : 0;
    const worth = kind === "gained" ? problem.worth[i]! : kind === "lost" ? -problem.worth[i]! : 0;
    changes.push({
      account: accountId(accounts, i),
      geo: accounts.geo.values[accounts.geo.codes[i]!]!,
      tier: input.tierNames[input.tiers[i]!]!,
      from: owners === null ? null : owners.values[owners.codes[i]!] || null,
      to: to < 0 ? null : sellers[to]!.id,
      kind,
      whitespace: problem.whitespace[i]!,
      gain: (worth + freed - taken) * unit,
      reason: reasonOf(problem, i, from, to, price),
    });
  }
  return changes;
}

function reasonOf(
  problem: CoverageProblem,
  i: number,
  from: number,
  to: number,
  price: Float64Array,
): string {
  const { sellers, eligibility, classes, classOf, special } = problem;
  if (to >= 0 && special.keep.get(i) === to) return `Locked to ${sellers[to]!.id}.`;
  if (from < 0) {
    const stranger = from === -2 ? "Its owner is no longer among the sellers" : "It had no owner";
    return `${stranger}; ${sellers[to]!.id} has room for it.`;
  }
  const owner = sellers[from]!.id;
  if (special.forbid.get(i)?.has(from)) return `Ruled out for ${owner}.`;
  const obstacle = eligibility.obstacle(from, classes[classOf[i]!]!);
  if (obstacle !== null) return `${owner} may not serve it: ${OBSTACLES[obstacle]}.`;
  if (to < 0) return `${owner}'s capacity is worth more elsewhere than the account and its continuity.`;
  if (price[from]! > price[to]!)
    return `${owner} is needed for accounts worth more; ${sellers[to]!.id} has cheaper room.`;
  return `To even loads out, or to fit whole accounts: ${owner} and ${sellers[to]!.id} are worth the same at the margin.`;
}
