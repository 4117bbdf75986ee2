import { createHash } from "node:crypto";
import { type MarketColumn, type TextColumn, tierLetters } from "../tiering/index.ts";
import { DEFAULT_ALIASES } from "./aliases.ts";
import type { Book } from "./book.ts";
import { DataError } from "./errors.ts";
import { type Mapping, NO_MAPPING } from "./mapping.ts";
import { noteOddities } from "./notes.ts";
import { AccountsReader } from "./read/accounts-table.ts";
import { readRecords } from "./read/records.ts";
import { parseTierLabel } from "./read/tier-label.ts";
import type { Source } from "./source.ts";
import { readTam } from "./tam.ts";

/** What a book is loaded from. */
export interface LoadOptions {
  readonly accounts: Source;
  readonly tam: Source;
  /** Their names to ours; none where the files have our names. */
  readonly mapping?: Mapping;
  /** Most bytes of inflated text in either file; 2 GiB by default, enough for four million accounts. */
  readonly maxBytes?: number;
}

/** Current tier of every account, and how many tiers there are up to the lowest letter seen. */
function readTiers(column: TextColumn): { tier: Uint8Array; tierCount: number } {
  const tierOf = column.values.map((label) => parseTierLabel(label)!);
  const tier = new Uint8Array(new SharedArrayBuffer(column.codes.length));
  for (let i = 0; i < tier.length; i++) tier[i] = tierOf[column.codes[i]!]!;
  return { tier, tierCount: Math.max(...tierOf) + 1 };
}

function withTam(column: TextColumn, tam: ReadonlyMap<string, number>): MarketColumn {
  const shared = new Float64Array(new SharedArrayBuffer(8 * column.values.length));
  column.values.forEach((value, k) => {
    shared[k] = tam.get(value) ?? Number.NaN;
  });
  return { ...column, tam: shared };
}

/** Default words and the mapping's, by column; of each only the values that the book has. */
function resolveAliases(text: ReadonlyMap<string, TextColumn>, mapping: Mapping): Book["aliases"] {
  const resolved = new Map<string, Map<string, readonly string[]>>();
  for (const table of [DEFAULT_ALIASES, mapping.aliases]) {
    for (const [column, words] of Object.entries(table)) {
      const known = new Set(text.get(column)?.values);
      const ofColumn = resolved.get(column) ?? new Map<string, readonly string[]>();
      for (const [word, values] of Object.entries(words)) {
        const present = values.filter((value) => known.has(value));
        if (present.length > 0) ofColumn.set(word, present);
      }
      if (ofColumn.size > 0) resolved.set(column, ofColumn);
    }
  }
  return resolved;
}

/**
 * Loads a book: the TAM table, then the accounts, streamed and turned into columns on shared memory, in
 * ascending ID order. Rows that cannot be read are rejected and reported; everything else that is odd is
 * accepted and counted (`quality`). O(n) memory of about 250 bytes an account at 30 columns.
 * @throws DataError for every fatal fault, naming file, line, column, what was got and what was expected.
 */
export async function loadBook(options: LoadOptions): Promise<Book> {
  const { mapping = NO_MAPPING, maxBytes = 2 ** 31 } = options;
  const reader = new AccountsReader(options.accounts.name, mapping.accounts);
  const markets = ["Geo_Entity", "Commercial_Category"];
  const names = { tamNames: mapping.tam, accountNames: mapping.accounts };
  const tam = await readTam(options.tam, { maxBytes, markets, ...names });
  const digest = await readRecords(options.accounts, maxBytes, reader);
  const { quality: count } = reader;
  if (count.accepted === 0) {
    const [first] = count.report().rows;
    const got =
      first === undefined
        ? "has a header and no rows"
        : `every row was rejected, the first (line ${first.line}, ${first.column}) because ${first.reason}`;
    throw new DataError("no-rows", `${got}; expected at least one account`, { file: options.accounts.name });
  }

  const table = reader.finish();
  const { n, ids, columns, fileOrder, roles, growthYears, numberColumns } = table;
  const geo = withTam(table.text.get(roles.geo!)!, tam.byColumn.get(roles.geo!)!);
  const category = withTam(table.text.get(roles.category!)!, tam.byColumn.get(roles.category!)!);
  const { tier, tierCount } = readTiers(table.text.get(roles.tiers[0]!)!);
  noteOddities(count, table, { tier, geoTam: geo.tam, categoryTam: category.tam });
  const id = createHash("sha256")
    .update(JSON.stringify([digest, tam.digest, columns]))
    .digest("hex");
  return {
    id: id.slice(0, 32),
    source: { accounts: options.accounts.name, tam: options.tam.name },
    columns,
    fileOrder,
    quality: count.report(),
    tamQuality: tam.quality,
    aliases: resolveAliases(table.text, mapping),
    n,
    ids,
    tierCount,
    tierNames: tierLetters(tierCount),
    hasTiers: true,
    tier,
    currency: null,
    signals: {
      runway: { kind: "computed", from: [roles.potential!, roles.revenues[0]!] },
      growth: { kind: "computed", from: [roles.revenues[0]!, roles.revenues.at(-1)!] },
      geo: { kind: "computed", from: [roles.potential!, roles.geo!] },
      category: { kind: "computed", from: [roles.potential!, roles.category!] },
    },
    revenue: numberColumns.get(roles.revenues[0]!)!,
    baseRevenue: numberColumns.get(roles.revenues.at(-1)!)!,
    growthYears,
    potential: numberColumns.get(roles.potential!)!,
    geo,
    category,
    roles,
    text: table.text,
    numbers: numberColumns,
  };
}
