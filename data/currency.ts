import type { QualityCount } from "./quality.ts";
import type { AccountsTable } from "./read/accounts-table.ts";
import { CURRENCIES } from "./read/amount-words.ts";
import type { TableFacts } from "./read/table-shape.ts";

const CURRENCY_WORDS =
  /(?:^|[\s_.-])(?:currency|currencies|curr|ccy|währung|waehrung|währg|whrg|whg|waers|devise|monnaie|moneda|moeda|valuta|divisa)(?:$|[\s_.-])|currency(?:iso)?code$|通貨/i;

/** True for the header of a column that tells in which currency a row's amounts are. */
export function isCurrencyName(name: string): boolean {
  return CURRENCY_WORDS.test(name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 "));
}

/** The code or sign of a currency in upper case; null for any other text. */
export function currencyIn(cell: string): string | null {
  const upper = cell.trim().toUpperCase();
  const code = /^([A-Z]{3})(?: ?[-–(].{0,40})?$/.exec(upper)?.[1];
  return [upper, code].find((found) => found !== undefined && CURRENCIES.has(found)) ?? null;
}

/** The currencies of a book's amounts with how many cells, columns or accounts show them. */
function currenciesOf(table: AccountsTable, facts: TableFacts): Map<string, number> {
  const found = new Map<string, number>();
  const add = (currency: string, times: number) => found.set(currency, (found.get(currency) ?? 0) + times);
  for (const [name, column] of table.text) {
    if (!isCurrencyName(name)) continue;
    const codes = column.values.map(currencyIn);
    if (codes.some((code, k) => code === null && column.values[k]!.trim() !== "")) continue;
    for (const code of column.codes) if (codes[code] !== null) add(codes[code]!, 1);
  }
  // What a column of currencies says goes before signs such as $, which several have.
  if (found.size > 0) return found;
  for (const { currencies } of table.amounts.values())
    for (const [code, cells] of currencies) add(code, cells);
  for (const [name, { currency }] of table.units) {
    if (currency !== "" && !table.amounts.get(name)?.currencies.size) add(currency, table.n);
    for (const code of facts.currencies[name] ?? []) add(code, table.n);
  }
  return found;
}

/** Spellings of one currency. */
const SAME_AS = new Map(
  "₹ RS RS. INR,€ EUR,£ GBP,KČ CZK,ZŁ PLN,FT HUF,FR FR. SFR SFR. CHF,R$ BRL,US$ $ USD,円 JPY,₩ KRW,₺ TRY,₪ ILS,RMB CNY"
    .split(",")
    .flatMap((group) => group.split(" ").map((spelling): [string, string] => [spelling, group])),
);

/** The one currency of the amounts: of a currency column, beside them, in their headers or formats; null where there is none or are several, which is noted. */
export function readCurrency(count: QualityCount, table: AccountsTable, facts: TableFacts): string | null {
  const found = currenciesOf(table, facts);
  const kinds = new Set([...found.keys()].map((currency) => SAME_AS.get(currency) ?? currency));
  if (kinds.size > 1) {
    const cells = [...found.values()].reduce((sum, times) => sum + times, 0);
    count.note("mixed-currencies", cells, [...found.keys()]);
  }
  const [commonest] = [...found].sort(([, a], [, b]) => b - a);
  return kinds.size === 1 ? commonest![0] : null;
}
