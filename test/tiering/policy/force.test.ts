import { describe, expect, test } from "vitest";
import {
  type Accounts,
  accountId,
  countTiers,
  createReasons,
  DEFAULT_WEIGHTS,
  explainAccount,
  frontier,
  METHODS,
  type Plan,
  type Policy,
  runTiering,
  seekGoal,
  TieringError,
  weightStability,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { seeded, syntheticAccounts } from "../support/synthetic.ts";

const plan = (policy: Policy, method: Plan["method"] = "hybrid"): Plan => ({
  method,
  weights: DEFAULT_WEIGHTS,
  policy,
});
const book = syntheticAccounts(3000, 5);
const before = [...countTiers(book.tier, book.tierCount)];
const inTier = (accounts: Accounts, tier: number, nth = 0) =>
  [...accounts.tier.keys()].filter((i) => accounts.tier[i] === tier)[nth]!;
const refusal = (run: () => unknown): TieringError => {
  try {
    run();
  } catch (error) {
    if (error instanceof TieringError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
};

describe("an account that is forced into a tier", () => {
  test("is in it under every method that moves accounts, and the sizes are exact", () => {
    const random = seeded(11);
    for (let round = 0; round < 5; round++) {
      const forced = new Map(
        Array.from({ length: 5 }, () => [Math.floor(random() * book.n), Math.floor(random() * 4)] as const),
      );
      const force = [...forced].map(([i, t]) => `${accountId(book, i)}:${book.tierNames[t]}`);
      for (const method of METHODS.filter((name) => name !== "baseline")) {
        const run = runTiering(book, plan({ force }, method), { bounded: false });
        for (const [i, t] of forced) expect(run.tiers[i]).toBe(t);
        expect([...countTiers(run.tiers, 4)]).toEqual(before);
        expect(run.rules.filter(({ kept }) => !kept && method === "hybrid")).toEqual([]);
        expect(run.rules.find(({ rule }) => rule === "force")).toMatchObject({ kept: true, asked: true });
      }
    }
  });

  test("goes there against hold, scope, step and direction, which say so", () => {
    const id = accountId(book, inTier(book, 3));
    const policy: Policy = { force: [`${id}:A`], hold: ["tier:D"], mayRise: ["none"], mayFall: ["none"] };
    // Room has to be made by accounts that may fall.
    expect(refusal(() => runTiering(book, plan(policy)))).toMatchObject({
      code: "infeasible-policy",
      details: { pointer: "/policy/force" },
    });
    const { rules, tiers } = runTiering(
      book,
      plan({
        ...policy,
        mayFall: [],
        hold: [`tier:D&id!:${accountId(book, inTier(book, 3, 1))}`],
        maxTierStep: "free",
      }),
    );
    expect(tiers[inTier(book, 3)]).toBe(0);
    expect(rules.every(({ kept }) => kept)).toBe(true);
    const limitOf = (rule: string) => rules.find((outcome) => outcome.rule === rule)!.limit;
    expect(limitOf("hold")).toMatch(/, but for 1 forced$/);
    expect(limitOf("may-rise")).toBe("none, but for 1 forced");
    expect(limitOf("force")).toBe(`${id} in A`);
    const step = runTiering(book, plan({ force: [`${id}:A`] })).rules.find(
      ({ rule }) => rule === "max-tier-step",
    );
    expect(step).toMatchObject({ limit: "at most 1 tier, but for 1 forced", kept: true });
  });

  test("counts for the budget, and what does not fit is refused with what would", () => {
    const ids = [0, 1, 2].map((nth) => accountId(book, inTier(book, 3, nth)));
    const force = ids.map((id) => `${id}:C`);
    // Three go up, and three have to come down for them.
    const run = runTiering(book, plan({ force, maxMovedShare: 6 / 3000 }), { bounded: false });
    expect(run.tiers.filter((tier, i) => tier !== book.tier[i])).toHaveLength(6);
    expect(() => runTiering(book, plan({ force, maxMovedShare: 5 / 3000 }))).toThrow(
      "The tier sizes need at least 6 accounts to move (3 of them forced), maxMovedShare allows 5; expected a share of at least 0.002.",
    );
    expect(() => runTiering(book, plan({ force, maxMovedShare: 2 / 3000 }))).toThrow(
      "3 accounts are forced into another tier, maxMovedShare allows 2 to move",
    );
    expect(() => runTiering(book, plan({ force: ["tier:B|C|D:A"], maxMovedShare: 1 }))).toThrow(
      /accounts are forced into A, which has room for \d+; expected at most as many/,
    );
  });

  test("is named by an ID or a selector; what names nobody, no tier or two tiers is refused", () => {
    const id = accountId(book, 7);
    const error = (force: string[]) => refusal(() => runTiering(book, plan({ force })));
    expect(error(["nobody:A"])).toMatchObject({
      code: "unknown-account",
      details: { pointer: "/policy/force/0" },
    });
    expect(error([`${id}:A`, `${id}:Q`])).toMatchObject({
      code: "unknown-tier",
      details: { pointer: "/policy/force/1" },
    });
    expect(error([`${id}:A`, `${id}:B`]).message).toContain(`Account ${id} is forced into A and into B`);
    expect(error(["A"])).toMatchObject({ code: "invalid-policy" });
    const some = [20, 21, 22].map((i) => accountId(book, i));
    const run = runTiering(book, plan({ force: [`id:${some.join("|")}:B`], maxMovedShare: 0.1 }), {
      bounded: false,
    });
    for (const i of [20, 21, 22]) expect(run.tiers[i]).toBe(1);
  });

  test("stays there in the frontier, a goal, the stability and the reasons", () => {
    const i = inTier(book, 2);
    const force = [`${accountId(book, i)}:B`];
    const { points } = frontier(book, plan({ force }), { points: 4 });
    expect(points[0]!.moved).toBe(2);
    expect(points.every(({ moved, share }) => moved / book.n <= share + 1e-12)).toBe(true);
    const sfi = runTiering(book, plan({}, "baseline")).after.sfi!;
    const goal = seekGoal(book, plan({ force }), { kpi: "sfi", atLeast: sfi });
    expect(goal.run.tiers[i]).toBe(1);
    expect(goal.moves).toBe(goal.run.tiers.filter((tier, j) => tier !== book.tier[j]).length);
    const run = runTiering(book, plan({ force }));
    expect(weightStability(book, run)!.accounts).not.toContain(i);
    const told = explainAccount(book, run, i, { counterfactuals: true });
    expect(told).toMatchObject({ tier: "B", reason: "forced into B" });
    expect(told.counterfactuals!.blocked).toEqual({
      up: "It is forced into B.",
      down: "It is forced into B.",
    });
    expect(run.certificate!.bound).toBeGreaterThanOrEqual(run.certificate!.value);
  });

  test("fills a place of a first tiering", () => {
    const fresh = {
      ...smallAccounts({ tierCount: 2, tier: [1, 1, 1, 1], revenue: [4, 3, 2, 1] }),
      hasTiers: false,
    };
    const sizes = { A: 1, B: 3 };
    const { tiers, rules } = runTiering(fresh, plan({ tierSizes: sizes, force: ["103:A"] }));
    expect([...tiers]).toEqual([1, 1, 1, 0]);
    expect(rules.map(({ rule, kept }) => [rule, kept])).toEqual([
      ["tier-sizes", true],
      ["force", true],
    ]);
    expect(() => runTiering(fresh, plan({ tierSizes: sizes, force: ["103:A", "102:A"] }))).toThrow(
      "2 accounts are forced into a tier with room for 1",
    );
  });
});

describe("a given reason", () => {
  test("stands in the reason of an account on hold, forced or neither", () => {
    const [held, forced, other] = [0, 1, 2].map((nth) => inTier(book, 2, nth)) as [number, number, number];
    const id = (i: number) => accountId(book, i);
    const reason = [`${id(held)}:renewal due: March`, `${id(forced)}:board`, `${id(other)}:ask, again`];
    const run = runTiering(
      book,
      plan({
        hold: [id(held)],
        force: [`${id(forced)}:C`],
        reason,
        scope: ["tier:A|B"],
      }),
    );
    const reasonOf = createReasons(book, run);
    expect(reasonOf(held)).toBe("on hold: renewal due: March");
    expect(reasonOf(forced)).toBe("forced into C: board");
    expect(reasonOf(other)).toBe("note: ask, again");
  });

  test("changes no tier, and one about nobody or twice about one account is refused", () => {
    const id = accountId(book, 3);
    const free = runTiering(book, plan({}), { bounded: false });
    expect(runTiering(book, plan({ reason: [`${id}:x`] }), { bounded: false }).tiers).toEqual(free.tiers);
    const error = (reason: string[]) => refusal(() => runTiering(book, plan({ reason })));
    expect(error([`${id}:${"x".repeat(201)}`]).message).toMatch(/201 characters; expected at most 200/);
    expect(error(["nobody:x"])).toMatchObject({
      code: "unknown-account",
      details: { pointer: "/policy/reason/0" },
    });
    expect(error([`${id}:x`, `${id}:y`])).toMatchObject({
      code: "invalid-policy",
      details: { pointer: "/policy/reason/1" },
    });
  });

  test("is about several accounts at once", () => {
    const [a, b] = [accountId(book, 3), accountId(book, 4)];
    const run = runTiering(
      book,
      plan({ hold: [`id:${a}|${b}`], reason: [`id:${a}|${b}:same group: wait`] }),
      { bounded: false },
    );
    const reasonOf = createReasons(book, run);
    expect([reasonOf(3), reasonOf(4)]).toEqual(Array(2).fill("on hold: same group: wait"));
  });

  test("is about the account whose ID it begins with, colons in the ID or not", () => {
    const odd = smallAccounts({ tierCount: 2, tier: [0, 1], revenue: [2, 1], ids: ["a:1", "a:2"] });
    const run = runTiering(odd, plan({ reason: ["a:2:why: so"] }));
    expect(createReasons(odd, run)(1)).toBe("note: why: so");
  });
});
