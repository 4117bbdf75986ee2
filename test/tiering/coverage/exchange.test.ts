import fc from "fast-check";
import { expect, it } from "vitest";
import { exchange, fill, placePart, prepareCoverage, splitCoverage } from "../../../tiering/index.ts";
import { brokenRules } from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

it("exchanges within a geography and tier never lower the objective, keep every load, and obey the rules", () => {
  let gains = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, rules) => {
      const input = smallCoverage({
        seed,
        accounts: 60,
        sellers: 5,
        owners: true,
        weights: { continuity: 0.5 },
        ...(rules && { rules: true }),
      });
      const problem = prepareCoverage({ ...input, rules: { ...input.rules, keep: [], minAccounts: 0 } });
      const owner = new Int32Array(input.accounts.n).fill(-1);
      const parts = splitCoverage(problem);
      for (const part of parts) {
        const counts = new Int32Array(part.use.length);
        fill(part, counts);
        placePart(problem, part, counts, owner);
      }
      const worthOf = (of: Int32Array) =>
        of.reduce((sum, s, i) => {
          const kept = s === problem.owner[i] ? problem.bonus : 0;
          return s < 0 ? sum : sum + problem.worth[i]! + kept;
        }, 0);
      const loads = (of: Int32Array) => {
        const load = problem.sellers.map(() => input.tierNames.map(() => 0));
        of.forEach((s, i) => {
          if (s >= 0) load[s]![input.tiers[i]!]!++;
        });
        return load;
      };
      const before = Int32Array.from(owner);
      for (const part of parts) exchange(problem, part, owner);
      const gain = worthOf(owner) - worthOf(before);
      expect(gain).toBeGreaterThanOrEqual(-1e-9);
      expect(loads(owner)).toEqual(loads(before));
      if (brokenRules(problem.input, before).length === 0)
        expect(brokenRules(problem.input, owner)).toEqual([]);
      if (gain > 1e-9) gains++;
    }),
    { seed: 20_26, numRuns: 80 },
  );
  expect(gains).toBeGreaterThan(10);
});
