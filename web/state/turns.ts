let last: Promise<unknown> = Promise.resolve();

/**
 * Does long questions that nobody waits for one after the other, so that they never take more than one of the
 * server's workers from those that somebody waits for. What was given up meanwhile is passed over.
 */
export function inTurn(work: () => Promise<unknown>, signal: AbortSignal): void {
  last = last.then(() => (signal.aborted ? undefined : work())).catch(() => undefined);
}
