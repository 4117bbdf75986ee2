import { type Accounts, accountId, tierKey } from "../tiering/index.ts";
import { type Market, unsizedValues } from "./markets.ts";
import type { QualityCount } from "./quality.ts";
import type { AccountsTable } from "./read/accounts-table.ts";
import type { TableFacts } from "./read/table-shape.ts";
import { marketKey } from "./tam.ts";
import { noteUnits } from "./units.ts";

/** Notes what the core accepts but scores as undefined or finds nothing in; see system.md §6 of the design. */
export function noteOddities(count: QualityCount, table: AccountsTable, book: Accounts): void {
  const { roles, numberColumns } = table;
  const where = (
    name: string,
    column: Float64Array | undefined,
    test: (value: number, account: number) => boolean,
  ) => {
    if (column === undefined) return;
    const found: string[] = [];
    let accounts = 0;
    for (let i = 0; i < column.length; i++) {
      if (!test(column[i]!, i)) continue;
      accounts++;
      if (found.length < 5) found.push(accountId(book, i));
    }
    count.note(name, accounts, found);
  };
  const revenue = numberColumns.get(roles.revenues[0] ?? "");
  const base = table.growthYears > 0 ? numberColumns.get(roles.revenues.at(-1)!) : undefined;
  const potential = numberColumns.get(roles.potential ?? "");
  where("negative-revenue", revenue, (v) => v < 0);
  if (base !== undefined) where("negative-revenue-no-growth", revenue, (v, i) => v < 0 && base[i]! > 0);
  where("zero-revenue", revenue, (v) => v === 0);
  where("base-revenue-not-positive", base, (v) => v <= 0);
  where("blank-base-revenue", base, Number.isNaN);
  where("blank-potential", potential, Number.isNaN);
  for (const [name, column] of numberColumns) {
    if (column !== potential && column !== base) {
      const blanks = column.reduce((sum, v) => sum + (Number.isNaN(v) ? 1 : 0), 0);
      count.note("blank-number", blanks, blanks > 0 ? [name] : []);
    }
    if (table.n > 1 && column.every((v) => Object.is(v, column[0]))) count.note("constant-column", 1, [name]);
  }
  noteEarlierTiers(count, table);
  noteLookalikes(count, table);
  for (const market of ["geo", "category"] as const) noteMarket(count, book, market);
  if (book.hasTiers && table.n > 1 && book.tier.every((t) => t === book.tier[0])) {
    count.note("one-tier", table.n, [book.tierNames[book.tier[0]!]!]);
  }
}

/** Notes values of the earlier years' tier columns that are no tiers of the book. */
function noteEarlierTiers(count: QualityCount, { roles, text, ladder }: AccountsTable): void {
  if (ladder === null) return;
  const known = new Set(ladder.keys);
  for (const name of roles.tiers.slice(1)) {
    const column = text.get(name)!;
    const isStray = column.values.map((value) => value !== "" && !known.has(tierKey(value)));
    let accounts = 0;
    for (const code of column.codes) if (isStray[code]) accounts++;
    count.note(
      "unknown-earlier-tier",
      accounts,
      column.values.filter((_, code) => isStray[code]),
    );
  }
}

/** Notes values that differ by case and blanks alone: they count as several wherever values are picked. */
function noteLookalikes(count: QualityCount, { roles, text }: AccountsTable): void {
  for (const name of [roles.geo, roles.category, roles.owner]) {
    const seen = new Map<string, string>();
    for (const value of text.get(name ?? "")?.values ?? []) {
      const other = seen.get(marketKey(value));
      if (other === undefined) seen.set(marketKey(value), value);
      else count.note("values-that-look-alike", 1, [`${JSON.stringify(other)} and ${JSON.stringify(value)}`]);
    }
  }
}

function noteMarket(count: QualityCount, book: Accounts, market: Market): void {
  // Where no value has a size, that is said of the signal.
  if (book[market].tam.every(Number.isNaN)) return;
  const values = unsizedValues(book[market]);
  const accounts = values.reduce((sum, value) => sum + value.accounts, 0);
  count.note(
    `${market}-without-tam`,
    accounts,
    values.map(({ value }) => value || "(blank)"),
  );
}

/** Notes how the file was written, where that is more than a reader would expect. */
export function noteDialect(count: QualityCount, table: AccountsTable, facts: TableFacts): void {
  count.note("lines-above-header", facts.linesAbove);
  count.note("other-sheets", facts.otherSheets.length, [facts.sheet!, ...facts.otherSheets].filter(Boolean));
  if (facts.encoding !== null && facts.encoding !== "utf-8")
    count.note("other-encoding", 1, [facts.encoding]);
  for (const [name, column] of table.amounts) {
    if (column.pointCells > 0 && column.commaCells > 0) {
      count.note("mixed-decimal-signs", Math.min(column.pointCells, column.commaCells), [name]);
    }
    count.note("word-for-blank", column.words, column.words > 0 ? [name] : []);
  }
  noteUnits(count, table.units, table.amounts);
  if (table.isOwnOutput) count.note("own-output", table.n, ["Tier"]);
}
