import type { Book } from "../../data/book.ts";
import { type BookChange, compareBooks } from "../../tiering/index.ts";
import { refusalOf, refusalOfLoss } from "./rejection-guard.ts";

/** How the configured book was read anew last; plain JSON. */
export interface RefreshReport {
  /** Seconds from the end of one reading to the next. */
  readonly everySeconds: number;
  /** When the book was last read, whether it had changed or not; null before the first time. */
  readonly at: string | null;
  /** Why the last reading failed, or its book was not taken; the book of before then stands. */
  readonly trouble: string | null;
  /** What the last reading that differed changed, when, and from which book. */
  readonly change: (BookChange & { readonly at: string; readonly previous: string }) | null;
}

/** What a refresher needs. */
export interface RefresherOptions {
  readonly everySeconds: number;
  /** Reads the book anew. */
  readonly load: () => Promise<Book>;
  /** The book that answers now. */
  readonly current: () => Book;
  /** Puts a new book in the place of the current one; calls `publish` at that moment. */
  readonly swap: (book: Book, publish: () => void) => Promise<void>;
  /** Called after each reading, with why it failed or its book was not taken; null where neither. */
  readonly onRead?: (trouble: string | null) => void;
  readonly onChange: (book: Book, report: RefreshReport) => void;
  /** Called when a reading fails or its book is not taken; `isNew` where the reading before said otherwise. */
  readonly onTrouble: (trouble: string, isNew: boolean) => void;
  readonly now: () => Date;
}

/** Reads the configured book anew on a schedule. */
export interface Refresher {
  report(): RefreshReport;
  /** Reads the book now; a reading under way is waited for. */
  refresh(): Promise<void>;
  stop(): void;
}

/**
 * Reads the book again and again, the next time so many seconds after the last has ended, so that readings never
 * overlap. A book that is the same stays; another one takes its place at once and is compared with it; one that
 * cannot be read, of which much more is rejected than of the one in force, or that lacks more than a fifth of its
 * accounts, changes nothing but the report.
 */
export function createRefresher(options: RefresherOptions): Refresher {
  const { everySeconds, load, current, swap, now } = options;
  let report: RefreshReport = { everySeconds, at: null, trouble: null, change: null };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> | null = null;
  const fail = (trouble: string) => {
    const isNew = trouble !== report.trouble;
    report = { ...report, at: now().toISOString(), trouble };
    options.onTrouble(trouble, isNew);
  };
  const read = async () => {
    try {
      const [before, book] = [current(), await load()];
      const at = now().toISOString();
      if (isStopped) return;
      if (book.id === before.id) {
        report = { ...report, at, trouble: null };
        return;
      }
      const refusal = refusalOf(before, book);
      if (refusal !== null) return fail(refusal);
      const change = { ...compareBooks(before, book), at, previous: before.id };
      const loss = refusalOfLoss(before, change.gone);
      if (loss !== null) return fail(loss);
      // The last answer of the book before does not tell of the change, the first of the new one does.
      await swap(book, () => {
        report = { ...report, at, trouble: null, change };
      });
      if (!isStopped) options.onChange(book, report);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  };
  const plan = () => {
    if (isStopped) return;
    timer = setTimeout(() => void refresh(), everySeconds * 1_000);
    timer.unref();
  };
  const refresh = (): Promise<void> => {
    clearTimeout(timer);
    running ??= read().finally(() => {
      running = null;
      if (!isStopped) options.onRead?.(report.trouble);
      plan();
    });
    return running;
  };
  plan();
  return {
    report: () => report,
    refresh,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
