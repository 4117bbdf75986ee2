import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../../data/book.ts";
import type { CsvRun } from "../../../data/csv/columns.ts";
import { type CsvOptions, csvSlices } from "../../../data/csv/slices.ts";
import { DataError } from "../../../data/errors.ts";
import { csvText, HEADER, loadText, row } from "../support/small-csv.ts";

const textOf = (book: Book, run: CsvRun, options?: CsvOptions): string =>
  Buffer.concat([...csvSlices(book, run, options)]).toString();

function unchanged(book: Book): CsvRun {
  return { tiers: book.tier, tierCount: book.tierCount, potential: book.revenue.map((v) => v / 3) };
}

/** A double a few steps from a power of ten. */
function nextTo([power, steps]: [number, number]): number {
  const bits = new BigInt64Array(1);
  const value = new Float64Array(bits.buffer);
  value[0] = 10 ** power;
  bits[0]! += BigInt(steps);
  return value[0];
}

let book: Book;
beforeAll(async () => {
  book = await loadText(
    csvText([
      row("20", { MarketTier_FY26: "Tier B", TotalRevenue_FY26: "0.1" }),
      row("3", { TotalRevenue_FY26: "-1234567890123.5", TotalRevenue_FY22: "" }),
      row("100", { MarketTier_FY26: "Tier C", TotalRevenue_FY26: "2147483648" }),
    ]),
  );
});

describe("the tiers CSV", () => {
  it("has the seven columns, CR LF, and the rows in the file's order", () => {
    const run: CsvRun = {
      tiers: Uint8Array.of(1, 0, 2),
      tierCount: 3,
      potential: Float64Array.of(1 / 3, -1e-7, 2e21),
      reason: (i) => (i === 2 ? "" : `moved, "${i}"`),
    };
    expect(textOf(book, run)).toBe(
      [
        "ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason",
        '20,Tier B,Tier A,up,-1e-7,0.1,"moved, ""1"""',
        '3,Tier A,Tier B,down,0.3333333333333333,-1234567890123.5,"moved, ""0"""',
        "100,Tier C,Tier C,same,2e+21,2147483648,",
        "",
      ].join("\r\n"),
    );
  });

  it("calls an account without a tier Unassigned and leaves its Change empty", () => {
    const run: CsvRun = { tiers: Uint8Array.of(3, 0, 2), tierCount: 3, potential: new Float64Array(3) };
    const lines = textOf(book, run, { columns: ["Tier", "Change"] }).split("\r\n");
    expect(lines).toEqual(["Tier,Change", "Tier A,up", "Unassigned,", "Tier C,same", ""]);
  });

  it("leaves Change empty where the number of tiers differs, and letters the new tiers", () => {
    const run: CsvRun = { tiers: Uint8Array.of(4, 0, 1), tierCount: 5, potential: new Float64Array(3) };
    const lines = textOf(book, run, { columns: ["Tier", "Change"] }).split("\r\n");
    expect(lines).toEqual(["Tier,Change", "Tier A,", "Tier E,", "Tier B,", ""]);
  });

  it("writes letters where the book does", async () => {
    const letters = await loadText(csvText([row("1", { MarketTier_FY26: "B" })]));
    expect(textOf(letters, unchanged(letters), { columns: ["PreviousTier"] })).toBe("PreviousTier\r\nB\r\n");
  });

  it("writes a picked list in its order, each column once", () => {
    const text = textOf(book, unchanged(book), { columns: ["Tier", "ID", "TotalRevenue_FY22", "Tier"] });
    expect(text.split("\r\n").slice(0, 3)).toEqual([
      "Tier,ID,TotalRevenue_FY22",
      "Tier B,20,50",
      "Tier A,3,",
    ]);
  });

  it("with all columns adds every column of the book in file order, the ID once", () => {
    const [header] = textOf(book, unchanged(book), { columns: "all" }).split("\r\n");
    expect(header).toBe(
      `ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason,${HEADER.slice(1).join(",")}`,
    );
  });

  it("uses the delimiter and the byte-order mark that are asked for", () => {
    const text = textOf(book, unchanged(book), { columns: ["ID", "Tier"], delimiter: ";", bom: true });
    expect(text).toBe("\uFEFFID;Tier\r\n20;Tier B\r\n3;Tier A\r\n100;Tier C\r\n");
  });

  it("refuses an unknown column at the call, with the nearest names", () => {
    const call = () => csvSlices(book, unchanged(book), { columns: ["ID", "tier", "Geo"] });
    expect(call).toThrow(DataError);
    expect(call).toThrow(/no column "tier"; nearest: Tier/);
    // The book's own ID is among our columns.
    expect(() => csvSlices(book, unchanged(book), { columns: ["IX"] })).toThrow(/nearest: ID, (?!ID)/);
  });
});

