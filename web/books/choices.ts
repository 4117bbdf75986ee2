import type { Inspection } from "../api/books.ts";

/** What each column is for, by its name: `ID`, `TotalRevenue_FY2025`, `signals.runway`, `sums.TotalRevenue_FY2025`. */
export type Choices = Readonly<Record<string, string>>;

type Mapping = Inspection["mapping"];

/** What a mapping says of each column. */
export function choicesOf({ accounts, signals, sums, transactions }: Mapping): Choices {
  return Object.fromEntries([
    ...Object.entries(transactions ?? {}).map(([part, column]) => [String(column), `transactions.${part}`]),
    ...Object.entries(sums ?? {}).flatMap(([year, columns]) =>
      columns.map((column) => [column, `sums.${year}`]),
    ),
    ...Object.entries(signals ?? {}).map(([signal, column]) => [column, `signals.${signal}`]),
    ...Object.entries(accounts ?? {}),
  ]);
}

/** A mapping with other choices for its columns; what it says beside them stays. */
export function mappingOf(mapping: Mapping, choices: Choices): Mapping {
  const before = choicesOf(mapping);
  const { accounts: _, signals = {}, sums = {}, transactions, ...others } = mapping;
  const chosen = (kind: string) =>
    Object.entries(choices).flatMap(([column, target]) =>
      target.startsWith(kind) ? [[target.slice(kind.length), column] as const] : [],
    );
  const accounts = Object.fromEntries(Object.entries(choices).filter(([, target]) => !target.includes(".")));
  const stays = Object.entries(signals).filter(([, column]) => choices[column] === before[column]);
  const added = Object.fromEntries(
    Object.entries(sums).map(([year, columns]) => [
      year,
      columns.filter((column) => choices[column] === `sums.${year}`),
    ]),
  );
  const isOrders = ["customer", "date", "amount"].every(
    (part) => transactions === undefined || choices[String(transactions[part])] === `transactions.${part}`,
  );
  return withoutEmpty({
    ...others,
    accounts,
    signals: Object.fromEntries([...stays, ...chosen("signals.")]),
    sums: withoutEmpty(added),
    transactions: isOrders ? transactions : undefined,
  });
}

/** An object without what holds nothing. */
function withoutEmpty<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && !isEmpty(value)),
  ) as T;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
