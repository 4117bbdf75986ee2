import { LRUCache } from "lru-cache";
import { createTokenBudget, type TokenBudget } from "../../prompts/index.ts";

/** Tokens of the language model by who asks, afresh each UTC day. */
export interface ModelBudgets {
  /** The budget of a key. */
  of(key: string): TokenBudget;
}

/** Most keys that are counted at once; the one used least recently is forgotten. */
const MOST_KEYS = 10_000;

/** Budgets of so many tokens a day each; null for no limit, where they are counted all the same. */
export function createModelBudgets(limit: number | null, now: () => number): ModelBudgets {
  const budgets = new LRUCache<string, TokenBudget>({ max: MOST_KEYS });
  return {
    of(key) {
      const known = budgets.get(key) ?? createTokenBudget(limit ?? Number.POSITIVE_INFINITY, now);
      budgets.set(key, known);
      return known;
    },
  };
}
