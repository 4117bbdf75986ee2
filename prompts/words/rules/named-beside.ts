import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Operation } from "../../merge/operations.ts";
import type { Clause } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { scopeEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";

/** A clause of names alone: "Germany and Austria", "UK + Ireland". */
const isBare = ({ items }: Clause): boolean =>
  items.some(({ values }) => values !== null) &&
  items.every(
    ({ became, kind, text, values }) =>
      became === null && (values !== null || kind === "stop" || /^(?:and|or|the|\+|&)$/u.test(text)),
  );

/** "Germany and Austria, Manufacturing only": names alone, of another column than the scope of their sentence, narrow it. */
export function namedBeside(
  clauses: readonly Clause[],
  operations: readonly Operation[],
  vocabulary: Vocabulary,
): Operation[] {
  const scoped = operations.flatMap((one) =>
    one.on === "rules" && one.change.kind === "replace" && one.change.rule === "scope"
      ? [...one.change.entries]
      : [],
  );
  if (scoped.length === 0) return [];
  return clauses.filter(isBare).flatMap((clause): Operation[] => {
    const said = clauses.some(
      ({ items, sentence }) =>
        sentence === clause.sentence &&
        items.some(({ became, values }) => values !== null && became === "scope"),
    );
    const who = said ? readWho(clause, vocabulary) : null;
    const entries = who === null ? [] : scopeEntries(who);
    const column = (entry: string) => entry.slice(0, entry.search(/[:!<>]/u));
    const apart =
      entries.length > 0 && entries.every((entry) => scoped.every((each) => column(each) !== column(entry)));
    if (!apart) return [];
    spend(clause.items, "scope");
    return [{ on: "rules", change: { kind: "add", rule: "scope", entries } }];
  });
}
