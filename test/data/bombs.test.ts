import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readTable } from "../../data/read/table.ts";
import { memorySource } from "../../data/source.ts";
import { BOMBS, gzipBomb } from "../support/bombs.ts";

/** A source that counts what was taken of it. */
function counted(bytes: Buffer) {
  const taken = { bytes: 0 };
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 4_096) {
      const chunk = bytes.subarray(at, at + 4_096);
      taken.bytes += chunk.length;
      yield chunk;
    }
  }
  return { source: { name: "accounts.csv.gz", chunks: chunks() }, taken };
}

it("a gzip bomb stops by what it inflates to, after a small part of it", async () => {
  const bomb = gzipBomb(`1,${"0".repeat(1_000)}\n`, 1_024);
  const { source, taken } = counted(bomb);
  await expect(loadBook({ accounts: source })).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringMatching(/^accounts\.csv\.gz: inflates to more than 250 times its size/),
  });
  expect(taken.bytes).toBeLessThan(bomb.length / 4);
});

it("a table that packs well is read to its end", async () => {
  const rows = Array.from({ length: 600_000 }, (_, k) => `${k},Africa,Tier A,100000,100000\n`).join("");
  const header = "ID,Geo_Entity,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n";
  const packed = gzipSync(header + rows);
  expect(header.length + rows.length).toBeGreaterThan(2 ** 24);
  const { n } = await loadBook({ accounts: counted(packed).source });
  expect(n).toBe(600_000);
});

it("a table of more rows than are read is refused at that row", async () => {
  const text = `ID,Revenue\n${"1,1\n".repeat(2_000)}`;
  let rows = 0;
  const handlers = { onHeader() {}, onRow: () => void rows++, onBadRow() {} };
  const reading = readTable(memorySource("a.csv", text), { maxBytes: 2 ** 20, maxRows: 1_000 }, handlers);
  await expect(reading).rejects.toMatchObject({
    code: "too-large",
    message: "a.csv: has more than 1000 rows; expected at most that",
  });
  expect(rows).toBe(1_000);
});

it("a file whose first hundred thousand rows are all at fault is read no further", async () => {
  const text = Buffer.from(`ID,TotalRevenue_FY26\n"${"a\n".repeat(2 ** 22)}`);
  const { source, taken } = counted(text);
  await expect(loadBook({ accounts: source })).rejects.toMatchObject({
    code: "no-rows",
    message: expect.stringMatching(
      /each of the first 100000 rows was rejected, the first \(line 2\) because a quote/,
    ),
  });
  expect(taken.bytes).toBeLessThan(text.length / 4);
});

it("a workbook whose sheet unpacks to hundreds of times its size is refused after a part of it", async () => {
  const bomb = BOMBS.find(({ name }) => name.startsWith("XLSX"))!;
  const { source } = counted("file" in bomb ? bomb.file() : Buffer.alloc(0));
  await expect(loadBook({ accounts: { ...source, name: "a.xlsx" } })).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringContaining("unpacks to more than 150 times its size"),
  });
});