describe("a text cell is safe to open in a spreadsheet", () => {
  it.each<[string, string]>([
    ["=1+1", "'=1+1"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1+1", "'＝1+1"],
    [" =1+1", "' =1+1"],
    ["\n=1+1", "'\n'=1+1"],
    ["note\n=1+41", "note\n'=1+41"],
    ["note\r\n@SUM(A1)\r\nend", "note\r\n'@SUM(A1)\r\nend"],
    ["\t=1+1", "'\t=1+1"],
    ["\r=1+1", "'\r'=1+1"],
    ["a\rb", "a\rb"],
    ["1 Main St\nSuite 5", "1 Main St\nSuite 5"],
    ["\nplain", "'\nplain"],
    ["a;=1+1", "a;=1+1"],
    ['say "=1"', 'say "=1"'],
    ["-5", "-5"],
    ["+1.5e3", "+1.5e3"],
    ["A - B", "A - B"],
  ])("%j", async (text, expected) => {
    const quoted = `"${text.replaceAll('"', '""')}"`;
    const unsafe = await loadText(csvText([row("1", { Geo_Entity: quoted })], HEADER));
    for (const delimiter of [",", ";", "\t"] as const) {
      const csv = textOf(unsafe, unchanged(unsafe), { columns: ["Geo_Entity", "ID"], delimiter });
      const [, cells] = parse(csv, { delimiter, record_delimiter: "\r\n" }) as string[][];
      expect(cells).toEqual([expected, "1"]);
    }
  });

  it.each(["@0016g000001AAAAAA", "-abc", "+49-170", "-5", "@a.b-c"])(
    "the key %s is no formula, and stays as it is so that it joins back",
    async (id) => {
      const book = await loadText(csvText([row(id)]));
      expect(textOf(book, unchanged(book), { columns: ["ID"] })).toBe(`ID\r\n${id}\r\n`);
    },
  );

  it("also in IDs that are formulas, reasons and column names", async () => {
    const unsafe = await loadText(csvText([[...row("=A1"), "x"]], [...HEADER, "=B1"]));
    const run = { ...unchanged(unsafe), reason: () => "=C1" };
    expect(textOf(unsafe, run, { columns: ["ID", "Reason", "=B1"] })).toBe(
      "ID,Reason,'=B1\r\n'=A1,'=C1,x\r\n",
    );
  });

  it("where cells of any locale's delimiter are quoted, so that no new cell begins within", async () => {
    const unsafe = await loadText(csvText([row("1", { Geo_Entity: "x;=1" })]));
    expect(textOf(unsafe, unchanged(unsafe), { columns: ["Geo_Entity"] })).toBe('Geo_Entity\r\n"x;=1"\r\n');
  });
});

describe("a decimal comma", () => {
  it("stands in every number, between semicolons", async () => {
    const book = await loadText(
      csvText([row("1", { TotalRevenue_FY26: "1.5" }), row("2", { TotalRevenue_FY26: "-1e-7" })]),
    );
    const run = { ...unchanged(book), potential: Float64Array.of(0.1 + 0.2, -12.25) };
    const columns = ["ID", "PI_acct", "TotalRevenue_FY26"];
    expect(textOf(book, run, { columns, decimal: "," })).toBe(
      "ID;PI_acct;TotalRevenue_FY26\r\n1;0,30000000000000004;1,5\r\n2;-12,25;-1e-7\r\n",
    );
    expect(() => textOf(book, run, { columns, decimal: ",", delimiter: "," })).toThrow(/both a comma/);
  });
});

describe("slices", () => {
  it("are about 64 KiB, one buffer each, and a row larger than a slice is whole", async () => {
    const long = "é".repeat(30_000);
    const rows = Array.from({ length: 3_000 }, (_, k) =>
      row(`${k}`, { Geo_Entity: k === 7 ? long : "Africa" }),
    );
    const large = await loadText(csvText(rows));
    const slices = [...csvSlices(large, unchanged(large), { columns: "all" })];
    expect(slices.length).toBeGreaterThan(3);
    expect(new Set(slices.map(({ buffer }) => buffer)).size).toBe(slices.length);
    for (const slice of slices.slice(0, -1)) expect(slice.length).toBeGreaterThanOrEqual(2 ** 16);
    const records = parse(Buffer.concat(slices), { columns: true }) as Record<string, string>[];
    expect(records).toHaveLength(3_000);
    expect(records[7]!.Geo_Entity).toBe(long);
  });

  it("write any finite number so that it reads back as the same", async () => {
    const one = await loadText(csvText([row("1")]));
    const anyNumber = fc.oneof(
      fc.double({ noNaN: true, min: -1_001, max: 1_001 }),
      fc.tuple(fc.integer({ min: -5, max: 4 }), fc.integer({ min: -4, max: 4 })).map(nextTo),
      fc.tuple(fc.nat(10 ** 9), fc.integer({ min: 1, max: 12 })).map(([digits, k]) => digits / 10 ** k),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.maxSafeInteger(),
    );
    fc.assert(
      fc.property(anyNumber, (value) => {
        const run = { ...unchanged(one), potential: Float64Array.of(value) };
        const [, cell] = textOf(one, run, { columns: ["PI_acct"] }).split("\r\n");
        expect(cell).toBe(String(value));
        expect(Number(cell)).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 5_000 },
    );
  });
});
