import { checkpoint, type Hooks } from "../hooks.ts";
import { changeKind } from "./changes.ts";
import { type DepartedOwner, departedOwners } from "./departed.ts";
import type { Presence } from "./input.ts";
import type { CoverageProblem } from "./problem.ts";
import type { Coverage } from "./solve.ts";
import { type Evenness, evenness } from "./spread.ts";

/** One seller under a coverage. */
export interface SellerReport {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly geos: readonly string[];
  readonly presence: Presence;
  readonly accounts: number;
  /** Accounts of each tier; shape [K]. */
  readonly byTier: readonly number[];
  /** Share of the seller's capacity in use; 1 is all of it. */
  readonly load: number;
  /** Whitespace of the seller's accounts in the book's currency. */
  readonly whitespace: number;
  /** Whitespace over that of the role's best in the seller's geographies; 0 where none has any. */
  readonly shareOfBest: number;
  /** Accounts that the seller has today and keeps. */
  readonly kept: number;
  /** Accounts that are new to the seller. */
  readonly gained: number;
  /** Accounts that the seller has today and loses. */
  readonly lost: number;
  /** Different areas of the accounts; null where the book has no such column. */
  readonly areas: number | null;
}

/** The sellers of one role. */
export interface RoleReport {
  readonly role: string;
  readonly sellers: number;
  readonly accounts: number;
  /** How evenly the whitespace (opportunity, not counts) is shared out among them. */
  readonly opportunity: Evenness;
  readonly load: Evenness;
}

/** What a coverage does in one geography: numbers of accounts, and whitespace in the book's currency. */
export interface GeoReport {
  readonly geo: string;
  readonly accounts: number;
  readonly covered: number;
  readonly whitespace: number;
  readonly coveredWhitespace: number;
  /** Accounts and covered ones of each tier; shape [K] each. */
  readonly byTier: readonly number[];
  readonly coveredByTier: readonly number[];
}

/** A coverage in numbers. */
export interface CoverageSummary {
  readonly accounts: number;
  readonly covered: number;
  /** Whitespace in the book's currency: runway × tier weight. */
  readonly whitespace: number;
  readonly coveredWhitespace: number;
  /** Accounts with an owner today, whoever it is: kept + moved + lost. */
  readonly owned: number;
  /** Those among them whose owner is not one of the sellers: nobody can keep them. */
  readonly departed: number;
  readonly kept: number;
  /** Accounts that go from their owner to another, from none to one, and from their owner to none. */
  readonly moved: number;
  readonly gained: number;
  readonly lost: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly proven: boolean;
  /** What was reached when the time of an exact answer was over; null where it was not. */
  readonly stopped: string | null;
  readonly sellers: readonly SellerReport[];
  readonly roles: readonly RoleReport[];
  readonly geos: readonly GeoReport[];
  /** Owners who are not among the sellers, those with the most accounts first; {@link DEPARTED_LISTED} at the most. */
  readonly departedOwners: readonly DepartedOwner[];
}

/** Sums a coverage up: the whole, each seller, each role, each geography; O(n + sellers). */
export function reportCoverage(
  problem: CoverageProblem,
  coverage: Coverage,
  hooks: Hooks = {},
): CoverageSummary {
  checkpoint(hooks, "Coverage report", 0);
  const { owner } = coverage;
  const { input, whitespace } = problem;
  const sellers = reportSellers(problem, owner);
  let [covered, coveredWhitespace, total, kept, owned] = [0, 0, 0, 0, 0];
  const changed = { moved: 0, gained: 0, lost: 0 };
  for (let i = 0; i < owner.length; i++) {
    total += whitespace[i]!;
    const [from, to] = [problem.owner[i]!, owner[i]!];
    if (to >= 0) {
      covered++;
      coveredWhitespace += whitespace[i]!;
      if (to === from) kept++;
    }
    if (from !== -1) owned++;
    const kind = changeKind(from, to);
    if (kind !== null) changed[kind]++;
  }
  return {
    accounts: input.accounts.n,
    covered,
    whitespace: total,
    coveredWhitespace,
    owned,
    departed: owned - problem.ownedCount,
    kept,
    ...changed,
    objective: coverage.objective,
    bound: coverage.bound,
    gap: coverage.gap,
    proven: coverage.proven,
    stopped: coverage.stopped,
    sellers,
    roles: reportRoles(sellers),
    geos: reportGeos(problem, owner),
    departedOwners: departedOwners(problem, owner),
  };
}

