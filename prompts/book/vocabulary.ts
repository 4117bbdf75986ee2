import { SIGNAL_COLUMNS } from "../../tiering/index.ts";

/** What the interpreters know of the book: enough to understand names, nothing about any account's figures. */
export interface Vocabulary {
  /** Number of accounts: "no more than 500 accounts" is a share of it. */
  readonly n: number;
  /** The text columns in which a value may be named, with their distinct values. */
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Names of the columns that hold numbers: "revenue above 1 million". */
  readonly numbers: readonly string[];
  /** Words for groups of values, by column: `Geo_Entity` → `EMEA` → its geographies. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Names of the columns that hold the geography, the category, the current tier, current and potential revenue, and the owner. */
  readonly roles: {
    readonly geo: string;
    readonly category: string;
    readonly tier: string;
    readonly revenue: string;
    readonly potential: string;
    /** Of the accounts' owners, where the book has them. */
    readonly owner?: string;
  };
  /** Names of the tiers, highest first. */
  readonly tiers: readonly string[];
  /** Current number of accounts in each tier; shape [tiers.length]. */
  readonly tierSizes: readonly number[];
  /** True for a book that was never tiered: nobody can move, and the method is direct. */
  readonly isFirstTiering?: boolean;
  /** Signals that the book does not have, and why: their weight goes to the others. */
  readonly absentSignals?: Readonly<Partial<Record<"runway" | "growth" | "geo" | "category", string>>>;
  /** Signals that the book has in a column of its own, with its name: what is said of the column is said of the signal. */
  readonly signalColumns?: Readonly<Partial<Record<"runway" | "growth" | "geo" | "category", string>>>;
  /** Whether the book has an account with this ID. */
  hasAccount(id: string): boolean;
  /** IDs of the accounts that are called so, regardless of case and punctuation; absent where accounts have no names. */
  accountsNamed?(name: string): readonly string[];
}

/** The number columns of the book, and the signals that it has beside them. */
export function numbersOf({ absentSignals, numbers }: Vocabulary): readonly string[] {
  const signals = Object.entries(SIGNAL_COLUMNS).flatMap(([name, signal]) =>
    absentSignals?.[signal] === undefined && !numbers.includes(name) ? [name] : [],
  );
  return [...numbers, ...signals];
}
