import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DataError, type DataErrorCode } from "../../data/errors.ts";
import { loadBook } from "../../data/load.ts";
import { fileSource, memorySource } from "../../data/source.ts";
import { csvText, HEADER, loadText, row, TAM } from "./support/small-csv.ts";

const good = csvText([row("1"), row("2")]);

async function errorOf(promise: Promise<unknown>): Promise<DataError> {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

interface Fault {
  readonly name: string;
  readonly accounts: string | Uint8Array;
  readonly code: DataErrorCode;
  readonly line?: number;
  readonly column?: string;
  readonly says: RegExp;
}

const wide = [...HEADER, ...Array.from({ length: 1_000 - HEADER.length + 1 }, (_, k) => `c${k}`)];

const FAULTS: readonly Fault[] = [
  { name: "an empty file", accounts: "", code: "empty-file", says: /expected a header line/ },
  { name: "blank lines alone", accounts: "\n\r\n", code: "empty-file", says: /expected a header line/ },
  { name: "a header alone", accounts: csvText([]), code: "no-rows", says: /expected at least one account/ },
  {
    name: "rows that are all rejected",
    accounts: csvText([row("")]),
    code: "no-rows",
    says: /line 2, ID.*expected at least one account/,
  },
  {
    name: "UTF-8 mixed with other bytes",
    accounts: Buffer.concat([Buffer.from(`${good}3,Äfrica\n`), Buffer.from("4,Afri\xe9ca,", "latin1")]),
    code: "not-utf8",
    line: 5,
    says: /expected one encoding.*windows-1252/,
  },
  { name: "a NUL byte", accounts: `${good}3,\0`, code: "nul-byte", line: 4, says: /without NUL bytes/ },
  {
    name: "a column twice",
    accounts: csvText([[...row("1"), "x"]], [...HEADER, "Geo_Entity"]),
    code: "duplicate-column",
    line: 1,
    column: "Geo_Entity",
    says: /twice; expected every name once/,
  },
  {
    name: "a header without ID",
    accounts: csvText([]).replace("ID,", "Identity,"),
    code: "missing-column",
    line: 1,
    says: /no ID; expected.*nearest to ID: Identity/,
  },
  {
    name: "a header without any amount",
    accounts: "ID,Geo_Entity,MarketTier_FY26\n1,Africa,A\n",
    code: "missing-column",
    line: 1,
    says: /no amount.*TotalRevenue.*PotentialRevenue/,
  },
  {
    name: "tiers whose order nobody can know",
    accounts: csvText(["Alpha", "Beta", "Gamma"].map((label, k) => row(`${k}`, { MarketTier_FY26: label }))),
    code: "unknown-tier-order",
    column: "MarketTier_FY26",
    says: /Alpha, Beta, Gamma.*highest first: put them in your order, such as "tiers": \[/,
  },
  {
    name: "amounts that read in two ways",
    accounts: csvText([row("1", { TotalRevenue_FY26: "5.000" }), row("2", { TotalRevenue_FY26: "400" })]),
    code: "undecidable-amounts",
    line: 2,
    column: "TotalRevenue_FY26",
    says: /"5.000" is 5 with a decimal point and 5000 with a decimal comma/,
  },
  {
    name: "no delimiter",
    accounts: "ID\n1\n",
    code: "no-delimiter",
    line: 1,
    says: /comma, semicolon, tab or \|/,
  },
  {
    name: "a field over 64 Ki characters",
    accounts: csvText([row("1"), row("2", { Geo_Entity: "é".repeat(2 ** 16 + 1) })]),
    code: "record-too-long",
    line: 3,
    says: /65536 in a cell/,
  },
  {
    name: "more than 1,000 columns",
    accounts: csvText([], wide),
    code: "too-many-columns",
    line: 1,
    says: /1001 columns; expected at most 1000/,
  },
  {
    name: "a gzip file cut short",
    accounts: gzipSync(good).subarray(0, 60),
    code: "bad-gzip",
    says: /expected gzip or a plain file/,
  },
];

describe("a fatal fault of the accounts file is one error that names file, line, column and what was expected", () => {
  it.each(FAULTS)("$name", async ({ accounts, code, line, column, says }) => {
    const error = await errorOf(loadText(accounts));
    expect(error.code).toBe(code);
    expect(error.details.file).toBe("accounts.csv");
    expect(error.message).toContain("accounts.csv");
    expect(error.message).toMatch(says);
    if (line !== undefined) expect(error.details.line).toBe(line);
    if (column !== undefined) expect(error.details.column).toBe(column);
  });
});

describe("a source over its cap", () => {
  it("is refused by its inflated size, whatever it takes as gzip", async () => {
    const large = csvText(Array.from({ length: 5_000 }, (_, k) => row(String(k))));
    const error = await errorOf(loadText(gzipSync(large), { maxBytes: 100_000 }));
    expect(error.code).toBe("too-large");
    expect(error.message).toMatch(/larger than 100000 bytes/);
  });
  it("is accepted up to the cap exactly", async () => {
    const { n } = await loadText(good, { maxBytes: Math.max(good.length, TAM.length) });
    expect(n).toBe(2);
  });
});

describe("a source that is refused half-way", () => {
  const endless = "x".repeat(1_000);
  it.each<[string, string]>([
    ["by its header", `ID\n${endless}`],
    ["by a row", csvText([row("1", { Geo_Entity: 'Afr"ica' })])],
    ["by its size", good + endless],
  ])("%s is closed", async (_, text) => {
    let closed = false;
    async function* chunks() {
      try {
        for (;;) yield Buffer.from(text);
      } finally {
        closed = true;
      }
    }
    const accounts = { name: "accounts.csv", chunks: chunks() };
    await errorOf(loadBook({ accounts, tam: memorySource("tam.csv", TAM), maxBytes: 10_000 }));
    expect(closed).toBe(true);
  });
});

describe("a file that cannot be read", () => {
  it("is a DataError with the path", async () => {
    const source = fileSource("/nowhere/accounts.csv");
    const error = await errorOf(loadBook({ accounts: source, tam: memorySource("tam.csv", TAM) }));
    expect(error.code).toBe("unreadable-file");
    expect(error.message).toContain("/nowhere/accounts.csv");
  });
});

describe("a fatal fault of the TAM file is one error that names it", () => {
  it.each<[string, string, DataErrorCode, RegExp]>([
    ["empty", "", "empty-file", /tam.csv.*empty/],
    ["header only", "Metric_Name,Attr_Name,Attr_Value,Metric_Value\n", "no-rows", /no rows/],
    [
      "a missing column",
      TAM.replace("Attr_Value", "Value"),
      "missing-column",
      /no Attr_Value.*it has Metric_Name/,
    ],
    ["only bad amounts", "Metric_Name,Attr_Name,Attr_Value,Metric_Value\na,b,c,x\n", "no-rows", /line 2/],
  ])("%s", async (_, tam, code, says) => {
    const error = await errorOf(loadText(good, { tam }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
    expect(error.details.file).toBe("tam.csv");
  });
});
