import { type Accounts, DOMAIN_COLUMN, type Seller } from "../../tiering/index.ts";

/**
 * The text column of a book that says an account's domain: our own where the book has it, else the one that holds
 * most of the domains that sellers name, and more than half of them; O(values of the text columns).
 */
export function domainColumnOf(book: Pick<Accounts, "text">, sellers: readonly Seller[]): string {
  if (book.text.has(DOMAIN_COLUMN)) return DOMAIN_COLUMN;
  const named = new Set(sellers.flatMap(({ domains }) => domains));
  let best = { column: DOMAIN_COLUMN, known: named.size / 2 };
  for (const [column, { values }] of book.text) {
    const known = values.reduce((count, value) => count + (named.has(value) ? 1 : 0), 0);
    if (known > best.known) best = { column, known };
  }
  return best.column;
}
