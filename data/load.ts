import { createHash } from "node:crypto";
import type { Accounts } from "../tiering/index.ts";
import { DEFAULT_ALIASES } from "./aliases.ts";
import type { Book } from "./book.ts";
import { countriesAmong, countryAliases } from "./country-aliases.ts";
import { readCurrency } from "./currency.ts";
import { DataError } from "./errors.ts";
import { findLoosely, type Mapping, NO_MAPPING } from "./mapping.ts";
import { type MarketSizes, readMarkets } from "./markets.ts";
import { noteDialect, noteOddities } from "./notes.ts";
import type { QualityCount } from "./quality.ts";
import { AccountsReader, type AccountsTable } from "./read/accounts-table.ts";
import { readTable } from "./read/table.ts";
import type { TableFacts, TableHandlers } from "./read/table-shape.ts";
import { readSignalSources } from "./signal-sources.ts";
import type { Source } from "./source.ts";
import { readTam, type TamTable } from "./tam.ts";
import { DEFAULT_TIERS } from "./tiers.ts";
import { OrderLinesReader } from "./transactions.ts";

/** What a book is loaded from. */
export interface LoadOptions {
  readonly accounts: Source;
  /** The market table; none is used where absent. */
  readonly tam?: Source | undefined;
  /** What the columns are for; none where the files have our names. */
  readonly mapping?: Mapping | undefined;
  /** Most bytes of inflated text in either file; 2 GiB by default, enough for four million accounts. */
  readonly maxBytes?: number;
  /** Told how many rows of the accounts file were read, every 10,000. */
  readonly onRows?: ((rows: number) => void) | undefined;
}

/** Rows between two tellings. */
const ROWS_APART = 10_000;

/**
 * Loads a book: the market table where there is one, then the accounts (or order lines), streamed and
 * turned into columns on shared memory, in ascending ID order. Rows that cannot be read are rejected and
 * reported; everything else that is odd is accepted and counted (`quality`). O(n) memory of about 250
 * bytes an account at 30 columns.
 * @throws DataError for every fatal fault, naming file, line, column, what was got and what was expected.
 */
export async function loadBook(options: LoadOptions): Promise<Book> {
  const { accounts: source, mapping = NO_MAPPING, maxBytes = 2 ** 31 } = options;
  const tam = options.tam === undefined ? null : await readTam(options.tam, { maxBytes, mapping });
  const { table, quality, facts, lineCurrency } = await readAccounts(
    source,
    mapping,
    maxBytes,
    options.onRows,
  );
  const sizes = sizesOf(tam, mapping);
  const markets = readMarkets(table, sizes);
  const accounts: Accounts = {
    ...tiersOf(table, mapping),
    n: table.n,
    ids: table.ids,
    currency: mapping.currency ?? lineCurrency ?? readCurrency(quality, table, facts),
    signals: readSignalSources(table, markets, sizes),
    revenue: numbersOf(table, table.roles.revenues[0], 0),
    baseRevenue: numbersOf(
      table,
      table.growthYears > 0 ? table.roles.revenues.at(-1) : undefined,
      Number.NaN,
    ),
    growthYears: table.growthYears,
    potential: numbersOf(table, table.roles.potential ?? undefined, Number.NaN),
    ...markets,
    roles: table.roles,
    text: table.text,
    numbers: table.numberColumns,
  };
  noteOddities(quality, table, accounts);
  noteDialect(quality, table, facts);
  const id = createHash("sha256")
    .update(JSON.stringify([facts.digest, tam?.digest ?? null, mapping]))
    .digest("hex");
  return {
    ...accounts,
    id: id.slice(0, 32),
    source: { accounts: source.name, tam: options.tam?.name ?? null },
    columns: table.columns,
    ourNames: table.ourNames,
    mapping,
    facts: { ...facts, decimals: decimalsOf(table), factors: factorsOf(table) },
    tierLabels: table.ladder?.labels ?? accounts.tierNames,
    fileOrder: table.fileOrder,
    quality: quality.report(),
    marketSource: sizes.kind === "none" ? null : sizes.kind === "book" ? sizes : marketTable(sizes.table),
    tamQuality: tam?.quality ?? null,
    aliases: resolveAliases(table, mapping),
  };
}

interface ReadAccounts {
  readonly table: AccountsTable;
  readonly quality: QualityCount;
  readonly facts: TableFacts;
  /** Currency of order lines, where they tell one. */
  readonly lineCurrency: string | null;
}

async function readAccounts(
  source: Source,
  mapping: Mapping,
  maxBytes: number,
  onRows: LoadOptions["onRows"],
): Promise<ReadAccounts> {
  const reader = new AccountsReader(source.name, mapping);
  const lines =
    mapping.transactions === undefined ? null : new OrderLinesReader(source.name, mapping, reader);
  const header = { line: mapping.header, names: namesIn(mapping) };
  const { encoding, sheet } = mapping;
  const facts = await readTable(
    source,
    { maxBytes, header, encoding, sheet },
    counted(lines ?? reader, onRows),
  );
  lines?.finish();
  const quality = lines?.quality ?? reader.quality;
  refuseEmpty(quality, source.name);
  const table = reader.finish();
  refuseEmpty(quality, source.name);
  return { table, quality, facts, lineCurrency: lines?.currency ?? null };
}

