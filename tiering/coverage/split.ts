import { TieringError } from "../errors.ts";
import { parseTier } from "../policy/tier-letters.ts";
import type { CoverFloor, Part, PartClass, SpreadGroup } from "./part.ts";
import { type CoverageProblem, scaleOf } from "./problem.ts";

/** One pair of seller and class that the rules permit, by index. */
interface Link {
  readonly seller: number;
  readonly cls: number;
}

/** The links that the rules permit, ascending by seller, then class. */
function findLinks({ sellers, classes, eligibility, special }: CoverageProblem): Link[] {
  const links: Link[] = [];
  for (let seller = 0; seller < sellers.length; seller++) {
    for (let cls = 0; cls < classes.length; cls++) {
      const one = classes[cls]!;
      const account = one.accounts[0]!;
      const keeper = special.keep.get(account);
      const permitted =
        keeper === undefined
          ? eligibility.obstacle(seller, one) === null && special.forbid.get(account)?.has(seller) !== true
          : keeper === seller;
      if (permitted) links.push({ seller, cls });
    }
  }
  return links;
}

function checkIdle({ sellers, input }: CoverageProblem, links: readonly Link[]): void {
  if ((input.rules.minAccounts ?? 0) <= 0) return;
  const busy = new Set(links.map(({ seller }) => seller));
  const idle = sellers.filter((_, s) => !busy.has(s)).map(({ id }) => id);
  if (idle.length === 0) return;
  const message = `Every seller is to have at least ${input.rules.minAccounts} accounts, and the rules let ${idle.slice(0, 5).join(", ")}${idle.length > 5 ? " …" : ""} serve none.`;
  throw new TieringError("infeasible-policy", message, { pointer: "/rules/minAccounts" });
}

/** Joins geographies that sellers (or pairs of accounts) tie together; the root of each. */
function joinGeos({ classes, classOf, special, input }: CoverageProblem, links: readonly Link[]): Int32Array {
  const parent = Int32Array.from(input.accounts.geo.values, (_, g) => g);
  const root = (g: number): number => {
    let at = g;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const join = (a: number, b: number) => {
    const [low, high] = [Math.min(root(a), root(b)), Math.max(root(a), root(b))];
    parent[high] = low;
  };
  const firstGeo = new Map<number, number>();
  for (const { seller, cls } of links) {
    const { geo } = classes[cls]!;
    const first = firstGeo.get(seller);
    if (first === undefined) firstGeo.set(seller, geo);
    else join(first, geo);
  }
  for (const [a, b] of special.apart) join(classes[classOf[a]!]!.geo, classes[classOf[b]!]!.geo);
  return parent.map((_, g) => root(g));
}

/**
 * Splits a coverage into the parts that nothing ties together; solving them one by one is exact.
 * Ascending by first geography. O(sellers × classes + n).
 * @throws {TieringError} `infeasible-policy` where every seller is to have accounts and one may serve none
 */
export function splitCoverage(problem: CoverageProblem): Part[] {
  const { classes } = problem;
  const links = findLinks(problem);
  checkIdle(problem, links);
  const rootOf = joinGeos(problem, links);
  const owned = listOwned(problem);
  const roots = [...new Set(classes.map(({ geo }) => rootOf[geo]!))].sort((a, b) => a - b);
  const linksOf = new Map<number, Link[]>(roots.map((root) => [root, []]));
  for (const link of links) linksOf.get(rootOf[classes[link.cls]!.geo]!)!.push(link);
  return roots.map((root) => {
    const ids = classes.flatMap(({ geo }, c) => (rootOf[geo] === root ? [c] : []));
    return makePart(problem, ids, linksOf.get(root)!, owned);
  });
}

/** Worth of the accounts by owner and class, descending, keyed `owner × classes + class`. */
function listOwned({ owner, classes, worth }: CoverageProblem): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  classes.forEach(({ accounts }, c) => {
    for (const i of accounts) {
      if (owner[i]! < 0) continue;
      const key = owner[i]! * classes.length + c;
      const list = lists.get(key);
      if (list) list.push(worth[i]!);
      else lists.set(key, [worth[i]!]);
    }
  });
  return lists;
}

