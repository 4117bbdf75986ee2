import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateTierChanges, tierChangesMarkdown } from "../../bin/report/tier-changes.ts";
import { generateBook } from "../../data/generate.ts";
import { generatedBook } from "../service/support/generated-book.ts";

const report = fileURLToPath(new URL("../../bin/report.ts", import.meta.url));
const run = promisify(execFile);
let folder: string;
let book: string[];
let exact: Awaited<ReturnType<typeof make>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"));
  const { accounts, tam } = generateBook({ rows: 200, seed: 3 });
  await writeFile(join(folder, "accounts.csv"), [...accounts].join(""));
  await writeFile(join(folder, "tam.csv"), tam);
  book = ["--accounts", join(folder, "accounts.csv"), "--tam", join(folder, "tam.csv")];
  exact = await make("exact");
});

afterAll(() => rm(folder, { recursive: true }));

async function make(
  name: string,
  ...flags: string[]
): Promise<{ rows: Record<string, string>[]; markdown: string; bar: string }> {
  const out = join(folder, name);
  const { stderr } = await run(process.execPath, [report, ...book, "--out", out, ...flags]);
  const csv = await readFile(join(out, "comparison.csv"), "utf8");
  return {
    rows: parse(csv, { columns: true }),
    markdown: await readFile(join(out, "comparison.md"), "utf8"),
    bar: stderr,
  };
}

describe("npm run report", () => {
  it("writes the comparison as Markdown and CSV, a progress bar on standard error", () => {
    const { rows, markdown, bar } = exact;
    expect(rows.map(({ name }) => name)).toContain("Ward K=4, v1");
    expect(rows[0]).toMatchObject({ name: "As it is", published_composite: "0.5804", moved: "0" });
    for (const { name, composite, published_tpa } of rows) {
      expect(Number.isFinite(Number(composite))).toBe(true);
      expect(markdown).toContain(`| ${name} |`);
      if (name === "Ward K=3, v2") expect(published_tpa).toBe("0.303");
    }
    expect(markdown).toContain("## Where and why they differ");
    expect(markdown).toContain("## Tier changes (the article's table 8, corrected)");
    expect(markdown).toMatch(/Only \d+ of 200 accounts changed tier in FY25 → FY26/);
    expect(markdown).not.toMatch(/NaN|undefined/);
    expect(bar).toMatch(/\[#+\.*\] \d+ % /);
  });

  it("sets the article's models of tier changes and ours on a random and on a time split", async () => {
    const text = tierChangesMarkdown(evaluateTierChanges(await generatedBook(800), {})).join("\n");
    const rows = text.split("\n").filter((line) => line.startsWith("| Boosted trees, plain |"));
    expect(rows).toHaveLength(2);
    expect(text).toContain("| *published* |  | *.940* | *.670* | *.760* |");
    expect(text).toContain("learned from FY24 → FY25, tested on FY25 → FY26");
    expect(text).toContain("A diagnostic, not a forecast");
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it("estimates silhouettes when asked; on a small book the sample is the book", async () => {
    const sampled = await make("sampled", "--sampled");
    exact.rows.forEach(({ silhouette }, at) => {
      expect(Number(sampled.rows[at]!.silhouette)).toBeCloseTo(Number(silhouette), 9);
    });
  });

  it("says what is wrong with a book that it cannot read, and fails", async () => {
    const failing = run(process.execPath, [report, "--accounts", join(folder, "none.csv")]);
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^report: .*none\.csv/),
    });
  });
});
