import type { TextColumn } from "../../tiering/index.ts";
import type { Delimiter } from "../read/delimiter.ts";
import { renderCell } from "./cell.ts";

/** Cells end to end as UTF-8; cell k is `bytes[offsets[k] … offsets[k + 1])`. */
export interface RenderedCells {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** Renders texts as cells; O(total length). */
export function renderCells(texts: readonly string[], delimiter: Delimiter): RenderedCells {
  const cells = texts.map((text) => Buffer.from(renderCell(text, delimiter)));
  const offsets = new Uint32Array(cells.length + 1);
  cells.forEach((cell, k) => {
    offsets[k + 1] = offsets[k]! + cell.length;
  });
  return { bytes: Buffer.concat(cells), offsets };
}

const rendered = new WeakMap<readonly string[], Map<Delimiter, RenderedCells>>();

/** The values of a text column as cells, rendered once and kept as long as the book is. */
export function renderDictionary(column: TextColumn, delimiter: Delimiter): RenderedCells {
  const known = rendered.get(column.values) ?? new Map<Delimiter, RenderedCells>();
  rendered.set(column.values, known);
  const cells = known.get(delimiter) ?? renderCells(column.values, delimiter);
  known.set(delimiter, cells);
  return cells;
}
