const grouped = new Intl.NumberFormat("en-US");
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
const MINUS = "−";

/** A count with thousands separators. */
export function count(value: number): string {
  return grouped.format(value).replace("-", MINUS);
}

/** An amount in few digits: 12.3M. */
export function amount(value: number): string {
  return compact.format(value).replace("-", MINUS);
}

/** A measure with the decimals that matter; a dash where it is undefined. */
export function measure(value: number | null, decimals = 3): string {
  return value === null ? "–" : value.toFixed(decimals).replace("-", MINUS);
}

/** A change with its sign; a dash where it is undefined. */
export function change(value: number | null, decimals = 3): string {
  if (value === null) return "–";
  const shown = Math.abs(value).toFixed(decimals);
  if (Number(shown) === 0) return `±${shown}`;
  return `${value > 0 ? "+" : MINUS}${shown}`;
}

/** A share as per cent. */
export function share(value: number, decimals = 1): string {
  return `${(value * 100).toFixed(decimals).replace("-", MINUS)} %`;
}

/** A change of a count, with its sign. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : value === 0 ? "±0" : count(value);
}
