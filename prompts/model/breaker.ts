/** Leaves a failing model alone for a while, then lets one probe through. */
export interface Breaker {
  /** Whether a call may go out now; while half-open, only the one probe. */
  enter(): boolean;
  /** The call that entered has succeeded. */
  succeed(): void;
  /** The call that entered has failed upstream. */
  fail(): void;
  /** Learns that another replica has opened, until a time of the clock. */
  learn(until: number): void;
  /** The call that entered ended without saying anything about the upstream (its caller left). */
  leave(): void;
  state(): "closed" | "open" | "half-open";
  /** Milliseconds until the next probe; 0 where calls may go out. */
  waitMs(): number;
}

/**
 * A circuit breaker: after `failures` failures in a row it opens for `cooldownMs`; then one probe
 * decides whether it closes or opens again.
 * @param now the clock, milliseconds.
 */
export function createBreaker(failures: number, cooldownMs: number, now: () => number): Breaker {
  let inARow = 0;
  let openUntil: number | null = null;
  let probing = false;
  return {
    enter() {
      if (openUntil === null) return true;
      if (probing || now() < openUntil) return false;
      probing = true;
      return true;
    },
    succeed() {
      inARow = 0;
      openUntil = null;
      probing = false;
    },
    fail() {
      inARow++;
      if (inARow >= failures) openUntil = now() + cooldownMs;
      probing = false;
    },
    learn(until) {
      if (until > now()) openUntil = Math.max(openUntil ?? 0, until);
    },
    leave() {
      probing = false;
    },
    state() {
      if (openUntil === null) return "closed";
      return probing || now() >= openUntil ? "half-open" : "open";
    },
    waitMs() {
      return openUntil === null ? 0 : Math.max(0, openUntil - now());
    },
  };
}
