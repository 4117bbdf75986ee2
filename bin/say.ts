import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Hooks, roundedUp, type Summary } from "../tiering/index.ts";
import { createProgressBar } from "./progress-bar.ts";

/** Says one line to standard error. */
export const say = (line: string) => process.stderr.write(`${line}\n`);

/** Shows progress on a terminal; a log gets none of it. */
export function createProgressLine(): Hooks["onProgress"] {
  if (!process.stderr.isTTY) return undefined;
  const draw = createProgressBar(process.stderr);
  return ({ phase, share }) => draw(phase, share);
}

/** Says what a run did to standard error. */
export function sayResult(summary: Summary): void {
  const { before, after } = summary.kpis;
  const { certificate } = summary;
  for (const note of summary.notes) say(note.text);
  say(`composite ${before === null ? "" : `${before.composite.toFixed(4)} → `}${after.composite.toFixed(4)}`);
  if (summary.moved !== null) {
    const { count, up, down } = summary.moved;
    say(`${count.toLocaleString("en")} accounts moved: ${up} up, ${down} down`);
  }
  if (certificate) {
    const { of, bound, gap, liftGap, proven } = certificate;
    const open = (part: number | null, name: string) =>
      part === null ? [] : [`${roundedUp(part * 100, 2)} % of the ${name}`];
    const within = [...open(gap, "value"), ...open(liftGap, "lift")];
    say(
      `${of === "tpa" ? "a TPA of " : ""}at most ${roundedUp(bound, 4)} is possible${within.length > 0 ? `: within ${within.join(", ")}` : ""}${proven ? ", proven" : ""}`,
    );
  }
}

/** Writes to standard output; a reader that has seen enough is no failure. */
export async function print(slices: Iterable<Uint8Array | string>): Promise<void> {
  try {
    await pipeline(Readable.from(slices), process.stdout, { end: false });
  } catch (error) {
    // `| head`
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}
