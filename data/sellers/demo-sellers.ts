import type { Accounts, RoleCapacities, Seller, TextColumn } from "../../tiering/index.ts";
import { createRandomStream, permutation, type RandomStream } from "../demo-book/random.ts";
import { weightedChoice } from "../demo-book/weighted-choice.ts";

/** A made-up sales force for a book. */
export interface DemoSellers {
  readonly sellers: readonly Seller[];
  readonly capacities: RoleCapacities;
  /** Present owners: a sales force that has grown out of its book; shape [n]. */
  readonly owners: TextColumn;
}

/** Sellers of the demonstration; enough for its book, and not by much. */
export const DEMO_SELLERS = 600;

/** The four roles: their share of the sales force, and most accounts of tiers A to D. */
const ROLES = [
  { role: "Field Executive", share: 0.38, presence: "in-person", most: [9, 40, 0, 0] },
  { role: "Specialist", share: 0.3, presence: "in-person", most: [15, 55, 75, 0] },
  { role: "Inside Seller", share: 0.17, presence: "remote", most: [0, 60, 110, 260] },
  { role: "Digital Manager", share: 0.15, presence: "remote", most: [0, 0, 150, 380] },
] as const;

/** Mean accounts of one full seller by tier, to share the sales force out over the geographies. */
const NEED = [9, 45, 100, 310];
/** Share of the accounts of each tier that have an owner today. */
const OWNED = [0.98, 0.95, 0.85, 0.6];
/** Share of the owners who have left the company. */
const LEFT = 0.03;
/** Share of the sellers who are not at full capacity yet. */
const RAMPING = 0.1;

/** The tier of the four above that a tier of a book with K tiers resembles. */
const like = (tier: number, tierCount: number): number => Math.round((3 * tier) / Math.max(1, tierCount - 1));

/** Whole numbers that sum to `total` in proportion to the weights, by largest remainders. */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : 0));
  const out = exact.map(Math.floor);
  const order = exact.map((_, k) => k).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b);
  for (let left = total - out.reduce((a, b) => a + b, 0), k = 0; left > 0 && order.length > 0; left--, k++) {
    out[order[k % order.length]!]!++;
  }
  return out;
}

/** Full sellers that each geography needs, give or take 15 %; shape [geos]. */
function needs(book: Accounts, stream: RandomStream): number[] {
  const need = book.geo.values.map(() => 0);
  for (let i = 0; i < book.n; i++) {
    need[book.geo.codes[i]!]! += 1 / NEED[like(book.tier[i]!, book.tierCount)]!;
  }
  return need.map((fte) => fte * Math.exp(0.15 * stream.normal()));
}

/** Three to seven domains, those with many accounts more often. */
function drawDomains(column: TextColumn | undefined, stream: RandomStream): string[] {
  if (column === undefined) return [];
  const counts = new Array<number>(column.values.length).fill(0);
  for (const code of column.codes) counts[code]!++;
  const choose = weightedChoice(counts);
  const wanted = Math.min(column.values.length, 3 + Math.floor(5 * stream.uniform()));
  const drawn = new Set<number>();
  for (let tries = 0; drawn.size < wanted && tries < 100; tries++) drawn.add(choose(stream.uniform()));
  return [...drawn].sort((a, b) => a - b).map((code) => column.values[code]!);
}

function drawSellers(book: Accounts, count: number, seed: number): Seller[] {
  const stream = createRandomStream(seed, "sellers");
  const domains = book.text.get("MarketDomain");
  const perGeo = apportion(count, needs(book, stream));
  const sellers: Seller[] = [];
  const width = String(count).length;
  book.geo.values.forEach((geo, g) => {
    const perRole = apportion(
      perGeo[g]!,
      ROLES.map(({ share }) => share),
    );
    ROLES.forEach(({ role, presence }, r) => {
      for (let k = 0; k < perRole[r]!; k++) {
        const id = `S${String(sellers.length + 1).padStart(width, "0")}`;
        const factor = stream.uniform() < RAMPING ? 0.5 + 0.25 * Math.floor(2 * stream.uniform()) : 1;
        sellers.push({ id, role, geos: [geo], domains: drawDomains(domains, stream), presence, factor });
      }
    });
  });
  return sellers;
}

function drawOwners(
  book: Accounts,
  sellers: readonly Seller[],
  capacities: RoleCapacities,
  seed: number,
): TextColumn {
  const stream = createRandomStream(seed, "owners");
  const domains = book.text.get("MarketDomain");
  const formerSellers = ["former-1", "former-2", "former-3", "former-4", "former-5"];
  const values = ["", ...sellers.map(({ id }) => id), ...formerSellers].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const load = new Float64Array(sellers.length);
  const inGeo = book.geo.values.map((geo) => sellers.flatMap((s, k) => (s.geos.includes(geo) ? [k] : [])));
  const codes = new Uint32Array(book.n).fill(codeOf.get("")!);
  for (const i of permutation(book.n, stream)) {
    const tier = book.tier[i]!;
    if (stream.uniform() >= OWNED[like(tier, book.tierCount)]!) continue;
    if (stream.uniform() < LEFT) {
      codes[i] = codeOf.get(formerSellers[Math.floor(stream.uniform() * formerSellers.length)]!)!;
      continue;
    }
    const domain = domains?.values[domains.codes[i]!] ?? "";
    const candidates = inGeo[book.geo.codes[i]!]!;
    for (let tries = 0; tries < 12 && candidates.length > 0; tries++) {
      const s = candidates[Math.floor(stream.uniform() * candidates.length)]!;
      const seller = sellers[s]!;
      const most = capacities[seller.role]![tier]! * seller.factor;
      if (!(most > 0) || load[s]! + 1 / most > 1) continue;
      if (seller.domains.length > 0 && !seller.domains.includes(domain)) continue;
      load[s]! += 1 / most;
      codes[i] = codeOf.get(seller.id)!;
      break;
    }
  }
  return { values, codes };
}

/** Draws a made-up sales force for a book; the same book, number and seed give the same sellers and owners. */
export function generateSellers(
  book: Accounts,
  options: { readonly sellers: number; readonly seed: number },
): DemoSellers {
  const sellers = drawSellers(book, options.sellers, options.seed);
  const capacities = Object.fromEntries(
    ROLES.map(({ role, most }) => [
      role,
      Array.from({ length: book.tierCount }, (_, t) => most[like(t, book.tierCount)]!),
    ]),
  );
  return { sellers, capacities, owners: drawOwners(book, sellers, capacities, options.seed) };
}
