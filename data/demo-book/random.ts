import { normalQuantile } from "./normal.ts";

/** A stream of random numbers that only its seed and its name determine. */
export interface RandomStream {
  /** Uniform in (0, 1), 53 bits; never 0 and never 1. */
  uniform(): number;
  /** Standard normal, by inversion of one uniform. */
  normal(): number;
}

/** 32-bit FNV-1a of a text's UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Opens the random stream `name` of `seed`: sfc32, a small chaotic generator with 128 bits of state.
 * Each variable of the book has a stream of its own, so that drawing one more of one never shifts another.
 * Source: C. Doty-Humphrey's sfc32, as tested in PractRand; the first 20 outputs are discarded.
 */
export function createRandomStream(seed: number, name: string): RandomStream {
  let a = fnv1a(name) | 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = (): number => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 20; i++) next();
  const uniform = (): number => ((next() >>> 6) * 2 ** 27 + (next() >>> 5) + 0.5) / 2 ** 53;
  return { uniform, normal: () => normalQuantile(uniform()) };
}

/** A uniform permutation of 0 … n − 1 (Fisher and Yates), shape [n]. */
export function permutation(n: number, stream: RandomStream): Uint32Array {
  const out = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const j = Math.floor(stream.uniform() * (i + 1));
    out[i] = out[j]!;
    out[j] = i;
  }
  return out;
}

/** A stratified uniform: the midpoints (k + ½)/n in random order, shape [n]. */
export function stratifiedUniform(n: number, stream: RandomStream): Float64Array {
  const order = permutation(n, stream);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = (order[i]! + 0.5) / n;
  return out;
}

/** A stratified normal: the quantiles of the midpoints (k + ½)/n in random order, shape [n]. */
export function stratifiedNormal(n: number, stream: RandomStream): Float64Array {
  return stratifiedUniform(n, stream).map(normalQuantile);
}
