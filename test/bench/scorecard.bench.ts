import { markStarted } from "../support/started-processes.ts";
import { WaitedTooLong, within } from "../support/within.ts";
import type { BenchOptions, Report } from "./bench-line.ts";
import { LINES, type Seen } from "./support/scorecard-lines.ts";

export const title =
  "The reliability scorecard: each line's figure, aim, and whether it is met (--lines 7,12 for some)";

/** A line that has not come to its end by then is given up, seconds. */
const LINE_SECONDS = 1_800;

/**
 * Runs the lines one after the other; a line that is shown elsewhere is only pointed to. Each ends in its time, and
 * nothing that it has started outlives it.
 */
export async function run(report: Report, { lines }: BenchOptions = {}): Promise<void> {
  for (const { line, what, aim, look } of LINES) {
    if (lines !== undefined && !lines.includes(line)) continue;
    const start = performance.now();
    const endStarted = markStarted();
    const interrupted = () => {
      endStarted();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    const { seen, met } = await within(LINE_SECONDS, "its end", look()).catch(failed);
    process.off("SIGINT", interrupted);
    endStarted();
    const verdict = met === null ? "not judged" : met ? "met" : "NOT MET";
    report({
      name: `${String(line).padStart(2)} ${what}`,
      medianMs: performance.now() - start,
      quality: `${seen} · aim: ${aim} · ${verdict}`,
    });
  }
}

/** What is said of a line that came to no end, or to a bad one; the next is looked at all the same. */
function failed(error: unknown): Seen {
  const seen = error instanceof Error ? error.message : String(error);
  return { seen, met: error instanceof WaitedTooLong ? null : false };
}
