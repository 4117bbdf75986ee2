import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;
/** Heap in use once all that nobody holds is gone, bytes. */
async function heapUsed(): Promise<number> {
  // What has just ended may still be held by the turn of the event loop that it ended in.
  await new Promise((resolve) => setImmediate(resolve));
  gc();
  return process.memoryUsage().heapUsed;
}

const ROWS = 10_000;
/** A column that is the same in every row, so that the book keeps next to nothing of it. */
const PADDING = "of no use to anybody ".repeat(50);

it("a book keeps its values, and not the text of the file that they are pieces of", async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, k) => `${100_000 + k},Company number ${k} and sons,${k},${PADDING}\n`,
  );
  const file = Buffer.from(`ID,Name,TotalRevenue_FY26,Remark\n${rows.join("")}`);
  rows.length = 0;
  const load = () => loadBook({ accounts: { name: "accounts.csv", chunks: piecesOf(file) } });
  // What the first reading leaves behind for good, such as compiled code, is no part of a book.
  await load();
  const before = await heapUsed();
  const book = await load();
  const kept = (await heapUsed()) - before;
  expect(book.n).toBe(ROWS);
  expect(book.text.get("Name")!.values).toContain("Company number 7777 and sons");
  expect(kept).toBeLessThan(file.length / 2);
});

async function* piecesOf(file: Buffer) {
  for (let at = 0; at < file.length; at += 2 ** 16) yield file.subarray(at, at + 2 ** 16);
}
