import { signal } from "@preact/signals";

/** Id of the book that the latest answer was computed on; null before there is one. */
export const answeredBook = signal<string | null>(null);

/** How often the server did not find what was asked for: it may be the book itself. */
export const misses = signal(0);

/** Notes the book that an answer names. */
export function noteBook(answer: unknown): void {
  const id = (answer as { readonly book?: { readonly id?: unknown } } | null)?.book?.id;
  if (typeof id === "string") answeredBook.value = id;
}
