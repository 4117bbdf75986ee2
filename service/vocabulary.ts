import type { Book } from "../data/book.ts";
import type { Vocabulary } from "../prompts/index.ts";
import { accountId, countTiers, findAccount, indexNames, SIGNALS } from "../tiering/index.ts";

/** What the interpreters may know of a book: its names, none of its figures. */
export function vocabularyOf(book: Book): Vocabulary {
  const { category, geo, name, owner, potential, revenues, tiers } = book.roles;
  const byName = indexNames(book);
  // The accounts' names are no groups of accounts.
  const groups = [...book.text].filter(([column]) => column !== name);
  return {
    n: book.n,
    columns: groups.map(([name, { values }]) => ({ name, values })),
    numbers: [...book.numbers.keys()],
    aliases: book.aliases,
    roles: {
      geo: geo ?? "",
      category: category ?? "",
      tier: tiers[0] ?? "",
      revenue: revenues[0] ?? "",
      potential: potential ?? "",
      ...(owner === null ? {} : { owner }),
    },
    tiers: book.tierNames,
    tierSizes: countTiers(book.tier, book.tierCount),
    isFirstTiering: !book.hasTiers,
    absentSignals: Object.fromEntries(
      SIGNALS.flatMap((signal) => {
        const source = book.signals[signal];
        return source.kind === "absent" ? [[signal, source.missing]] : [];
      }),
    ),
    signalColumns: Object.fromEntries(
      SIGNALS.flatMap((signal) => {
        const source = book.signals[signal];
        return source.kind === "column" ? [[signal, source.column]] : [];
      }),
    ),
    hasAccount: (id) => findAccount(book, id) >= 0,
    ...(name === null
      ? {}
      : { accountsNamed: (said) => byName.find(said).map((account) => accountId(book, account)) }),
  };
}
