/** Cells of the bar. */
const WIDTH = 30;

/** Least milliseconds between two drawings. */
const PAUSE = 100;

/**
 * Draws a progress bar: on a terminal in place, elsewhere one line for each tenth.
 * @returns A function of the phase and the share done, 0 … 1; 1 ends the bar.
 */
export function createProgressBar(stream: NodeJS.WriteStream): (phase: string, share: number) => void {
  let drawn = -PAUSE;
  let tenth = -1;
  return (phase, share) => {
    const filled = Math.floor(share * WIDTH);
    const line = `[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % ${phase}`;
    if (!stream.isTTY) {
      if (Math.floor(share * 10) > tenth) stream.write(`${line}\n`);
      tenth = Math.max(tenth, Math.floor(share * 10));
      return;
    }
    if (performance.now() - drawn < PAUSE && share < 1) return;
    drawn = performance.now();
    stream.write(`\r${line}\u001b[K${share < 1 ? "" : "\n"}`);
  };
}
