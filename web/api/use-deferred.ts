import { useEffect, useState } from "preact/hooks";

/** The value once it has stood still for a while; the first one at once. */
export function useDeferred<T>(value: T, restMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
