import { accountId, accountName } from "../lookup.ts";
import type { Obstacle } from "./eligibility.ts";
import { type CoverageProblem, STRANGER } from "./problem.ts";
import type { Coverage } from "./solve.ts";
import { createUnassignedReasons } from "./unassigned.ts";

/** How an account changes hands: from one owner to another, from none to one, from one to none. */
export type ChangeKind = "moved" | "gained" | "lost";

/**
 * The kind of change from an owner to a seller (indices as in {@link CoverageProblem.owner}); null for none. An owner
 * who is no seller, or no longer one, is an owner like any other: the account is lost to them.
 */
export function changeKind(from: number, to: number): ChangeKind | null {
  if (from === to || (from === -1 && to < 0)) return null;
  if (to < 0) return "lost";
  return from === -1 ? "gained" : "moved";
}

/** One account that gets another owner. */
export interface OwnerChange {
  readonly account: string;
  /** Name of the account; null where the book has none. */
  readonly name: string | null;
  readonly geo: string;
  readonly tier: string;
  /** Owner today, as the book spells it; null for none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Names of the two, where they are sellers who have one; null otherwise. */
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly kind: ChangeKind;
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
  const unassigned = createUnassignedReasons(problem, coverage);
  const nameOf = (s: number) => sellers[s]?.name ?? null;
  const changes: OwnerChange[] = [];
  for (let i = 0; i < accounts.n; i++) {
    const [from, to] = [problem.owner[i]!, coverage.owner[i]!];
    const kind = changeKind(from, to);
    if (kind === null) continue;
    const freed = from >= 0 ? capacityOf(from, i) - problem.bonus : 0;
    const taken = to >= 0 ? capacityOf(to, i) : 0;
    // Whom no seller has covers nothing now, whoever is down as the owner.
    const worth = (to >= 0 ? problem.worth[i]! : 0) - (from >= 0 ? problem.worth[i]! : 0);
    const owner = owners === null ? null : owners.values[owners.codes[i]!] || null;
    changes.push({
      account: accountId(accounts, i),
      name: accountName(accounts, i),
      geo: accounts.geo.values[accounts.geo.codes[i]!]!,
      tier: input.tierNames[input.tiers[i]!]!,
      from: owner,
      to: to < 0 ? null : sellers[to]!.id,
      fromName: nameOf(from),
      toName: nameOf(to),
      kind,
      whitespace: problem.whitespace[i]!,
      gain: (worth + freed - taken) * unit,
      reason:
        from !== STRANGER
          ? reasonOf(problem, i, from, to, price)
          : `${owner} is not among the sellers${to < 0 ? `. ${unassigned(i).text}` : `; ${sellers[to]!.id} has room for it.`}`,
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
  if (from < 0) return `It had no owner; ${sellers[to]!.id} has room for it.`;
  const owner = sellers[from]!.id;
  if (special.forbid.get(i)?.has(from)) return `Ruled out for ${owner}.`;
  const obstacle = eligibility.obstacle(from, classes[classOf[i]!]!);
  if (obstacle !== null) return `${owner} may not serve it: ${OBSTACLES[obstacle]}.`;
  if (to < 0) return `${owner}'s capacity is worth more elsewhere than the account and its continuity.`;
  if (price[from]! > price[to]!)
    return `${owner} is needed for accounts worth more; ${sellers[to]!.id} has cheaper room.`;
  return `To even loads out, or to fit whole accounts: ${owner} and ${sellers[to]!.id} are worth the same at the margin.`;
}
