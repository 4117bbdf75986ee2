import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../../data/book.ts";
import { drawFirms } from "../../../data/demo-book/firms.ts";
import { drawMarkets } from "../../../data/demo-book/markets.ts";
import { drawTiers, tierSizes } from "../../../data/demo-book/tier-policy.ts";
import { DEFAULT_ROWS, DEFAULT_SEED, DEMO_COLUMNS, generateBook } from "../../../data/generate.ts";
import { loadBook } from "../../../data/load.ts";
import { memorySource } from "../../../data/source.ts";
import { DEFAULT_WEIGHTS, type Kpis, type Method, runTiering } from "../../../tiering/index.ts";
import { demoBook } from "../../support/demo-book.ts";

const demo = (name: string): URL => new URL(`../../../data/demo/${name}`, import.meta.url);
const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");

function generate(rows: number, seed: number): { accounts: string; tam: string } {
  const { accounts, tam } = generateBook({ rows, seed });
  return { accounts: [...accounts].join(""), tam };
}

function load({ accounts, tam }: { accounts: string; tam: string }): Promise<Book> {
  return loadBook({ accounts: memorySource("accounts.csv", accounts), tam: memorySource("tam.csv", tam) });
}

function sizes(tiers: Uint8Array, count: number): number[] {
  const size = new Array<number>(count).fill(0);
  for (const t of tiers) size[t]!++;
  return size;
}

describe("the committed demonstration book", () => {
  it("is what the generator makes at the default seed, byte for byte once inflated", async () => {
    const { accounts, tam } = generate(DEFAULT_ROWS, DEFAULT_SEED);
    expect(sha256(accounts)).toBe(sha256(gunzipSync(await readFile(demo("accounts.csv.gz")))));
    expect(tam).toBe(await readFile(demo("tam.csv"), "utf8"));
  });

  it("has the checksums that its README names", async () => {
    const readme = await readFile(demo("README.md"), "utf8");
    expect(readme).toContain(sha256(gunzipSync(await readFile(demo("accounts.csv.gz")))));
    expect(readme).toContain(sha256(await readFile(demo("tam.csv"))));
    expect(readme).toContain(`--seed ${DEFAULT_SEED}`);
  });

  describe("holds the published figures", () => {
    let book: Book;
    beforeAll(async () => {
      book = await demoBook();
    });

    it("50,000 sound rows, every value with a TAM, tier sizes to the account", () => {
      expect(book.quality).toMatchObject({
        input: 50_000,
        accepted: 50_000,
        rejected: 0,
        rows: [],
        notes: {},
      });
      expect(sizes(book.tier, book.tierCount)).toEqual([980, 11_373, 4_251, 33_396]);
    });

    it.each<[Method, number, [number, number, number, number]]>([
      ["baseline", 0.02, [0.259, 0.222, 0.469, 0.807]],
      ["direct", 0.03, [0.83, 0.536, 0.397, 0.686]],
      ["kpi", 0.03, [0.721, 0.492, 0.452, 0.65]],
    ])("TPA, TCI_PI, TCI_REV and SFI of %s within %f", (method, tolerance, published) => {
      const { after }: { after: Kpis } = runTiering(book, { method, weights: DEFAULT_WEIGHTS, policy: {} });
      [after.tpa, after.tciPi, after.tciRev, after.sfi].forEach((value, k) => {
        expect(Math.abs(value! - published[k]!)).toBeLessThan(tolerance);
      });
    });
  });
});

describe("tier sizes", () => {
  it.each([1, 2, 2 ** 40])("are exactly the published ones in every year at 50,000 and seed %i", (seed) => {
    const firms = drawFirms(50_000, seed);
    const { byYear } = drawTiers(firms, drawMarkets(firms, seed).geo, seed);
    expect(byYear.map((tiers) => sizes(tiers, 4))).toEqual(Array(5).fill([980, 11_373, 4_251, 33_396]));
  });

  it.each<[number, number[]]>([
    [0, [0, 0, 0, 0]],
    [1, [1, 0, 0, 0]],
    [3, [1, 1, 1, 0]],
    [5, [1, 1, 1, 2]],
    [1_000, [20, 227, 85, 668]],
  ])("of %i accounts are %j", (n, expected) => {
    expect(tierSizes(n)).toEqual(expected);
  });
});

describe("a generated book of any size and seed", () => {
  it.each([0, 1, 2, 3, 4, 5, 17, 1_000, 4_001])("of %i accounts has that many sound rows", async (n) => {
    const { accounts, tam } = generate(n, 7);
    const records = parse(accounts) as string[][];
    expect(records[0]).toEqual(DEMO_COLUMNS);
    expect(records).toHaveLength(n + 1);
    if (n === 0) return;
    const book = await load({ accounts, tam });
    expect(book.quality).toMatchObject({ input: n, accepted: n, rejected: 0 });
    expect(sizes(book.tier, 4)).toEqual(tierSizes(n));
    expect(book.potential.every((p, i) => p > book.revenue[i]!)).toBe(true);
  });

  it("has the same bytes at the same seed, others at another", () => {
    expect(generate(500, 11)).toEqual(generate(500, 11));
    expect(generate(500, 11).accounts).not.toBe(generate(500, 12).accounts);
    expect(generate(500, 2 ** 32 + 11).accounts).not.toBe(generate(500, 11).accounts);
  });

  it("can be read again, chunk by chunk, while no chunk is the whole text", () => {
    const book = generateBook({ rows: 5_000, seed: 1 });
    const chunks = [...book.accounts];
    expect(chunks).toHaveLength(3);
    expect([...book.accounts]).toEqual(chunks);
  });

  it("keeps its promises: stream and products make up the revenue, areas filled in exactly", async () => {
    const book = await load(generate(2_000, 5));
    const { roles, numbers, text } = book;
    const parts = [roles.streams[0]!, ...roles.products].map((name) => numbers.get(name)!);
    for (let i = 0; i < book.n; i++) {
      const missing = book.revenue[i]! - parts.reduce((sum, part) => sum + part[i]!, 0);
      expect(missing).toBeGreaterThanOrEqual(0);
      expect(missing).toBeLessThanOrEqual(5.5);
    }
    const admin = text.get("Area_Admin")!;
    expect(admin.codes.filter((code) => admin.values[code] !== "")).toHaveLength(764);
  });

  it("gives every market a TAM near the published one, split over five product rows", () => {
    const records = parse(generate(1, 3).tam, { columns: true }) as Record<string, string>[];
    const africa = records.filter((r) => r.Attr_Value === "Africa" && r.Metric_Name!.includes("Prod"));
    expect(africa).toHaveLength(5);
    const total = africa.reduce((sum, r) => sum + Number(r.Metric_Value), 0);
    // The published table is computed from unrounded parameters.
    expect(Math.abs(total / 3.823e10 - 1)).toBeLessThan(0.002);
    expect(records).toHaveLength((15 + 18) * 6);
  });
});
