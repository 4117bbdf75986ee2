import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { accountId } from "../../tiering/index.ts";
import { csvText, HEADER, loadText, row, TAM } from "./support/small-csv.ts";

describe("a row that cannot be read is rejected with line, column, code and reason; the rest stays", () => {
  it.each<[string, string[], string, string, RegExp]>([
    [
      "too few cells",
      row("2").slice(0, 5),
      "TotalRevenue_FY26",
      "wrong-cell-count",
      /got 5 cells, expected 8/,
    ],
    ["too many cells", [...row("2"), "x"], "PotentialRevenue_FY30", "wrong-cell-count", /got 9 cells/],
    ["a blank ID", row("  "), "ID", "blank-id", /expected one/],
    ["a repeated ID", row("1"), "ID", "duplicate-id", /"1" stands in an earlier row/],
    ["a blank tier", row("2", { MarketTier_FY26: "" }), "MarketTier_FY26", "blank-tier", /Tier A/],
    ["an unknown tier", row("2", { MarketTier_FY26: "Gold" }), "MarketTier_FY26", "unknown-tier", /"Gold"/],
    ["an unclosed quote", row("2", { Geo_Entity: '"Africa' }), "", "bad-quote", /out of place/],
    ["text behind a closing quote", row("2", { Geo_Entity: '"Afr"ica' }), "", "bad-quote", /out of place/],
    [
      "an amount whose square overflows",
      row("2", { TotalRevenue_FY26: "1e160" }),
      "TotalRevenue_FY26",
      "out-of-range",
      /too large or too small/,
    ],
    [
      "an amount next to nothing",
      row("2", { TotalRevenue_FY26: "1e-321" }),
      "TotalRevenue_FY26",
      "out-of-range",
      /0 or from 1e-320/,
    ],
    ["a blank revenue", row("2", { TotalRevenue_FY26: " " }), "TotalRevenue_FY26", "blank-revenue", /blank/],
    ...["0x10", "NaN", "Infinity", "-inf", "1e999", "１２３", "12abc", "1,23,4", "--5", "(-5)"].map(
      (text): [string, string[], string, string, RegExp] => [
        `the number ${text}`,
        row("2", { PotentialRevenue_FY30: text.includes(",") ? `"${text}"` : text }),
        "PotentialRevenue_FY30",
        "bad-number",
        /expected an amount/,
      ],
    ),
  ])("%s", async (_, bad, column, code, reason) => {
    const book = await loadText(csvText([row("1"), bad, row("3")]));
    expect(book.quality).toMatchObject({ input: 3, accepted: 2, rejected: 1 });
    expect(book.quality.rows).toMatchObject([
      { line: 3, column, code, reason: expect.stringMatching(reason) },
    ]);
    expect(book.quality.rejectedBy).toEqual({ [code]: 1 });
    expect([accountId(book, 0), accountId(book, 1)]).toEqual(["1", "3"]);
  });

  it("keeps the first of repeated IDs, and lists at most 10,000 rejections but counts all", async () => {
    const rows = [row("7", { TotalRevenue_FY26: "1" }), ...Array(10_500).fill(row("7"))];
    const { quality, revenue } = await loadText(csvText(rows));
    expect(quality).toMatchObject({ input: 10_501, accepted: 1, rejected: 10_500 });
    expect(quality.rows).toHaveLength(10_000);
    expect([...revenue]).toEqual([1]);
  });

  it("names the line on which a row starts, whatever quoted line ends and blank lines stand before it", async () => {
    const quoted = { Geo_Entity: '"Afr\r\nica\nx"' };
    const text = csvText([row("1", quoted), row(""), row("2", quoted), row("")]).replaceAll(
      "\n1,",
      "\n\r\n\n1,",
    );
    const { quality } = await loadText(text);
    expect(quality.rows.map(({ line }) => line)).toEqual([7, 11]);
  });
});

