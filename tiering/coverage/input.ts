import type { Accounts, TextColumn } from "../accounts.ts";

/** Someone who can own accounts. */
export interface Seller {
  readonly id: string;
  /** Name to show; the ID where absent. */
  readonly name?: string;
  /** Key into the table of {@link RoleCapacities}. */
  readonly role: string;
  /** Geographies that the seller may serve; none named means all of them. */
  readonly geos: readonly string[];
  /** Domains that the seller knows; none named means all of them. */
  readonly domains: readonly string[];
  readonly presence: Presence;
  /** Capacity against a full seller of the role, > 0: 0.5 for someone half-way through the ramp. */
  readonly factor: number;
}

/** How a seller meets customers. */
export type Presence = "in-person" | "remote";

/** Most accounts of each tier that one full seller of a role can look after; 0 where the role has none. */
export type RoleCapacities = Readonly<Record<string, readonly number[]>>;

/** An account and a seller, by ID. */
export interface AccountSeller {
  readonly account: string;
  readonly seller: string;
}

/** Business rules of a coverage; what is absent does not bind. Tiers go by name. */
export interface CoverageRules {
  /** Who serves one geography alone, whatever they may serve: sellers in person (default), everyone, nobody. */
  readonly singleGeo?: Presence | "all" | "none";
  /** Tiers whose accounts need a seller of their domain; the lower half of the tiers by default. */
  readonly domainTiers?: readonly string[];
  /** Tiers that only sellers in person, or only remote ones, may serve. */
  readonly presence?: Readonly<Record<string, Presence>>;
  /** Least number of accounts of every seller. */
  readonly minAccounts?: number;
  /** Least share of a tier's accounts that must be covered in every geography, 0 … 1. */
  readonly cover?: Readonly<Record<string, number>>;
  /** This seller has this account, whatever else holds: a lock. It counts against the seller's capacity. */
  readonly keep?: readonly AccountSeller[];
  /** This seller never has this account. */
  readonly forbid?: readonly AccountSeller[];
  /** These two accounts never go to one seller. */
  readonly apart?: readonly (readonly [string, string])[];
}

/** What a coverage is to be good at; each at least 0, any sum. */
export interface CoverageWeights {
  /** Share of the whitespace (runway × tier weight) that is covered. */
  readonly whitespace: number;
  /** Equal opportunity: the spread, within a role and its geographies, of the value that sellers can expect. */
  readonly fairness: number;
  /** Equal load: the spread, within a role and its geographies, of the sellers' utilisation. */
  readonly balance: number;
  /** Share of the owned accounts that keep their owner. */
  readonly continuity: number;
  /** Few areas a seller; judged where accounts are placed, at equal whitespace. */
  readonly travel: number;
}

/** Whitespace first, then the owners as they are. */
export const DEFAULT_COVERAGE_WEIGHTS: CoverageWeights = {
  whitespace: 0.8,
  fairness: 0,
  balance: 0,
  continuity: 0.2,
  travel: 0,
};

/** All that a coverage depends on. */
export interface CoverageInput {
  readonly accounts: Accounts;
  /** Tier of each account, 0 … K − 1; shape [n]. */
  readonly tiers: Uint8Array;
  /** Names of the tiers, highest first; shape [K]. */
  readonly tierNames: readonly string[];
  readonly sellers: readonly Seller[];
  readonly capacities: RoleCapacities;
  /** Present owner of each account as a seller's ID, `""` for none; null where no owner is known. */
  readonly owners: TextColumn | null;
  readonly rules: CoverageRules;
  readonly weights: CoverageWeights;
  /** Worth of a unit of runway in each tier, shape [K]; (K − t) / K by default. */
  readonly tierWeights?: readonly number[];
  /** Text column that says an account's domain; {@link DOMAIN_COLUMN} by default, all alike where the book has none. */
  readonly domainColumn?: string;
  /** Text column that says where an account is, for travel; {@link AREA_COLUMN} by default. */
  readonly areaColumn?: string;
}

/** The domain column of a book, unless the input names another. */
export const DOMAIN_COLUMN = "MarketDomain";
/** The area column of a book, unless the input names another. */
export const AREA_COLUMN = "Area_National";
