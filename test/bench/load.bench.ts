import { generateBook } from "../../data/generate.ts";
import { loadBook } from "../../data/load.ts";
import { fileSource } from "../../data/source.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Data: load and generate";

const demo = (name: string): string => new URL(`../../data/demo/${name}`, import.meta.url).pathname;

/** Loads the demonstration book from its files, and generates one of the same size. */
export async function run(report: Report): Promise<void> {
  let accepted = 0;
  const load = async (): Promise<void> => {
    const book = await loadBook({
      accounts: fileSource(demo("accounts.csv.gz")),
      tam: fileSource(demo("tam.csv")),
    });
    accepted = book.quality.accepted;
  };
  const loading = await measure(load, { runs: 5, warmUps: 1 });
  report({ name: "load 50,000 accounts (csv.gz)", ...loading, quality: `${accepted} accepted` });

  let bytes = 0;
  const generate = (): void => {
    bytes = 0;
    for (const chunk of generateBook({ rows: 50_000, seed: 1 }).accounts) bytes += chunk.length;
  };
  const generating = await measure(generate, { runs: 3, warmUps: 1 });
  report({ name: "generate 50,000 accounts", ...generating, quality: `${bytes} bytes of CSV` });
}
