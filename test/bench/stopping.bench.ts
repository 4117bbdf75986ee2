import { demoBook } from "../support/demo-book.ts";
import { longWork, watchGaps } from "../support/long-work.ts";
import type { Report } from "./bench-line.ts";

export const title =
  "How soon work stops once its client has left: CPU time between checkpoints, 50,000 accounts";

/** Every kind of work to its end, its longest stretch without asking whether to stop. */
export async function run(report: Report): Promise<void> {
  for (const work of await longWork(await demoBook())) {
    const { longest, total, asked, ending } = watchGaps(work);
    report({
      name: work.name,
      medianMs: longest,
      quality: `of ${(total / 1_000).toFixed(2)} s, asked ${asked} times, ended ${ending}`,
    });
  }
}
