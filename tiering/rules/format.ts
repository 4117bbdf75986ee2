/** What a feature measures, by its place: the last seven of the numeric features are derived. */
export type FeatureKind =
  | "column"
  | "geoTam"
  | "categoryTam"
  | "geoShare"
  | "categoryShare"
  | "growth"
  | "runway"
  | "potentialIndex";

/** The derived features in the order in which they end the list of numeric features. */
const DERIVED = [
  "geoTam",
  "categoryTam",
  "geoShare",
  "categoryShare",
  "growth",
  "runway",
  "potentialIndex",
] as const;

/** What feature `index` of `count` numeric features measures. */
export function featureKind(index: number, count: number): FeatureKind {
  return DERIVED[index - (count - DERIVED.length)] ?? "column";
}

/**
 * A feature's value for reading: money as 3.41M, with a currency where one is given, growth and shares in per cent, the
 * rest to three digits.
 */
export function formatFeature(value: number, kind: FeatureKind, currency: string | null = null): string {
  if (Number.isNaN(value)) return "undefined";
  switch (kind) {
    case "growth":
      return `${significant(value)} %`;
    case "geoShare":
    case "categoryShare":
      return `${significant(value * 100)} %`;
    case "potentialIndex":
      return significant(value);
    default:
      return currency === null ? formatMoney(value) : formatAmount(value, currency);
  }
}

/** An amount to four digits with k, M, B or T. */
export function formatMoney(value: number): string {
  const size = Math.abs(value);
  const step = MONEY_STEPS.find(([from]) => size >= from);
  return step === undefined ? significant(value) : significant(value / step[0]) + step[1];
}

/** An amount with the book's currency behind it where that is a code (`12.3M EUR`), before it where it is a sign. */
export function formatAmount(value: number, currency: string | null): string {
  const digits = formatMoney(Math.abs(value));
  const sign = value < 0 ? "−" : "";
  if (currency === null) return sign + digits;
  return /^[A-Z]{2,}$/.test(currency) ? `${sign}${digits} ${currency}` : sign + currency + digits;
}

const MONEY_STEPS = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** A number to four significant digits, without trailing zeros and without an exponent. */
export function significant(value: number): string {
  return toDigits(value, 4);
}

/** A KPI or a difference: three decimals, two significant digits where that would be fewer. */
export function formatDecimal(value: number): string {
  return fixed(value, 3).replace("-", "−");
}

/** A count with thousands separated by commas. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A share as a whole or one-decimal percentage. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** So many decimals, two significant digits where that would be fewer. */
export function fixed(value: number, decimals: number): string {
  return value !== 0 && Math.abs(value) < 10 ** (1 - decimals) ? toDigits(value, 2) : value.toFixed(decimals);
}

function toDigits(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size === 0 || size >= 1e-6) return String(Number(value.toPrecision(digits)));
  // Smaller numbers would come out with an exponent, which hardly anyone reads.
  const decimals = digits - 1 - Math.floor(Math.log10(size));
  return value.toFixed(Math.min(100, decimals)).replace(/(?<!0)0+$/, "");
}
