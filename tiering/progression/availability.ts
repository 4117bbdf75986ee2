import type { Accounts } from "../accounts.ts";
import { formatCount } from "../rules/format.ts";
import { type BookYear, NO_TIER } from "./panel/years.ts";

/** What a book bears; null where it can be done, else a sentence that says what is missing. */
export interface Availability {
  /** Learning changes and looking ahead. */
  readonly changes: string | null;
  /** The random split of the last step. */
  readonly randomSplit: string | null;
  /** Learning from one step and testing on the next. */
  readonly timeSplit: string | null;
  readonly misfit: string | null;
  readonly frozen: string | null;
}

/** Fewest accounts with a tier in both years of a step that a model learns from. */
export const LEAST_ACCOUNTS = 200;

/** Fewest of these that must have moved. */
export const LEAST_MOVES = 20;

/** Looks at the years, not at any model. O(n · years). */
export function availability(accounts: Accounts, years: readonly BookYear[]): Availability {
  const labels = sayYears(years);
  const last = learnable(years, 0);
  const before = learnable(years, 1);
  const tierCounts = new Set(accounts.tier).size;
  return {
    changes: last,
    randomSplit: last,
    timeSplit:
      years.length < 3
        ? `A test on a later year needs tiers of at least three years; the book has ${labels}.`
        : (last ?? before),
    misfit: !accounts.hasTiers
      ? "The book has no tiers, so no account can look wrong in its own."
      : accounts.n < LEAST_ACCOUNTS
        ? `${formatCount(accounts.n)} accounts are too few to learn what a tier looks like; at least ${LEAST_ACCOUNTS} are needed.`
        : tierCounts < 2
          ? "All accounts are in one tier, so none can look wrong in it."
          : null,
    frozen:
      years.length < 3
        ? `Frozen accounts need tiers of at least three years; the book has ${labels}.`
        : years[years.length - 1].revenue === undefined
          ? `Frozen accounts need revenue of ${years[years.length - 1].label}, which the book does not have.`
          : null,
  };
}

function sayYears(years: readonly BookYear[]): string {
  if (years.length === 0) return "none";
  // Tiers without a year are called "now", which says little beside "the book has".
  if (years.length === 1 && years[0]!.label === "now") return "today’s alone";
  return years.map(({ label }) => label).join(", ");
}

/** Why the step into `years[target]` cannot be learned; null where it can. */
function learnable(years: readonly BookYear[], target: number): string | null {
  if (target + 1 >= years.length) {
    return `A change needs tiers of at least two years; the book has ${sayYears(years)}.`;
  }
  const [after, before] = [years[target], years[target + 1]];
  let both = 0;
  let moved = 0;
  for (let i = 0; i < after.tier.length; i++) {
    if (after.tier[i] === NO_TIER || before.tier[i] === NO_TIER) continue;
    both++;
    if (after.tier[i] !== before.tier[i]) moved++;
  }
  const step = `${before.label} → ${after.label}`;
  if (both < LEAST_ACCOUNTS) {
    return `${formatCount(both)} accounts with a tier in both years of ${step} are too few to learn from; at least ${LEAST_ACCOUNTS} are needed.`;
  }
  if (moved === 0) return `No account changed tier in ${step}, so there is no change to learn.`;
  if (moved < LEAST_MOVES) {
    return `Only ${moved} of ${formatCount(both)} accounts changed tier in ${step}; at least ${LEAST_MOVES} changes are needed to learn from.`;
  }
  return null;
}
