import type { Accounts } from "../../accounts.ts";
import { checkpoint, type Hooks } from "../../hooks.ts";
import { computeSignals } from "../../signals.ts";
import type { FeatureColumns, FeatureScale } from "../features.ts";
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

/** Most values of a text column that is a kind of account and not its name or address. */
const MOST_CATEGORIES = 32;

/** Collects features in order. */
class FeatureList {
  readonly #hooks: Hooks;
  readonly #entries: {
    name: string;
    scale: FeatureScale;
    column: Float64Array;
    meaning: FeatureMeaning;
    values: readonly string[];
  }[] = [];

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  number(name: string, column: Float64Array, meaning: FeatureMeaning): void {
    checkpoint(this.#hooks, "Features", 0);
    // What the book does not have at all is no feature.
    if (column.every(Number.isNaN)) return;
    this.#entries.push({ name, scale: "number", column, meaning, values: [] });
  }

  category(name: string, column: Float64Array, values: readonly string[]): void {
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
 * Features from the given years, newest first, and from nothing younger: tiers, their changes, revenues
 * and streams, their changes and growth; then what carries no year: potential, both market
 * shares, the category columns. Lag 1 is the newest of the years. O(n · features).
 */
export function historyFeatures(
  accounts: Accounts,
  years: readonly BookYear[],
  hooks: Hooks = {},
): PanelFeatures {
  const list = new FeatureList(hooks);
  years.forEach(({ tier }, at) => {
    list.number(`tier@${at + 1}`, ordinals(tier), { kind: "tier", lag: at + 1 });
  });
  eachPair(years, (now, before, lag) => {
    const change = combine(ordinals(now.tier), ordinals(before.tier), (a, b) => a - b);
    list.number(`tierChange@${lag}`, change, { kind: "tierChange", lag });
  });
  addRevenues(list, years);
  addStreams(list, years);
  addTimeless(list, accounts);
  return list.build();
}

/** Features that see no tier: the newest year's amounts, growth, products, potential, shares, categories. */
export function tierlessFeatures(
  accounts: Accounts,
  years: readonly BookYear[],
  hooks: Hooks = {},
): PanelFeatures {
  const list = new FeatureList(hooks);
  addRevenues(list, years);
  addStreams(list, years);
  for (const [column, amounts] of years[0].products) {
    list.number(column, amounts, { kind: "product", column });
  }
  addTimeless(list, accounts);
  return list.build();
}

function addRevenues(list: FeatureList, years: readonly BookYear[]): void {
  years.forEach(({ revenue }, at) => {
    if (revenue) list.number(`revenue@${at + 1}`, revenue, { kind: "revenue", lag: at + 1 });
  });
  eachPair(years, ({ revenue: now }, { revenue: before }, lag) => {
    if (!now || !before) return;
    const change = combine(now, before, (a, b) => a - b);
    list.number(`revenueChange@${lag}`, change, { kind: "revenueChange", lag });
    const growth = combine(now, before, (a, b) => (b > 0 ? (a / b - 1) * 100 : Number.NaN));
    list.number(`revenueGrowth@${lag}`, growth, { kind: "revenueGrowth", lag });
  });
}

function addStreams(list: FeatureList, years: readonly BookYear[]): void {
  years.forEach(({ streams }, at) => {
    for (const [stream, amounts] of streams) {
      list.number(`${stream}@${at + 1}`, amounts, { kind: "stream", lag: at + 1, stream });
    }
  });
  eachPair(years, (now, before, lag) => {
    for (const [stream, amounts] of now.streams) {
      const earlier = before.streams.get(stream);
      if (!earlier) continue;
      const change = combine(amounts, earlier, (a, b) => a - b);
      list.number(`${stream}Change@${lag}`, change, { kind: "streamChange", lag, stream });
    }
  });
}

function addTimeless(list: FeatureList, accounts: Accounts): void {
  const { values } = computeSignals(accounts);
  list.number("potential", accounts.potential, { kind: "potential" });
  list.number("geoShare", values.geo, { kind: "geoShare" });
  list.number("categoryShare", values.category, { kind: "categoryShare" });
  // Names of accounts and their owners are no kinds of account.
  const { id, name: called, owner, tiers } = accounts.roles;
  const left = new Set([id, called, owner, ...tiers]);
  for (const [name, { values: labels, codes }] of accounts.text) {
    if (left.has(name) || labels.length > MOST_CATEGORIES) continue;
    if (labels.length >= 2) list.category(name, Float64Array.from(codes), labels);
  }
}

function eachPair(
  years: readonly BookYear[],
  visit: (now: BookYear, before: BookYear, lag: number) => void,
): void {
  for (let at = 0; at + 1 < years.length; at++) visit(years[at], years[at + 1], at + 1);
}

function ordinals(tier: Uint8Array): Float64Array {
  return Float64Array.from(tier, (t) => (t === NO_TIER ? Number.NaN : t));
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
