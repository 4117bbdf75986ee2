import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadBook } from "../../data/load.ts";
import { NO_MAPPING } from "../../data/mapping.ts";
import type { MarketSizes } from "../../data/markets.ts";
import { fileSource } from "../../data/source.ts";
import { readTam } from "../../data/tam.ts";
import { openDuckDb } from "../../data/warehouse/drivers/duckdb.ts";
import { sourceAt } from "../../data/warehouse/row-source.ts";
import { surveyTable } from "../../data/warehouse/survey-table.ts";
import { tierTable } from "../../service/warehouse/tier-table.ts";
import { DEFAULT_WEIGHTS, runTiering, type Summary } from "../../tiering/index.ts";
import type { Report } from "./bench-line.ts";

export const title =
  "A table in DuckDB, tiered where it lies: the demonstration book once, 20 and 200 times over, with noise";

const PLAN = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;

/** Rules of every kind that an account can break, each looked for among the tiers that were written. */
const RULES = {
  ...PLAN,
  policy: {
    maxMovedShare: 0.02,
    maxTierStep: 1,
    hold: ["Geo_Entity:Western Europe"],
    scope: ["Geo_Entity!:Africa"],
  },
} as const;

/** Accounts of the written tiers that break one of {@link RULES}, and the sizes that differ. */
const BROKEN = `SELECT
  COUNT(*) FILTER (WHERE t."Tier" <> t."PreviousTier" AND a."Geo_Entity" = 'Western Europe'),
  COUNT(*) FILTER (WHERE t."Tier" <> t."PreviousTier" AND a."Geo_Entity" = 'Africa'),
  COUNT(*) FILTER (WHERE abs(ascii(right(t."Tier", 1)) - ascii(right(t."PreviousTier", 1))) > 1),
  greatest(0, COUNT(*) FILTER (WHERE t."Tier" <> t."PreviousTier") - floor(0.02 * COUNT(*))),
  (SELECT COUNT(*) FROM (SELECT "Tier", COUNT(*) AS n FROM rules_tiers GROUP BY 1) AS after JOIN (SELECT "PreviousTier" AS "Tier", COUNT(*) AS n FROM rules_tiers GROUP BY 1) AS before USING ("Tier") WHERE after.n <> before.n)
FROM rules_tiers AS t JOIN accounts AS a USING ("ID")`;
const demo = (file: string) => fileURLToPath(new URL(`../../data/demo/${file}`, import.meta.url));

/** Most memory of the engine itself; ours is told apart. */
const ENGINE_MEMORY = "3GB";

