import { accountId, type CoverageInput, type Seller } from "../../../../tiering/index.ts";

/** Plain re-statement of the rules: whether an assignment (seller index or −1 by account) obeys them all. */
export function obeysRules(input: CoverageInput, owner: ArrayLike<number>): boolean {
  return brokenRules(input, owner).length === 0;
}

const letter = (t: number) => String.fromCharCode(65 + t);

/** Names of the rules that an assignment breaks. */
export function brokenRules(input: CoverageInput, owner: ArrayLike<number>): string[] {
  const { accounts, tiers, tierNames, sellers, capacities, rules } = input;
  const tierCount = tierNames.length;
  const broken: string[] = [];
  const domainTiers =
    rules.domainTiers ?? ["A", "B", "C", "D", "E"].slice(0, tierCount).filter((_, t) => t >= tierCount / 2);
  const domains = accounts.text.get("MarketDomain");
  const load = sellers.map(() => 0);
  const count = sellers.map(() => 0);
  const geosOf = sellers.map(() => new Set<string>());
  const at = new Map(Array.from({ length: accounts.n }, (_, i) => [accountId(accounts, i), i]));
  const keeps = (i: number, seller: Seller) =>
    rules.keep?.some((pair) => at.get(pair.account) === i && pair.seller === seller.id) ?? false;
  for (let i = 0; i < accounts.n; i++) {
    const s = owner[i]!;
    if (s < 0) continue;
    const seller = sellers[s]!;
    const most = capacities[seller.role]![tiers[i]!]! * seller.factor;
    count[s]!++;
    load[s]! += most >= 1 ? 1 / most : 99;
    if (keeps(i, seller)) continue;
    const geo = accounts.geo.values[accounts.geo.codes[i]!]!;
    geosOf[s]!.add(geo);
    if (seller.geos.length > 0 && !seller.geos.includes(geo)) broken.push("geo");
    const domain = domains?.values[domains.codes[i]!];
    const needsDomain = domainTiers.includes(letter(tiers[i]!)) && seller.domains.length > 0;
    if (needsDomain && domain !== undefined && !seller.domains.includes(domain)) broken.push("domain");
    const presence = rules.presence?.[letter(tiers[i]!)];
    if (presence !== undefined && presence !== seller.presence) broken.push("presence");
  }
  sellers.forEach((seller, s) => {
    if (load[s]! > 1 + 1e-9) broken.push("capacity");
    const single = rules.singleGeo ?? "in-person";
    if (geosOf[s]!.size > 1 && (single === "all" || single === seller.presence)) broken.push("single-geo");
    if (count[s]! < (rules.minAccounts ?? 0)) broken.push("min-accounts");
  });
  const indexOf = (id: string) => sellers.findIndex((seller) => seller.id === id);
  for (const { account, seller } of rules.keep ?? [])
    if (owner[at.get(account)!] !== indexOf(seller)) broken.push("keep");
  for (const { account, seller } of rules.forbid ?? []) {
    if (owner[at.get(account)!] === indexOf(seller)) broken.push("forbid");
  }
  for (const [a, b] of rules.apart ?? []) {
    const s = owner[at.get(a)!]!;
    if (s >= 0 && s === owner[at.get(b)!]) broken.push("apart");
  }
  for (const [tier, share] of Object.entries(rules.cover ?? {})) {
    accounts.geo.values.forEach((_, g) => {
      const ofTier = Array.from(tiers.keys()).filter(
        (i) => letter(tiers[i]!) === tier && accounts.geo.codes[i] === g,
      );
      if (ofTier.filter((i) => owner[i]! >= 0).length < share * ofTier.length - 1e-9) broken.push("cover");
    });
  }
  return broken;
}

/** Plain re-statement of the objective of whitespace and continuity, in the book's currency. */
export function plainObjective(input: CoverageInput, owner: ArrayLike<number>): number {
  const { accounts, tiers, tierNames, sellers, owners, weights } = input;
  const tierCount = tierNames.length;
  const whitespace = Array.from(tiers, (t, i) => {
    return (Math.max(0, accounts.potential[i]! - accounts.revenue[i]!) * (tierCount - t)) / tierCount;
  });
  const total = whitespace.reduce((a, b) => a + b, 0);
  const present = Array.from(tiers, (_, i) => {
    return owners === null ? -1 : sellers.findIndex(({ id }) => id === owners.values[owners.codes[i]!]);
  });
  const owned = present.filter((s) => s >= 0).length;
  let covered = 0;
  let kept = 0;
  for (let i = 0; i < accounts.n; i++) {
    if (owner[i]! < 0) continue;
    covered += whitespace[i]!;
    if (owner[i] === present[i]) kept++;
  }
  return covered + (owned > 0 ? ((weights.continuity / weights.whitespace) * total * kept) / owned : 0);
}

/**
 * Plain re-statement of what uneven loads cost, in the book's currency: for each role and its geographies the range of
 * the loads of those who may serve anything, beyond one account of the smallest kind, at its share of the sellers.
 */
export function plainUnevenness(input: CoverageInput, owner: ArrayLike<number>): number {
  const { accounts, tiers, sellers, capacities, weights, tierNames } = input;
  const useOf = (s: number, t: number) => {
    const most = capacities[sellers[s]!.role]![t]! * sellers[s]!.factor;
    return most >= 1 ? 1 / most : Number.POSITIVE_INFINITY;
  };
  const alone = (s: number, i: number) =>
    brokenRules(
      { ...input, rules: { ...input.rules, minAccounts: 0, cover: {}, keep: [] } },
      Array.from(tiers, (_, j) => (j === i ? s : -1)),
    ).length === 0;
  const busy = sellers.map((_, s) => Array.from(tiers.keys()).some((i) => alone(s, i)));
  const groups = Map.groupBy(
    Array.from(sellers.keys()).filter((s) => busy[s]),
    (s) => `${sellers[s]!.role} ${[...sellers[s]!.geos].sort()}`,
  );
  const total = Array.from(tiers, (t, i) => {
    const runway = Math.max(0, accounts.potential[i]! - accounts.revenue[i]!);
    return (runway * (tierNames.length - t)) / tierNames.length;
  }).reduce((a, b) => a + b, 0);
  let price = 0;
  for (const members of groups.values()) {
    const loads = members.map((s) =>
      Array.from(owner).reduce((sum, at, i) => sum + (at === s ? useOf(s, tiers[i]!) : 0), 0),
    );
    const step = Math.max(...members.map((s) => Math.min(...tierNames.map((_, t) => useOf(s, t)))));
    const excess = Math.max(0, Math.max(...loads) - Math.min(...loads) - step);
    price += (weights.balance / weights.whitespace) * total * (members.length / sellers.length) * excess;
  }
  return price;
}

/** The best objective of all assignments that obey the rules; null where none does. Exponential. */
export function exhaustiveCoverage(input: CoverageInput): number | null {
  const owner = new Int32Array(input.accounts.n).fill(-1);
  let best: number | null = null;
  const place = (i: number): void => {
    if (i === owner.length) {
      if (!obeysRules(input, owner)) return;
      const uneven = input.weights.balance > 0 ? plainUnevenness(input, owner) : 0;
      const objective = plainObjective(input, owner) - uneven;
      if (best === null || objective > best) best = objective;
      return;
    }
    for (let s = -1; s < input.sellers.length; s++) {
      owner[i] = s;
      place(i + 1);
    }
    owner[i] = -1;
  };
  place(0);
  return best;
}
