import type { Book } from "../../data/book.ts";

/** How much more of a book may be rejected than of the one before, as a share of its rows. */
const MOST_MORE = 0.05;

/** What is looked at of a book. */
interface Judged {
  readonly quality: Pick<Book["quality"], "input" | "rejected" | "rows">;
}

/**
 * Why a book read anew does not take the place of the one in force: a share of its rows was rejected that is more
 * than five percentage points above that of the book before. Null where it may.
 */
export function refusalOf(before: Judged, { quality }: Judged): string | null {
  const { input, rejected, rows } = quality;
  const [was, is] = [shareRejected(before.quality), shareRejected(quality)];
  if (is <= was + MOST_MORE) return null;
  const [first] = rows;
  const why = first && `, the first on line ${first.line}: ${first.reason}`;
  return (
    `${rejected.toLocaleString("en")} of ${input.toLocaleString("en")} rows cannot be read (of the book in force ` +
    `${before.quality.rejected.toLocaleString("en")} of ${before.quality.input.toLocaleString("en")}); expected at most ` +
    `5 percentage points more${why}. The book in force stays; a restart takes the new one as it is.`
  );
}

/** Largest share of the accounts that may be gone from one reading to the next. */
const MOST_GONE = 0.2;

/**
 * Why a book that lacks accounts of the one in force does not take its place: more than a fifth of them, as half of a
 * table or of a file does. Null where it may.
 */
export function refusalOfLoss({ n }: Pick<Book, "n">, gone: number): string | null {
  if (gone <= MOST_GONE * n) return null;
  return (
    `${gone.toLocaleString("en")} of the ${n.toLocaleString("en")} accounts of the book in force are gone; expected at most ` +
    "20 %, as a source that is read in part loses more. The book in force stays; a restart takes the new one as it is."
  );
}

function shareRejected({ input, rejected }: Judged["quality"]): number {
  return input === 0 ? 0 : rejected / input;
}
