import { deflateRawSync } from "node:zlib";
import readWorkbook from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { sheetRows } from "../../data/read/sheet-rows.ts";
import { styleOf } from "../../data/read/sheet-styles.ts";
import type { Cell } from "../../data/read/table-shape.ts";
import { openWorkbook } from "../../data/read/workbook.ts";
import { memorySource } from "../../data/source.ts";
import { workbookSlices } from "../../data/xlsx/workbook.ts";
import { type ZipEntry, zipSlices } from "../../data/xlsx/zip.ts";
import { uniform } from "../tiering/support/random-book.ts";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\\ [$€-407]"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

interface Part {
  readonly name: string;
  readonly xml: string;
  readonly state?: string;
}

/** A workbook of raw XML, as other programs write it. */
function raw(sheets: readonly Part[], { strings = "", properties = "" } = {}): Buffer {
  const part = (name: string, content: string): ZipEntry => ({ name, content: [content] });
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Target="${target}" Type="${RELATIONS}/${type}" Id="${id}"/>`;
  return Buffer.concat([
    ...zipSlices([
      part(
        "_rels/.rels",
        `<Relationships>${relation("r1", "officeDocument", "/xl/workbook.xml")}</Relationships>`,
      ),
      part(
        "xl/workbook.xml",
        `<workbook xmlns:r="${RELATIONS}">${properties}<sheets>${sheets.map(({ name, state }, k) => `<sheet ${state ? `state="${state}" ` : ""}name="${name}" sheetId="${k + 1}" r:id="s${k}"/>`).join("")}</sheets></workbook>`,
      ),
      part(
        "xl/_rels/workbook.xml.rels",
        `<Relationships>${sheets.map((_, k) => relation(`s${k}`, "worksheet", `worksheets/sheet${k + 1}.xml`)).join("")}${relation("t", "sharedStrings", "sharedStrings.xml")}${relation("u", "styles", "styles.xml")}</Relationships>`,
      ),
      part("xl/styles.xml", STYLES),
      part("xl/sharedStrings.xml", `<sst>${strings}</sst>`),
      ...sheets.map(({ xml }, k) => part(`xl/worksheets/sheet${k + 1}.xml`, xml)),
    ]),
  ]);
}
const sheet = (rows: string) =>
  `<worksheet><cols><col min="1" max="2"/></cols><sheetData>${rows}</sheetData><rowBreaks count="1"/></worksheet>`;

async function cellsOf(bytes: Buffer, at = 0): Promise<(readonly Cell[])[]> {
  const sheets = await openWorkbook(bytes, "book.xlsx", 2 ** 31);
  const rows: (readonly Cell[])[] = [];
  for await (const { cells, line } of sheets[at]!.rows()) rows[line - 1] = cells;
  return rows;
}

describe("a workbook", () => {
  it("reads as read-excel-file reads it: texts, numbers, blanks, entities, long IDs", async () => {
    const random = uniform(23);
    const texts = [
      "a & b",
      "<x>",
      '"q"',
      "Ünï",
      "007",
      "123456789012345678",
      "x\ny",
      "_x000D_",
      "",
      "O'Hara",
    ];
    const rows = Array.from({ length: 300 }, () =>
      Array.from({ length: 9 }, () => {
        const kind = random();
        if (kind < 0.2) return null;
        if (kind < 0.6) return texts[Math.floor(random() * texts.length)]!;
        return kind < 0.8 ? Math.round(random() * 1e6) : random() * 10 ** (30 * random() - 15);
      }),
    );
    const bytes = Buffer.concat([
      ...workbookSlices([{ name: "T", rows: [rows[0]!.map((_, k) => `H${k}`), ...rows] }]),
    ]);
    const [oracle] = (await readWorkbook(bytes, { trim: false })) as unknown as { data: unknown[][] }[];
    const found = await cellsOf(bytes);
    expect(found.length).toBe(oracle!.data.length);
    oracle!.data.forEach((cells, k) => {
      const plain = cells.map((cell) => (typeof cell === "number" ? cell : String(cell ?? "").trim()));
      expect([...(found[k] ?? []), ...Array(9).fill("")].slice(0, 9)).toEqual(
        plain.map((cell) => (cell === "_x000D_" ? "\r" : cell)),
      );
    });
  });

  it("of other programs: shared and rich texts, reading aids, prefixes, formulas, errors, dates, places left out", async () => {
    const strings =
      '<si><t xml:space="preserve"> Tokyo </t></si><si><r><rPr/><t>Big</t></r><r><t xml:space="preserve"> Co</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/>';
    const rows = `<row r="2" spans="1:9"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c><c r="F2" s="1"><v>45000</v></c><c r="G2" s="2"><v>45000.345833333</v></c></row>
<row r="3"/><row><c t="str"><f>A1&amp;"x"</f><v>a&amp;x</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c s="3"><v>12.5</v></c><c/></row>`;
    const expected = [
      ["Tokyo", "Big Co", "東京", "", "", "2023-03-15", "2023-03-15T08:18:00"],
      undefined,
      ["a&x", "#N/A", "true", "inline", 12.5],
    ];
    const found = await cellsOf(raw([{ name: "S", xml: sheet(rows) }], { strings }));
    expect([found[1]!.map((cell, k) => (k === 3 ? "" : cell)), found[2], found[3]]).toEqual(expected);
    const prefixed = sheet(rows).replaceAll(/<(\/?)(\w)/g, "<$1x:$2");
    expect((await cellsOf(raw([{ name: "S", xml: prefixed }], { strings })))[3]).toEqual(expected[2]);
    const of1904 = raw([{ name: "S", xml: sheet('<row r="1"><c s="1"><v>43538</v></c></row>') }], {
      properties: '<workbookPr date1904="1"/>',
    });
    expect((await cellsOf(of1904))[0]).toEqual(["2023-03-15"]);
  });

  it("reads the same wherever its pieces are cut", async () => {
    const xml = sheet(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="C1"><v>7.25</v></c></row><row r="5"><c r="B5"><v>1</v></c></row>',
    );
    const context = { file: "f", strings: [], styles: [], is1904: false };
    for (let size = 1; size < 60; size++) {
      async function* pieces() {
        for (let at = 0; at < xml.length; at += size) yield xml.slice(at, at + size);
      }
      const rows = [];
      for await (const { cells, line } of sheetRows(pieces(), context)) rows.push([line, ...cells]);
      expect(rows).toEqual([
        [1, "a&b", "", 7.25],
        [5, "", 1],
      ]);
    }
  });
});

describe("the sheet that is read", () => {
  const accounts = [
    ["FY26 plan"],
    [],
    ["Account ID", "Region", "Revenue 2024", "Revenue 2025"],
    ...Array.from({ length: 6 }, (_, k) => [`C${k}`, "West", 100, 100 + k * k]),
  ];
  const summary = [
    ["Measure", "Before"],
    ["Accounts", 6],
  ];

  it("is the first whose header reads like one of accounts, and the others are named", async () => {
    const bytes = Buffer.concat([
      ...workbookSlices([
        { name: "Read me", rows: summary },
        { name: "Accounts", rows: accounts },
      ]),
    ]);
    const { mapping } = await inspectFile(memorySource("plan.xlsx", bytes));
    const book = await loadBook({
      accounts: memorySource("plan.xlsx", bytes),
      mapping: readMapping(mapping, "m"),
    });
    expect(book.facts).toMatchObject({ sheet: "Accounts", otherSheets: ["Read me"], headerLine: 3 });
    expect(book.quality.notes).toMatchObject({ "other-sheets": 1 });
    const { questions } = await inspectFile(memorySource("plan.xlsx", bytes));
    expect(mapping.sheet).toBe("Accounts");
    expect(questions[0]).toContain('Read from the sheet "Accounts"');
    expect(questions[0]).toContain('"Read me"');
    await expect(
      loadBook({ accounts: memorySource("plan.xlsx", bytes), mapping: readMapping({ sheet: "Plan" }, "m") }),
    ).rejects.toMatchObject({ code: "unknown-sheet" });
  });

  it("is none that is hidden while another is not; of two, the one with the mapping's names", async () => {
    const rows = (name: string) =>
      sheet(
        `<row r="1"><c t="inlineStr"><is><t>Account ID</t></is></c><c t="inlineStr"><is><t>${name}</t></is></c></row><row r="2"><c><v>1</v></c><c><v>2</v></c></row>`,
      );
    const bytes = raw([
      { name: "Old", xml: rows("Revenue 2023"), state: "hidden" },
      { name: "New", xml: rows("Revenue 2025") },
      { name: "Other", xml: rows("Turnover") },
    ]);
    const load = (accounts: Record<string, string>) =>
      loadBook({ accounts: memorySource("b.xlsx", bytes), mapping: readMapping({ accounts }, "m") });
    expect((await load({ "Account ID": "ID", "Revenue 2025": "TotalRevenue_FY25" })).facts.sheet).toBe("New");
    expect((await load({ "Account ID": "ID", Turnover: "TotalRevenue_FY25" })).facts.sheet).toBe("Other");
  });
});

it("of a list of customers without an amount and order lines with one, the lines are read", async () => {
  const lookup = [
    ["Kundennr", "Firma"],
    ["7", "Abend"],
    ["8", "Brio"],
  ];
  const lines = [
    ["Belegnr.", "Kundennr", "Menge", "Preis"],
    ...Array.from({ length: 9 }, (_, k) => [k, "7", k, 2.5]),
  ];
  const bytes = Buffer.concat([
    ...workbookSlices([
      { name: "Kunden", rows: lookup },
      { name: "Belege", rows: lines },
    ]),
  ]);
  expect((await inspectFile(memorySource("b.xlsx", bytes))).columns).toContain("Menge");
});

describe("number formats", () => {
  it.each([
    ["#,##0.00\\ [$€-407]", "€", false],
    ["[$CHF-807] #,##0", "CHF", false],
    ['"$"#,##0.00', "$", false],
    ['_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-', "€", false],
    ["[$-409]d-mmm-yy;@", "", true],
    ["yyyy\\-mm\\-dd hh:mm", "", true],
    ["0.0%", "", false],
    ["General", "", false],
    ['#,##0 "days"', "", false],
  ])("%s", (code, currency, isDate) => {
    expect(styleOf(code)).toEqual({ currency, isDate });
  });

  it("tell the book's currency", async () => {
    const xml = sheet(
      '<row r="1"><c t="inlineStr"><is><t>Account ID</t></is></c><c t="inlineStr"><is><t>Revenue 2025</t></is></c></row><row r="2"><c><v>1</v></c><c s="3"><v>2</v></c></row>',
    );
    const accounts = { "Account ID": "ID", "Revenue 2025": "TotalRevenue_FY25" };
    const book = await loadBook({
      accounts: memorySource("b.xlsx", raw([{ name: "S", xml }])),
      mapping: readMapping({ accounts }, "m"),
    });
    expect(book.currency).toBe("€");
  });
});

describe("a workbook that is not what it should be is refused", () => {
  const open = (bytes: Buffer, most = 2 ** 31) =>
    cellsOf(bytes).then(() => openWorkbook(bytes, "b.xlsx", most));
  const good = raw([{ name: "S", xml: sheet('<row r="1"><c><v>1</v></c></row>') }]);

  it("at whatever byte it is cut off", async () => {
    for (let length = 4; length < good.length; length += 37) {
      await expect(open(good.subarray(0, length))).rejects.toMatchObject({ code: "bad-workbook" });
    }
  });

  it("where it states that it unpacks to more than there may be", async () => {
    const bytes = raw([{ name: "S", xml: sheet(`<row r="1"><c><v>1</v></c></row>${" ".repeat(1e6)}`) }]);
    expect(bytes.length).toBeLessThan(20_000);
    await expect(openWorkbook(bytes, "b.xlsx", 1e6)).rejects.toMatchObject({ code: "too-large" });
  });

  it("where it unpacks to more than it states: unpacking ends at the cap", async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20, "<row/>"), { level: 9 });
    const bytes = lying(good, "xl/worksheets/sheet1.xml", bomb);
    expect(bytes.length).toBeLessThan(200_000);
    const before = process.memoryUsage().arrayBuffers;
    const sheets = await openWorkbook(bytes, "b.xlsx", 4 * 2 ** 20);
    const read = async () => {
      for await (const _ of sheets[0]!.rows());
    };
    await expect(read()).rejects.toMatchObject({ code: "too-large" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
  });
});

/** The archive with another content for its last part, whose stated size stays. */
function lying(bytes: Buffer, name: string, packed: Buffer): Buffer {
  const local = bytes.lastIndexOf(Buffer.from(name), bytes.lastIndexOf(Buffer.from(name)) - 1) - 30;
  const directory = bytes.readUInt32LE(bytes.length - 6);
  const entry = bytes.lastIndexOf(Buffer.from(name)) - 46;
  const header = Buffer.from(bytes.subarray(local, local + 30 + name.length));
  header.writeUInt32LE(packed.length, 18);
  const tail = Buffer.from(bytes.subarray(directory));
  tail.writeUInt32LE(packed.length, entry - directory + 20);
  const out = Buffer.concat([bytes.subarray(0, local), header, packed, tail]);
  out.writeUInt32LE(local + header.length + packed.length, out.length - 6);
  return out;
}