/** The same handlers, telling how many rows they got. */
function counted(handlers: TableHandlers, onRows: LoadOptions["onRows"]): TableHandlers {
  if (onRows === undefined) return handlers;
  let rows = 0;
  return {
    onHeader: (names, above, line) => handlers.onHeader(names, above, line),
    onRow(cells, line) {
      handlers.onRow(cells, line);
      if (++rows % ROWS_APART === 0) onRows(rows);
    },
    onBadRow: (text, line) => handlers.onBadRow(text, line),
  };
}

/** Names of the file's columns that a mapping mentions: the header has them. */
function namesIn({ accounts, signals, transactions }: Mapping): string[] {
  const lines =
    transactions === undefined
      ? []
      : [transactions.customer, transactions.date, transactions.amount, transactions.quantity ?? []].flat();
  return [...Object.keys(accounts), ...(Object.values(signals) as string[]), ...lines];
}

function refuseEmpty(quality: QualityCount, file: string): void {
  if (quality.accepted > 0) return;
  const [first] = quality.report().rows;
  const got =
    first === undefined
      ? "has a header and no rows"
      : `every row was rejected, the first (line ${first.line}, ${first.column}) because ${first.reason}`;
  throw new DataError("no-rows", `${got}; expected at least one account`, { file });
}

function sizesOf(table: TamTable | null, mapping: Mapping): MarketSizes {
  if (mapping.tam === "book") return { kind: "book" };
  if (table === null) return { kind: "none", why: "no market table" };
  return table.unused === null ? { kind: "table", table } : { kind: "none", why: table.unused };
}

function marketTable({ metric, columns }: TamTable): Book["marketSource"] {
  return { kind: "table", metric, columns };
}

/** Current tiers and their names; those of a first tiering where the file has none. */
function tiersOf(
  table: AccountsTable,
  mapping: Mapping,
): Pick<Accounts, "tier" | "tierCount" | "tierNames" | "hasTiers"> {
  const tier = new Uint8Array(new SharedArrayBuffer(table.n));
  const { ladder } = table;
  if (ladder === null) {
    const tierNames = mapping.tiers ?? DEFAULT_TIERS;
    tier.fill(tierNames.length - 1);
    return { tier, tierCount: tierNames.length, tierNames, hasTiers: false };
  }
  const { values, codes } = table.text.get(table.roles.tiers[0]!)!;
  const ofValue = values.map((value) => ladder.tierOf.get(value)!);
  for (let i = 0; i < tier.length; i++) tier[i] = ofValue[codes[i]!]!;
  return { tier, tierCount: ladder.names.length, tierNames: ladder.names, hasTiers: true };
}

function numbersOf(table: AccountsTable, name: string | undefined, otherwise: number): Float64Array {
  const column = name === undefined ? undefined : table.numberColumns.get(name);
  if (column !== undefined) return column;
  return new Float64Array(new SharedArrayBuffer(8 * table.n)).fill(otherwise);
}

function decimalsOf(table: AccountsTable): Record<string, string> {
  return Object.fromEntries(
    [...table.amounts].flatMap(([name, { decimal }]) => (decimal === null ? [] : [[name, decimal]])),
  );
}

function factorsOf({ units }: AccountsTable): Record<string, number> {
  return Object.fromEntries(
    [...units].flatMap(([name, { factor }]) => (factor === 1 ? [] : [[name, factor]])),
  );
}

/** Default words and the mapping's, by column; of each only the values that the book has. */
export function resolveAliases(
  table: Pick<AccountsTable, "ourNames" | "columns" | "text">,
  mapping: Mapping,
): Book["aliases"] {
  const resolved = new Map<string, Map<string, readonly string[]>>();
  const ownNames = new Map([...table.ourNames].map(([own, ours]) => [ours, own]));
  for (const aliases of [DEFAULT_ALIASES, mapping.aliases]) {
    for (const [name, words] of Object.entries(aliases)) {
      const column = ownNames.get(name) ?? findLoosely(name, table.columns) ?? name;
      const known = new Set(table.text.get(column)?.values);
      const ofColumn = resolved.get(column) ?? new Map<string, readonly string[]>();
      for (const [word, values] of Object.entries(words)) {
        const present = values.filter((value) => known.has(value));
        if (present.length > 0) ofColumn.set(word, present);
      }
      if (ofColumn.size > 0) resolved.set(column, ofColumn);
    }
  }
  addCountries(resolved, table);
  return resolved;
}

/** Words for the countries of the first column that holds such, where no words are known for it: none that the book has already. */
function addCountries(
  resolved: Map<string, Map<string, readonly string[]>>,
  { columns, text }: Pick<AccountsTable, "columns" | "text">,
): void {
  const ofCountries = (column: string) => countryAliases(text.get(column)?.values ?? []);
  const among = (column: string) => countriesAmong(text.get(column)?.values ?? []);
  const column =
    columns.find((name) => ofCountries(name) !== null) ?? columns.find((name) => among(name) !== null);
  const words = column === undefined || resolved.has(column) ? null : (ofCountries(column) ?? among(column));
  if (column === undefined || words === null) return;
  const taken = new Set<string>();
  for (const aliases of resolved.values()) for (const word of aliases.keys()) taken.add(word.toLowerCase());
  for (const { values } of text.values())
    if (values.length <= MOST_NAMES) for (const value of values) taken.add(value.toLowerCase());
  const free = [...words].filter(([word]) => !taken.has(word.toLowerCase()));
  if (free.length > 0) resolved.set(column, new Map(free));
}

/** Longest list of values whose names go before a word for a country: longer ones are of accounts. */
const MOST_NAMES = 2_000;
