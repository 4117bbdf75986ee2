import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateBook } from "../../data/generate.ts";

const program = new URL("../../bin/generate.ts", import.meta.url).pathname;
const generate = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "generate-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("npm run generate", () => {
  it("writes both files of the rows and seed asked for, and says so on stderr alone", async () => {
    const out = join(folder, "new", "book");
    const { status, stdout, stderr } = generate("--rows", "300", "--seed", "9", "--out", out);
    expect(stderr).toContain("300 accounts");
    expect([status, stdout]).toEqual([0, ""]);
    const expected = generateBook({ rows: 300, seed: 9 });
    const written = gunzipSync(await readFile(join(out, "accounts.csv.gz"))).toString();
    expect(written).toBe([...expected.accounts].join(""));
    expect(await readFile(join(out, "tam.csv"), "utf8")).toBe(expected.tam);
  });

  it.each<[string[], RegExp]>([
    [["--rows", "5"], /--out is missing/],
    [["--rows", "1e6", "--out", "x"], /--rows: got "1e6", expected a whole number from 0 to 10000000/],
    [["--seed", "-1", "--out", "x"], /--seed/],
    [["--row", "5", "--out", "x"], /--row/],
  ])("%j: exit code 1, what was wrong, and the usage", (args, says) => {
    const { status, stderr } = generate(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).toContain("npm run generate -- ");
  });
});
