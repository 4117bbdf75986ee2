import { computed, effect, signal } from "@preact/signals";
import { openedBook } from "../api/address.ts";
import { answeredBook, misses } from "../api/book-seen.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";

/** Id of the book as the page met it: what is shown was made for this one. */
export const metBook = signal<string | null>(null);

const isGone = signal(false);

/** What became of the book since the page met it: read anew by the server, or removed from it. */
export const bookFate = computed<"there" | "changed" | "gone">(() => {
  if (isGone.value) return "gone";
  const [met, answered] = [metBook.value, answeredBook.value];
  return met !== null && answered !== null && met !== answered ? "changed" : "there";
});

/** Looks whether the book is still there, whenever something was not found. */
export function watchBook(): void {
  effect(() => {
    if (misses.value === 0 || openedBook() === null || isGone.peek()) return;
    void look();
  });
}

let looking = false;

async function look(): Promise<void> {
  if (looking) return;
  looking = true;
  try {
    await getJson("v1/book");
  } catch (error) {
    if (troubleOf(error)?.status === 404) isGone.value = true;
  }
  looking = false;
}
