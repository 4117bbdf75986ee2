import type { TextColumn } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { accountId } from "../lookup.ts";
import { parseTier } from "../policy/tier-letters.ts";
import { computeSignals } from "../signals.ts";
import { type AccountKind, ANY_DOMAIN, createEligibility, type Eligibility } from "./eligibility.ts";
import { AREA_COLUMN, type CoverageInput, DOMAIN_COLUMN, type Seller } from "./input.ts";
import { resolveSpecial, type SpecialAccounts } from "./special.ts";

/** Accounts of one geography, tier and (where it counts) domain, or one account that a rule names. */
export interface AccountClass extends AccountKind {
  /** Account indices, best first: descending worth, then index. */
  readonly accounts: Int32Array;
}

/** A coverage made ready: sellers sorted, accounts valued and put into classes. */
export interface CoverageProblem {
  readonly input: CoverageInput;
  /** Ascending by ID, so that no order of the input matters. */
  readonly sellers: readonly Seller[];
  readonly eligibility: Eligibility;
  readonly special: SpecialAccounts;
  readonly classes: readonly AccountClass[];
  /** Class of each account; shape [n]. */
  readonly classOf: Int32Array;
  /** Whitespace of each account in the book's currency, ≥ 0; shape [n]. */
  readonly whitespace: Float64Array;
  /** Worth of each account to the objective, in units of the book's mean whitespace, > 0; shape [n]. */
  readonly worth: Float64Array;
  /** One unit in the book's currency. */
  readonly unit: number;
  /** Seller who owns each account today; −1 for none, −2 for an owner who is no seller; shape [n]. */
  readonly owner: Int32Array;
  /** Accounts whose owner is one of the sellers. */
  readonly ownedCount: number;
  readonly domains: TextColumn | null;
  readonly areas: TextColumn | null;
  /** Worth of one account that keeps its owner, in units. */
  readonly bonus: number;
}

/** Worth of an account without whitespace, in units: little, and more than leaving it without an owner. */
const LEAST_WORTH = 1e-6;

/** An owner who is not one of the sellers. */
export const STRANGER = -2;

/**
 * Values the accounts and puts them into classes. O(n log n).
 * @throws {TieringError} what {@link resolveSpecial} throws; `invalid-argument` for weights or sellers that cannot be
 */
export function prepareCoverage(input: CoverageInput, hooks: Hooks = {}): CoverageProblem {
  const { accounts, weights } = input;
  checkInput(input);
  checkpoint(hooks, "Coverage", 0);
  const sellers = [...input.sellers].sort((a, b) => (a.id < b.id ? -1 : 1));
  const domains = accounts.text.get(input.domainColumn ?? DOMAIN_COLUMN) ?? null;
  const eligibility = createEligibility(sellers, input, domains?.values ?? null);
  const special = resolveSpecial(accounts, sellers, input.rules);
  const { owner, ownedCount } = readOwners(input, sellers);
  const { whitespace, worth, unit } = valueAccounts(input);
  checkpoint(hooks, "Coverage", 0);
  const bonus = ownedCount > 0 ? (weights.continuity / scaleOf(input)) * (accounts.n / ownedCount) : 0;
  /** Whether the account can stay with its owner, where that is worth something. */
  const canStay = (i: number, kind: AccountKind) =>
    bonus > 0 && owner[i]! >= 0 && eligibility.obstacle(owner[i]!, kind) === null;
  const { needsDomain } = eligibility;
  const { classes, classOf } = makeClasses(input, { domains, needsDomain, canStay }, special, worth);
  const problem = {
    input,
    sellers,
    eligibility,
    special,
    classes,
    classOf,
    whitespace,
    worth,
    unit,
    owner,
    ownedCount,
    domains,
    areas: accounts.text.get(input.areaColumn ?? AREA_COLUMN) ?? null,
    bonus,
  };
  checkLocks(problem);
  return problem;
}

/** What the other weights are divided by, so that a unit of worth counts 1. */
export function scaleOf({ weights }: CoverageInput): number {
  return weights.whitespace > 0 ? weights.whitespace : 1;
}

function checkInput({ sellers, weights, rules, tierNames, tierWeights }: CoverageInput): void {
  for (const [name, weight] of Object.entries(weights)) {
    if (weight >= 0 && Number.isFinite(weight)) continue;
    const message = `The weight of ${name} is ${weight}; expected a number of at least 0.`;
    throw new TieringError("invalid-argument", message, { pointer: `/weights/${name}` });
  }
  const seen = new Set<string>();
  for (const { id, factor } of sellers) {
    if (seen.has(id))
      throw new TieringError("invalid-argument", `Two sellers have the ID "${id}"; expected one each.`);
    if (!(factor > 0 && Number.isFinite(factor))) {
      throw new TieringError(
        "invalid-argument",
        `Seller ${id} has the capacity factor ${factor}; expected more than 0.`,
      );
    }
    seen.add(id);
  }
  if (
    tierWeights !== undefined &&
    (tierWeights.length !== tierNames.length || tierWeights.some((w) => !(w >= 0)))
  ) {
    const message = `Got tier weights ${tierWeights.join(", ")}; expected ${tierNames.length} numbers of at least 0.`;
    throw new TieringError("invalid-argument", message, { pointer: "/tierWeights" });
  }
  for (const [letter, share] of Object.entries(rules.cover ?? {})) {
    parseTier(letter, tierNames, "/rules/cover");
    if (share >= 0 && share <= 1) continue;
    const message = `Tier ${letter} is to be covered by the share ${share}; expected 0 to 1.`;
    throw new TieringError("invalid-argument", message, { pointer: `/rules/cover/${letter}` });
  }
}

