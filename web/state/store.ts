import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A value that many components watch; each change replaces it. */
export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

/** A store of plain fields. */
export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      value = { ...value, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The part of a store that a component shows; the component is drawn again only when that part changes. */
export function useStore<T extends object, P>(store: Store<T>, pick: (value: T) => P): P {
  const [, redraw] = useState(0);
  const latest = useRef({ pick, picked: pick(store.get()) });
  latest.current = { pick, picked: pick(store.get()) };
  useLayoutEffect(() => {
    const look = () => {
      const { pick: choose, picked } = latest.current;
      if (!Object.is(choose(store.get()), picked)) redraw((count) => count + 1);
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return latest.current.picked;
}
