import { expect, it } from "vitest";
import { inversions } from "../../web/result/inversions.ts";

const tier = (name: string, before: number | null, after: number | null) => ({
  tier: name,
  accountsBefore: 1,
  accountsAfter: 1,
  meanPotentialIndexBefore: before,
  meanPotentialIndexAfter: after,
  revenueShareBefore: null,
  revenueShareAfter: null,
});

it("says of a tier that its mean potential is below the next one's, and whether it was before", () => {
  expect(inversions([tier("A", 3, 2), tier("B", 1, 0.1), tier("C", 0.5, 0.3), tier("D", 0.6, null)])).toEqual(
    ["Tier B has less potential on average than tier C below it now; before it had more."],
  );
  expect(inversions([tier("Gold", 1, 1), tier("Silver", 2, 2)])).toEqual([
    "Tier Gold has less potential on average than tier Silver below it, as it had before.",
  ]);
  expect(inversions([tier("A", 1, 1), tier("B", null, null), tier("C", 0, 0)])).toEqual([]);
});
