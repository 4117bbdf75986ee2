import { beforeAll, describe, expect, it } from "vitest";
import { generateSellers } from "../../../data/sellers/index.ts";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  accountId,
  type Coverage,
  type CoverageInput,
  type CoverageProblem,
  type CoverageSummary,
  capacityPrices,
  compareScenarios,
  createUnassignedReasons,
  DEFAULT_COVERAGE_WEIGHTS,
  overrideCoverage,
  ownerChanges,
  prepareCoverage,
  reportCoverage,
  solveCoverage,
} from "../../../tiering/index.ts";
import { demoAccounts } from "../../bench/support/demo-accounts.ts";
import { brokenRules } from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

let engine: HighsEngine;
let input: CoverageInput;
let problem: CoverageProblem;
let coverage: Coverage;
let summary: CoverageSummary;

beforeAll(async () => {
  engine = await loadHighsEngine();
  const accounts = await demoAccounts(5_000, 3);
  const { sellers, capacities, owners } = generateSellers(accounts, { sellers: 45, seed: 1 });
  const weights = DEFAULT_COVERAGE_WEIGHTS;
  input = {
    accounts,
    tiers: accounts.tier,
    tierNames: accounts.tierNames,
    sellers,
    capacities,
    owners,
    rules: {},
    weights,
  };
  problem = prepareCoverage(input);
  coverage = solveCoverage(problem, engine);
  summary = reportCoverage(problem, coverage);
});

describe("a coverage of 5,000 accounts by 45 sellers", () => {
  it("obeys the rules as they are stated anew, close to its bound", () => {
    expect(brokenRules({ ...input, sellers: problem.sellers }, coverage.owner)).toEqual([]);
    expect(coverage.gap).toBeLessThan(0.01);
    expect(coverage.bound).toBeGreaterThanOrEqual(coverage.objective);
  });

  it("adds up: sellers, roles, geographies and the whole say the same", () => {
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(summary.sellers.map(({ accounts }) => accounts))).toBe(summary.covered);
    expect(sum(summary.roles.map(({ accounts }) => accounts))).toBe(summary.covered);
    expect(sum(summary.geos.map(({ covered }) => covered))).toBe(summary.covered);
    expect(sum(summary.sellers.map(({ whitespace }) => whitespace))).toBeCloseTo(
      summary.coveredWhitespace,
      0,
    );
    expect(sum(summary.sellers.map(({ kept }) => kept))).toBe(summary.kept);
    expect(sum(summary.sellers.map(({ lost }) => lost))).toBe(
      summary.lost + summary.moved - summary.departed,
    );
    expect(summary.kept + summary.moved + summary.lost).toBe(summary.owned);
    expect(Math.max(...summary.sellers.map(({ load }) => load))).toBeLessThanOrEqual(1 + 1e-9);
    expect(Math.max(...summary.sellers.map(({ shareOfBest }) => shareOfBest))).toBe(1);
  });

  it("names every change once, with the owners as the book spells them", () => {
    const changes = ownerChanges(problem, coverage);
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    expect([count("moved"), count("gained"), count("lost")]).toEqual([
      summary.moved,
      summary.gained,
      summary.lost,
    ]);
    for (const { from, to, kind, reason } of changes) {
      expect(from === to).toBe(false);
      expect(kind === "lost").toBe(to === null);
      expect(reason).toMatch(/\.$/);
    }
  });

  it("says for each account without a seller which rule binds, truly", () => {
    const reasonOf = createUnassignedReasons(problem, coverage);
    const codes = new Map<string, number>();
    for (let i = 0; i < input.accounts.n; i++) {
      if (coverage.owner[i]! >= 0) continue;
      const { code } = reasonOf(i);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      const kind = problem.classes[problem.classOf[i]!]!;
      const open = problem.sellers.filter((_, s) => problem.eligibility.obstacle(s, kind) === null);
      expect(code === "capacity" || code === "room-too-small" || code === "other-rules").toBe(
        open.length > 0,
      );
    }
    expect(codes.get("capacity")).toBeGreaterThan(0);
    expect([...codes.values()].reduce((a, b) => a + b, 0)).toBe(summary.accounts - summary.covered);
  });

  it("prices one more seller at no less than one more seller brings", () => {
    const [dearest] = capacityPrices(problem, coverage);
    expect(dearest!.worth).toBeGreaterThan(0);
    const seller = {
      role: dearest!.role,
      geos: [dearest!.geo],
      domains: [],
      presence: "in-person",
      factor: 1,
      count: 1,
    } as const;
    const [now, then] = compareScenarios(input, [{ name: "one more", add: [seller] }], engine);
    const gained = then!.summary!.objective - now!.summary!.bound;
    expect(gained).toBeLessThanOrEqual(dearest!.worth);
    expect(then!.summary!.bound).toBeGreaterThan(now!.summary!.objective);
  });

  it("rejects one change at a price, and gives the account back", () => {
    const change = ownerChanges(problem, coverage).find(
      ({ kind, from }) => kind === "moved" && problem.sellers.some(({ id }) => id === from),
    )!;
    const keep = [{ account: change.account, seller: change.from! }];
    const rejected = overrideCoverage({ problem, coverage }, { keep }, engine);
    const i = Array.from({ length: input.accounts.n }, (_, k) => k).find(
      (k) => accountId(input.accounts, k) === change.account,
    )!;
    expect(rejected.problem.sellers[rejected.coverage.owner[i]!]!.id).toBe(change.from);
    expect(rejected.priceOfBound).toBeGreaterThanOrEqual(0);
    expect(Math.abs(rejected.price)).toBeLessThan(coverage.objective * 0.01);
  });

  it("counts what a retired seller has as moved or lost from them, and every owned account once", () => {
    const leaver = summary.sellers.find(({ kept, lost }) => kept > 5 && lost > 0)!;
    const has = leaver.kept + leaver.lost;
    const [now, then] = compareScenarios(input, [{ name: "without", retire: [leaver.id] }], engine);
    for (const { summary: one } of [now!, then!]) {
      expect(one!.kept + one!.moved + one!.lost).toBe(one!.owned);
      expect(one!.kept + one!.moved + one!.gained).toBe(one!.covered);
    }
    expect(then!.summary!.owned).toBe(now!.summary!.owned);
    expect(then!.summary!.departed).toBe(now!.summary!.departed + has);
    const gone = then!.summary!.departedOwners.find(({ owner }) => owner === leaver.id)!;
    expect(gone).toMatchObject({ accounts: has, moved: has - gone.lost });
    expect(now!.summary!.departedOwners.some(({ owner }) => owner === leaver.id)).toBe(false);

    const retired = { ...input, sellers: input.sellers.filter(({ id }) => id !== leaver.id) };
    const prepared = prepareCoverage(retired);
    const changes = ownerChanges(prepared, solveCoverage(prepared, engine));
    const theirs = changes.filter(({ from }) => from === leaver.id);
    expect(theirs.length).toBe(has);
    for (const { kind, reason, to } of theirs) {
      expect(kind).toBe(to === null ? "lost" : "moved");
      expect(reason).toContain(`${leaver.id} is not among the sellers`);
    }
    expect(changes.every(({ from, kind }) => (kind === "gained") === (from === null))).toBe(true);
  });

  it("compares scenarios side by side, and names what an impossible one lacks", () => {
    const [base, remote, impossible, least] = compareScenarios(
      input,
      [
        { name: "remote for all C", rules: { presence: { C: "remote" } } },
        { name: "every A and B", rules: { cover: { A: 1, B: 1 } } },
        { name: "at least 20", rules: { minAccounts: 20 }, retire: [input.sellers[16]!.id] },
      ],
      engine,
    );
    expect(base!.summary!.objective).toBeCloseTo(coverage.objective, 3);
    expect(remote!.summary!.objective).toBeLessThanOrEqual(base!.summary!.bound);
    expect(impossible!.summary).toBeNull();
    expect(impossible!.infeasible).toMatch(
      /cannot cover [\d,]+ of the Tier [AB] accounts that it must: it lacks [\d.]+ of .*These rules cannot hold together: .*covered/,
    );
    if (least!.summary)
      expect(Math.min(...least!.summary.sellers.map(({ accounts }) => accounts))).toBeGreaterThanOrEqual(20);
    else expect(least!.infeasible).toMatch(/lacks \d+ accounts/);
  });
});

