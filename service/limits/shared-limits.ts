import type { SharedMemory } from "../../prompts/index.ts";
import type { LimitName, LimitSizes, Limits, Taken } from "./limits.ts";
import { WINDOWS } from "./limits.ts";

/**
 * Limits that replicas count together, in windows of the clock; wherever the shared memory does not answer, this
 * replica's own, which has counted all along.
 * @param own what this process counts by itself
 * @param now the clock that replicas agree on, milliseconds since 1970
 */
export function createSharedLimits(
  sizes: LimitSizes,
  { memory, own, now }: { readonly memory: SharedMemory; readonly own: Limits; readonly now: () => number },
): Limits {
  const window = (name: LimitName, key: string) => {
    const ms = WINDOWS[name] * 1_000;
    const at = Math.floor(now() / ms);
    return { counter: `limit:${name}:${at}:${key}`, msLeft: (at + 1) * ms - now() };
  };
  const stateOf = (name: LimitName, used: number, msLeft: number): Taken => ({
    name,
    limit: sizes[name],
    windowSeconds: WINDOWS[name],
    granted: used <= sizes[name],
    remaining: Math.max(0, sizes[name] - used),
    resetSeconds: Math.max(1, Math.ceil(msLeft / 1_000)),
  });
  return {
    async take(name, key, amount = 1) {
      const counted = await own.take(name, key, amount);
      if (counted === null) return null;
      const { counter, msLeft } = window(name, key);
      const used = await memory.add(counter, amount, WINDOWS[name]);
      return used === null ? counted : stateOf(name, used, msLeft);
    },
    async look(name, key) {
      const counted = await own.look(name, key);
      if (counted === null) return null;
      const { counter, msLeft } = window(name, key);
      const [used = null] = await memory.read([counter]);
      return used === null ? counted : stateOf(name, Number(used), msLeft);
    },
  };
}
