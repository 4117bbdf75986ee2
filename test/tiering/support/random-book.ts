import type { Accounts, ColumnRoles, MarketColumn, TextColumn } from "../../../tiering/index.ts";

/** A made-up book with its raw tables: what a warehouse would hold. */
export interface RandomBook {
  readonly accounts: Accounts;
  /** Columns of the account table in order, with cells as they would stand in a CSV; "" is blank. */
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Rows of Metric_Name, Attr_Name, Attr_Value, Metric_Value. */
  readonly tam: readonly (readonly string[])[];
}

/** What may be said about a random book; the rest is drawn. */
export interface RandomBookOptions {
  readonly n: number;
  readonly seed: number;
  readonly tierCount?: number;
  /** Share of cells that are blank, zero or negative where the loader would take that. */
  readonly oddities?: number;
  /** Turns the published column names and values into others. */
  readonly rename?: (name: string) => string;
}

/** Uniform numbers in [0, 1): a 32-bit linear congruential generator, good enough to make up tests. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  for (let i = 0; i < 3; i++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Makes a book of skewed revenues whose tiers follow revenue with noise. */
export function randomBook(options: RandomBookOptions): RandomBook {
  const { n, seed, tierCount = 4, oddities = 0, rename = (name) => name } = options;
  const random = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const odd = () => random() < oddities;
  const roles = {
    id: rename("ID"),
    name: null,
    owner: null,
    geo: rename("Geo_Entity"),
    category: rename("Commercial_Category"),
    tiers: [rename("MarketTier_FY26")],
    revenues: [26, 25, 24, 23, 22].map((year) => rename(`TotalRevenue_FY${year}`)),
    streams: [26, 25].map((year) => rename(`RevStreamX_FY${year}`)),
    products: ["A", "B"].map((letter) => rename(`ProdCat${letter}_Revenue_FY26`)),
    potential: rename("PotentialRevenue_FY30"),
  } satisfies ColumnRoles;
  const numberNames = [...roles.revenues, ...roles.streams, ...roles.products, roles.potential];
  const numbers = new Map(numberNames.map((name) => [name, new Float64Array(n)]));
  const score = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const size = 14.5 + 1.4 * normal();
    const growth = 0.2 + 0.13 * normal();
    roles.revenues.forEach((name, age) => {
      const blank = age > 0 && odd();
      const value = Math.round(Math.exp(size - age * growth + 0.05 * normal()));
      numbers.get(name)![i] = blank ? (random() < 0.5 ? Number.NaN : 0) : odd() ? -value : value;
    });
    const now = numbers.get(roles.revenues[0]!)![i]!;
    for (const name of [...roles.streams, ...roles.products]) {
      numbers.get(name)![i] = odd() ? Number.NaN : Math.round(now * random() * 100) / 100;
    }
    const ahead = Math.round(Math.exp(size + 1 + 0.3 * growth + 0.4 * normal()));
    numbers.get(roles.potential)![i] = odd() ? Number.NaN : Math.abs(now) + ahead;
    score[i] = size + 0.9 * normal();
  }
  const geo = market(n, ["North", "South", "East", "West", "Isles"].map(rename), random);
  const category = market(n, ["Retail", "Energy", "Public", "Health"].map(rename), random);
  const ids = [...new Set(Array.from({ length: 2 * n }, () => 100000 + Math.floor(random() * 900000)))]
    .slice(0, n)
    .sort((a, b) => a - b)
    .map(String);
  const tier = tiersByScore(score, tierCount);
  const letters = Array.from({ length: tierCount }, (_, k) => `Tier ${String.fromCharCode(65 + k)}`);
  const texts: [string, TextColumn][] = [
    [roles.geo, geo],
    [roles.category, category],
    [roles.tiers[0]!, { values: letters, codes: Uint16Array.from(tier) }],
  ];
  const accounts: Accounts = {
    n: ids.length,
    ids: idColumn(ids),
    tierCount,
    tierNames: letters.map((label) => label.slice("Tier ".length)),
    hasTiers: true,
    tier,
    currency: null,
    signals: {
      runway: { kind: "computed", from: [roles.potential, roles.revenues[0]!] },
      growth: { kind: "computed", from: [roles.revenues[0]!, roles.revenues.at(-1)!] },
      geo: { kind: "computed", from: [roles.potential, roles.geo] },
      category: { kind: "computed", from: [roles.potential, roles.category] },
    },
    revenue: numbers.get(roles.revenues[0]!)!,
    baseRevenue: numbers.get(roles.revenues.at(-1)!)!,
    growthYears: 4,
    potential: numbers.get(roles.potential)!,
    geo,
    category,
    roles,
    text: new Map(texts),
    numbers,
  };
  return { accounts, ...rawTables(accounts, ids, texts) };
}

function tiersByScore(score: Float64Array, tierCount: number): Uint8Array {
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]!);
  const tier = new Uint8Array(score.length);
  // Tier k begins at this share of the book: few at the top, many at the bottom.
  order.forEach((i, place) => {
    const share = (place + 0.5) / score.length;
    tier[i] = Math.min(tierCount - 1, Math.floor(tierCount * share ** 0.45));
  });
  return tier;
}

function market(n: number, values: readonly string[], random: () => number): MarketColumn {
  const sorted = ["", ...values].sort();
  const codes = Uint16Array.from({ length: n }, () => Math.floor(random() ** 2 * sorted.length));
  // A blank has no TAM, and one value has a TAM of zero.
  const tam = Float64Array.from(sorted, (value, v) =>
    value === "" ? Number.NaN : v === sorted.length - 1 ? 0 : 2 * Math.round(1e9 * (0.2 + random())),
  );
  return { values: sorted, codes, tam };
}

function idColumn(ids: readonly string[]): Accounts["ids"] {
  const offsets = new Uint32Array(ids.length + 1);
  ids.forEach((id, i) => {
    offsets[i + 1] = offsets[i]! + id.length;
  });
  return { bytes: new TextEncoder().encode(ids.join("")), offsets, numeric: true };
}

function rawTables(accounts: Accounts, ids: readonly string[], texts: readonly [string, TextColumn][]) {
  const { roles, numbers } = accounts;
  const columns = [
    { name: roles.id, numeric: false },
    ...texts.map(([name]) => ({ name, numeric: false })),
    ...[...numbers.keys()].map((name) => ({ name, numeric: true })),
  ];
  const rows = ids.map((id, i) => [
    id,
    ...texts.map(([, column]) => column.values[column.codes[i]!]!),
    ...[...numbers.values()].map((column) => (Number.isNaN(column[i]!) ? "" : String(column[i]!))),
  ]);
  const tam = [accounts.geo, accounts.category].flatMap((of, m) => {
    const attribute = m === 0 ? roles.geo! : roles.category!;
    return of.values.flatMap((value, v) =>
      value === ""
        ? []
        : [
            ["Proj_TAM_ProdA_FY30", attribute, value, String(of.tam[v]! / 2)],
            ["x_Proj_TAM_ProdB_FY30", attribute, value, String(of.tam[v]! / 2)],
            ["Proj_TAM_RevX_FY30", attribute, value, "7"],
            ["Proj-TAM-Prod", attribute, value, "9"],
          ],
    );
  });
  return { columns, rows, tam };
}
