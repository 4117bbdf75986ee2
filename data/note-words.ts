const count = (n: number): string => n.toLocaleString("en");
const accounts = (n: number): string => `${count(n)} ${n === 1 ? "account" : "accounts"}`;
const cells = (n: number): string => `${count(n)} ${n === 1 ? "cell" : "cells"}`;

/** What each kind of note says, given how often it was found and a few examples. */
const WORDS: Readonly<Record<string, (n: number, examples: string) => string>> = {
  "many-rejected": (n, e) =>
    `${count(n)} ${n === 1 ? "row" : "rows"}, more than a tenth of the file, cannot be read and get no tier (${e})`,
  "negative-revenue": (n, e) => `${accounts(n)} with a negative current revenue, taken as a credit (${e})`,
  "negative-revenue-no-growth": (n, e) =>
    `${accounts(n)} without growth, as the current revenue is negative (${e})`,
  "zero-revenue": (n, e) => `${accounts(n)} with a current revenue of 0 (${e})`,
  "base-revenue-not-positive": (n, e) =>
    `${accounts(n)} without growth, as the earliest revenue is not above 0 (${e})`,
  "blank-base-revenue": (n, e) => `${accounts(n)} without growth, as the earliest revenue is blank (${e})`,
  "blank-potential": (n, e) =>
    `${accounts(n)} without runway and market shares, as the potential is blank (${e})`,
  "blank-number": (n, e) => `${cells(n)} blank in columns of numbers (${e})`,
  "constant-column": (n, e) =>
    `${count(n)} ${n === 1 ? "column is" : "columns are"} the same for every account (${e})`,
  "one-tier": (_, e) => `every account is in one tier (${e})`,
  "geo-without-tam": (n, e) => `${accounts(n)} in a geography without a market size (${e})`,
  "category-without-tam": (n, e) => `${accounts(n)} in a category without a market size (${e})`,
  "lines-above-header": (n) => `${count(n)} ${n === 1 ? "line" : "lines"} above the header passed over`,
  "other-sheets": (n, e) => {
    const [read, ...others] = e.split(", ");
    return `read from the sheet ${read}; ${count(n)} other ${n === 1 ? "sheet was" : "sheets were"} not read (${others.join(", ")}): "sheet" in the mapping chooses`;
  },
  "other-encoding": (_, e) => `the file is in ${e}`,
  "mixed-decimal-signs": (n, e) =>
    `${cells(n)} of a column with another decimal sign than the others, each read by its own (${e})`,
  "mixed-currencies": (n, e) =>
    `amounts in several currencies (${e}) are taken as they stand, none is converted: ${cells(n)}`,
  "unit-applied": (n, e) =>
    `${count(n)} ${n === 1 ? "column is" : "columns are"} multiplied by the unit that the header or the mapping tells (${e})`,
  "unit-doubtful": (n, e) =>
    `${count(n)} ${n === 1 ? "header" : "headers"} may tell a unit (${e}); the amounts are taken as they stand, unless the mapping has "units"`,
  "cells-with-own-unit": (n, e) =>
    `${cells(n)} with a unit of ${n === 1 ? "its" : "their"} own, which goes before that of the column (${e})`,
  "word-for-blank": (n, e) =>
    `${cells(n)} with a word such as N/A in place of an amount, taken as blank (${e})`,
  "own-output": () => "the file is a CSV of this product: its column Tier is the current tier",
  "unknown-earlier-tier": (n, e) => `${count(n)} earlier tiers that are none of the book's (${e})`,
  "values-that-look-alike": (n, e) =>
    `${count(n)} ${n === 1 ? "pair" : "pairs"} of values that differ by case or blanks alone (${e})`,
  "order-lines": (n) => `${count(n)} order lines were added up`,
  "accounts-made": (n) => `${accounts(n)} made of the order lines`,
  "currencies-converted": (_, e) => `amounts were converted by the rates of the mapping (${e})`,
  "price-times-quantity": (_, e) => `the amount of an order line is its price times its quantity (${e})`,
  "last-year-not-whole": (n, e) =>
    `the last fiscal year has ${count(n)} of 12 months, so growth to it is not of a whole year (${e})`,
  "columns-of-lines-left-out": (n, e) =>
    `${count(n)} ${n === 1 ? "column" : "columns"} left out, as they differ among the lines of a customer (${e})`,
  "accounts-by-thousands": (n, e) =>
    `${cells(n)} with three digits behind a point or comma, read as thousands of accounts (${e})`,
  "accounts-by-thousandths": (n, e) =>
    `${cells(n)} with three digits behind a point or comma, read as fractions, since other cells have fractions by it (${e})`,
  "columns-known-by-a-part": (n, e) =>
    `${count(n)} ${n === 1 ? "column is" : "columns are"} known by a part of the name or by what ${n === 1 ? "it holds" : "they hold"} (${e})`,
  "factors-as-percent": (_, e) => `capacity factors without a sign are taken as percentages (${e})`,
  "owners-by-name": (n, e) =>
    `${count(n)} ${n === 1 ? "owner" : "owners"} of the book known by name and not by a seller's ID (${e})`,
  "owners-of-several-sellers": (n, e) =>
    `${count(n)} ${n === 1 ? "owner" : "owners"} of the book whose name several sellers have, so that nobody is taken for them (${e}); expected the ID`,
  "owners-by-place": (n, e) =>
    `${count(n)} ${n === 1 ? "owner" : "owners"} of the book whose name several sellers have, each account taken for the one who serves its geography (${e})`,
  "owners-not-among-sellers": (n, e) =>
    `${count(n)} ${n === 1 ? "owner" : "owners"} of the book ${n === 1 ? "is" : "are"} none of the sellers (${e}): their accounts have nobody to stay with`,
  "serves-every-geography": (n) =>
    `${count(n)} ${n === 1 ? "seller names" : "sellers name"} no geography, and may serve every one`,
  "tiers-by-number": (_, e) => `tiers by number are taken from the highest on (${e})`,
  "accounts-without-limit": (n, e) => `${cells(n)} without a limit, taken as 10,000 accounts a seller (${e})`,
  "names-as-the-book-spells-them": (n, e) =>
    `${count(n)} ${n === 1 ? "name" : "names"} taken as the book spells ${n === 1 ? "it" : "them"} (${e})`,
  "names-parted-by-commas": (n, e) =>
    `${cells(n)} read as several names parted by commas or other marks, since the book knows them so (${e})`,
  "lines-that-differ": (n, e) =>
    `${accounts(n)} whose lines say different things (${e}): what the last of them says is taken`,
};

/** A note of a book's report in words. */
export function sayNote(kind: string, n: number, examples: readonly string[]): string {
  const say = WORDS[kind];
  const words = say === undefined ? `${kind}: ${count(n)}` : say(n, examples.join(", "));
  return words.replace(" ()", "");
}
