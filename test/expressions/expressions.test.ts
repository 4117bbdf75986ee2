import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { analyse } from "scslre";
import { expect, test } from "vitest";
import { type Expression, writtenExpressions } from "./literals.ts";

/** What takes more than linear time, in words; empty where nothing does. */
function superLinear({ file, source, flags }: Expression): string[] {
  const { reports } = analyse({ source, flags });
  return reports.map(({ type, exponential, character }) => {
    const growth = exponential ? "exponential" : "polynomial";
    return `${file}: /${source}/${flags}: ${growth} (${type}) on ${JSON.stringify(character.pick)} repeated`;
  });
}

test.each([
  ["a+a+b", "two repeats that trade characters"],
  ["^\\s*\\n?([\\s\\S]*?)\\s*x$", "three of them"],
  ["^(?:a+)+$", "a repeat within a repeat"],
  ["a+b", "a repeat that every start begins anew"],
])("/%s/ is seen: %s", (source) => {
  expect(superLinear({ file: "", source, flags: "u" })).not.toEqual([]);
});

test.each(["^a+b", "\\s+", "(?<!a)a+b", "^[^\\n]*\\n"])("/%s/ is linear", (source) => {
  expect(superLinear({ file: "", source, flags: "u" })).toEqual([]);
});

const written = writtenExpressions();
const script = fileURLToPath(new URL("./constructed.ts", import.meta.url));
const constructed: Expression[] = JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" }));

test("every regular expression of the sources, written or constructed, reads in linear time", () => {
  expect(written.length).toBeGreaterThan(100);
  expect(constructed.length).toBeGreaterThan(3);
  expect([...written, ...constructed].flatMap(superLinear)).toEqual([]);
});
