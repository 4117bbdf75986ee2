import { expect, test } from "vitest";
import {
  countTiers,
  DEFAULT_WEIGHTS,
  evaluateKpis,
  type Policy,
  runTiering,
  selectAccounts,
  TieringError,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { everyAssignment } from "../support/exhaustive.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const plan = (method: "hybrid" | "kpi" | "direct", policy: Policy) => ({
  method,
  weights: DEFAULT_WEIGHTS,
  policy,
});

test("under any policy every rule is kept and no result beats exhaustive search", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const { accounts, share } = randomSmallBook(seed, 9);
    const { policy, limits } = randomPolicy(seed, accounts, share);
    const run = runTiering(accounts, plan("hybrid", policy));
    expect(
      run.rules.filter(({ kept }) => !kept),
      `seed ${seed}`,
    ).toEqual([]);
    let best = Number.NEGATIVE_INFINITY;
    let among = false;
    everyAssignment(accounts, limits, (tiers) => {
      const yardstick = { strategic: run.strategic, coefficients: policy.coefficients! };
      best = Math.max(best, evaluateKpis({ ...run, revenue: accounts.revenue, tiers }, yardstick).composite);
      among ||= tiers.every((tier, i) => tier === run.tiers[i]);
    });
    expect(among, `seed ${seed}`).toBe(true);
    expect(run.after.composite).toBeLessThanOrEqual(best + 1e-9);
  }
});

test("kpi and direct under an explicit policy of one tier a move have the largest TPA there is", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { accounts, share } = randomSmallBook(seed, 9);
    const { policy, limits } = randomPolicy(seed, accounts, share);
    const run = runTiering(accounts, plan(seed % 2 === 0 ? "kpi" : "direct", { ...policy, maxTierStep: 1 }));
    let best = Number.NEGATIVE_INFINITY;
    everyAssignment(accounts, { ...limits, step: 1 }, (tiers) => {
      const yardstick = { strategic: run.strategic, coefficients: policy.coefficients! };
      best = Math.max(best, evaluateKpis({ ...run, revenue: accounts.revenue, tiers }, yardstick).tpa ?? 0);
    });
    expect(run.after.tpa ?? 0).toBeCloseTo(best, 12);
  }
});

test("direct under its own sizes and no other rule equals the plain direct method", () => {
  const book = syntheticAccounts(3000, 3);
  const plain = runTiering(book, plan("direct", {}));
  const [a, b] = countTiers(book.tier, 4);
  const explicit = runTiering(book, plan("direct", { tierSizes: { A: a!, B: b! } }));
  expect(explicit.after.tpa).toBeCloseTo(plain.after.tpa!, 12);
});

test("new tier sizes are met exactly, within budget and step", () => {
  const book = syntheticAccounts(3000, 3);
  const [a, b] = countTiers(book.tier, 4);
  const run = runTiering(book, plan("hybrid", { tierSizes: { A: a! + 20, B: b! - 20 } }));
  expect(countTiers(run.tiers, 4).slice(0, 2)).toEqual([a! + 20, b! - 20]);
  expect(run.rules.every(({ kept }) => kept)).toBe(true);
});

test("a book of 26 tiers is tiered within its rules", () => {
  const book = syntheticAccounts(2600, 5, new Array(26).fill(1 / 26));
  for (const maxTierStep of [1, 3, "free"] as const) {
    const run = runTiering(book, plan("hybrid", { maxTierStep }));
    expect(run.rules.every(({ kept }) => kept)).toBe(true);
    expect(run.after.composite).toBeGreaterThan(run.before!.composite);
  }
});

test("SFI modes resolve on the baseline", () => {
  const book = smallAccounts({ tierCount: 4, tier: [0, 1, 2, 3], revenue: [50, 30, 15, 5] });
  const strategic = (strategicTiers: number | string) => [
    ...runTiering(book, plan("direct", { strategicTiers })).strategic,
  ];
  expect(strategic(3)).toEqual([1, 1, 1, 0]);
  expect(strategic("A,c")).toEqual([1, 0, 1, 0]);
  expect(strategic("top:0.3")).toEqual([1, 1, 0, 0]);
  expect(strategic("revenue:0.8")).toEqual([1, 1, 0, 0]);
  expect(strategic("revenue:0.81")).toEqual([1, 1, 1, 0]);
  expect(strategic("pi:0.7").filter((on) => on === 1)).toHaveLength(1);
});

test("selectors match any of the values of a column, or tiers", () => {
  const book = smallAccounts({
    tierCount: 2,
    tier: [0, 1, 1],
    revenue: [1, 2, 3],
    geo: ["Africa", "Nordics", "Asia"],
  });
  expect([...selectAccounts(book, "Geo_Entity:Africa|Asia")]).toEqual([1, 0, 1]);
  expect([...selectAccounts(book, "tier:b")]).toEqual([0, 1, 1]);
});

const book = smallAccounts({
  tierCount: 3,
  tier: [0, 0, 1, 1, 2, 2],
  revenue: [6, 5, 4, 3, 2, 1],
  geo: ["Africa", "Africa", "Asia", "Asia", "Nordics", "Nordics"],
});

