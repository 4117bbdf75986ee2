import { tierKey } from "../../tiering/index.ts";
import type { ProposedMatch } from "./matches.ts";
import type { TableProfile } from "./profile.ts";

/** Fewest rows of the lowest and of the highest number for their amounts to tell which of them is above. */
const LEAST_ROWS = 3;
/** How many times as much the accounts of the highest number have, at least, where it is the highest tier. */
const CLEARLY = 2;

/**
 * The order of tiers that are numbers, highest first, where the accounts of the highest number have the larger amounts,
 * as of scores and of stars: 5 is above 1 there. Null where 1 is the highest, as everywhere else.
 */
export function proposeNumberOrder(
  { columns, typicalBy }: TableProfile,
  list: readonly ProposedMatch[],
): { readonly tiers: string[]; readonly question: string } | null {
  const columnOf = (pattern: RegExp) => {
    const name = list.find(({ target }) => pattern.test(target))?.column;
    return columns.find((column) => column.name === name);
  };
  const tier = columnOf(/^(?:markettier|tier)/i);
  const amount = columnOf(/^totalrevenue/i) ?? columnOf(/^(?:potentialrevenue|signals\.runway)/i);
  if (tier?.ladder?.kind !== "numbers" || amount === undefined) return null;
  const names = tier.ladder.names;
  if (names.length < 2 || tier.filled < LEAST_ROWS * names.length) return null;
  const typical = new Map([...typicalBy(tier, amount)].map(([value, mean]) => [tierKey(value), mean]));
  const [first, last] = [typical.get(names[0]!), typical.get(names.at(-1)!)];
  if (first === undefined || last === undefined || last < CLEARLY * first) return null;
  const tiers = [...names].reverse();
  const sample = `"tiers": [${tiers.map((name) => JSON.stringify(name)).join(", ")}]`;
  const question = `Is ${tiers[0]} the highest tier of "${tier.name}"? Its accounts have more of "${amount.name}" than those of ${tiers.at(-1)}, so it is taken for it: ${sample}, look at it; without it 1 is the highest.`;
  return { tiers, question };
}
