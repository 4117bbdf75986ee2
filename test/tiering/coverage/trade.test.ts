import { describe, expect, it } from "vitest";
import {
  type Counts,
  countsObjective,
  fill,
  obeys,
  type Part,
  prepareCoverage,
  splitCoverage,
  TieringError,
  trade,
} from "../../../tiering/index.ts";
import { uniform } from "../support/random-book.ts";
import { smallCoverage } from "./support/small-coverage.ts";

const SEEDS = Array.from({ length: 60 }, (_, k) => k + 1);

function partsOf(seed: number): Part[] {
  const options = {
    seed: 31_000 + seed,
    owners: true,
    rules: seed % 4 === 0,
    accounts: 40,
    sellers: 6,
    geos: 1,
  };
  const weights = {
    whitespace: 0.7,
    continuity: seed % 3 === 0 ? 0 : 0.4,
    balance: seed % 5 === 0 ? 0 : 0.3,
  };
  try {
    return splitCoverage(prepareCoverage(smallCoverage({ ...options, weights })));
  } catch (error) {
    if (error instanceof TieringError) return [];
    throw error;
  }
}

const greedy = (part: Part): Counts => {
  const counts = new Int32Array(part.use.length);
  fill(part, counts);
  return counts;
};

describe("trades between two sellers", () => {
  it("never make counts worth less, keep every rule that was kept, and what is covered of each class", () => {
    let better = 0;
    for (const seed of SEEDS) {
      for (const part of partsOf(seed)) {
        const before = greedy(part);
        const after = Int32Array.from(before);
        trade(part, after, 600, {});
        const [then, now] = [countsObjective(part, before), countsObjective(part, after)];
        expect(now, `seed ${seed}`).toBeGreaterThanOrEqual(then - 1e-9);
        if (now > then + 1e-6) better++;
        if (obeys(part, before)) expect(obeys(part, after), `seed ${seed}`).toBe(true);
        const covered = (counts: Counts) => {
          const sums = new Int32Array(part.classes.length);
          for (let l = 0; l < counts.length; l++) sums[part.linkClass[l]!]! += counts[l]!;
          return sums;
        };
        expect(covered(after), `seed ${seed}`).toEqual(covered(before));
        expect(after.every((count) => count >= 0)).toBe(true);
      }
    }
    expect(better).toBeGreaterThan(5);
  });

  it("go on with the stream that they are given: further than from the same pairs again, and never back", () => {
    let further = 0;
    for (const seed of SEEDS) {
      for (const part of partsOf(seed)) {
        const [counts, again] = [greedy(part), greedy(part)];
        const next = uniform(7);
        const random = { uniform: next, below: (limit: number) => Math.floor(next() * limit) };
        let worth = Number.NEGATIVE_INFINITY;
        for (let batch = 0; batch < 16; batch++) {
          trade(part, counts, 4, {}, random);
          trade(part, again, 4, {});
          const now = countsObjective(part, counts);
          if (batch > 0) expect(now, `seed ${seed}`).toBeGreaterThanOrEqual(worth - 1e-9);
          worth = now;
        }
        further += worth - countsObjective(part, again);
      }
    }
    expect(further).toBeGreaterThan(1);
  });

  it("are the same for the same counts, and end where they are cancelled", () => {
    const [part] = partsOf(1);
    const twice = [0, 1].map(() => {
      const counts = greedy(part!);
      trade(part!, counts, 300, {});
      return counts;
    });
    expect(twice[0]).toEqual(twice[1]);
    expect(() => trade(part!, greedy(part!), 300, { shouldStop: () => true })).toThrow(/cancelled/);
  });

  it("find the best sharing out of two sellers that there is", () => {
    let seen = 0;
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 32_000 + seed,
        owners: true,
        accounts: 9,
        sellers: 2,
        geos: 1,
        weights: { whitespace: 0.7, continuity: 0.4, balance: 0.3 },
      });
      for (const part of splitCoverage(prepareCoverage(input))) {
        if (part.sellers.length < 2) continue;
        const counts = greedy(part);
        const best = bestSharing(part, counts);
        trade(part, counts, 60, {});
        expect(countsObjective(part, counts), `seed ${seed}`).toBeCloseTo(best, 9);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(20);
  });
});

/** The best objective of all counts that cover as many of each class, by trying them all. */
function bestSharing(part: Part, counts: Counts): number {
  const linksOf = part.classes.map((_, c) =>
    Array.from(part.linkClass.keys()).filter((l) => part.linkClass[l] === c),
  );
  const now = Int32Array.from(counts);
  let best = Number.NEGATIVE_INFINITY;
  const visit = (c: number): void => {
    if (c === part.classes.length) {
      if (obeys(part, now)) best = Math.max(best, countsObjective(part, now));
      return;
    }
    const [first, second] = linksOf[c]!;
    if (first === undefined || second === undefined) {
      visit(c + 1);
      return;
    }
    const total = counts[first]! + counts[second]!;
    for (let n = 0; n <= total; n++) {
      now[first] = n;
      now[second] = total - n;
      visit(c + 1);
    }
  };
  visit(0);
  return best;
}
