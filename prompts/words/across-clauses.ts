import type { Policy } from "../../tiering/index.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Operation } from "../merge/operations.ts";
import type { Clause } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import type { Item } from "./items/item.ts";
import { scopeEntries } from "./who/selector-entries.ts";
import { readWho } from "./who/who.ts";

/**
 * "promote accounts in Germany, leave the rest alone": who was favoured is who moves at all; where nobody was,
 * those who were spoken of. `others` is the clause of the rest. Changes `operations`.
 */
export function leaveOthers(
  others: Clause,
  operations: Operation[],
  items: readonly Item[],
  vocabulary: Vocabulary,
): void {
  const favoured = operations.findIndex(
    (one) =>
      one.on === "rules" &&
      one.change.kind === "replace" &&
      one.change.rule === "mayRise" &&
      !one.change.entries.includes("none"),
  );
  const change = operations[favoured];
  if (change?.on === "rules" && change.change.kind === "replace")
    operations[favoured] = { on: "rules", change: { ...change.change, rule: "scope" } };
  const isScoped = operations.some((one) => isOfScope(one));
  // "Manufacturing and Healthcare are the two bets. Keep everyone else where they are."
  const told = items.filter(
    (item) =>
      !isScoped &&
      item.values !== null &&
      !others.items.includes(item) &&
      (item.became === null || item.became === "a story"),
  );
  for (const item of told) item.became = null;
  const who = readWho({ ...others, items: told }, vocabulary);
  if (who !== null) {
    spend(told, "scope");
    operations.push({
      on: "rules",
      change: { kind: "replace", rule: "scope", entries: scopeEntries(who) },
    });
  }
  if (isScoped || who !== null) spend(others.items, "the others stay");
}

/** "take out France, put in Belgium", where France alone was in: another scope, and nobody is held. Changes `operations`. */
export function exchangeScope(operations: Operation[], policy: Policy): void {
  const changed = operations.some(
    (one) => isOfScope(one) && one.on === "rules" && !/^(?:remove|lift)$/u.test(one.change.kind),
  );
  const out = operations.findIndex(
    (one) =>
      one.on === "rules" &&
      one.change.kind === "add" &&
      one.change.rule === "hold" &&
      one.change.entries.every((entry) => policy.scope?.includes(entry)),
  );
  if (changed && out >= 0) operations.splice(out, 1);
}

/** Spends what only says again what is read already, of a book of `n` accounts. */
export function spendRepeated(items: readonly Item[], operations: readonly Operation[], n: number): void {
  // "our focus is tech, so reward momentum in Technology": a name said twice is read once.
  const nameOf = ({ values }: Item) => (values === null ? null : JSON.stringify(values));
  const read = new Set(items.filter(({ became }) => became !== null).map(nameOf));
  spend(
    items.filter((item) => item.values !== null && read.has(nameOf(item))),
    "named again",
  );
  // "1,500 accounts (3 %)": a budget said twice.
  for (const one of operations)
    if (one.on === "rules" && one.change.kind === "maxMovedShare") {
      const { value } = one.change;
      spend(
        items.filter(
          ({ amounts: [amount, more] }) =>
            amount !== undefined &&
            more === undefined &&
            Math.abs((amount.kind === "share" ? amount.value : amount.value / n) - value) < 1e-9,
        ),
        "maxMovedShare",
      );
    }
}

/** Clauses that give signals to some accounts each ("growth for tier D, runway for tier A"): weights are the same for all. */
export function apartByAccounts(clauses: readonly Clause[]): readonly Clause[] {
  const apart = clauses.filter(
    ({ items }) =>
      items.some(({ became, kind }) => kind === "signal" && became !== null) &&
      items.some(({ became }) => became === "scope") &&
      !items.some(({ cues }) => cues.has("only")),
  );
  return apart.length > 1 ? apart : [];
}

/** Whether an operation changes who alone may move. */
export const isOfScope = (one: Operation): boolean =>
  one.on === "rules" && "rule" in one.change && one.change.rule === "scope";
