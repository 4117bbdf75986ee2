import { createNameDrawer } from "./demo-book/account-names.ts";
import { drawFirms } from "./demo-book/firms.ts";
import { createLabelDrawer } from "./demo-book/label-draws.ts";
import { drawMarkets } from "./demo-book/markets.ts";
import { YEARS } from "./demo-book/parameters.ts";
import { createRandomStream } from "./demo-book/random.ts";
import { createRevenueDrawer } from "./demo-book/revenue-draws.ts";
import { renderTamTable } from "./demo-book/tam-table.ts";
import { drawTiers } from "./demo-book/tier-policy.ts";

/** Seed of the committed demonstration book; chosen among 1 … 48 for its fit (data/demo/README.md). */
export const DEFAULT_SEED = 17;

/** Accounts in the committed demonstration book. */
export const DEFAULT_ROWS = 50_000;

/** Rows in one chunk of CSV text. */
const CHUNK_ROWS = 2_000;

const YEAR_NAMES = Array.from({ length: YEARS }, (_, age) => `FY${26 - age}`);

/** Columns of the generated accounts file, in order. */
export const DEMO_COLUMNS: readonly string[] = [
  "ID",
  "Geo_Entity",
  "Area_National",
  "Area_Admin",
  "Area_Urban",
  "Commercial_Category",
  "Commercial_Stream",
  "Commercial_Specialty",
  "MarketDomain",
  ...YEAR_NAMES.map((year) => `MarketTier_${year}`),
  ...YEAR_NAMES.map((year) => `TotalRevenue_${year}`),
  ...YEAR_NAMES.map((year) => `RevStreamX_${year}`),
  ..."ABCDE".split("").map((letter) => `ProdCat${letter}_Revenue_FY26`),
  "PotentialRevenue_FY30",
  "Account_Name",
  "Account_Owner",
];

/** A generated book: the accounts as chunks of CSV text, rendered while they are read, and the TAM table. */
export interface GeneratedBook {
  readonly accounts: Iterable<string>;
  readonly tam: string;
}

/** The account that the documentation speaks of: it is in every generated book. */
const KNOWN_ID = 304_930_413;

/** n distinct nine-digit IDs in random order; the one nearest to the known one is that. */
function drawIds(n: number, seed: number): Uint32Array {
  const { uniform } = createRandomStream(seed, "id");
  const seen = new Set<number>();
  while (seen.size < n) seen.add(100_000_000 + Math.floor(uniform() * 899_999_999));
  const ids = Uint32Array.from(seen);
  // No other account stands between the two, so that the order of the IDs stays as it was drawn.
  const off = (id: number) => Math.abs(id - KNOWN_ID) + (id % 500 === 0 ? 1e9 : 0);
  let nearest = 0;
  for (let i = 1; i < n; i++) if (off(ids[i]!) < off(ids[nearest]!)) nearest = i;
  ids[nearest] = KNOWN_ID;
  return ids;
}

/**
 * Generates the demonstration book of any size from a seed: synthetic accounts, no real customers.
 * The same rows and seed give the same bytes on every machine of one Node major (Math.exp and Math.log
 * are V8's own). Holds numbers of about 300 bytes an account and never the CSV text.
 */
export function generateBook(options: { readonly rows: number; readonly seed: number }): GeneratedBook {
  const { rows: n, seed } = options;
  const firms = drawFirms(n, seed);
  const markets = drawMarkets(firms, seed);
  const tiers = drawTiers(firms, markets.geo, seed);
  const ids = drawIds(n, seed);

  function* accounts(): Generator<string> {
    const labels = createLabelDrawer(firms, markets, tiers.judgement, seed);
    const names = createNameDrawer(markets, seed);
    const money = createRevenueDrawer(firms, tiers.judgement, seed);
    let text = `${DEMO_COLUMNS.join(",")}\n`;
    for (let i = 0; i < n; i++) {
      const revenues = YEAR_NAMES.map((_, age) => Math.round(Math.exp(firms.logRevenue.at(-1 - age)![i]!)));
      // A few revenues of the three newest years carry half a unit, so that the columns are not all whole.
      const half = ids[i]! % 500 === 0 ? 0.5 : 0;
      text += `${ids[i]},${labels(i)}`;
      for (let t = YEARS - 1; t >= 0; t--) text += `,Tier ${"ABCD"[tiers.byYear[t]![i]!]}`;
      revenues.forEach((revenue, age) => {
        text += `,${age < 3 ? revenue + half : revenue}`;
      });
      for (const amount of money(i, revenues)) text += `,${amount}`;
      text += `,${firms.potential[i]},${names(i)}\n`;
      if ((i + 1) % CHUNK_ROWS === 0) {
        yield text;
        text = "";
      }
    }
    if (text !== "") yield text;
  }

  const tam = renderTamTable(markets.geo.tam, markets.category.tam, seed);
  return { accounts: { [Symbol.iterator]: accounts }, tam };
}
