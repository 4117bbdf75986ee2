import type { TextColumn } from "../../tiering/index.ts";
import { renderCell } from "./cell.ts";

/** Cells end to end as UTF-8; cell k is `bytes[offsets[k] … offsets[k + 1])`. */
export interface RenderedCells {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** Renders texts as cells; O(total length). */
export function renderCells(texts: readonly string[]): RenderedCells {
  const cells = texts.map((text) => Buffer.from(renderCell(text)));
  const offsets = new Uint32Array(cells.length + 1);
  cells.forEach((cell, k) => {
    offsets[k + 1] = offsets[k]! + cell.length;
  });
  return { bytes: Buffer.concat(cells), offsets };
}

const rendered = new WeakMap<readonly string[], RenderedCells>();

/** The values of a text column as cells, rendered once and kept as long as the book is. */
export function renderDictionary(column: TextColumn): RenderedCells {
  const cells = rendered.get(column.values) ?? renderCells(column.values);
  rendered.set(column.values, cells);
  return cells;
}
