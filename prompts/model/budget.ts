const DAY_MS = 86_400_000;

/** Counts tokens against a limit that begins afresh each UTC day. */
export interface TokenBudget {
  spend(tokens: number): void;
  /** Tokens spent today. */
  used(): number;
  /** Learns what all replicas together have spent today. */
  learn(tokens: number): void;
  /** Whether today's tokens are spent. */
  spent(): boolean;
  /** Milliseconds until the next UTC day. */
  waitMs(): number;
}

/**
 * A daily token budget.
 * @param limit tokens a day; Infinity for none.
 * @param now the clock, milliseconds since 1970.
 */
export function createTokenBudget(limit: number, now: () => number): TokenBudget {
  let day = Math.floor(now() / DAY_MS);
  let used = 0;
  const turnPage = () => {
    const today = Math.floor(now() / DAY_MS);
    if (today !== day) used = 0;
    day = today;
  };
  return {
    spend(tokens) {
      turnPage();
      used += tokens;
    },
    used() {
      turnPage();
      return used;
    },
    learn(tokens) {
      turnPage();
      used = Math.max(used, tokens);
    },
    spent() {
      turnPage();
      return used >= limit;
    },
    waitMs() {
      return (Math.floor(now() / DAY_MS) + 1) * DAY_MS - now();
    },
  };
}
