/**
 * Runs work one piece at a time: what is asked while a piece runs waits, and only the latest of it is
 * done. So a drag is followed at the speed of the server, and its end is never lost.
 */
export function latestWins<T>(work: (wish: T) => Promise<void>): (wish: T) => void {
  let busy = false;
  let waiting: { readonly wish: T } | null = null;
  const run = async (wish: T) => {
    busy = true;
    try {
      await work(wish);
    } finally {
      busy = false;
      const next = waiting;
      waiting = null;
      if (next !== null) void run(next.wish);
    }
  };
  return (wish) => {
    if (busy) waiting = { wish };
    else void run(wish);
  };
}
