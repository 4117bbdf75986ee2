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

/** A book `times` as large with its history: copies of every account, each amount a little off. */
export function tileHistory(book: Accounts, times: number): Accounts {
  const n = book.n * times;
  const codes = (of: Uint16Array | Uint32Array) => Uint32Array.from({ length: n }, (_, i) => of[i % book.n]!);
  const numbers = new Map(
    [...book.numbers].map(([name, column]) => {
      const out = new Float64Array(n);
      for (let i = 0; i < n; i++)
        out[i] = column[i % book.n]! * (1 + (((i * 2654435761) % 4096) / 4096) * 0.1);
      return [name, out] as const;
    }),
  );
  return {
    ...book,
    n,
    tier: Uint8Array.from({ length: n }, (_, i) => book.tier[i % book.n]!),
    numbers,
    revenue: numbers.get(book.roles.revenues[0]!)!,
    baseRevenue: numbers.get(book.roles.revenues.at(-1)!)!,
    potential: numbers.get(book.roles.potential!)!,
    text: new Map([...book.text].map(([name, column]) => [name, { ...column, codes: codes(column.codes) }])),
    geo: { ...book.geo, codes: codes(book.geo.codes) },
    category: { ...book.category, codes: codes(book.category.codes) },
  };
}