describe("what people write is read as meant", () => {
  const plain = csvText([row("1"), row("2", { Geo_Entity: '"Nordics, Baltics"' })]);

  it.each<[string, string | Uint8Array]>([
    ["a byte-order mark", `\uFEFF${plain}`],
    ["CR LF", plain.replaceAll("\n", "\r\n")],
    ["mixed line ends", plain.replace("\n", "\r\n")],
    ["no line end at the end", plain.slice(0, -1)],
    ["blank lines", plain.replaceAll("\n", "\n\n")],
    ["gzip", gzipSync(plain)],
    ["gzip in two members", Buffer.concat([gzipSync(plain.slice(0, 50)), gzipSync(plain.slice(50))])],
    ["CR alone", plain.replaceAll("\n", "\r")],
    ["a sep= line", `sep=,\n${plain}`],
    ["bars", plain.replaceAll(/,(?! )/g, "|")],
    ["semicolons", plain.replaceAll(/,(?! )/g, ";")],
    ["tabs", plain.replaceAll(/,(?! )/g, "\t")],
    ["spaces around cells", plain.replaceAll(/,(?! )/g, " , ")],
    ["quotes around all cells", plain.replaceAll(/(^|,)(?! )([\w ]+)/gm, '$1"$2"')],
  ])("%s", async (_, text) => {
    const book = await loadText(text);
    const { id: expectedId, facts: plainFacts, ...expected } = await loadText(plain);
    const { id, facts, ...got } = book;
    expect(facts.format).toBe(plainFacts.format);
    expect(got).toEqual(expected);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(expectedId).toMatch(/^[0-9a-f]{32}$/);
  });

  it("characters that chunks cut in two", async () => {
    const text = Buffer.from(`\uFEFF${csvText([row("€é1", { Geo_Entity: "Île-de-Fränce 🚀" })])}`);
    async function* bytes() {
      for (const byte of text) yield Uint8Array.of(byte);
    }
    const book = await loadBook({
      accounts: { name: "a", chunks: bytes() },
      tam: memorySource("t", TAM),
    });
    expect(book.geo.values).toEqual(["Île-de-Fränce 🚀"]);
    expect(accountId(book, 0)).toBe("€é1");
  });

  it.each<[string, number]>([
    ["1,234", 1234],
    ["1,234,567.25", 1234567.25],
    ["$5", 5],
    ["€5", 5],
    ["5 €", 5],
    ["-$5", -5],
    ["$-5", -5],
    ["(1,234)", -1234],
    ["($1,234.5)", -1234.5],
    [" 12 ", 12],
    ["1e3", 1000],
    ["1.5E-3", 0.0015],
    ["+7", 7],
    [".5", 0.5],
    ["5.", 5],
    ["-0", 0],
    ["123456789012345678", 123456789012345680],
  ])("the number %s", async (text, value) => {
    const accounts = csvText([row("1", { TotalRevenue_FY26: `"${text}"` })]);
    const book = await loadText(accounts, { mapping: { decimal: "." } });
    expect(book.revenue[0]).toBe(value);
  });

  it("tier labels with and without the word, in any case", async () => {
    const labels = ["Tier A", "b", "TIER C", "tier d", "Tier  E"];
    const book = await loadText(csvText(labels.map((label, k) => row(`${k}`, { MarketTier_FY26: label }))));
    expect([...book.tier]).toEqual([0, 1, 2, 3, 4]);
    expect(book.tierCount).toBe(5);
  });

  it("a missing middle letter is an empty tier", async () => {
    const book = await loadText(csvText([row("1"), row("2", { MarketTier_FY26: "Tier D" })]));
    expect(book.tierCount).toBe(4);
    expect([...book.tier]).toEqual([0, 3]);
  });

  it("__proto__, constructor and the like as header, value and ID", async () => {
    const header = [...HEADER, "__proto__", "constructor"];
    const rows = [
      [...row("__proto__", { Geo_Entity: "__proto__" }), "toString", "__proto__"],
      [...row("constructor", { Geo_Entity: "hasOwnProperty" }), "", "x"],
    ];
    const book = await loadText(csvText(rows, header));
    expect(book.n).toBe(2);
    expect(book.text.get("__proto__")!.values).toEqual(["", "toString"]);
    expect(book.geo.values).toEqual(["__proto__", "hasOwnProperty"]);
    expect([...book.geo.tam]).toEqual([Number.NaN, Number.NaN]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("oddities are accepted and counted", () => {
  it("counts what the core scores as undefined, and blanks stay NaN", async () => {
    const book = await loadText(
      csvText([
        row("1", { TotalRevenue_FY26: "-5", Geo_Entity: "Atlantis" }),
        row("2", { TotalRevenue_FY22: "0" }),
        row("3", { TotalRevenue_FY22: "-1" }),
        row("4", { TotalRevenue_FY22: "", PotentialRevenue_FY30: "" }),
        row("5", { TotalRevenue_FY26: "0", MarketTier_FY25: "" }),
      ]),
    );
    expect(book.quality).toMatchObject({
      input: 5,
      accepted: 5,
      rejected: 0,
      rows: [],
      notes: {
        "base-revenue-not-positive": 2,
        "blank-base-revenue": 1,
        "blank-potential": 1,
        "geo-without-tam": 1,
        "negative-revenue": 1,
        "one-tier": 5,
        "zero-revenue": 1,
      },
      examples: { "negative-revenue": ["1"], "geo-without-tam": ["Atlantis"], "one-tier": ["A"] },
    });
    expect(book.baseRevenue[3]).toBeNaN();
    expect(book.potential[3]).toBeNaN();
    expect(book.text.get("MarketTier_FY25")!.values).toContain("");
  });

  it("counts constant columns and a zero TAM", async () => {
    const book = await loadText(csvText([row("1"), row("2")]), { tam: TAM.replace("600", "-400") });
    expect(book.quality.notes).toMatchObject({ "constant-column": 3, "geo-without-tam": 2, "one-tier": 2 });
    expect([...book.geo.tam]).toEqual([0]);
  });
});

describe("the TAM table", () => {
  it("sums the product metrics by value and leaves the others out", async () => {
    const book = await loadText(csvText([row("1")]));
    expect([...book.geo.tam]).toEqual([1000]);
    expect([...book.category.tam]).toEqual([5000]);
    expect(book.tamQuality).toMatchObject({
      input: 4,
      accepted: 4,
      rejected: 0,
      rows: [],
      notes: { "other-metric": 1 },
    });
  });

  it("rejects its bad rows and says where", async () => {
    const tam = `${TAM}Proj_TAM_ProdC_FY30,Geo_Entity,Africa,many\nshort,row\nProj_TAM_ProdC_FY30,Geo_Entity,Africa,\n`;
    const { tamQuality, geo } = await loadText(csvText([row("1")]), { tam });
    expect(tamQuality).toMatchObject({ input: 7, accepted: 5, rejected: 2 });
    expect(tamQuality!.rows.map(({ line, code }) => [line, code])).toEqual([
      [6, "bad-number"],
      [7, "wrong-cell-count"],
    ]);
    expect(tamQuality!.notes).toEqual({ "blank-amount": 1, "other-metric": 1 });
    expect([...geo.tam]).toEqual([1000]);
  });
});

describe("accounts stand in ascending ID order whatever the file's", () => {
  it.each<[string, string[], string[], boolean]>([
    ["integers by value", ["10", "9", "-3", "007", "7"], ["-3", "007", "7", "9", "10"], true],
    [
      "long integers by value",
      ["123456789012345678901", "99999999999999999999", "5"],
      ["5", "99999999999999999999", "123456789012345678901"],
      true,
    ],
    [
      "others by code unit",
      ["b", "10", "9", "a", "B", "\uFFFD", "🚀"],
      ["10", "9", "B", "a", "b", "🚀", "\uFFFD"],
      false,
    ],
  ])("%s", async (_, given, ascending, numeric) => {
    const book = await loadText(csvText(given.map((id, k) => row(id, { TotalRevenue_FY26: String(k) }))));
    expect(Array.from({ length: book.n }, (_, i) => accountId(book, i))).toEqual(ascending);
    expect(book.ids.numeric).toBe(numeric);
    expect(Array.from(book.fileOrder, (i) => accountId(book, i))).toEqual(given);
    expect(Array.from(book.fileOrder, (i) => book.revenue[i])).toEqual(given.map((_, k) => k));
  });

  it("its columns lie on shared memory, for worker threads", async () => {
    const book = await loadText(csvText([row("1")]));
    const arrays = [book.tier, book.revenue, book.geo.codes, book.geo.tam, book.fileOrder, book.ids.bytes];
    for (const array of arrays) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe("the book's id", () => {
  const text = csvText([row("1"), row("2")]);
  it("is the same for the same content, plain, gzip or with a byte-order mark", async () => {
    const { id } = await loadText(text);
    expect((await loadText(gzipSync(text))).id).toBe(id);
    expect((await loadText(`\uFEFF${text}`)).id).toBe(id);
  });
  it("covers all of the mapping: metric and aliases too", async () => {
    const ids = await Promise.all(
      [{}, { metric: "Proj" }, { aliases: { Geo_Entity: { Sahel: ["Africa"] } } }, { currency: "EUR" }].map(
        async (mapping) => (await loadText(text, { mapping })).id,
      ),
    );
    expect(new Set(ids).size).toBe(4);
  });
  it("is another one for other accounts, another TAM or other names of columns", async () => {
    const mapping = { accounts: { MarketTier_FY25: "Extra" } };
    const books = await Promise.all([
      loadText(text),
      loadText(text.replace("300", "301")),
      loadText(text, { tam: TAM.replace("600", "601") }),
      loadText(text, { mapping }),
    ]);
    expect(new Set(books.map(({ id }) => id)).size).toBe(4);
  });
});

it("a valid row is kept although an earlier row of its ID had a stray tier; later ones are repeats of it", async () => {
  const stray = row("2", { MarketTier_FY26: "Gold", TotalRevenue_FY26: "7" });
  const rows = [
    row("1"),
    stray,
    row("2", { TotalRevenue_FY26: "8" }),
    row("2", { TotalRevenue_FY26: "9" }),
    row("3"),
  ];
  const book = await loadText(csvText(rows));
  expect(book.n).toBe(3);
  expect(book.revenue[1]).toBe(8);
  expect(book.quality).toMatchObject({
    input: 5,
    accepted: 3,
    rejectedBy: { "unknown-tier": 1, "duplicate-id": 1 },
  });
  expect(book.quality.rows.map(({ line, code }) => [line, code])).toEqual([
    [3, "unknown-tier"],
    [5, "duplicate-id"],
  ]);
  expect(book.quality.rows[0]!.row).toBe(stray.join(","));
  expect(book.quality.rows[1]!.row).toContain(",9");
});
