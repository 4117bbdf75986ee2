/** Bits per pass of the radix sort: six passes cover the 64 bits of a number. */
const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;

/**
 * Orders indices by descending value, equal values by ascending index; shape [n]. Values must be finite.
 * A stable least-significant-digit radix sort over the bits of each number; O(n), no comparator.
 */
export function descendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  splitBits(values, low, high);
  let order = new Uint32Array(n);
  let next = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const starts = new Uint32Array(BUCKETS);
  for (let pass = 0; pass < 6; pass++) {
    const digits = pass < 3 ? low : high;
    const shift = (pass % 3) * DIGIT_BITS;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(digits[i]! >>> shift) & (BUCKETS - 1)]!++;
    if (n > 0 && starts[(digits[0]! >>> shift) & (BUCKETS - 1)] === n) continue;
    for (let bucket = 0, at = 0; bucket < BUCKETS; bucket++) {
      const count = starts[bucket]!;
      starts[bucket] = at;
      at += count;
    }
    // Bits are looked up where they lie rather than carried along: a third less to write, and to hold.
    for (let at = 0; at < n; at++) {
      const i = order[at]!;
      next[starts[(digits[i]! >>> shift) & (BUCKETS - 1)]!++] = i;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Splits each number into two unsigned words whose lexicographic order is the descending order of value. */
function splitBits(values: Float64Array, low: Uint32Array, high: Uint32Array): void {
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  // The word that holds the sign: 1 on every little-endian machine.
  number[0] = -1;
  const top = words[1] !== 0 ? 1 : 0;
  for (let i = 0; i < values.length; i++) {
    // + 0 turns −0 into 0, which has to rank with it.
    number[0] = values[i]! + 0;
    const h = words[top]!;
    // A set sign bit already sorts larger magnitudes (smaller numbers) later; other bits are inverted.
    const positive = h >>> 31 === 0;
    high[i] = positive ? ~h & 0x7fffffff : h;
    low[i] = positive ? ~words[1 - top]! : words[1 - top]!;
  }
}

/**
 * Average ranks, centred: the rank of each value (1 = smallest, ties share their mean rank) minus
 * (n + 1)/2; every entry is a multiple of ½. `order` is {@link descendingOrder} of the same values. O(n).
 */
export function centredRanks(values: Float64Array, order: Uint32Array): Float64Array {
  const n = values.length;
  const ranks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    const value = values[order[start]!]!;
    let end = start + 1;
    while (end < n && values[order[end]!] === value) end++;
    // Descending places start … end − 1 are ranks n − end + 1 … n − start.
    const centred = (n - start - end) / 2;
    for (let at = start; at < end; at++) ranks[order[at]!] = centred;
    start = end;
  }
  return ranks;
}
