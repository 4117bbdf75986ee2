/**
 * Sets a share of the accounts of each class aside for testing: 1 for testing, 0 for learning; shape [n].
 * Each class gives its share rounded to the nearest account, but never its last one; which accounts,
 * is a function of the seed and of the labels alone. O(n).
 */
export function stratifiedTestMask(
  labels: Uint8Array,
  { classes, share, seed }: { readonly classes: number; readonly share: number; readonly seed: number },
): Uint8Array {
  const testing = new Uint8Array(labels.length);
  const random = mulberry32(seed);
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < labels.length; i++) members[labels[i]].push(i);
  for (const rows of members) {
    const wanted = Math.min(Math.round(rows.length * share), rows.length - 1);
    // The first steps of a Fisher–Yates shuffle draw as many as are wanted.
    for (let drawn = 0; drawn < wanted; drawn++) {
      const pick = drawn + Math.floor(random() * (rows.length - drawn));
      [rows[drawn], rows[pick]] = [rows[pick], rows[drawn]];
      testing[rows[drawn]] = 1;
    }
  }
  return testing;
}

/** Uniform numbers in [0, 1) from a 32-bit seed: a Weyl sequence through a mixing function (mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
