import { RateLimiterMemory } from "rate-limiter-flexible";

/** What a call counts as: answered at once, seconds of a worker, or tokens of a language model. */
export type Cost = "cheap" | "heavy" | "model";

/** What is limited: calls by their cost, and tries to sign in. */
export type LimitName = Cost | "sign-in";

/** What was taken of a limit, and what is left. */
export interface Taken {
  readonly name: LimitName;
  /** Most in one window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** False where the limit was reached before. */
  readonly granted: boolean;
  readonly remaining: number;
  /** Seconds until the window begins anew. */
  readonly resetSeconds: number;
}

/** Limits by who asks. In memory here; what several replicas share takes the place of this behind the same two. */
export interface Limits {
  /** Takes one of a limit, or an amount, for a key; null where there is no such limit. Never throws. */
  take(name: LimitName, key: string, amount?: number): Promise<Taken | null>;
  /** What is left of a limit for a key, without taking any; null where there is no such limit. */
  look(name: LimitName, key: string): Promise<Taken | null>;
}

/** Most of each in a window; 0 for no limit. */
export type LimitSizes = Readonly<Record<LimitName, number>>;

/** Windows, seconds: a minute of calls, a quarter of an hour of wrong tokens. */
export const WINDOWS: Readonly<Record<LimitName, number>> = {
  cheap: 60,
  heavy: 60,
  model: 60,
  "sign-in": 900,
};

/** Limits that this process keeps by itself. */
export function createMemoryLimits(sizes: LimitSizes): Limits {
  const limiters = new Map<LimitName, RateLimiterMemory>();
  for (const [name, points] of Object.entries(sizes) as [LimitName, number][]) {
    if (points > 0) limiters.set(name, new RateLimiterMemory({ points, duration: WINDOWS[name] }));
  }
  const taken = (name: LimitName, used: number, msLeft: number): Taken => ({
    name,
    limit: sizes[name],
    windowSeconds: WINDOWS[name],
    granted: used <= sizes[name],
    remaining: Math.max(0, sizes[name] - used),
    resetSeconds: Math.max(1, Math.ceil(msLeft / 1_000)),
  });
  return {
    async take(name, key, amount = 1) {
      const limiter = limiters.get(name);
      if (limiter === undefined) return null;
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, amount);
      return taken(name, consumedPoints, msBeforeNext);
    },
    async look(name, key) {
      const limiter = limiters.get(name);
      if (limiter === undefined) return null;
      const state = await limiter.get(key);
      return taken(name, state?.consumedPoints ?? 0, state?.msBeforeNext ?? WINDOWS[name] * 1_000);
    },
  };
}
