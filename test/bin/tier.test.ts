import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOptions } from "../../bin/tier-options.ts";
import { generateBook } from "../../data/generate.ts";
import { openStore } from "../../service/store/open-store.ts";

const command = fileURLToPath(new URL("../../bin/tier.ts", import.meta.url));

let folder: string;
let small: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tier-"));
  const book = generateBook({ rows: 500, seed: 1 });
  small = ["--accounts", join(folder, "accounts.csv"), "--tam", join(folder, "tam.csv")];
  await writeFile(small[1]!, [...book.accounts].join(""));
  await writeFile(small[3]!, book.tam);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command line without a key. */
async function tier(...args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, OPENAI_API_KEY: "" } });
  const [out, err]: string[][] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out!.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err!.push(text));
  const [code] = (await once(child, "close")) as [number];
  return { code, out: out!.join(""), err: err!.join("") };
}

describe("npm run tier", () => {
  it("writes the CSV to standard output and what it does to standard error", async () => {
    const { code, out, err } = await tier("prioritize runway growth");
    expect(code).toBe(0);
    expect(parse(out, { columns: true })).toHaveLength(50_000);
    expect(err).toMatch(/50,000 accounts.*Method: hybrid\. Weights: .*accounts moved/s);
  });

  it("takes weights, method, policy and held accounts as flags, and reports as JSON", async () => {
    const id = /^(\d+),/m.exec(await readFile(small[1]!, "utf8"))![1]!;
    const list = join(folder, "hold.csv");
    await writeFile(list, `Name;ID\r\nKept;${id}\r\n`);
    const flags = ["--method", "direct", "--runway", "3", "--growth", "1", "--strategic-tiers", "1"];
    const { code, out } = await tier(...small, ...flags, "--hold", "tier:A", "--hold-file", list, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      book: { rows: 500 },
      plan: {
        method: "direct",
        weights: { runway: 0.75, growth: 0.25, geo: 0, category: 0 },
        policy: { strategicTiers: 1, hold: [id, "tier:A"] },
      },
      summary: { accounts: 500 },
    });
  });

  it("runs a kept scenario with the workspace's holds, and notes it in the audit trail", async () => {
    const place = { file: join(folder, "store.sqlite") };
    const anna = { name: "anna", workspace: "default" };
    const text = await readFile(small[1]!, "utf8");
    const account = /^(\d+),/m.exec(text)![1]!;
    const store = await openStore(place);
    await store.writeOnce({ actor: anna, key: null, request: "" }, async (transaction) => {
      const plan = "method=direct&runway=1&holds=stored@1";
      const content = { plan, yardstick: plan, note: "", wish: null, book: "b" };
      const hold = { account, tier: "D", reason: "no budget", expires: null };
      await store.holds.add(transaction, anna, [hold]);
      return {
        answer: await store.scenarios.add(transaction, anna, { name: "Bold", ...content }),
        deed: null,
      };
    });
    await store.close();
    const { code, out, err } = await tier(...small, "--scenario", "Bold", "--store", place.file);
    expect([code, err]).toEqual([0, expect.stringMatching(/Scenario “Bold”, version 1 by anna/)]);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    const held = rows.find(({ ID }) => ID === account)!;
    expect([held.Tier, held.Reason]).toEqual([
      expect.stringMatching(/D$/),
      expect.stringContaining("no budget (anna)"),
    ]);
    const again = await openStore(place);
    expect(await again.audit.list("default", { limit: 9 })).toMatchObject([
      {
        kind: "export",
        action: "npm run tier",
        plan: "method=direct&runway=1&holds=stored%401",
        sha256: createHash("sha256").update(out).digest("hex"),
      },
    ]);
    await again.close();
    const typo = `${place.file}.typo`;
    const refused = await tier(...small, "--scenario", "Bold", "--store", typo);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/^No such store: .*\.typo"/m) });
    expect(existsSync(typo)).toBe(false);
    for (const [flags, said] of [
      [["--scenario", "Bald", "--store", place.file], /no scenario "Bald".*there are "Bold"/],
      [["--scenario", "Bold@7", "--store", place.file], /versions 1 to 1, not 7/],
      [["--scenario", "Bold"], /expected --store, TIERING_STORE or DATABASE_URL/],
    ] as const)
      expect(await tier(...small, ...flags)).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringMatching(said),
      });
  });

  it("says that a book without tiers is tiered directly, whatever its plan names", async () => {
    const untiered = join(folder, "untiered.csv");
    const rows = Array.from({ length: 40 }, (_, i) => `${i + 1},${1000 * (i + 1)},${2500 * (i + 3)}\n`);
    await writeFile(untiered, ["ID,TotalRevenue_FY25,PotentialRevenue_FY30\n", ...rows].join(""));
    const { code, err } = await tier("--accounts", untiered, "growth first");
    expect(code).toBe(0);
    expect(err).toContain("Method: direct.");
    expect(err).not.toContain("Method: hybrid");
    // What is refused is named as it was asked for.
    const refused = await tier("--accounts", untiered, "--method", "baseline");
    expect(refused).toMatchObject({ code: 3, out: "" });
    expect(refused.err).toMatch(/Method: baseline\. .*never tiered.*the method baseline shows/s);
    for (const method of ["kpi", "hybrid", "direct"]) {
      const named = await tier("--accounts", untiered, "--method", method, "--json");
      expect(named.err).toMatch(/^Method: direct\. /m);
      expect(JSON.parse(named.out).summary.plan.method).toBe("direct");
    }
  });

  it("documents its flags and exit codes", async () => {
    const { code, out } = await tier("--help");
    expect(code).toBe(0);
    expect(out).toMatch(/--max-moved-share.*Exit codes: 0 done; 1 .*2 .*3 .*4 /s);
  });

  it.each([
    [1, ["--accounts", "no-such-file.csv"], /no-such-file\.csv.*cannot be read/],
    [2, ["growth", "--columns", "Tir"], /"Tir"; nearest: .*Tier/],
    [3, ["--strategic-tiers", "Z"], /Unknown tier "Z"/],
    [4, ["hello there"], /matters/],
  ] as const)("exits with %i for %j, nothing on standard output", async (code, args, message) => {
    const run = await tier(...small, ...args);
    expect(run.code).toBe(code);
    expect(run.err).toMatch(message);
    expect(run.err).not.toContain("    at ");
    expect(run.out).toBe("");
  });

  it.each([
    [["--runaway", "1"], /--runaway/],
    [["--max-moved-share", "much"], /--max-moved-share: expected a decimal number; got "much"/],
    [["more growth", "--scenario", "A"], /--scenario and words were both given/],
    [["more growth", "--geo", "1"], /--geo and words were both given/],
    [["--delimiter", "x"], /--delimiter: expected ",", ";", "\|" or "tab"/],
  ])("says of %j what is wrong", (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