describe("what stands in the way of an account", () => {
  it("is told apart: no role, no geography, no domain, presence, ban, capacity", () => {
    const base = smallCoverage({ seed: 3, accounts: 1, sellers: 1, geos: 1, tierCount: 2 });
    const seller = {
      id: "s0",
      role: "hunter",
      geos: [],
      domains: [],
      presence: "remote",
      factor: 1,
    } as const;
    const of = (change: Partial<CoverageInput>) => {
      const asked = {
        ...base,
        tiers: Uint8Array.of(1),
        sellers: [seller],
        capacities: { hunter: [1, 1] },
        ...change,
      };
      const prepared = prepareCoverage(asked);
      const solved = solveCoverage(prepared, engine);
      return solved.owner[0]! >= 0 ? null : createUnassignedReasons(prepared, solved)(0).code;
    };
    const domain = base.accounts.text.get("MarketDomain")!;
    const other = domain.values[1 - domain.codes[0]!]!;
    expect(of({})).toBeNull();
    expect(of({ capacities: { hunter: [1, 0] } })).toBe("no-role-for-tier");
    expect(of({ sellers: [{ ...seller, geos: ["Elsewhere"] }] })).toBe("no-seller-in-geo");
    expect(of({ sellers: [{ ...seller, domains: [other] }] })).toBe("no-seller-of-domain");
    expect(of({ rules: { presence: { B: "in-person" } } })).toBe("presence");
    expect(of({ rules: { forbid: [{ account: "100", seller: "s0" }] } })).toBe("forbidden");
  });
});
