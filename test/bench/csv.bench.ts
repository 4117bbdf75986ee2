import type { Book } from "../../data/book.ts";
import type { CsvOptions } from "../../data/csv/slices.ts";
import { csvSlices } from "../../data/csv/slices.ts";
import { generateBook } from "../../data/generate.ts";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { computePotential, computeZScores, DEFAULT_WEIGHTS } from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Data: CSV out";

async function generated(rows: number): Promise<Book> {
  const { accounts, tam } = generateBook({ rows, seed: 1 });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const text of accounts) yield Buffer.from(text);
  }
  return loadBook({
    accounts: { name: "accounts.csv", chunks: chunks() },
    tam: memorySource("tam.csv", tam),
  });
}

/** Renders every slice and lets each go; the greatest growth of memory seen between slices. */
function drain(book: Book, options: CsvOptions, potential: Float64Array): { bytes: number; growth: number } {
  const start = process.memoryUsage.rss();
  let growth = 0;
  let bytes = 0;
  let slices = 0;
  const run = { tiers: book.tier, tierCount: book.tierCount, potential };
  for (const slice of csvSlices(book, run, options)) {
    bytes += slice.length;
    if (slices++ % 64 === 0) growth = Math.max(growth, process.memoryUsage.rss() - start);
  }
  return { bytes, growth };
}

/** Renders CSV of 50,000 and of 1,000,000 accounts. */
export async function run(report: Report): Promise<void> {
  for (const [n, runs] of [
    [50_000, 15],
    [1_000_000, 3],
  ] as const) {
    const book = await generated(n);
    const potential = computePotential(computeZScores(book), DEFAULT_WEIGHTS);
    for (const columns of [undefined, "all"] as const) {
      let last = { bytes: 0, growth: 0 };
      const work = (): void => {
        last = drain(book, columns === undefined ? {} : { columns }, potential);
      };
      const times = await measure(work, { runs, warmUps: 1 });
      const name = `CSV of ${n.toLocaleString("en")} rows, ${columns ?? "default"} columns`;
      const rate = (n / times.medianMs / 1000).toFixed(2);
      const growth = (last.growth / 2 ** 20).toFixed(0);
      report({ name, ...times, quality: `${rate} M rows/s, ${last.bytes} bytes, +${growth} MiB at most` });
    }
  }
}
