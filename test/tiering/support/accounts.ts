import type { Accounts, MarketColumn, TextColumn } from "../../../tiering/index.ts";

/** What a test says of a small book; the rest is filled in plainly. */
export interface SmallBook {
  readonly tierCount: number;
  readonly tier: readonly number[];
  readonly revenue: readonly number[];
  /** Potential revenue; the revenue itself where absent. */
  readonly potential?: readonly number[];
  readonly baseRevenue?: readonly number[];
  readonly geo?: readonly string[];
  readonly ids?: readonly string[];
  /** TAM of every geography and category. */
  readonly tam?: number;
}

/** Builds accounts, already in ID order, from a few plain arrays. */
export function smallAccounts(book: SmallBook): Accounts {
  const n = book.tier.length;
  const ids = book.ids ?? Array.from({ length: n }, (_, i) => String(100 + i));
  const encoded = ids.map((id) => new TextEncoder().encode(id));
  const offsets = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) offsets[i + 1] = offsets[i]! + encoded[i]!.length;
  const bytes = new Uint8Array(offsets[n]!);
  for (let i = 0; i < n; i++) bytes.set(encoded[i]!, offsets[i]!);
  const revenue = Float64Array.from(book.revenue);
  const baseRevenue = Float64Array.from(book.baseRevenue ?? book.revenue);
  const potential = Float64Array.from(book.potential ?? book.revenue);
  const geo = market(book.geo ?? ids.map(() => "Everywhere"), book.tam ?? 1e9);
  const category = market(
    ids.map(() => "Everything"),
    book.tam ?? 1e9,
  );
  const letters = Array.from({ length: book.tierCount }, (_, k) => `Tier ${String.fromCharCode(65 + k)}`);
  const tier = Uint8Array.from(book.tier);
  return {
    n,
    ids: { bytes, offsets, numeric: ids.every((id) => /^\d+$/.test(id)) },
    tierCount: book.tierCount,
    tierNames: letters.map((label) => label.slice("Tier ".length)),
    hasTiers: true,
    tier,
    currency: null,
    signals: {
      runway: { kind: "computed", from: ["PotentialRevenue_FY30", "TotalRevenue_FY26"] },
      growth: { kind: "computed", from: ["TotalRevenue_FY26", "TotalRevenue_FY22"] },
      geo: { kind: "computed", from: ["PotentialRevenue_FY30", "Geo_Entity"] },
      category: { kind: "computed", from: ["PotentialRevenue_FY30", "Commercial_Category"] },
    },
    revenue,
    baseRevenue,
    growthYears: 4,
    potential,
    geo,
    category,
    roles: {
      id: "ID",
      name: null,
      owner: null,
      geo: "Geo_Entity",
      category: "Commercial_Category",
      tiers: ["MarketTier_FY26"],
      revenues: ["TotalRevenue_FY26", "TotalRevenue_FY22"],
      streams: [],
      products: [],
      potential: "PotentialRevenue_FY30",
    },
    text: new Map<string, TextColumn>([
      ["Geo_Entity", geo],
      ["Commercial_Category", category],
      ["MarketTier_FY26", { values: letters, codes: Uint16Array.from(tier) }],
    ]),
    numbers: new Map([
      ["TotalRevenue_FY26", revenue],
      ["TotalRevenue_FY22", baseRevenue],
      ["PotentialRevenue_FY30", potential],
    ]),
  };
}

function market(of: readonly string[], tam: number): MarketColumn {
  const values = [...new Set(of)].sort();
  return {
    values,
    codes: Uint16Array.from(of, (value) => values.indexOf(value)),
    tam: new Float64Array(values.length).fill(tam),
  };
}
