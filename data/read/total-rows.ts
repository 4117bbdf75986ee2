import { quoteCell } from "../quality.ts";
import type { Cell } from "./table-shape.ts";

const TOTAL_WORDS =
  /^(?:(?:grand|sub|overall|report)[ -]?)?(?:totals?|sum|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|somme|totale|total g[ée]n[ée]ral|totaal|suma|somma|Σ|∑)[ :]*(?:\(.{0,40}\))?$/i;

/** True for a cell that a total is labelled by: Total, Grand Total, Summe, Gesamt. */
export function isTotalWord(cell: Cell): boolean {
  return typeof cell === "string" && cell.length <= 60 && TOTAL_WORDS.test(cell.trim());
}

/** What pivot tables of several languages write where the value that they group by is blank. */
const BLANK_LABEL = /^\((?:blank|leer|vide|en blanco|vuoto|vazio|leeg|null)\)$/i;

/** True for a label that a pivot table gives to rows without a value: (blank), (leer). */
export function isBlankLabel(label: string): boolean {
  return BLANK_LABEL.test(label);
}

/**
 * Which accounts that are called "Total" are the total of their file rather than a firm of that name: the
 * amount is the sum of the others', to a hundredth, or none of the others follows it and it is the largest.
 * O(rows).
 */
export function findTotalRows(amounts: Float64Array, called: ReadonlySet<number>): ReadonlySet<number> {
  let sum = 0;
  let most = Number.NEGATIVE_INFINITY;
  let last = -1;
  amounts.forEach((amount, row) => {
    if (called.has(row)) return;
    last = row;
    if (Number.isNaN(amount)) return;
    sum += amount;
    most = Math.max(most, amount);
  });
  const isTotal = (row: number) => {
    const amount = amounts[row]!;
    return Math.abs(amount - sum) <= 0.01 * Math.abs(sum) || (row > last && amount >= most);
  };
  return new Set(last < 0 ? [] : [...called].filter(isTotal));
}

/** Why a row is rejected that is labelled a total. */
export const totalReason = (label: Cell) =>
  `the row is the total of others (${quoteCell(String(label))}), not an account`;
