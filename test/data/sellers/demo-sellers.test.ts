import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_SELLERS, type DemoSellers, generateSellers } from "../../../data/sellers/index.ts";
import type { Accounts } from "../../../tiering/index.ts";
import { demoAccounts } from "../../bench/support/demo-accounts.ts";

let book: Accounts;
let force: DemoSellers;
beforeAll(async () => {
  book = await demoAccounts(5_000, 3);
  force = generateSellers(book, { sellers: 60, seed: 1 });
});

describe("the demonstration's sales force", () => {
  it("has as many sellers as asked for, each with capacity, a geography of the book and known domains", () => {
    expect(DEMO_SELLERS).toBe(600);
    expect(force.sellers).toHaveLength(60);
    const domains = new Set(book.text.get("MarketDomain")!.values);
    for (const seller of force.sellers) {
      expect(force.capacities[seller.role]!.some((most) => most > 0)).toBe(true);
      expect(seller.geos.every((geo) => book.geo.values.includes(geo))).toBe(true);
      expect(seller.domains.length).toBeGreaterThanOrEqual(3);
      expect(seller.domains.every((domain) => domains.has(domain))).toBe(true);
    }
    expect(new Set(force.sellers.map(({ id }) => id)).size).toBe(60);
  });

  it("owns accounts of its geographies within capacity, some of them by people who have left", () => {
    const load = new Map<string, number>();
    let left = 0;
    book.geo.codes.forEach((geo, i) => {
      const owner = force.owners.values[force.owners.codes[i]!]!;
      if (owner.startsWith("former")) left++;
      const seller = force.sellers.find(({ id }) => id === owner);
      if (seller === undefined) return;
      expect(seller.geos).toContain(book.geo.values[geo]);
      const most = force.capacities[seller.role]![book.tier[i]!]! * seller.factor;
      load.set(owner, (load.get(owner) ?? 0) + 1 / most);
    });
    expect(left).toBeGreaterThan(20);
    expect(load.size).toBeGreaterThan(40);
    expect(Math.max(...load.values())).toBeLessThanOrEqual(1 + 1e-9);
  });

  it("is the same for the same book and seed, another for another seed", () => {
    expect(generateSellers(book, { sellers: 60, seed: 1 })).toEqual(force);
    expect(generateSellers(book, { sellers: 60, seed: 2 })).not.toEqual(force);
  });
});
