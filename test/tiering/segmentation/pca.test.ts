import { describe, expect, it } from "vitest";
import { type Matrix, principalComponents, standardisedMatrix } from "../../../tiering/index.ts";
import { goldenPca, matrixOf, uniforms } from "./fixtures.ts";

function standardised({ n, d, values }: Matrix): Matrix {
  const columns = Array.from({ length: d }, (_, j) =>
    Float64Array.from({ length: n }, (_, i) => values[i * d + j]),
  );
  return standardisedMatrix(n, columns);
}

describe("standardisedMatrix", () => {
  it("gives every column mean 0 and population standard deviation 1", () => {
    const { values } = standardised(
      matrixOf([
        [1, 10],
        [2, 20],
        [4, 60],
      ]),
    );
    for (const j of [0, 1]) {
      const column = [values[j], values[2 + j], values[4 + j]];
      expect(column.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
      expect(column.reduce((sum, x) => sum + x * x, 0) / 3).toBeCloseTo(1, 12);
    }
  });

  it("turns constant columns and undefined entries into 0", () => {
    const { values } = standardised(
      matrixOf([
        [0.1, 1],
        [0.1, Number.NaN],
        [0.1, 3],
      ]),
    );
    expect([...values]).toEqual([0, -1, 0, 0, 0, 1]);
  });
});

describe("principalComponents", () => {
  const golden = standardised(matrixOf(goldenPca.X));

  it("agrees with scikit-learn to 1e-9: explained variance, and components up to their sign", () => {
    const { explained, components } = principalComponents(golden, 1);
    const d = goldenPca.components.length;
    goldenPca.explainedVarianceRatio.forEach((ratio, k) => {
      expect(Math.abs(explained[k] / ratio - 1)).toBeLessThan(1e-9);
      const sign = Math.sign(components[k * d] * goldenPca.components[k][0]);
      goldenPca.components[k].forEach((entry, j) => {
        expect(Math.abs(sign * components[k * d + j] - entry)).toBeLessThan(1e-9);
      });
    });
  });

  it("keeps the fewest components that reach the variance share", () => {
    const cumulative = [0.396, 0.626, 0.797, 0.935];
    [0.3, 0.6, 0.75, 0.9].forEach((share, kept) => {
      expect(cumulative[kept]).toBeGreaterThan(share);
      expect(principalComponents(golden, share).scores.d).toBe(kept + 1);
    });
  });

  it("keeps distances where it keeps every component", () => {
    const { scores } = principalComponents(golden, 1);
    const norm = (values: Float64Array) => values.reduce((sum, x) => sum + x * x, 0);
    expect(norm(scores.values)).toBeCloseTo(norm(golden.values), 8);
  });

  it("keeps one component of zeros where nothing varies, and none of no columns", () => {
    const flat = principalComponents(
      standardised(
        matrixOf([
          [5, 5],
          [5, 5],
        ]),
      ),
      0.9,
    );
    expect([flat.scores.d, ...flat.explained, ...flat.scores.values]).toEqual([1, 0, 0, 0, 0]);
    expect(principalComponents(matrixOf([]), 0.9).scores.n).toBe(0);
  });

  it("finds orthonormal components of 23 columns that reproduce the covariance", () => {
    const d = 23;
    const next = uniforms(5);
    const rows = Array.from({ length: 60 }, () => Array.from({ length: d }, () => next() ** 3));
    const matrix = standardised(matrixOf(rows));
    const { explained, components } = principalComponents(matrix, 1);
    for (let i = 0; i < d; i++) {
      if (i > 0) expect(explained[i]).toBeLessThanOrEqual(explained[i - 1]);
      for (let j = 0; j < d; j++) {
        let dot = 0;
        let reproduced = 0;
        let covariance = 0;
        for (let k = 0; k < d; k++) {
          dot += components[i * d + k] * components[j * d + k];
          reproduced += d * explained[k] * components[k * d + i] * components[k * d + j];
        }
        for (let r = 0; r < 60; r++) covariance += (matrix.values[r * d + i] * matrix.values[r * d + j]) / 60;
        expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12);
        expect(Math.abs(reproduced - covariance)).toBeLessThan(1e-12);
      }
    }
  });
});
