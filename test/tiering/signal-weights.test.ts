import { describe, expect, it } from "vitest";
import {
  type Accounts,
  DEFAULT_WEIGHTS,
  numericFeatures,
  type Plan,
  runTiering,
  surveySignals,
} from "../../tiering/index.ts";
import { smallAccounts } from "./support/accounts.ts";
import { randomBook } from "./support/random-book.ts";

const plan = (over: Partial<Plan> = {}): Plan => ({
  method: "hybrid",
  weights: DEFAULT_WEIGHTS,
  policy: {},
  ...over,
});
const without = (book: Accounts, ...signals: ("runway" | "growth" | "geo" | "category")[]): Accounts => ({
  ...book,
  signals: {
    ...book.signals,
    ...Object.fromEntries(signals.map((s) => [s, { kind: "absent", missing: `no ${s} data` }])),
  },
});
const { accounts: book } = randomBook({ n: 80, seed: 9 });

describe("a book without some signals", () => {
  it("gives their weight to the others in proportion, and says so in one sentence", () => {
    const run = runTiering(without(book, "geo", "category"), plan());
    expect(run.plan.weights).toEqual({ runway: 0.4 / 0.7, growth: 0.3 / 0.7, geo: 0, category: 0 });
    expect(run.notes).toEqual([
      {
        kind: "absent-signals",
        signals: ["geo", "category"],
        text: "Geo share (no geo data) and category share (no category data) do not count here: their weight goes to the others in proportion (runway 57.1 %, growth 42.9 %).",
      },
    ]);
    expect(runTiering(without(book, "geo", "category"), run.plan).tiers).toEqual(run.tiers);
  });

  it("ranks as the signals that are left do", () => {
    const weights = { runway: 0.5, growth: 0.5, geo: 0, category: 0 };
    const half = { runway: 0.25, growth: 0.25, geo: 0.5, category: 0 };
    const direct = (of: Accounts, w: typeof half) => runTiering(of, plan({ method: "direct", weights: w }));
    expect(direct(without(book, "geo"), half).tiers).toEqual(direct(book, weights).tiers);
  });

  it("says nothing of a signal that weighs nothing", () => {
    const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
    expect(runTiering(without(book, "geo"), plan({ weights })).notes).toEqual([]);
  });

  it("is refused where no weight is left, naming what is missing and what there is", () => {
    const only = { runway: 0, growth: 0, geo: 1, category: 0 };
    const run = () => runTiering(without(book, "geo"), plan({ weights: only }));
    expect(run).toThrow(/No signal is left.*geo: no geo data.*runway, growth and category/);
    expect(run).toThrow(expect.objectContaining({ code: "no-signal" }));
    const none = () => runTiering(without(book, "runway", "growth", "geo", "category"), plan());
    expect(none).toThrow(/runway: no runway data; growth: no growth data/);
  });

  it("takes a signal from a column as it stands, and learns from it", () => {
    const whitespace = Float64Array.from({ length: book.n }, (_, i) => (i * 13) % 17);
    const taken: Accounts = {
      ...book,
      numbers: new Map(book.numbers).set("Whitespace", whitespace),
      signals: { ...book.signals, runway: { kind: "column", column: "Whitespace" } },
    };
    expect(surveySignals(taken).runway).toMatchObject({ defined: book.n, varies: true });
    const run = runTiering(
      taken,
      plan({ method: "direct", weights: { runway: 1, growth: 0, geo: 0, category: 0 } }),
    );
    const best = whitespace.indexOf(16);
    expect(run.tiers[best]).toBe(0);
    expect(numericFeatures(taken, run.potential).names).toContain("Whitespace");
  });
});

describe("a spread that is one account's", () => {
  const outlier = smallAccounts({
    tierCount: 2,
    tier: [0, 0, 1, 1, 1, 1],
    revenue: [5000, 3000, 1000, 400, 300, 1000],
    baseRevenue: [4000, 2500, 900, 500, 200, 0.01],
    potential: [9000, 4000, 5000, 600, 2500, 2000],
  });

  it("is said, with the account and a way out", () => {
    const [note] = runTiering(outlier, plan()).notes.filter(({ kind }) => kind === "lone-spread");
    expect(note).toMatchObject({ signals: ["growth"], account: "105" });
    expect(note!.text).toMatch(/One account \(105\) makes 83 % of the spread of growth/);
  });

  it("is gone with ranks and with winsorised scores", () => {
    for (const scale of ["rank", "winsor"] as const) {
      const run = runTiering(outlier, plan({ scale }));
      expect(run.notes.filter(({ kind }) => kind === "lone-spread")).toEqual([]);
      expect(run.plan.scale).toBe(scale);
    }
  });
});

describe("ties at a boundary", () => {
  const tied = smallAccounts({
    tierCount: 2,
    tier: [0, 0, 1, 1, 1, 1],
    revenue: [10, 10, 10, 10, 10, 20],
    baseRevenue: [5, 5, 5, 5, 5, 5],
    potential: [30, 30, 30, 30, 30, 90],
  });

  it("are counted and said, and no reason claims a rank that a tie made", () => {
    const run = runTiering(tied, plan({ method: "direct" }));
    expect(run.notes.filter(({ kind }) => kind === "ties").map(({ text }) => text)).toEqual([
      "5 accounts tie for the last place in A; the IDs decided.",
    ]);
  });
});
