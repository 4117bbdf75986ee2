import { fileURLToPath } from "node:url";
import type { Book } from "../../data/book.ts";
import { loadBook } from "../../data/load.ts";
import { fileSource } from "../../data/source.ts";

const file = (name: string) => fileSource(fileURLToPath(new URL(`../../data/demo/${name}`, import.meta.url)));

let loading: Promise<Book> | null = null;

/** The demonstration book of 50,000 accounts, loaded once for all files on one worker: read it, never write to it. */
export function demoBook(): Promise<Book> {
  loading ??= loadBook({ accounts: file("accounts.csv.gz"), tam: file("tam.csv") });
  return loading;
}