test.each<[string, Policy, string, string, RegExp]>([
  [
    "share above 1",
    { maxMovedShare: 1.5 },
    "invalid-policy",
    "/policy/maxMovedShare",
    /is 1.5; expected a share/,
  ],
  ["step of 0", { maxTierStep: 0 }, "invalid-policy", "/policy/maxTierStep", /is 0; expected a whole number/],
  [
    "unknown column",
    { scope: ["Geo:Asia"] },
    "unknown-column",
    "/policy/scope/0",
    /nearest are "Geo_Entity"/,
  ],
  [
    "unknown value",
    { scope: ["Geo_Entity:Afrika"] },
    "unknown-value",
    "/policy/scope/0",
    /nearest are "Africa"/,
  ],
  ["number column", { scope: ["TotalRevenue_FY26:6"] }, "unknown-column", "/policy/scope/0", /holds numbers/],
  ["unknown account", { hold: ["100", "999"] }, "unknown-account", "/policy/hold/1", /Unknown account "999"/],
  ["unknown tier", { hold: ["tier:D"] }, "unknown-tier", "/policy/hold/0", /this book has A, B, C/],
  [
    "sizes off by one",
    { tierSizes: { A: 3 } },
    "infeasible-policy",
    "/policy/tierSizes",
    /add up to 7.*set B to 1/,
  ],
  ["fractional size", { tierSizes: { A: 2.5 } }, "invalid-policy", "/policy/tierSizes/A", /whole number/],
  [
    "sizes beyond the budget",
    { tierSizes: { A: 4, C: 0 }, maxMovedShare: 0.5 },
    "infeasible-policy",
    "/policy/tierSizes",
    /need at least 4 accounts to move, maxMovedShare allows 3/,
  ],
  [
    "sizes against a hold",
    { tierSizes: { A: 4, C: 0 }, maxMovedShare: 1, hold: ["tier:C"] },
    "infeasible-policy",
    "/policy/tierSizes",
    /hold and scope/,
  ],
  [
    "sizes beyond the step",
    { tierSizes: { A: 6, B: 0, C: 0 }, maxMovedShare: 1 },
    "infeasible-policy",
    "/policy/tierSizes",
    /more than one tier/,
  ],
  [
    "too many strategic tiers",
    { strategicTiers: 4 },
    "invalid-policy",
    "/policy/strategicTiers",
    /from 1 to 3/,
  ],
  [
    "strategic share of 0",
    { strategicTiers: "top:0" },
    "invalid-policy",
    "/policy/strategicTiers",
    /top:0.5/,
  ],
  [
    "negative coefficient",
    { coefficients: { tpa: -1, sfi: 1, tci: 1 } },
    "invalid-policy",
    "/policy/coefficients/tpa",
    /-1/,
  ],
])("an impossible policy is named: %s", (_, policy, code, pointer, message) => {
  try {
    runTiering(book, plan("hybrid", policy));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(TieringError);
    const found = error as TieringError;
    expect({ code: found.code, pointer: found.details.pointer }).toEqual({ code, pointer });
    expect(found.message).toMatch(message);
  }
});

test("who may rise or fall, and the order of tiers, are kept by every method and shown as rules", () => {
  const book = syntheticAccounts(3000, 3);
  for (const method of ["hybrid", "kpi", "direct"] as const) {
    const policy: Policy = {
      mayRise: ["tier:B|C"],
      mayFall: ["tier:A|B"],
      maxMovedShare: 0.1,
      monotone: true,
    };
    const run = runTiering(book, plan(method, policy));
    const rules = run.rules.map(({ rule, asked, kept }) => ({ rule, asked, kept }));
    for (const rule of ["may-rise", "may-fall", "monotone"] as const) {
      expect(rules).toContainEqual({ rule, asked: true, kept: true });
    }
    expect(run.rules.every(({ kept, asked }) => kept || !asked)).toBe(true);
    run.tiers.forEach((tier, i) => {
      if (tier < book.tier[i]!) expect([1, 2]).toContain(book.tier[i]);
      if (tier > book.tier[i]!) expect([0, 1]).toContain(book.tier[i]);
    });
    const of = method === "hybrid" ? "composite" : "tpa";
    expect(run.after[of]!).toBeGreaterThan(run.before![of]! + 0.04);
  }
});

test("where nobody may fall nobody moves, and sizes that need it are refused with the reason", () => {
  const book = syntheticAccounts(600, 3);
  const run = runTiering(book, plan("hybrid", { mayFall: ["none"] }));
  expect(run.tiers).toEqual(book.tier);
  const [a, b] = countTiers(book.tier, 4);
  const grown = { tierSizes: { A: a! + 1, B: b! - 1 }, maxMovedShare: 1 };
  expect(() => runTiering(book, plan("hybrid", { ...grown, mayRise: ["none"] }))).toThrow(
    /mayRise and mayFall/,
  );
});

test("an order of tiers that cannot be kept is refused, not broken", () => {
  const accounts = smallAccounts({ tierCount: 2, tier: [0, 1], revenue: [1, 9], potential: [2, 30] });
  const ordered = { monotone: true, hold: ["100"], maxMovedShare: 1 };
  expect(() => runTiering(accounts, plan("hybrid", ordered))).toThrow(
    expect.objectContaining({ code: "infeasible-policy", details: { pointer: "/policy/monotone" } }),
  );
  const free = runTiering(accounts, plan("hybrid", { monotone: true, maxMovedShare: 1 }));
  expect([...free.tiers]).toEqual([1, 0]);
});
