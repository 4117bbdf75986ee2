import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { refuseEarly } from "../../data/read/refuse-early.ts";
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

it("a file whose first twenty thousand rows are all at fault is read no further, nor for a proposal", async () => {
  const text = Buffer.from(`ID,TotalRevenue_FY26\n"${"a\n".repeat(2 ** 22)}`);
  const { source, taken } = counted(text);
  await expect(loadBook({ accounts: source })).rejects.toMatchObject({
    code: "no-rows",
    message: expect.stringMatching(
      /each of the first 20000 rows was rejected, the first \(line 2\) because a quote/,
    ),
  });
  expect(taken.bytes).toBeLessThan(text.length / 4);
  const again = counted(text);
  expect((await inspectFile(again.source)).columns).toEqual(["ID", "TotalRevenue_FY26"]);
  expect(again.taken.bytes).toBeLessThan(text.length / 4);
});

it("a workbook whose sheet unpacks to hundreds of times its size is refused after a part of it", async () => {
  const bomb = BOMBS.find(({ name }) => name.startsWith("XLSX"))!;
  const { source } = counted("file" in bomb ? bomb.file() : Buffer.alloc(0));
  await expect(loadBook({ accounts: { ...source, name: "a.xlsx" } })).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringContaining("unpacks to more than 150 times its size"),
  });
});

it("what is told from a table by its first bytes is refused by them, and a table is not", async () => {
  const early = async (bytes: Buffer) => {
    const { source, taken } = counted(bytes);
    const code = await refuseEarly(source, 2 ** 31).then(
      () => "taken",
      (error: { code: string }) => error.code,
    );
    return { code, taken: taken.bytes };
  };
  const bombs = BOMBS.flatMap((bomb) => ("file" in bomb ? [bomb] : []));
  const codes: Record<string, string> = {};
  for (const { name, file } of bombs) codes[name] = (await early(file())).code;
  expect(codes).toEqual({
    "gzip of 1 GiB of rows": "too-large",
    "gzip of 1 GiB of blanks": "no-delimiter",
    "gzip within gzip": "bad-gzip",
    "XLSX whose sheet is 300 MiB": "too-large",
    "unclosed quote, 8 MiB": "no-delimiter",
    "100,000 columns": "record-too-long",
    "one line of 8 MiB": "record-too-long",
  });
  const table = `ID;Revenue\r${"1;1\r".repeat(2_000_000)}`;
  for (const bytes of [Buffer.from(table), Buffer.from(table, "utf16le"), gzipSync("ID,Revenue\n1,1\n")]) {
    const looked = await early(bytes);
    expect(looked.code).toBe("taken");
    expect(looked.taken).toBeLessThan(2 ** 22 + 2 ** 20);
  }
  expect((await early(Buffer.alloc(0))).code).toBe("taken");
  // Of a row that is as long as one may be, its cells are still in sight of each other.
  const long = `ID,Note\n${`"${"a\n".repeat(2 ** 15 - 9)}",1\n`.repeat(40)}`;
  expect((await early(Buffer.from(long))).code).toBe("taken");
  expect((await early(Buffer.from("PK\u0003\u0004"))).code).toBe("bad-workbook");
});

it("a Parquet file whose pages unpack to more than they state, or that states more rows than it can hold, is refused", async () => {
  const columnData = [
    { name: "ID", data: Array.from({ length: 1_000 }, (_, k) => `K-${k}`) },
    { name: "TotalRevenue_FY26", data: new Float64Array(1_000).fill(5) },
  ];
  const codec = "GZIP" as const;
  const compressors = { GZIP: (page: Uint8Array) => new Uint8Array(gzipSync(Buffer.concat([page, page]))) };
  const larger = Buffer.from(parquetWriteBuffer({ columnData, codec, compressors }));
  await expect(loadBook({ accounts: memorySource("a.parquet", larger) })).rejects.toMatchObject({
    code: "bad-parquet",
  });
  const constant = [
    { name: "ID", data: new Array<string>(3_000_000).fill("1") },
    { name: "TotalRevenue_FY26", data: new Float64Array(3_000_000).fill(5) },
  ];
  const many = Buffer.from(
    parquetWriteBuffer({ columnData: constant, codec, compressors: { GZIP: (page) => gzipSync(page) } }),
  );
  await expect(loadBook({ accounts: memorySource("a.parquet", many) })).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringMatching(/^a\.parquet: states 3000000 rows in \d+ bytes/),
  });
});
