import type { Accounts } from "../../accounts.ts";
import { computeSignals } from "../../signals.ts";
import { type GowerTable, gowerTable } from "./gower.ts";

/** The published sets of columns for K-medoids. */
export type BehaviourVariant = "b1" | "b2" | "b3" | "b4";

/**
 * The columns of a variant: `b1` growth, runway and the text columns with the current tier (not those of
 * earlier years); `b2` the same with weight 2 on the numbers; `b3` as b1 with PI_acct at weight 3; `b4`
 * growth and runway only. `potential` is PI_acct, shape [n].
 */
export function behaviourTable(
  accounts: Accounts,
  potential: Float64Array,
  variant: BehaviourVariant,
): GowerTable {
  const { n, roles, text } = accounts;
  const { growth, runway } = computeSignals(accounts).values;
  const weight = variant === "b2" ? 2 : 1;
  const numbers = [growth, runway].map((values) => ({ values, weight }));
  if (variant === "b3") numbers.push({ values: potential, weight: 3 });
  // Names of accounts and their owners say nothing of behaviour.
  const left = new Set([...roles.tiers.slice(1), roles.name, roles.owner]);
  const words = [...text].filter(([name]) => !left.has(name)).map(([, column]) => column);
  return gowerTable(n, numbers, variant === "b4" ? [] : words);
}
