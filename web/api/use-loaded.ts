import { useEffect, useState } from "preact/hooks";
import { type Trouble, troubleOf } from "./problem.ts";

/** What a server keeps and others may change: loaded when it is first shown, and put anew by whoever changes it. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly trouble: Trouble | null;
  readonly busy: boolean;
  /** Does something whose answer takes the place of the value; null leaves it. */
  act(work: () => Promise<T | null>): Promise<void>;
}

/** Loads a value at once, and again where the key changes. */
export function useLoaded<T>(load: () => Promise<T>, key = ""): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<T | null>) => {
    setBusy(true);
    setTrouble(null);
    try {
      const next = await work();
      if (next !== null) setValue(next);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  useEffect(() => void act(load), [key]);
  return { value, trouble, busy, act };
}
