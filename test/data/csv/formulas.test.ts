import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCell, renderId } from "../../../data/csv/cell.ts";

/** What formulas, cells and lines begin and end with in any locale, and what a reader may not see. */
const PIECES = [
  ...["=", "+", "-", "@", "＝", "＋", "－", "＠", "'", '"', ",", ";", "|", "\t", "\r", "\n", "\r\n", " "],
  ...["\u00a0", "\ufeff", "\u200b", "\u202e", "\u00ad", "\u0000", "\u0001", "\u000b", "\u0085", "\u2028"],
  ...["a", "A1", "1", "0.5", "e", "(", "cmd|' /C calc'!A0"],
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 2 })), {
    maxLength: 10,
  })
  .map((pieces) => pieces.join(""));

/** Signs that a spreadsheet computes behind. */
const SIGNS = "=+-@＝＋－＠";

/** Whether a line is one that a spreadsheet may compute, found without the expressions of the code: by its first sign that is seen. */
function isLive(line: string): boolean {
  const seen = [...line].find((sign) => !/[\s\p{Cc}\p{Cf}]/u.test(sign));
  const isNumber = /^[\d.,eE+-]+$/.test(line) && Number.isFinite(Number(line.replace(",", ".")));
  return seen !== undefined && SIGNS.includes(seen) && !isNumber;
}

/** The one cell that a reader with this delimiter finds; `null` where it finds another number of them. */
function cellOf(written: string, delimiter: string): string | null {
  const rows = parse(`${written}\r\n`, { delimiter, record_delimiter: "\r\n", skip_empty_lines: false });
  const [[cell, ...more] = [], ...others] = rows as string[][];
  return more.length === 0 && others.length === 0 ? (cell ?? "") : null;
}

const RUNS = 20_000;

describe("any text as a cell", () => {
  it("has no line that a spreadsheet computes, and is one cell whatever the delimiter", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = renderCell(text);
        for (const delimiter of [",", ";", "\t", "|"]) {
          const cell = cellOf(written, delimiter);
          expect(cell).not.toBeNull();
          expect(cell!.split(/\r\n|\r|\n/).filter(isLive)).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("is as it was but for an apostrophe before a line", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = (whole: string) => whole.split(/(\r\n|\r|\n)/);
        const [before, after] = [lines(text), lines(cellOf(renderCell(text), ",")!)];
        expect(after).toHaveLength(before.length);
        for (const [k, line] of after.entries()) expect([before[k], `'${before[k]}`]).toContain(line);
      }),
      { numRuns: RUNS },
    );
  });
});

it("a number or a key of letters, digits and signs within is written as it is", () => {
  const number = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => String(Object.is(value, -0) ? 0 : value));
  const key = fc.stringMatching(/^[@-]?[A-Za-z0-9_.:/#]{1,20}$/);
  fc.assert(
    fc.property(number, key, (value, id) => {
      expect([renderCell(value), renderId(value), renderId(id)]).toEqual([value, value, id]);
    }),
    { numRuns: RUNS },
  );
});
