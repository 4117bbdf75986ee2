/** A stream of random numbers that depends on its seed alone. */
export interface RandomStream {
  /** A number in [0, 1) of 53 random bits. */
  uniform(): number;
  /** A whole number in 0 … limit − 1. */
  below(limit: number): number;
}

/** Creates a stream: a Weyl sequence through a 32-bit finaliser, two words a number. */
export function createRandom(seed: number): RandomStream {
  let state = Math.imul(seed ^ 0x6c078965, 0x9e3779b1) | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
  const uniform = () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  return { uniform, below: (limit) => Math.floor(uniform() * limit) };
}

/** A simple random sample of `size` of the rows 0 … n − 1 without replacement, ascending; all where size >= n. */
export function sampleRows(n: number, size: number, random: RandomStream): Int32Array {
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  if (size >= n) return rows;
  for (let i = 0; i < size; i++) {
    const j = i + random.below(n - i);
    const row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }
  return rows.slice(0, size).sort();
}
