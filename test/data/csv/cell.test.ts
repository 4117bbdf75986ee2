import { describe, expect, it, test } from "vitest";
import { isPlainCell, renderCell, renderId } from "../../../data/csv/cell.ts";

describe("a cell", () => {
  test.each([
    "-1",
    "+1",
    "-12",
    "-12.5",
    "-1.25",
    "-1,25",
    "+1e5",
    "-1e10",
    "-1e+5",
    "-1.5E-12",
    "12",
    "Africa",
    "a=b",
    "1-2",
  ])("%j stays as it is", (text) => {
    expect(renderCell(text)).toBe(text.includes(",") ? `"${text}"` : text);
    expect(isPlainCell(text)).toBe(!text.includes(","));
  });

  test.each([
    "=1",
    "+a",
    "-a",
    "@a",
    " =1",
    "-1-1",
    "-1.",
    "-1.2.3",
    "-1e",
    "-1e5.5",
    "＝1",
    "＋a",
    "－a",
    "＠a",
  ])("%j may be a formula and gets an apostrophe", (text) => {
    expect(renderCell(text)).toBe(`'${text}`);
    expect(isPlainCell(text)).toBe(false);
  });

  test.each([
    [";", '";"'],
    ["|", '"|"'],
    ["\t", '"\'\t"'],
    ['"', '""""'],
    [",", '","'],
    ["a\n=1", '"a\n\'=1"'],
    ["\n=1", "\"'\n'=1\""],
    ["a\r\nb", '"a\r\nb"'],
    ["a =1\n2", '"a =1\n2"'],
    ["=1\nb", '"\'=1\nb"'],
  ])("%j is written as %j", (text, written) => {
    expect(renderCell(text)).toBe(written);
    expect(isPlainCell(text)).toBe(false);
  });
});

describe("an ID", () => {
  it("that begins like a formula and has nothing to compute with joins back", () => {
    for (const id of ["@0016g", "-abc", "+49:7/1#2", "-", "304930413"]) expect(renderId(id)).toBe(id);
  });

  it("that could be computed gets an apostrophe", () => {
    for (const id of ["=1+2", "-1+2", "@SUM(1)", "+a b", "=a-b"]) expect(renderId(id)).toBe(`'${id}`);
  });

  it("with a delimiter is quoted", () => {
    expect(renderId("a;b")).toBe('"a;b"');
  });
});
