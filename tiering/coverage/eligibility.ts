import type { Accounts } from "../accounts.ts";
import { parseTier } from "../policy/tier-letters.ts";
import type { CoverageInput, Presence, Seller } from "./input.ts";

/** Why a seller may not serve accounts of a kind, in the order in which it is asked. */
export type Obstacle = "role" | "geo" | "domain" | "presence";

/** Kind of account: what the rules on sellers look at. */
export interface AccountKind {
  /** Code of the geography. */
  readonly geo: number;
  /** Code of the domain; {@link ANY_DOMAIN} where the tier does not ask for one. */
  readonly domain: number;
  readonly tier: number;
}

/** Domain of accounts whose tier asks for none. */
export const ANY_DOMAIN = -1;

/** Answers who may serve what. */
export interface Eligibility {
  /** 1 for each tier whose accounts need a seller of their domain; shape [K]. */
  readonly needsDomain: Uint8Array;
  /** The first rule against a seller (by index) and a kind; null where none is. */
  obstacle(seller: number, kind: AccountKind): Obstacle | null;
  /** Share of a seller that one account of a tier takes; Infinity where the role has no capacity for it. */
  use(seller: number, tier: number): number;
}

/** The tiers whose accounts need a seller of their domain, where the rules say nothing: the lower half. */
export function domainTiersOf(tierNames: readonly string[]): string[] {
  return tierNames.filter((_, t) => t >= tierNames.length / 2);
}

/**
 * Prepares the questions for sorted sellers; O(sellers × tiers).
 * @throws {TieringError} `unknown-tier` for a tier in the rules that there is not
 */
export function createEligibility(
  sellers: readonly Seller[],
  { capacities, rules, tierNames, accounts }: CoverageInput,
  domains: readonly string[] | null,
): Eligibility {
  const tierCount = tierNames.length;
  const tier = (name: string, pointer: string) => parseTier(name, tierNames, pointer);
  const needsDomain = new Uint8Array(tierCount);
  for (const letter of rules.domainTiers ?? domainTiersOf(tierNames)) {
    needsDomain[tier(letter, "/rules/domainTiers")] = 1;
  }
  const presence = new Array<Presence | null>(tierCount).fill(null);
  for (const [letter, needed] of Object.entries(rules.presence ?? {})) {
    presence[tier(letter, "/rules/presence")] = needed;
  }
  const geosOf = sellers.map((seller) => codesOf(seller.geos, accounts.geo.values));
  const domainsOf = sellers.map((seller) => (domains === null ? null : codesOf(seller.domains, domains)));
  const uses = sellers.map(({ role, factor }) =>
    Array.from({ length: tierCount }, (_, t) => {
      const most = (capacities[role]?.[t] ?? 0) * factor;
      // Less than one account is no capacity.
      return most >= 1 ? 1 / most : Number.POSITIVE_INFINITY;
    }),
  );
  return {
    needsDomain,
    use: (seller, t) => uses[seller]![t]!,
    obstacle(seller, kind) {
      if (!Number.isFinite(uses[seller]![kind.tier]!)) return "role";
      const geos = geosOf[seller]!;
      if (geos !== null && !geos.has(kind.geo)) return "geo";
      const known = domainsOf[seller]!;
      if (needsDomain[kind.tier] === 1 && known !== null && !known.has(kind.domain)) return "domain";
      const needed = presence[kind.tier]!;
      return needed !== null && needed !== sellers[seller]!.presence ? "presence" : null;
    },
  };
}

/** Codes of the names that a dictionary has; null, which is all of them, where no name is given. */
function codesOf(names: readonly string[], values: Accounts["geo"]["values"]): ReadonlySet<number> | null {
  if (names.length === 0) return null;
  return new Set(names.map((name) => values.indexOf(name)).filter((code) => code >= 0));
}
