/** What binary rounding may add to a decimal tie, as a share of the number. */
const TIE = 4 * Number.EPSILON;

/** A guarantee as text: rounded down to so many decimals, trailing zeros kept off. */
export function roundedDown(value: number, digits: number): string {
  return rounded(value, digits, Math.floor);
}

/** A bound as text: rounded up to so many decimals. */
export function roundedUp(value: number, digits: number): string {
  return rounded(value, digits, Math.ceil);
}

function rounded(value: number, digits: number, towards: (x: number) => number): string {
  const unit = 10 ** digits;
  const scaled = value * unit;
  // A number that is a decimal but for binary rounding is that decimal.
  const nearest = Math.round(scaled);
  const whole = Math.abs(scaled - nearest) <= TIE * Math.abs(scaled) ? nearest : towards(scaled);
  const text = (whole / unit + 0).toFixed(digits);
  return text.includes(".") ? withoutTrailingZeros(text) : text;
}

function withoutTrailingZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
}
