import type { Vocabulary } from "../../book/vocabulary.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import { type Clause, has } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";

/**
 * "APAC first, everything else equally after that": a place ranked against all other signals stands for its
 * own signal.
 */
export function rankedPlace(clauses: readonly Clause[], { roles }: Vocabulary): WeightOperation | null {
  const names = clauses.flatMap((clause) => clause.items.filter((item) => item.values !== null));
  const [place] = names;
  if (
    place === undefined ||
    names.length > 1 ||
    clauses.some((clause) => clause.items.some((item) => item.kind === "signal"))
  )
    return null;
  const named = clauses.find((clause) => clause.items.includes(place)) as Clause;
  // "Retail first, then everything else" says who comes first, and nothing of what the others are weighed by.
  const rest = clauses.find((clause) => clause !== named && has(clause, "rest") && has(clause, "even"));
  if (rest === undefined || !has(named, "first", "strong", "wish") || has(named, "only", "not")) return null;
  const signal = place.values?.column === roles.category ? "category" : "geo";
  for (const clause of [named, rest]) spend(clause.items, `${signal} first`);
  return { kind: "points", points: { [signal]: 8 }, faint: [], evenRest: true };
}
