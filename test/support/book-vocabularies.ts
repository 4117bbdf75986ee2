import { readFileSync } from "node:fs";
import type { Vocabulary } from "../../prompts/index.ts";
import { otherBook } from "./other-book.ts";
import { vocabulary } from "./vocabulary.ts";

type Stored = Omit<Vocabulary, "aliases" | "hasAccount">;

const BOOKS = JSON.parse(
  readFileSync(new URL("../fixtures/messages/books.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Stored>>;

/** What the IDs of each book look like. */
const IDS: Readonly<Record<string, RegExp>> = {
  saas: /^AC-1\d{3}$/u,
  german: /^20\d{3}$/u,
  us: /^U\d{3,4}$/u,
  insurer: /^P10\d{3}$/u,
  agency: /^CU-0\d{3}$/u,
};

const MADE = new Map<string, Vocabulary>();

/** The vocabulary of one of the books that messages were written for: a SaaS vendor's, a German distributor's, a US territory's, an insurer's, an agency's whose values are words ("Growth", "Other", "South"). */
export function bookNamed(name: string): Vocabulary {
  const known = MADE.get(name);
  if (known !== undefined) return known;
  const stored = BOOKS[name];
  if (stored === undefined) throw new Error(`No book "${name}" in test/fixtures/messages/books.json.`);
  const made = { ...stored, aliases: new Map(), hasAccount: (id: string) => IDS[name]?.test(id) ?? false };
  MADE.set(name, made);
  return made;
}

/** The vocabulary that a message was written for: the demonstration book's where it names none. */
export function bookOf({ book }: { readonly book?: number | string }): Vocabulary {
  return book === undefined ? vocabulary : typeof book === "string" ? bookNamed(book) : otherBook;
}
