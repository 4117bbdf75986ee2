import { checkpoint, type Hooks } from "../../hooks.ts";
import type { FeatureColumns, FeatureScale } from "../features.ts";
import { type PanelSource, takeAccounts } from "./source.ts";
import { type BookYear, NO_TIER } from "./years.ts";

/** What a feature of the panel measures: the words for it are made of this. */
export type FeatureMeaning =
  | { readonly kind: "tier" | "tierChange"; readonly lag: number }
  | { readonly kind: "revenue" | "revenueChange" | "revenueGrowth"; readonly lag: number }
  | {
      readonly kind: "stream" | "streamChange";
      readonly lag: number;
      /** Column name of the stream without its year. */
      readonly stream: string;
    }
  | { readonly kind: "potential" | "geoShare" | "categoryShare" }
  | { readonly kind: "product" | "label"; readonly column: string };

/** Features with what they mean; category features have their values. */
export interface PanelFeatures extends FeatureColumns {
  readonly meanings: readonly FeatureMeaning[];
  /** Values of each category feature by code; empty for numbers. */
  readonly values: readonly (readonly string[])[];
}

/** The years that features come from: `count` of them from `years[first]` on, newest first; lag 1 is `years[first]`. */
export interface YearWindow {
  readonly first: number;
  readonly count: number;
  /** Features that see no tier: amounts with the first year's products, growth, shares, categories. */
  readonly tierless?: boolean;
}

/** Collects features in order. */
class FeatureList {
  readonly #names: ReadonlySet<string> | null;
  readonly #hooks: Hooks;
  readonly #entries: {
    name: string;
    scale: FeatureScale;
    column: Float64Array;
    meaning: FeatureMeaning;
    values: readonly string[];
  }[] = [];

  constructor(names: ReadonlySet<string> | null, hooks: Hooks) {
    this.#names = names;
    this.#hooks = hooks;
  }

  number(name: string, meaning: FeatureMeaning, column: () => Float64Array): void {
    checkpoint(this.#hooks, "Features", 0);
    if (this.#names?.has(name) === false) return;
    this.#entries.push({ name, scale: "number", column: column(), meaning, values: [] });
  }

  category(name: string, column: Float64Array, values: readonly string[]): void {
    if (this.#names?.has(name) === false) return;
    this.#entries.push({ name, scale: "category", column, meaning: { kind: "label", column: name }, values });
  }

  build(): PanelFeatures {
    const all = this.#entries;
    return {
      names: all.map(({ name }) => name),
      scales: all.map(({ scale }) => scale),
      columns: all.map(({ column }) => column),
      meanings: all.map(({ meaning }) => meaning),
      values: all.map(({ values }) => values),
    };
  }
}

/**
 * Features from the years of the window and from nothing younger: tiers, their changes, revenues and streams,
 * their changes and growth; then what carries no year: potential, both market shares, the category
 * columns. Only those of the given names, where some are given. O(n · features).
 */
export function panelFeatures(
  source: PanelSource,
  window: YearWindow,
  names: ReadonlySet<string> | null = null,
  hooks: Hooks = {},
): PanelFeatures {
  const list = new FeatureList(names, hooks);
  const years = source.years.slice(window.first, window.first + window.count);
  if (!window.tierless) addTiers(list, years);
  addRevenues(list, years);
  addStreams(list, years);
  if (window.tierless) {
    for (const [column, amounts] of years[0]?.products ?? []) {
      list.number(column, { kind: "product", column }, () => amounts);
    }
  }
  for (const [kind, column] of source.timeless) list.number(kind, { kind }, () => column);
  for (const { name, codes, values } of source.labels) list.category(name, codes, values);
  return list.build();
}

/** Names of the features that two windows both have: years differ in what is known of them. O(features). */
export function commonFeatures(source: PanelSource, a: YearWindow, b: YearWindow): Set<string> {
  const nobody = takeAccounts(source, new Int32Array(0));
  const other = new Set(panelFeatures(nobody, b).names);
  return new Set(panelFeatures(nobody, a).names.filter((name) => other.has(name)));
}

function addTiers(list: FeatureList, years: readonly BookYear[]): void {
  years.forEach(({ tier }, at) => {
    list.number(`tier@${at + 1}`, { kind: "tier", lag: at + 1 }, () => ordinals(tier));
  });
  eachPair(years, (now, before, lag) => {
    list.number(`tierChange@${lag}`, { kind: "tierChange", lag }, () =>
      combine(ordinals(now.tier), ordinals(before.tier), (a, b) => a - b),
    );
  });
}

function addRevenues(list: FeatureList, years: readonly BookYear[]): void {
  years.forEach(({ revenue }, at) => {
    if (revenue) list.number(`revenue@${at + 1}`, { kind: "revenue", lag: at + 1 }, () => revenue);
  });
  eachPair(years, ({ revenue: now }, { revenue: before }, lag) => {
    if (!now || !before) return;
    list.number(`revenueChange@${lag}`, { kind: "revenueChange", lag }, () =>
      combine(now, before, (a, b) => a - b),
    );
    list.number(`revenueGrowth@${lag}`, { kind: "revenueGrowth", lag }, () =>
      combine(now, before, (a, b) => (b > 0 ? (a / b - 1) * 100 : Number.NaN)),
    );
  });
}

function addStreams(list: FeatureList, years: readonly BookYear[]): void {
  years.forEach(({ streams }, at) => {
    for (const [stream, amounts] of streams) {
      list.number(`${stream}@${at + 1}`, { kind: "stream", lag: at + 1, stream }, () => amounts);
    }
  });
  eachPair(years, (now, before, lag) => {
    for (const [stream, amounts] of now.streams) {
      const earlier = before.streams.get(stream);
      if (!earlier) continue;
      list.number(`${stream}Change@${lag}`, { kind: "streamChange", lag, stream }, () =>
        combine(amounts, earlier, (a, b) => a - b),
      );
    }
  });
}

function eachPair(
  years: readonly BookYear[],
  visit: (now: BookYear, before: BookYear, lag: number) => void,
): void {
  for (let at = 0; at + 1 < years.length; at++) visit(years[at], years[at + 1], at + 1);
}

function ordinals(tier: Uint8Array): Float64Array {
  const out = new Float64Array(tier.length);
  for (let i = 0; i < out.length; i++) out[i] = tier[i] === NO_TIER ? Number.NaN : tier[i];
  return out;
}

function combine(
  now: Float64Array,
  before: Float64Array,
  of: (now: number, before: number) => number,
): Float64Array {
  const out = new Float64Array(now.length);
  for (let i = 0; i < out.length; i++) out[i] = of(now[i], before[i]);
  return out;
}
