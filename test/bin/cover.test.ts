import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateBook } from "../../data/generate.ts";

const command = fileURLToPath(new URL("../../bin/cover.ts", import.meta.url));

let folder: string;
let small: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cover-"));
  const book = generateBook({ rows: 500, seed: 1 });
  const file = (name: string) => join(folder, name);
  await writeFile(file("accounts.csv"), [...book.accounts].join(""));
  await writeFile(file("tam.csv"), book.tam);
  await writeFile(
    file("sellers.csv"),
    "Rep ID;Role;Region;Presence\r\nada;Hunter;Africa|North America;remote\r\nbob;Hunter;Africa;field\r\n;Hunter;;\r\ncyd;Farmer;Afrika;\r\n",
  );
  await writeFile(file("capacity.csv"), "Role,A,B,C,D\nHunter,5,10,20,40\nFarmer,0,0,50,100\n");
  small = ["--accounts", file("accounts.csv"), "--tam", file("tam.csv"), "--method", "baseline"];
  small.push("--sellers", file("sellers.csv"), "--capacities", file("capacity.csv"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command line without a key. */
async function cover(...args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, OPENAI_API_KEY: "" } });
  const [out, err]: string[][] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out!.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err!.push(text));
  const [code] = (await once(child, "close")) as [number];
  return { code, out: out!.join(""), err: err!.join("") };
}

describe("npm run cover", () => {
  it("reads the sales force from files, says what was odd in them, and assigns within capacity", async () => {
    const { code, out, err } = await cover(...small);
    expect(code).toBe(0);
    expect(err).toMatch(/sellers: 3 rows taken, 1 rejected\n {2}line 4, Seller_ID: the ID is blank/);
    expect(err).toMatch(/geography "Afrika".*nearest: Africa/);
    expect(err).toMatch(/within [\d.]+ % of the bound/);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows).toHaveLength(500);
    const load = { ada: 0, bob: 0 };
    const most: Record<string, number> = { A: 5, B: 10, C: 20, D: 40 };
    for (const { Seller_ID, Tier, Geo_Entity } of rows) {
      if (Seller_ID !== "ada" && Seller_ID !== "bob") continue;
      load[Seller_ID] += 1 / most[Tier!]!;
      expect(Seller_ID === "bob" ? ["Africa"] : ["Africa", "North America"]).toContain(Geo_Entity);
    }
    for (const one of Object.values(load)) expect(one).toBeGreaterThan(0.9);
    for (const one of Object.values(load)) expect(one).toBeLessThanOrEqual(1 + 1e-9);
  });

  it("gives the changes alone, or the report as JSON, proven where asked", async () => {
    const moves = await cover(...small, "--moves");
    const changed = parse(moves.out, { columns: true }) as Record<string, string>[];
    // The owners of the book's own column are not among these sellers: what they had is moved or lost.
    for (const { Change, From, To } of changed)
      expect(Change).toBe(To === "" ? "lost" : From === "" ? "gained" : "moved");
    expect(Object.keys(changed[0]!)).toEqual(
      "ID Geo_Entity Tier From To Change Whitespace Gain Reason Name From_Name To_Name".split(" "),
    );
    const { code, out } = await cover(...small, "--json", "--prove", "0.0001");
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.summary).toMatchObject({ accounts: 500, proven: true });
    expect(report.changes.total).toBeGreaterThan(0);
    expect(report.unassigned.accounts).toHaveLength(report.unassigned.total);
  });

  it("holds every seller to one geography, and keeps two accounts apart, where asked", async () => {
    const file = join(folder, "one.csv");
    await writeFile(
      file,
      "ID,Role,Geo,Presence\neve,Hunter,Africa|North America|Japan,remote\nfay,Hunter,,remote\n",
    );
    const capacities = join(folder, "large.csv");
    await writeFile(capacities, "Role,A,B,C,D\nHunter,90,100,1.200,1.200\n");
    const large = [...small.slice(0, -4), "--sellers", file, "--capacities", capacities];
    const plain = await cover(...large);
    expect(plain.err).toMatch(/2 cells .*thousands of accounts \(1\.200/);
    const free = parse(plain.out, { columns: true }) as Record<string, string>[];
    const geosOf = (rows: Record<string, string>[], id: string) =>
      new Set(rows.flatMap(({ Seller_ID, Geo_Entity }) => (Seller_ID === id ? [Geo_Entity] : [])));
    expect(geosOf(free, "fay").size).toBeGreaterThan(1);
    const [one, other] = free.filter(({ Seller_ID }) => Seller_ID === "fay").map(({ ID }) => ID!);
    const { code, out } = await cover(...large, "--single-geo", "all", "--apart", `${one}:${other}`);
    expect(code).toBe(0);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    for (const id of ["eve", "fay"]) expect(geosOf(rows, id).size).toBe(1);
    const has = (id: string) => rows.find(({ ID }) => ID === id)!.Seller_ID;
    expect(has(one!) === "" || has(one!) !== has(other!)).toBe(true);
    const wrong = await cover(...small, "--apart", "1");
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    expect(wrong.err).toMatch(/--apart: .*101:102/);
  });

  it("documents its flags, and exits with 2 for a wrong one, 3 where the rules cannot hold", async () => {
    expect((await cover("--help")).out).toMatch(/--continuity N.*Exit codes/s);
    const wrong = await cover("--continuity", "much");
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    expect(wrong.err).toMatch(/--continuity/);
    const impossible = await cover(...small, "--min-accounts", "30");
    expect([impossible.code, impossible.out]).toEqual([3, ""]);
    expect(impossible.err).toMatch(/at least 30 accounts.*cyd serve none/);
  });
});
