import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvSlices } from "../../data/csv/slices.ts";
import { DataError } from "../../data/errors.ts";
import { accountId } from "../../tiering/index.ts";
import { HEADER, loadText } from "./support/small-csv.ts";

const word = fc
  .string({ unit: "grapheme", maxLength: 8 })
  .map((text) => text.replaceAll(/[\0\r]/g, "").trim())
  .filter((text) => text.isWellFormed());
const amount = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
  .map((value) => (Math.abs(value) < 1e-300 ? 0 : value));

const account = fc.record({
  geo: word,
  category: word,
  tier: fc.integer({ min: 0, max: 5 }),
  revenue: amount,
  base: fc.option(amount),
  potential: fc.option(amount),
});
const id = word.filter((text) => text !== "");

type Cells = (string | number | null)[];

function toCells(
  name: string,
  a: {
    geo: string;
    category: string;
    tier: number;
    revenue: number;
    base: number | null;
    potential: number | null;
  },
): Cells {
  const tier = `Tier ${"ABCDEF"[a.tier]}`;
  return [name, a.geo, a.category, tier, "", a.revenue, a.base, a.potential];
}

describe("any book of accounts", () => {
  it("loads to the values that were written, and comes out of the CSV as it went in", async () => {
    const books = fc.uniqueArray(fc.tuple(id, account), {
      minLength: 1,
      maxLength: 30,
      selector: ([name]) => name,
    });
    const delimiters = fc.constantFrom(",", ";", "\t");
    await fc.assert(
      fc.asyncProperty(books, delimiters, async (accounts, delimiter) => {
        const rows = accounts.map(([name, a]) => toCells(name, a));
        const book = await loadText(stringify([HEADER, ...rows], { delimiter }), {
          mapping: { decimal: "." },
        });
        expect(book.quality).toMatchObject({ input: rows.length, accepted: rows.length, rejected: 0 });
        rows.forEach((cells, r) => {
          const i = book.fileOrder[r]!;
          expect(accountId(book, i)).toBe(cells[0]);
          expect(book.geo.values[book.geo.codes[i]!]).toBe(cells[1]);
          expect(book.revenue[i]).toBe(cells[5] === 0 ? 0 : cells[5]);
          expect(book.baseRevenue[i]).toBe(cells[6] === null ? Number.NaN : cells[6] === 0 ? 0 : cells[6]);
        });

        const run = { tiers: book.tier, tierCount: book.tierCount, potential: book.revenue };
        const out = Buffer.concat([...csvSlices(book, run, { columns: ["ID", ...HEADER.slice(1)] })]);
        const [header, ...records] = parse(out, { record_delimiter: "\r\n" }) as string[][];
        expect(header).toEqual(HEADER);
        // A text that a spreadsheet could run has an apostrophe before it; everything else is as it was.
        const bare = (cell: string) =>
          cell
            .split("\n")
            .map((line) => (/^'(\s*[=+\-@＝＋－＠]|\t)/.test(line) ? line.slice(1) : line))
            .join("\n");
        expect(records.map((cells) => cells.map(bare))).toEqual(
          rows.map((cells) =>
            cells.map((cell) => (cell === null ? "" : bare(String(cell === 0 ? 0 : cell)))),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("with any damage: accepted + rejected = input, or one DataError; nothing undefined slips in", async () => {
    const cell = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom("1", "2", "3", "Tier A", "B", "100", "", "x", "1e3", "(5)", " 7 "),
      },
      fc.string({ maxLength: 6 }),
      fc.constantFrom('"', '"a"', '"a,b"', '"a\nb"', "a,b", "\r", "NaN", "__proto__"),
    );
    const cells = fc.array(cell, { minLength: 6, maxLength: 10 });
    const sound = fc.nat(20).map((k) => [`${k}`, "G", "C", "Tier B", "", "5", "4", "9"]);
    const files = fc.array(fc.oneof({ weight: 2, arbitrary: sound }, cells), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(files, async (rows) => {
        const text = [HEADER, ...rows].map((r) => r.join(",")).join("\n");
        const book = await loadText(text).catch((error: unknown) => {
          expect(error).toBeInstanceOf(DataError);
          return null;
        });
        if (book === null) return;
        const { input, accepted, rejected, rows: listed } = book.quality;
        expect(accepted + rejected).toBe(input);
        expect(accepted).toBe(book.n);
        expect(listed).toHaveLength(rejected);
        expect(book.revenue.every(Number.isFinite)).toBe(true);
        expect(book.tier.every((t) => t < book.tierCount)).toBe(true);
        expect([...book.fileOrder].sort((a, b) => a - b)).toEqual(
          Array.from({ length: book.n }, (_, i) => i),
        );
      }),
      { numRuns: 150 },
    );
  });
});
