import { significant } from "../../rules/format.ts";
import { binRows } from "../boosting/bins.ts";
import type { BoostedModel } from "../boosting/model.ts";
import { contributions } from "../boosting/shap.ts";
import { panelFeatures, type YearWindow } from "../panel/features.ts";
import { type PanelSource, takeAccounts } from "../panel/source.ts";
import { nameFeature, sayValue } from "./feature-words.ts";

/** One feature's part in the log-odds of one class against another. */
export interface Reason {
  /** The feature in words, such as "growth of revenue FY25 → FY26". */
  readonly feature: string;
  /** The account's value in words, such as "−12 %". */
  readonly value: string;
  /** The book's median in words; null for labels and tiers. */
  readonly median: string | null;
  /** What it adds to the log-odds; exact. */
  readonly contribution: number;
  /** Factor on the odds, e^contribution. */
  readonly odds: number;
}

/** Log-odds of one class against another, taken apart: base + Σ contributions = logOdds. */
export interface Reasons {
  readonly logOdds: number;
  /** What the model expects before it knows the account. */
  readonly base: number;
  /** All features with a part in it, the largest part first, ties in the features' order. */
  readonly reasons: readonly Reason[];
}

/** What an explanation reads. */
export interface ReasonInput {
  readonly source: PanelSource;
  readonly window: YearWindow;
  /** Names of the model's features. */
  readonly features: readonly string[];
  /** The book's median of each feature. */
  readonly medians: readonly number[];
  /** The book's names of its tiers, highest first. */
  readonly tierNames: readonly string[];
  /** The book's currency; null where it has none. */
  readonly currency: string | null;
}

/** Explains accounts by one set of features, with what the words need. */
export class ReasonFinder {
  readonly #input: ReasonInput;
  readonly #names: ReadonlySet<string>;
  readonly #years: readonly string[];

  constructor(input: ReasonInput) {
    const { source, window, features } = input;
    this.#input = input;
    this.#names = new Set(features);
    this.#years = source.years.slice(window.first).map(({ label }) => label);
  }

  /** Takes the log-odds of class `of` against class `against` apart for account `row`. O(trees · leaves · depth²). */
  explain(model: BoostedModel, row: number, of: number, against: number): Reasons {
    const { source, window, medians, tierNames, currency } = this.#input;
    const features = panelFeatures(takeAccounts(source, Int32Array.of(row)), window, this.#names);
    const { columns, meanings, scales, values: labels } = features;
    const d = columns.length;
    const { base, values } = contributions(model, binRows(features, model.features), 0);
    const parts = columns.map((column, j) => {
      const meaning = meanings[j];
      const spelling = { labels: labels[j], tierNames, currency };
      const contribution = values[of * d + j] - values[against * d + j];
      const middle = scales[j] === "number" && !meaning.kind.startsWith("tier") ? medians[j] : Number.NaN;
      return {
        feature: nameFeature(meaning, this.#years),
        value: sayValue(column[0], meaning, spelling),
        median: Number.isNaN(middle) ? null : sayValue(middle, meaning, spelling),
        contribution,
        odds: Math.exp(contribution),
      };
    });
    const start = base[of] - base[against];
    return {
      logOdds: parts.reduce((sum, { contribution }) => sum + contribution, start),
      base: start,
      reasons: parts
        .filter(({ contribution }) => contribution !== 0)
        .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    };
  }
}

/** Odds that read as 1 say nothing. */
const LEAST_ODDS = 1.05;

/** The first reasons that change the odds by what can be read, at most so many; the first one in any case. */
export function tellingReasons(reasons: readonly Reason[], most: number): readonly Reason[] {
  return reasons.filter(({ odds }, at) => at === 0 || Math.max(odds, 1 / odds) >= LEAST_ODDS).slice(0, most);
}

/** A reason as a phrase: "growth of revenue FY25 → FY26 of −12 % (median +18 %) multiplies the odds by 2.3". */
export function sayReason({ feature, value, median, odds }: Reason): string {
  const beside = median === null ? "" : ` (the book's median is ${median})`;
  const factor = significant(Number((odds >= 1 ? odds : 1 / odds).toPrecision(2)));
  return `${feature}: ${value}${beside} ${odds >= 1 ? "multiplies" : "divides"} the odds by ${factor}`;
}
