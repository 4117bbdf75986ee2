import type { Book } from "../../../data/book.ts";
import { generateBook } from "../../../data/generate.ts";
import { loadBook } from "../../../data/load.ts";
import { memorySource } from "../../../data/source.ts";

/** A loaded book like the demonstration book, of any size. */
export function generatedBook(rows: number): Promise<Book> {
  const { accounts, tam } = generateBook({ rows, seed: 1 });
  return loadBook({
    accounts: memorySource("accounts.csv", [...accounts].join("")),
    tam: memorySource("tam.csv", tam),
  });
}
