import { readFileSync } from "node:fs";
import type { Matrix } from "../../../tiering/index.ts";

/** A small case with figures computed by SciPy and scikit-learn. */
export interface GoldenClustering {
  readonly X: number[][];
  readonly heights: number[];
  readonly partitions: Record<string, number[]>;
  readonly silhouette: Record<string, number>;
  readonly kmeansInertia: Record<string, number>;
}

function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), "utf8"));
}

export const goldenClusterings = golden<{ cases: GoldenClustering[] }>("clustering.json").cases;

export const goldenPca = golden<{
  X: number[][];
  explainedVarianceRatio: number[];
  components: number[][];
}>("pca.json");

export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { n: rows.length, d: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

/** Uniform numbers in [0, 1) from a seed (a 32-bit mixing of a counter). */
export function uniforms(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let x = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** n points around `centres` centres in d dimensions. */
export function blobs(n: number, d: number, centres: number, seed: number): Matrix {
  const next = uniforms(seed);
  const middle = Array.from({ length: centres * d }, () => next() * 20);
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const c = Math.floor(next() * centres);
    for (let k = 0; k < d; k++) values[i * d + k] = middle[c * d + k] + next() + next() + next();
  }
  return { n, d, values };
}

/** Labels renumbered by first appearance, so that equal partitions compare equal; negative labels stay. */
export function canonical(labels: ArrayLike<number>): number[] {
  const number = new Map<number, number>();
  return Array.from(labels, (label) => {
    if (label < 0) return label;
    if (!number.has(label)) number.set(label, number.size);
    return number.get(label)!;
  });
}

export function squaredDistance({ d, values }: Matrix, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (values[i * d + k] - values[j * d + k]) ** 2;
  return sum;
}
