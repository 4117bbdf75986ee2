import { useEffect, useState } from "preact/hooks";
import { address } from "./address.ts";
import { getJson } from "./call.ts";
import { type Trouble, troubleOf } from "./problem.ts";

interface Received<T> {
  /** What the answer, or the trouble, was asked with. */
  readonly path: string | null;
  readonly answer: T | null;
  readonly trouble: Trouble | null;
}

/** An answer on its way: the last one stays until the next has come. */
export interface Awaited<T> {
  readonly answer: T | null;
  readonly trouble: Trouble | null;
  /** True while what is shown is not yet what is asked. */
  readonly busy: boolean;
}

/** The answers to some GETs, asked together; what is no longer wanted is given up. */
export function useAnswers<T>(paths: readonly string[]): Awaited<readonly T[]> {
  const [state, setState] = useState<Received<readonly T[]>>({ path: null, answer: null, trouble: null });
  const key = paths.join(" ");
  useEffect(() => {
    if (key === "") return;
    const left = new AbortController();
    Promise.all(key.split(" ").map((path) => getJson<T>(path, left.signal)))
      .then((answer) => setState({ path: key, answer, trouble: null }))
      .catch((error: unknown) => {
        const trouble = troubleOf(error);
        if (trouble !== null) setState((before) => ({ ...before, path: key, trouble }));
      });
    return () => left.abort();
  }, [key]);
  const { path, answer, trouble } = state;
  return { answer, trouble, busy: key !== "" && path !== key };
}

/** The text at an address; null until it is there, and where it cannot be had. */
export function useText(path: string): string | null {
  const [told, setTold] = useState<{ readonly path: string; readonly text: string | null } | null>(null);
  useEffect(() => {
    const left = new AbortController();
    fetch(address(path), { signal: left.signal })
      .then(async (response) => setTold({ path, text: response.ok ? await response.text() : null }))
      // The answer beside it meets the same trouble, and shows it.
      .catch(() => undefined);
    return () => left.abort();
  }, [path]);
  return told?.path === path ? told.text : null;
}
