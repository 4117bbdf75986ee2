import { type ChosenAccounts, chooseAccounts } from "./choose-accounts.ts";
import { type Counts, type Part, spreadPrice } from "./part.ts";

/** The accounts that counts cover and keep, by class. O(accounts + links). */
export function chosenByClass(part: Part, counts: Counts): ChosenAccounts[] {
  const places = part.classes.map(() => new Map<number, number>());
  for (let l = 0; l < counts.length; l++)
    if (counts[l]! > 0) places[part.linkClass[l]!]!.set(part.linkSeller[l]!, counts[l]!);
  return part.classes.map((one, c) => chooseAccounts(one, part.bonus, places[c]!));
}

/**
 * Objective of counts in units once their accounts are placed within their classes: never more than
 * {@link countsObjective}, which takes the best accounts and the kept owners for the same ones. O(accounts + links).
 */
export function placedObjective(part: Part, counts: Counts): number {
  let objective = -spreadPrice(part, counts);
  chosenByClass(part, counts).forEach(({ covered, kept }, c) => {
    const { worth } = part.classes[c]!;
    for (const k of covered) objective += worth[k]!;
    objective += part.bonus * kept.size;
  });
  return objective;
}
