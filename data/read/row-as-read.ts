import { rowText } from "../quality.ts";
import type { GrowingTexts } from "./growing-columns.ts";
import type { NumberSlot } from "./number-slot.ts";

/** What is kept of the rows of a table while it is read. */
export interface KeptRows {
  readonly width: number;
  readonly idAt: number;
  readonly idOf: (row: number) => string;
  readonly texts: readonly { readonly at: number; readonly column: GrowingTexts }[];
  readonly numbers: readonly NumberSlot[];
}

/** A row as it was read, from its columns; `fault` is the text of a cell that its column may not have as it stood. */
export function rowAsRead(
  { width, idAt, idOf, texts, numbers }: KeptRows,
  row: number,
  fault: { readonly at: number; readonly cell: string } | null,
): string {
  const cells = new Array<string>(width).fill("");
  cells[idAt] = idOf(row);
  for (const { at, column } of texts) cells[at] = column.at(row);
  for (const { at, column } of numbers) cells[at] = column.textAt(row);
  if (fault !== null) cells[fault.at] = fault.cell;
  return rowText(cells);
}
