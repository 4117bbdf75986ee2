/** Returns a value kept under a key, or makes and keeps it; keys are compared as JSON. */
export type Keeper<T> = (key: unknown, make: () => T, worthKeeping?: (value: T) => boolean) => T;

/** Keeps the values of the last `count` keys used. */
export function keepLast<T>(count: number): Keeper<T> {
  const kept = new Map<string, T>();
  return (key, make, worthKeeping = () => true) => {
    const name = JSON.stringify(key);
    const value = kept.has(name) ? kept.get(name)! : make();
    kept.delete(name);
    if (worthKeeping(value)) kept.set(name, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= count) break;
      kept.delete(oldest);
    }
    return value;
  };
}