/** Tiers 10,000,000 accounts, then 50,000 and 1,000,000 beside memory. */
export async function run(report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const tam = await readTam(fileSource(demo("tam.csv")), { maxBytes: 2 ** 30, mapping: NO_MAPPING });
  const sizes: MarketSizes = { kind: "table", table: tam };
  try {
    // The largest first: nothing of another book is in this process then.
    const tenMillion = await makeTable(join(folder, "ten-million.duckdb"), 200);
    await inWarehouse(tenMillion, sizes, report, null);
    await rm(tenMillion);
    for (const copies of [1, 20]) {
      const table = await makeTable(join(folder, `${copies}.duckdb`), copies);
      const exact = await inMemory(table, report);
      await inWarehouse(table, sizes, report, exact.lift);
      await underRules(table, sizes, report, exact.underRules);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Copies of the demonstration book whose amounts differ by up to ± 20 %, the same every time. */
async function makeTable(file: string, copies: number): Promise<string> {
  const warehouse = await openDuckDb(":memory:", { settings: { memory_limit: ENGINE_MEMORY } });
  await warehouse.run(`ATTACH '${file}' AS made`);
  const noise = (seed: number) => `(0.8 + 0.4 * (hash("ID" * 1000 + copy + ${seed}) % 1000003) / 1000003)`;
  await warehouse.run(`CREATE TABLE made.accounts AS
SELECT "ID" * 1000 + copy AS "ID", "MarketTier_FY26", "Geo_Entity", "Commercial_Category",
  round("TotalRevenue_FY26" * ${noise(1)}) AS "TotalRevenue_FY26",
  round("TotalRevenue_FY22" * ${noise(2)}) AS "TotalRevenue_FY22",
  round("PotentialRevenue_FY30" * ${noise(3)}) AS "PotentialRevenue_FY30"
FROM read_csv('${demo("accounts.csv.gz")}'), range(${copies}) AS copies(copy)`);
  await warehouse.close();
  return file;
}

async function inMemory(file: string, report: Report): Promise<{ lift: number; underRules: number }> {
  const book = await loadBook({
    accounts: sourceAt(`duckdb:${file}?table=accounts`),
    tam: fileSource(demo("tam.csv")),
  });
  const start = performance.now();
  const run = runTiering(book, PLAN);
  const lift = run.after.composite - run.before!.composite;
  report({
    name: `${book.n.toLocaleString("en")} accounts in memory`,
    medianMs: performance.now() - start,
    quality: `lift ${lift.toFixed(6)}, bound ${run.certificate!.bound.toFixed(5)}`,
  });
  const ruled = runTiering(book, RULES);
  return { lift, underRules: ruled.after.composite - ruled.before!.composite };
}

/** The same under rules: what was written is counted against each of them. */
async function underRules(file: string, sizes: MarketSizes, report: Report, exact: number): Promise<void> {
  const warehouse = await openDuckDb(file, { settings: { memory_limit: ENGINE_MEMORY } });
  const start = performance.now();
  const survey = await surveyTable(warehouse, "accounts", { mapping: NO_MAPPING, sizes });
  const { summary } = await tierTable(warehouse, { survey, plan: RULES, target: "rules_tiers" });
  const total = performance.now() - start;
  const [broken] = await warehouse.rows(BROKEN);
  await warehouse.close();
  report({
    name: `${summary.accounts.toLocaleString("en")} accounts in DuckDB, under rules`,
    medianMs: total,
    quality: `${qualityOf(summary, exact)}; held, out of scope, too far, over budget, sizes that differ: ${broken!.join(", ")}`,
  });
}

async function inWarehouse(
  file: string,
  sizes: MarketSizes,
  report: Report,
  exact: number | null,
): Promise<void> {
  const warehouse = await openDuckDb(file, { settings: { memory_limit: ENGINE_MEMORY } });
  const passes: number[] = [];
  const { rows } = warehouse;
  warehouse.rows = async (sql) => {
    const start = performance.now();
    const answer = await rows.call(warehouse, sql);
    if (/GROUP BY tier, lo, hi, best, second, bin$/.test(sql)) passes.push(performance.now() - start);
    return answer;
  };
  const memory = watchMemory();
  const start = performance.now();
  const survey = await surveyTable(warehouse, "accounts", { mapping: NO_MAPPING, sizes });
  const { summary, traffic } = await tierTable(warehouse, { survey, plan: PLAN, target: "accounts_tiers" });
  const total = performance.now() - start;
  const { ours, resident } = memory.stop();
  const engine = await peakMemory(warehouse.pid);
  await warehouse.close();
  const wire = `${traffic.scans} scans, ${traffic.rows.toLocaleString("en")} rows, ${(traffic.received / 1e6).toFixed(1)} MB received, ${(traffic.sent / 1e6).toFixed(1)} MB sent`;
  report({
    name: `${summary.accounts.toLocaleString("en")} accounts in DuckDB, whole run`,
    medianMs: total,
    quality: `${qualityOf(summary, exact)}; ${wire}`,
  });
  const sorted = passes.sort((a, b) => a - b);
  report({
    name: `one pass of ${passes.length}`,
    medianMs: sorted[Math.floor(sorted.length / 2)]!,
    spreadMs: [sorted[0]!, sorted.at(-1)!],
    quality: `our process at most ${resident.toFixed(0)} MiB resident, ${ours.toFixed(0)} of heap and buffers; the engine's ${engine}`,
  });
}

function qualityOf({ kpis, certificate, rules, moved }: Summary, exact: number | null): string {
  const lift = kpis.lift!.composite;
  const short = exact === null ? "" : `, ${((exact - lift) / exact).toExponential(1)} short of memory's`;
  const kept = rules.every((rule) => rule.kept) ? "every rule kept" : "A RULE IS BROKEN";
  return `lift ${lift.toFixed(6)}${short}, bound ${certificate!.bound.toFixed(5)}, ${moved!.count.toLocaleString("en")} moved, ${kept}`;
}

/** The most that another process held, as Linux tells it. */
async function peakMemory(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kib === undefined ? "unknown" : `${(Number(kib) / 1024).toFixed(0)} MiB`;
}

/** The most that this process holds, MiB: JavaScript's heap and buffers, and all that is resident. */
function watchMemory() {
  globalThis.gc?.();
  let ours = 0;
  let resident = 0;
  const look = () => {
    const { heapTotal, external, rss } = process.memoryUsage();
    ours = Math.max(ours, (heapTotal + external) / 2 ** 20);
    resident = Math.max(resident, rss / 2 ** 20);
  };
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { ours, resident };
    },
  };
}