function makePart(
  problem: CoverageProblem,
  ids: readonly number[],
  links: readonly Link[],
  owned: ReadonlyMap<number, readonly number[]>,
): Part {
  const { classes, eligibility, special, classOf, input } = problem;
  const localClass = new Map(ids.map((id, c) => [id, c]));
  const sellers = Int32Array.from(new Set(links.map(({ seller }) => seller)));
  const localSeller = new Map(Array.from(sellers, (seller, s) => [seller, s]));
  const geosOfSeller = Array.from(sellers, () => new Set<number>());
  for (const { seller, cls } of links) {
    if (!special.keep.has(classes[cls]!.accounts[0]!))
      geosOfSeller[localSeller.get(seller)!]!.add(classes[cls]!.geo);
  }
  const ownedWorth = links.map(({ seller, cls }) =>
    Float64Array.from(owned.get(seller * classes.length + cls) ?? []),
  );
  const linked = new Set(links.map(({ seller, cls }) => seller * classes.length + cls));
  const named = new Set(special.accounts);
  const kinds = new Map<string, number>();
  const partClasses = ids.map((id) => {
    const { geo, tier, domain, accounts } = classes[id]!;
    const own = named.has(accounts[0]!) ? id : "";
    const key = `${geo} ${tier} ${domain} ${own}`;
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    const owner = Int32Array.from(accounts, (i) => {
      const seller = problem.owner[i]!;
      return seller >= 0 && linked.has(seller * classes.length + id) ? localSeller.get(seller)! : -1;
    });
    return { ...makeClass(problem, id), owner, kind };
  });
  return {
    geos: [...new Set(ids.map((id) => classes[id]!.geo))].sort((a, b) => a - b),
    sellers,
    classes: partClasses,
    linkSeller: Int32Array.from(links, ({ seller }) => localSeller.get(seller)!),
    linkClass: Int32Array.from(links, ({ cls }) => localClass.get(cls)!),
    use: Float64Array.from(links, ({ seller, cls }) => eligibility.use(seller, classes[cls]!.tier)),
    owned: Int32Array.from(ownedWorth, ({ length }) => length),
    ownedWorth,
    pinned: Uint8Array.from(links, ({ cls }) => (special.keep.has(classes[cls]!.accounts[0]!) ? 1 : 0)),
    bonus: problem.bonus,
    groups: makeGroups(problem, sellers),
    singleGeo: geosOfSeller.flatMap((geos, s) =>
      geos.size > 1 && isSingle(problem, sellers[s]!) ? [s] : [],
    ),
    minAccounts: input.rules.minAccounts ?? 0,
    floors: makeFloors(problem, partClasses),
    apart: special.apart.flatMap(([a, b]) => {
      const pair = [localClass.get(classOf[a]!), localClass.get(classOf[b]!)] as const;
      return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]] as const];
    }),
  };
}

function makeClass({ classes, worth }: CoverageProblem, id: number): Omit<PartClass, "owner" | "kind"> {
  const { geo, tier, accounts } = classes[id]!;
  const values = Float64Array.from(accounts, (i) => worth[i]!);
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) sums[k + 1] = sums[k]! + values[k]!;
  return { id, geo, tier, worth: values, sums };
}

function isSingle({ sellers, input }: CoverageProblem, seller: number): boolean {
  const rule = input.rules.singleGeo ?? "in-person";
  return rule === "all" || rule === sellers[seller]!.presence;
}

/** Groups of at least two sellers, where an even load or opportunity is wished for. */
function makeGroups({ sellers, input, eligibility }: CoverageProblem, ofPart: Int32Array): SpreadGroup[] {
  const { weights, accounts } = input;
  if (weights.balance === 0 && weights.fairness === 0) return [];
  const byKey = new Map<string, number[]>();
  ofPart.forEach((seller, s) => {
    const { role, geos } = sellers[seller]!;
    const key = JSON.stringify([role, [...geos].sort()]);
    byKey.set(key, [...(byKey.get(key) ?? []), s]);
  });
  const scale = scaleOf(input);
  const smallest = (s: number) =>
    Math.min(...input.tierNames.map((_, tier) => eligibility.use(ofPart[s]!, tier)));
  return [...byKey.values()]
    .filter((members) => members.length > 1)
    .map((members) => ({
      sellers: members,
      // The whole range of a group costs what its share of the sellers is of the whole whitespace …
      balance: (weights.balance / scale) * accounts.n * (members.length / sellers.length),
      step: Math.max(...members.map(smallest)),
      // … and so does a range as wide as what a seller could expect of an even share of the book.
      fairness: weights.whitespace > 0 ? (weights.fairness / scale) * members.length : 0,
    }));
}

function makeFloors({ input }: CoverageProblem, classes: readonly PartClass[]): CoverFloor[] {
  return Object.entries(input.rules.cover ?? {}).flatMap(([letter, share]) => {
    const tier = parseTier(letter, input.tierNames, "/rules/cover");
    const byGeo = new Map<number, number[]>();
    classes.forEach((one, c) => {
      if (one.tier === tier) byGeo.set(one.geo, [...(byGeo.get(one.geo) ?? []), c]);
    });
    return [...byGeo].map(([geo, members]) => {
      const accounts = members.reduce((sum, c) => sum + classes[c]!.worth.length, 0);
      // A share of the accounts in whole accounts; a rounding error of the product is not one account more.
      return { geo, tier, classes: members, least: Math.ceil(share * accounts - 1e-9) };
    });
  });
}