/** Every seller with the accounts that an assignment gives, −1 for none; shape [sellers]; O(n + sellers). */
export function reportSellers(
  { sellers, input, eligibility, whitespace, owner: before, areas }: CoverageProblem,
  owner: Int32Array,
): SellerReport[] {
  const k = input.tierNames.length;
  const rows = sellers.map((seller) => ({
    id: seller.id,
    name: seller.name ?? seller.id,
    role: seller.role,
    geos: seller.geos,
    presence: seller.presence,
    accounts: 0,
    byTier: new Array<number>(k).fill(0),
    load: 0,
    whitespace: 0,
    shareOfBest: 0,
    kept: 0,
    gained: 0,
    lost: 0,
    areas: areas === null ? null : 0,
  }));
  const seen = sellers.map(() => new Set<number>());
  for (let i = 0; i < owner.length; i++) {
    const [from, to] = [before[i]!, owner[i]!];
    if (from >= 0 && from !== to) rows[from]!.lost++;
    if (to < 0) continue;
    const row = rows[to]!;
    const tier = input.tiers[i]!;
    row.accounts++;
    row.byTier[tier]!++;
    row.load += eligibility.use(to, tier);
    row.whitespace += whitespace[i]!;
    if (from === to) row.kept++;
    else row.gained++;
    if (areas !== null) seen[to]!.add(areas.codes[i]!);
  }
  const best = new Map<string, number>();
  const peers = ({ role, geos }: SellerReport) => JSON.stringify([role, [...geos].sort()]);
  for (const row of rows) best.set(peers(row), Math.max(best.get(peers(row)) ?? 0, row.whitespace));
  rows.forEach((row, s) => {
    const most = best.get(peers(row))!;
    row.shareOfBest = most > 0 ? row.whitespace / most : 0;
    if (areas !== null) row.areas = seen[s]!.size;
  });
  return rows;
}

function reportRoles(sellers: readonly SellerReport[]): RoleReport[] {
  const roles = [...new Set(sellers.map(({ role }) => role))].sort((a, b) => (a < b ? -1 : 1));
  return roles.map((role) => {
    const members = sellers.filter((seller) => seller.role === role);
    return {
      role,
      sellers: members.length,
      accounts: members.reduce((sum, { accounts }) => sum + accounts, 0),
      opportunity: evenness(members.map((seller) => seller.whitespace)),
      load: evenness(members.map(({ load }) => load)),
    };
  });
}

function reportGeos({ input, whitespace }: CoverageProblem, owner: Int32Array): GeoReport[] {
  const { accounts, tiers, tierNames } = input;
  const rows = accounts.geo.values.map((geo) => ({
    geo,
    accounts: 0,
    covered: 0,
    whitespace: 0,
    coveredWhitespace: 0,
    byTier: tierNames.map(() => 0),
    coveredByTier: tierNames.map(() => 0),
  }));
  for (let i = 0; i < accounts.n; i++) {
    const row = rows[accounts.geo.codes[i]!]!;
    row.accounts++;
    row.whitespace += whitespace[i]!;
    row.byTier[tiers[i]!]!++;
    if (owner[i]! < 0) continue;
    row.covered++;
    row.coveredWhitespace += whitespace[i]!;
    row.coveredByTier[tiers[i]!]!++;
  }
  return rows;
}
