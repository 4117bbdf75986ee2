import type { Operation } from "../../merge/operations.ts";
import { type Clause, ofKind } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";

/** Least share that is hardly meant to move. */
const MOST = 0.5;

/**
 * "UK & Ireland only, 1 %", "freeze tier A, fifty basis points": a share alone beside rules, where no weight is spoken of, is
 * what may move. `operations`: what the message says so far.
 */
export function loneBudget(clauses: readonly Clause[], operations: readonly Operation[]): Operation[] {
  const ruled = operations.some(
    (one) => one.on === "rules" && !/^(?:maxMovedShare|scaleBudget|tierSizes)$/u.test(one.change.kind),
  );
  const budgeted = operations.some(
    (one) => one.on === "rules" && /^(?:maxMovedShare|scaleBudget)$/u.test(one.change.kind),
  );
  if (!ruled || budgeted || clauses.some(({ items }) => items.some(({ kind }) => kind === "signal")))
    return [];
  const alone = clauses.filter(
    ({ items }) => items.filter(({ cues, kind }) => kind !== "stop" && !cues.has("please")).length === 1,
  );
  const numbers = alone.flatMap((clause) => ofKind(clause, "amount"));
  const [item, more] = numbers;
  const [amount] = item?.amounts ?? [];
  const isShare =
    amount?.kind === "share" || (amount?.kind === "points" && /basis|bps?/u.test(item?.text ?? ""));
  if (item === undefined || more !== undefined || amount === undefined || !isShare || amount.value > MOST)
    return [];
  spend([item], "maxMovedShare");
  return [{ on: "rules", change: { kind: "maxMovedShare", value: amount.value } }];
}
