/** Runs work of one key one piece after the other, and of different keys beside each other. */
export type KeyedTurns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Turns by key; what fails holds up nobody behind it. */
export function createKeyedTurns(): KeyedTurns {
  const latest = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (latest.get(key) ?? Promise.resolve()).then(work);
    const over = mine.then(
      () => undefined,
      () => undefined,
    );
    latest.set(key, over);
    void over.then(() => {
      if (latest.get(key) === over) latest.delete(key);
    });
    return mine;
  };
}
