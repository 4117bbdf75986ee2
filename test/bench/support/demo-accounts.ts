import { generateBook } from "../../../data/generate.ts";
import { loadBook } from "../../../data/load.ts";
import { memorySource } from "../../../data/source.ts";
import type { Accounts } from "../../../tiering/index.ts";

/** The demonstration book of any size and seed, generated and loaded in memory. */
export async function demoAccounts(rows: number, seed: number): Promise<Accounts> {
  const generated = generateBook({ rows, seed });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const text of generated.accounts) yield Buffer.from(text);
  }
  return loadBook({
    accounts: { name: "accounts.csv", chunks: chunks() },
    tam: memorySource("tam.csv", generated.tam),
  });
}

/** A book `times` as large: copies of every account, each amount a little off, in the same tiers. */
export function tileAccounts(book: Accounts, times: number): Accounts {
  const n = book.n * times;
  const spread = (values: Float64Array) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = values[i % book.n]! * (1 + 0.1 * (((i * 2654435761) % 4096) / 4096));
    return out;
  };
  const tier = new Uint8Array(n);
  const geo = new Uint16Array(n);
  const category = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    tier[i] = book.tier[i % book.n]!;
    geo[i] = book.geo.codes[i % book.n]!;
    category[i] = book.category.codes[i % book.n]!;
  }
  return {
    ...book,
    n,
    tier,
    revenue: spread(book.revenue),
    baseRevenue: spread(book.baseRevenue),
    potential: spread(book.potential),
    geo: { ...book.geo, codes: geo },
    category: { ...book.category, codes: category },
  };
}
