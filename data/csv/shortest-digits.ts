/** Shortest decimal of a double: `high · 10^8 + low` are its `count` digits, the first of weight 10^`exponent`. */
export interface Digits {
  high: number;
  low: number;
  count: 16 | 17;
  exponent: number;
}

/** Range in which numbers are taken: powers of ten up to 10^20 are exact, and none is written as 1e-7. */
const LEAST = 1e-4;
const MOST = 1e3;
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** 2^27 + 1 splits a double into two halves whose products are exact (Veltkamp). */
const SPLITTER = 2 ** 27 + 1;
const HALF = 1e8;

const bits = new DataView(new ArrayBuffer(8));

/** Half the distance from `value` to the next double; 0 for a power of two, whose neighbours are uneven. */
function halfUlp(value: number): number {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  if ((high & 0xfffff) === 0 && bits.getUint32(4) === 0) return 0;
  return 2 ** ((high >>> 20) - 1023 - 53);
}

/** Weight of the first digit, of a number in the range above: 10^0 for 1 … 10. */
function decimalExponent(value: number): number {
  if (value >= 1) return value < 10 ? 0 : value < 100 ? 1 : 2;
  if (value >= 0.01) return value < 0.1 ? -2 : -1;
  return value < 0.001 ? -4 : -3;
}

/** Distance from t to the nearest multiple of `step`. */
function offMultiple(t: number, step: number): number {
  return t - Math.round(t / step) * step;
}

/**
 * Finds the shortest digits that read back as `value`, of those the nearest, where they are 16 or 17, as for
 * nearly every computed number; false where it cannot tell and the runtime's own conversion is to be used.
 * Exact: value · 10^k is held as an unevaluated sum of two doubles (Dekker's product), so that the distance
 * of a candidate from it is compared with half an ulp without error. Fills `out`, allocates nothing.
 */
export function findShortestDigits(value: number, out: Digits): boolean {
  if (!(value >= LEAST && value < MOST)) return false;
  const exponent = decimalExponent(value);
  const scale = POWERS[16 - exponent]!;

  // hi + lo = value · scale, exactly.
  const hi = value * scale;
  const a = SPLITTER * value;
  const valueTop = a - (a - value);
  const valueRest = value - valueTop;
  const b = SPLITTER * scale;
  const scaleTop = b - (b - scale);
  const scaleRest = scale - scaleTop;
  const lo = valueTop * scaleTop - hi + valueTop * scaleRest + valueRest * scaleTop + valueRest * scaleRest;
  if (hi < 1e16 || hi >= 1e17 - 100) return false;

  // hi = high · 10^8 + rest, exactly; t is what the last digits are decided by.
  let high = Math.floor(hi / HALF);
  const rest = hi - high * HALF;
  const t = rest + lo;
  const half = halfUlp(value) * scale;
  const off16 = offMultiple(t, 10);
  // Fewer digits, a power of two, or a candidate on the very border: rare, and not decided here.
  if (Math.abs(offMultiple(t, 100)) <= half * 1.000001 || half === 0) return false;
  if (Math.abs(Math.abs(off16) - half) < half * 1e-6) return false;
  const short = Math.abs(off16) < half;
  if (!short && Math.abs(Math.abs(offMultiple(t, 1)) - 0.5) < 1e-6) return false;
  if (short && Math.abs(Math.abs(off16) - 5) < 1e-6) return false;

  let low = short ? Math.round(t / 10) * 10 : Math.round(t);
  if (low >= HALF) {
    low -= HALF;
    high++;
  } else if (low < 0) {
    low += HALF;
    high--;
  }
  out.high = high;
  out.low = low;
  out.count = short ? 16 : 17;
  out.exponent = exponent;
  return high >= HALF && high < 10 * HALF;
}
