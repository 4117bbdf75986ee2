import type { BenchOptions, Report } from "./bench-line.ts";
import { LINES } from "./support/scorecard-lines.ts";

export const title =
  "The reliability scorecard: each line's figure, aim, and whether it is met (--lines 7,12 for some)";

/** Runs the lines one after the other; a line that is shown elsewhere is only pointed to. */
export async function run(report: Report, { lines }: BenchOptions = {}): Promise<void> {
  for (const { line, what, aim, look } of LINES) {
    if (lines !== undefined && !lines.includes(line)) continue;
    const start = performance.now();
    const { seen, met } = await look();
    const verdict = met === null ? "not judged" : met ? "met" : "NOT MET";
    report({
      name: `${String(line).padStart(2)} ${what}`,
      medianMs: performance.now() - start,
      quality: `${seen} · aim: ${aim} · ${verdict}`,
    });
  }
}
