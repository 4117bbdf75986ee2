import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../../data/demo-book/normal.ts";

// Quantiles and probabilities from SciPy 1.17.1, scipy.stats.norm.
const QUANTILES: readonly (readonly [number, number])[] = [
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798409],
  [1e-9, -5.9978070150076865],
  [1e-5, -4.264890793922825],
  [0.01, -2.3263478740408408],
  [0.07, -1.4757910281791706],
  [0.0751, -1.4388253927525403],
  [0.2, -0.8416212335729142],
  [0.5, 0],
  [0.7, 0.5244005127080407],
  [0.93, 1.475791028179171],
  [0.999, 3.090232306167813],
];

describe("the normal quantile", () => {
  it.each(QUANTILES)("at %f is that of SciPy to 1e-14", (u, z) => {
    expect(Math.abs(normalQuantile(u) - z)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(z)));
  });
});

describe("the normal distribution function", () => {
  it.each([
    [-7, 1.279812543885835e-12],
    [-3, 0.0013498980316300933],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [4, 0.9999683287581669],
  ])("at %f is that of SciPy to 1e-13", (z, u) => {
    expect(Math.abs(normalCdf(z) / u - 1)).toBeLessThan(1e-13);
  });
});
