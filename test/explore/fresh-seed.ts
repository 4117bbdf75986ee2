/** In place of the gate's fixed seed: the round's own seed, and more cases of every property. */
import type { IRawProperty, Parameters } from "fast-check";
import { vi } from "vitest";

vi.mock("fast-check", async (importOriginal) => {
  const actual = await importOriginal<typeof import("fast-check")>();
  const seed = Number(process.env.EXPLORE_SEED);
  const times = Number(process.env.EXPLORE_TIMES);
  const widened = (own: Parameters<unknown> = {}): Parameters<unknown> => ({
    ...own,
    seed,
    numRuns: (own.numRuns ?? 100) * times,
  });
  const assert = (property: IRawProperty<unknown>, own?: Parameters<unknown>) =>
    actual.assert(property, widened(own));
  return { ...actual, assert, default: { ...actual.default, assert } };
});
