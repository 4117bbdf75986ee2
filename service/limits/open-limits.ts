import type { Config } from "../config.ts";
import type { SharedRedis } from "../redis.ts";
import { createMemoryLimits, type Limits } from "./limits.ts";
import { createSharedLimits } from "./shared-limits.ts";

/** The limits that the configuration names: counted by all replicas together where they share a Redis. */
export function openLimits(config: Config, redis: SharedRedis | null): Limits {
  const sizes = {
    cheap: config.LIMIT_REQUESTS,
    heavy: config.LIMIT_HEAVY,
    // Without a model a message costs half a millisecond.
    model: config.OPENAI_API_KEY === undefined ? 0 : config.LIMIT_MODEL,
    "sign-in": config.LIMIT_SIGN_INS,
  };
  const own = createMemoryLimits(sizes);
  return redis === null ? own : createSharedLimits(sizes, { memory: redis.memory, own, now: Date.now });
}
