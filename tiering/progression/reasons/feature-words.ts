import { formatAmount, formatShare, significant } from "../../rules/format.ts";
import type { FeatureMeaning } from "../panel/features.ts";

/** A feature in words; `years` are the years that the features come from, newest first. */
export function nameFeature(meaning: FeatureMeaning, years: readonly string[]): string {
  const year = (lag: number) => sayYear(years[lag - 1]!);
  const step = (lag: number) => `${year(lag + 1)} → ${year(lag)}`;
  const of = (what: string, lag: number) =>
    year(lag) === "now" ? `current ${what}` : `${what} of ${year(lag)}`;
  switch (meaning.kind) {
    case "tier":
      return of("tier", meaning.lag);
    case "tierChange":
      return `change of tier ${step(meaning.lag)}`;
    case "revenue":
      return of("revenue", meaning.lag);
    case "revenueChange":
      return `change of revenue ${step(meaning.lag)}`;
    case "revenueGrowth":
      return `growth of revenue ${step(meaning.lag)}`;
    case "stream":
      return of(meaning.stream, meaning.lag);
    case "streamChange":
      return `change of ${meaning.stream} ${step(meaning.lag)}`;
    case "potential":
      return "potential revenue";
    case "geoShare":
      return "potential share of its geography's market";
    case "categoryShare":
      return "potential share of its category's market";
    case "product":
    case "label":
      return meaning.column;
  }
}

/** A year in words: where the file names none, how many years before it is. */
function sayYear(label: string): string {
  if (label === "1 before") return "the year before";
  return label.replace(/^(\d{1,2}) before$/, "$1 years before");
}

/** What values are spelt by. */
export interface Spelling {
  /** Values of a label by code. */
  readonly labels: readonly string[];
  /** The book's names of its tiers, highest first. */
  readonly tierNames: readonly string[];
  /** The book's currency; null where it has none. */
  readonly currency: string | null;
}

/** A feature's value in words: a tier's name, tiers up or down, money, per cent, a label; "unknown" where missing. */
export function sayValue(
  value: number,
  meaning: FeatureMeaning,
  { labels, tierNames, currency }: Spelling,
): string {
  if (Number.isNaN(value)) return "unknown";
  switch (meaning.kind) {
    case "tier":
      return tierNames[value];
    case "tierChange":
      return value === 0 ? "none" : `${Math.abs(value)} ${value < 0 ? "up" : "down"}`;
    case "revenueGrowth":
      return `${value > 0 ? "+" : ""}${minus(significant(Number(value.toFixed(1))))} %`;
    case "geoShare":
    case "categoryShare":
      return value < 0.001 ? `${significant(value * 100)} %` : formatShare(value);
    case "revenueChange":
    case "streamChange":
      return `${value > 0 ? "+" : ""}${formatAmount(value, currency)}`;
    case "label":
      return labels[value] || "blank";
    default:
      return formatAmount(value, currency);
  }
}

function minus(text: string): string {
  return text.replace("-", "−");
}
