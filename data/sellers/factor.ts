import { parseAmount } from "../read/amount.ts";

/** Factors of a column where they are percentages without a sign: none is as little as this … */
const LEAST_PERCENT = 5;
/** … and none is more than this. */
const MOST_PERCENT = 150;

/** A capacity factor as it is written, `0.5` or `50%`; blank is a full seller; null for anything that is not positive. */
export function readFactor(cell: string): number | null {
  if (cell === "") return 1;
  const percent = cell.endsWith("%");
  const value = parseAmount(percent ? cell.slice(0, -1) : cell);
  if (value === null || !(value > 0)) return null;
  return percent ? value / 100 : value;
}

/** Whether the numbers of a column are percentages that leave the sign out (80, 100): nobody has 80 times a seller's capacity. */
export function areBarePercents(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => cell !== "" && !cell.endsWith("%")).map(parseAmount);
  return (
    numbers.length > 0 &&
    numbers.every(
      (number) => number !== null && (number === 0 || (number >= LEAST_PERCENT && number <= MOST_PERCENT)),
    ) &&
    numbers.some((number) => number! > 0)
  );
}
