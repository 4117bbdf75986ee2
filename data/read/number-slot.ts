import { quoteCell, type RejectionCode } from "../quality.ts";
import { type Amount, isOutOfRange, readAmount } from "./amount.ts";
import type { AmountColumn } from "./amount-column.ts";
import type { Cell } from "./table-shape.ts";

/** A column of amounts and the cell of it that was read last. */
export interface NumberSlot {
  readonly at: number;
  readonly name: string;
  readonly column: AmountColumn;
  readonly amount: Amount;
  /** True where the cell was a number already. */
  isTyped: boolean;
}

/** Reads a cell into its slot; why its row is rejected, or null. */
export function readNumber(
  slot: NumberSlot,
  cell: Cell,
  isRequired: boolean,
): { code: RejectionCode; reason: string } | null {
  slot.isTyped = typeof cell === "number";
  if (typeof cell === "number") {
    if (!isOutOfRange(cell) && !Number.isNaN(cell)) return null;
    return { code: "out-of-range", reason: outOfRange(String(cell)) };
  }
  readAmount(cell, slot.amount);
  const { kind, value } = slot.amount;
  if (slot.column.accepts(slot.amount)) {
    if (kind !== "blank" || !isRequired) return null;
    return { code: "blank-revenue", reason: "the current revenue is blank; expected an amount" };
  }
  if (kind !== "bad") {
    const reason = `got ${quoteCell(cell)}, which the decimal sign of the mapping cannot read`;
    return { code: "bad-number", reason };
  }
  if (!Number.isNaN(value)) return { code: "out-of-range", reason: outOfRange(cell) };
  return {
    code: "bad-number",
    reason: `got ${quoteCell(cell)}, expected an amount such as 1234.5, $1.2M or (1 234,50)`,
  };
}

const outOfRange = (cell: string): string =>
  `got ${quoteCell(cell)}, which is too large or too small to be computed with; expected up to 1e150, and 0 or from 1e-320`;