function readOwners({ owners, accounts }: CoverageInput, sellers: readonly Seller[]) {
  const owner = new Int32Array(accounts.n).fill(-1);
  if (owners === null) return { owner, ownedCount: 0 };
  const indexOf = new Map(sellers.map(({ id }, s) => [id, s]));
  const sellerOf = owners.values.map((id) => (id === "" ? -1 : (indexOf.get(id) ?? STRANGER)));
  let ownedCount = 0;
  for (let i = 0; i < accounts.n; i++) {
    owner[i] = sellerOf[owners.codes[i]!]!;
    if (owner[i]! >= 0) ownedCount++;
  }
  return { owner, ownedCount };
}

function valueAccounts(input: CoverageInput) {
  const { accounts, tiers, tierNames, weights } = input;
  const tierCount = tierNames.length;
  const runways = computeSignals(accounts).values.runway;
  const tierWeights =
    input.tierWeights ?? Array.from({ length: tierCount }, (_, t) => (tierCount - t) / tierCount);
  const whitespace = new Float64Array(accounts.n);
  let total = 0;
  for (let i = 0; i < accounts.n; i++) {
    const runway = runways[i]!;
    // An unknown or negative runway is no whitespace.
    whitespace[i] = runway > 0 ? runway * tierWeights[tiers[i]!]! : 0;
    total += whitespace[i]!;
  }
  const unit = total > 0 ? total / accounts.n : 1;
  const scale = weights.whitespace > 0 ? 1 / unit : 0;
  const worth = whitespace.map((value) => Math.max(LEAST_WORTH, value * scale));
  return { whitespace, worth, unit };
}

/** Most bands of worth that a class of owned accounts is cut into, and fewest accounts of one [measured]. */
const BANDS = { most: 8, least: 8 } as const;

/**
 * The accounts of a class, best first, in bands of equal size where owners count: the fewer accounts a class has,
 * the less "the best are covered" and "owners are kept" can contradict each other within it.
 */
function bandsOf(accounts: Int32Array, isOwned: boolean): Int32Array[] {
  const { length } = accounts;
  const bands = isOwned ? Math.max(1, Math.min(BANDS.most, Math.floor(length / BANDS.least))) : 1;
  const edge = (b: number) => Math.round((b * length) / bands);
  return Array.from({ length: bands }, (_, b) => accounts.slice(edge(b), edge(b + 1)));
}

/**
 * Classes in ascending order of geography, tier and domain, those who can stay with their owner apart from the
 * others and in bands of worth; the accounts that rules name come last, one each.
 */
function makeClasses(
  { accounts, tiers, tierNames }: CoverageInput,
  {
    domains,
    needsDomain,
    canStay,
  }: {
    readonly domains: TextColumn | null;
    readonly needsDomain: Uint8Array;
    readonly canStay: (i: number, kind: AccountKind) => boolean;
  },
  special: SpecialAccounts,
  worth: Float64Array,
) {
  const domainCount = domains?.values.length ?? 0;
  const kindOf = (i: number) => {
    const tier = tiers[i]!;
    const domain = domains !== null && needsDomain[tier] === 1 ? domains.codes[i]! : ANY_DOMAIN;
    return { geo: accounts.geo.codes[i]!, domain, tier };
  };
  const named = new Set(special.accounts);
  const members = new Map<number, number[]>();
  for (let i = 0; i < accounts.n; i++) {
    if (named.has(i)) continue;
    const kind = kindOf(i);
    const { geo, domain, tier } = kind;
    const key =
      2 * ((geo * tierNames.length + tier) * (domainCount + 1) + domain + 1) + (canStay(i, kind) ? 0 : 1);
    const list = members.get(key);
    if (list) list.push(i);
    else members.set(key, [i]);
  }
  const classes: AccountClass[] = [...members]
    .sort(([a], [b]) => a - b)
    .flatMap(([key, list]) => {
      const kind = kindOf(list[0]!);
      const accounts = Int32Array.from(list.sort((a, b) => worth[b]! - worth[a]! || a - b));
      return bandsOf(accounts, key % 2 === 0).map((band) => ({ ...kind, accounts: band }));
    });
  for (const i of special.accounts) classes.push({ ...kindOf(i), accounts: Int32Array.of(i) });
  const classOf = new Int32Array(accounts.n);
  classes.forEach((one, c) => {
    for (const i of one.accounts) classOf[i] = c;
  });
  return { classes, classOf };
}

function checkLocks({ input, sellers, eligibility, special }: CoverageProblem): void {
  for (const [i, s] of special.keep) {
    if (Number.isFinite(eligibility.use(s, input.tiers[i]!))) continue;
    const { id, role } = sellers[s]!;
    const tier = input.tierNames[input.tiers[i]!];
    const message = `Account ${accountId(input.accounts, i)} is to stay with ${id}, whose role ${role} has no capacity for Tier ${tier}.`;
    throw new TieringError("infeasible-policy", message, { pointer: "/rules/keep" });
  }
}
