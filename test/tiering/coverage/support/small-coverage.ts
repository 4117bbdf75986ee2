import type {
  CoverageInput,
  CoverageRules,
  CoverageWeights,
  Presence,
  Seller,
} from "../../../../tiering/index.ts";
import { smallAccounts } from "../../support/accounts.ts";
import { uniform } from "../../support/random-book.ts";

/** What may be said about a made-up coverage; the rest is drawn. */
export interface SmallCoverage {
  readonly seed: number;
  readonly accounts?: number;
  readonly sellers?: number;
  readonly geos?: number;
  readonly tierCount?: number;
  readonly owners?: boolean;
  readonly rules?: boolean;
  readonly weights?: Partial<CoverageWeights>;
}

const WHITESPACE: CoverageWeights = { whitespace: 1, fairness: 0, balance: 0, continuity: 0, travel: 0 };

/** Draws a coverage of a handful of accounts and sellers, scarce more often than not. */
export function smallCoverage(options: SmallCoverage): CoverageInput {
  const {
    seed,
    accounts: n = 6,
    sellers: m = 3,
    geos = 2,
    tierCount = 3,
    owners = false,
    rules = false,
  } = options;
  const random = uniform(seed);
  const below = (k: number) => Math.floor(random() * k);
  const geoNames = Array.from({ length: geos }, (_, g) => `Geo ${g}`);
  const domainNames = ["digital", "public"];
  const some = (names: readonly string[]) => names.filter(() => random() < 0.6);
  const tier = Array.from({ length: n }, () => below(tierCount));
  const revenue = Array.from({ length: n }, () => 1 + below(50));
  const potential = revenue.map((r) => (random() < 0.1 ? r - 1 : r + 1 + below(100)));
  const book = smallAccounts({
    tierCount,
    tier,
    revenue,
    potential,
    geo: tier.map(() => geoNames[below(geos)]!),
  });
  const domain = { values: domainNames, codes: Uint16Array.from(tier, () => below(2)) };
  const sellers = Array.from({ length: m }, (_, s): Seller => {
    const presence: Presence = random() < 0.5 ? "in-person" : "remote";
    return {
      id: `s${s}`,
      role: random() < 0.5 ? "hunter" : "farmer",
      geos: presence === "remote" && random() < 0.5 ? [] : [geoNames[below(geos)]!],
      domains: some(domainNames),
      presence,
      factor: random() < 0.3 ? 0.5 : 1,
    };
  });
  const most = () => Array.from({ length: tierCount }, () => (random() < 0.2 ? 0 : 1 + below(4)));
  const ids = Array.from({ length: n }, (_, i) => String(100 + i));
  const names = ["", "gone", ...sellers.map(({ id }) => id)].sort();
  return {
    accounts: { ...book, text: new Map([...book.text, ["MarketDomain", domain]]) },
    tiers: book.tier,
    tierNames: book.tierNames,
    sellers,
    capacities: { hunter: most(), farmer: most() },
    owners: owners ? { values: names, codes: Uint16Array.from(tier, () => below(names.length)) } : null,
    rules: rules ? drawRules(random, ids, sellers) : {},
    weights: { ...WHITESPACE, ...options.weights },
  };
}

function drawRules(random: () => number, ids: readonly string[], sellers: readonly Seller[]): CoverageRules {
  const below = (k: number) => Math.floor(random() * k);
  const pick = <T>(list: readonly T[]) => list[below(list.length)]!;
  const maybe = (chance: number) => random() < chance;
  const kept = pick(ids);
  const others = ids.filter((id) => id !== kept);
  return {
    ...(maybe(0.5) ? { domainTiers: maybe(0.5) ? ["B"] : [] } : {}),
    ...(maybe(0.5) ? { presence: { A: "in-person" as const } } : {}),
    ...(maybe(0.5) ? { singleGeo: "all" as const } : {}),
    ...(maybe(0.4) ? { keep: [{ account: kept, seller: pick(sellers).id }] } : {}),
    ...(maybe(0.5) ? { forbid: [{ account: pick(others), seller: pick(sellers).id }] } : {}),
    ...(maybe(0.5) ? { apart: [[others[0]!, others[1]!]] } : {}),
    ...(maybe(0.2) ? { minAccounts: 1 } : {}),
    ...(maybe(0.2) ? { cover: { A: 0.5 } } : {}),
  };
}
