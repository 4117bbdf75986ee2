/** Lets so many through at once; the others wait in order. */
export interface Gate {
  /**
   * Waits for a place and gives the way to leave it.
   * @throws the signal's reason where it is aborted before
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** A gate for `limit` at once. */
export function createGate(limit: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = () => {
    inside--;
    waiting.shift()?.();
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (inside >= limit) {
        const { promise, reject, resolve } = Promise.withResolvers<void>();
        const abort = () => {
          waiting.splice(waiting.indexOf(resolve), 1);
          reject(signal.reason);
        };
        waiting.push(resolve);
        signal.addEventListener("abort", abort, { once: true });
        try {
          await promise;
        } finally {
          signal.removeEventListener("abort", abort);
        }
      }
      inside++;
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
  };
}
