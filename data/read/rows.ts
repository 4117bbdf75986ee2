import type { Hash } from "node:crypto";
import { DataError } from "../errors.ts";
import { readHeader } from "./header.ts";
import type { Cell, TableFacts, TableHandlers } from "./table-shape.ts";

/**
 * Reads rows that are cells already, as a table of a warehouse gives them; the first is the header. Holds one
 * block at a time.
 * @throws DataError `too-large`, `duplicate-column`, and as the source
 */
export async function readRows(
  blocks: AsyncIterable<readonly (readonly Cell[])[]>,
  { file, maxBytes, hash }: { readonly file: string; readonly maxBytes: number; readonly hash: Hash },
  handlers: TableHandlers,
): Promise<TableFacts> {
  let line = 0;
  let bytes = 0;
  for await (const block of blocks) {
    // Row by row, so that it does not matter how the blocks are cut.
    const text = block.map((cells) => `${JSON.stringify(cells)}\n`).join("");
    hash.update(text);
    bytes += text.length;
    if (bytes > maxBytes) {
      throw new DataError("too-large", `has more than ${maxBytes} bytes; expected at most that`, { file });
    }
    for (const cells of block) {
      line++;
      if (line === 1) handlers.onHeader(readHeader({ cells, line }, file));
      else handlers.onRow(cells, line);
    }
  }
  return {
    format: "table",
    encoding: null,
    delimiter: null,
    sheet: null,
    otherSheets: [],
    currencies: {},
    headerLine: 1,
    linesAbove: 0,
    digest: hash.digest("hex"),
  };
}
