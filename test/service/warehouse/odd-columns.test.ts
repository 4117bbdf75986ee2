import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMapping } from "../../../data/mapping.ts";
import { surveyTable } from "../../../data/warehouse/survey-table.ts";
import { tableName } from "../../../data/warehouse/table-name.ts";
import type { Warehouse } from "../../../data/warehouse/warehouse.ts";
import { tableVocabulary } from "../../../service/warehouse/table-vocabulary.ts";
import { tierTable } from "../../../service/warehouse/tier-table.ts";
import { DEFAULT_WEIGHTS } from "../../../tiering/index.ts";
import {
  CLICKHOUSE,
  type Engine,
  POSTGRES,
  startClickHouse,
  startDuckDb,
  startPostgres,
} from "../../data/warehouse/support/engines.ts";
import { isLeftOut } from "../../support/needs.ts";

/** A company's own table: another schema, a name with a dot, an enumeration as the tier, UUIDs, dates, flags. */
const TABLE = '"Sales Ops"."Key.Accounts"';

const TIERS = ["Platinum", "Gold", "Silver"];
const LAND = ["Spain", "France", "São Tomé", "Côte d'Ivoire"];
const N = 300;
const uuid = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

const parseOwn = (mapping: Parameters<typeof readMapping>[0]) => readMapping(mapping, "mapping.json");

const KINDS = {
  duckdb: {
    schema: 'CREATE SCHEMA "Sales Ops"',
    types: [
      "UUID",
      "ENUM('Silver', 'Gold', 'Platinum')",
      "ENUM('Spain', 'France', 'São Tomé', 'Côte d''Ivoire')",
    ],
    more: ["JSON", "DATE", "BOOLEAN"],
    end: "",
  },
  postgres: {
    schema:
      "CREATE SCHEMA \"Sales Ops\"; CREATE TYPE tier AS ENUM ('Silver', 'Gold', 'Platinum'); CREATE TYPE land AS ENUM ('Spain', 'France', 'São Tomé', 'Côte d''Ivoire')",
    types: ["UUID", "tier", "land"],
    more: ["JSON", "DATE", "BOOLEAN"],
    end: "",
  },
  clickhouse: {
    schema: "CREATE DATABASE `Sales Ops`",
    types: [
      "UUID",
      // Of a NULL among these, 18.16 makes no text.
      "Enum8('Silver' = 1, 'Gold' = 2, 'Platinum' = 3)",
      "Enum8('Spain' = 1, 'France' = 2, 'São Tomé' = 3, 'Côte d\\'Ivoire' = 4)",
    ],
    more: ["String", "Date", "UInt8"],
    end: " ENGINE = MergeTree() ORDER BY tuple()",
  },
} as const;

const ENGINES = [
  ["DuckDB", startDuckDb, "in process"],
  ["PostgreSQL", startPostgres, POSTGRES],
  ["ClickHouse", startClickHouse, CLICKHOUSE],
] as const;

describe.each(ENGINES)("a company's own columns in %s", (_, start, program) => {
  let engine: Engine;
  let warehouse: Warehouse;
  const leftOut = isLeftOut(program);
  beforeAll(async () => {
    if (leftOut) return;
    engine = await start();
    warehouse = await engine.connect();
    await fill(warehouse);
  });
  afterAll(async () => {
    await warehouse?.close();
    await engine?.stop();
  });

  test.skipIf(leftOut)(
    "enumerations, UUIDs, dates and JSON are read, named, held and written back",
    async () => {
      const mapping = parseOwn({
        accounts: {
          "Customer No": "ID",
          "Segment Tier": "MarketTier",
          Land: "Geo_Entity",
          "ARR FY26": "TotalRevenue_FY26",
          "ARR FY22": "TotalRevenue_FY22",
          "Wallet FY30": "PotentialRevenue_FY30",
        },
      });
      const survey = await surveyTable(warehouse, TABLE, {
        mapping,
        sizes: { kind: "none", why: "no market table" },
      });
      expect(survey.ladder.names).toEqual(TIERS);
      expect(survey.refused).toEqual({ noId: 0, noRevenue: 3, noTier: hasNoTier(warehouse) ? 1 : 0 });
      const words = await tableVocabulary(warehouse, survey, `hold ${uuid(7)}`);
      expect(words.columns.find((column) => column.name === "Land")?.values).toEqual(
        expect.arrayContaining(LAND),
      );
      expect(words.hasAccount(uuid(7))).toBe(true);
      const hold = [uuid(7), "Land:Côte d'Ivoire", "tier:Gold & Land:Spain"];
      const policy = { maxMovedShare: 0.2, hold, scope: ["Land!:France"] };
      const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy } as const;
      const { summary } = await tierTable(warehouse, { survey, plan, target: '"Sales Ops"."The.Tiers"' });
      expect(summary.rules.every(({ kept }) => kept)).toBe(true);
      expect(summary.moved!.count).toBeGreaterThan(0);
      const { dialect } = warehouse;
      const rows = await warehouse.rows(
        `SELECT ${dialect.identifier("ID")}, ${dialect.identifier("PreviousTier")}, ${dialect.identifier("Tier")} FROM ${tableName(dialect, '"Sales Ops"."The.Tiers"')}`,
      );
      expect(rows).toHaveLength(hasNoTier(warehouse) ? N - 4 : N - 3);
      for (const [id, before, after] of rows) {
        const i = Number(String(id).slice(-12));
        expect(String(id)).toBe(uuid(i));
        expect(before).toBe(tierOf(i));
        const isHeld =
          i === 7 || landOf(i) === "Côte d'Ivoire" || (before === "Gold" && landOf(i) === "Spain");
        if (isHeld || landOf(i) === "France") expect(after).toBe(before);
      }
      for (const tier of TIERS) {
        const count = (at: number) => rows.filter((row) => row[at] === tier).length;
        expect(count(2)).toBe(count(1));
      }
    },
  );

  test.skipIf(leftOut)(
    "a schema that is not there is said before any scan, with the name that was asked for",
    async () => {
      const mapping = parseOwn({
        accounts: { "Customer No": "ID", "Segment Tier": "MarketTier", "ARR FY26": "TotalRevenue_FY26" },
      });
      const survey = await surveyTable(warehouse, TABLE, {
        mapping,
        sizes: { kind: "none", why: "no market table" },
      });
      const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
      const { scans } = warehouse.traffic;
      await expect(tierTable(warehouse, { survey, plan, target: "nowhere.tiers" })).rejects.toThrow(
        /nowhere\.tiers: there is no schema "nowhere" that this user may make tables in; expected one behind --into/,
      );
      expect(warehouse.traffic.scans).toBe(scans);
    },
  );
});

/** Whether one account has no tier. */
const hasNoTier = ({ dialect }: Warehouse) => dialect.name !== "clickhouse";

const tierOf = (i: number) => TIERS[i % 3]!;
const landOf = (i: number) => LAND[(i >> 2) % 4]!;

async function fill(warehouse: Warehouse): Promise<void> {
  const { dialect } = warehouse;
  const kind = KINDS[dialect.name as keyof typeof KINDS];
  const q = dialect.identifier;
  for (const statement of kind.schema.split("; ")) await warehouse.run(statement);
  const number = dialect.name === "clickhouse" ? "Nullable(Float64)" : "DOUBLE PRECISION";
  const columns = [
    ["Customer No", kind.types[0]],
    ["Segment Tier", kind.types[1]],
    ["Land", kind.types[2]],
    ["ARR FY26", number],
    ["ARR FY22", number],
    ["Wallet FY30", number],
    ["Notes", kind.more[0]],
    ["since", kind.more[1]],
    ["active", kind.more[2]],
  ] as const;
  const list = columns.map(([name, type]) => `${q(name)} ${type}`).join(", ");
  const table = tableName(dialect, TABLE);
  await warehouse.run(`CREATE TABLE ${table} (${list})${kind.end}`);
  const rows = Array.from({ length: N }, (_, i) => {
    const arr = i % 100 === 3 ? "NULL" : String(1_000 + ((i * 7919) % 5_000));
    const tier = i === 40 && hasNoTier(warehouse) ? "NULL" : dialect.text(tierOf(i));
    const wallet = i % 50 === 9 ? "NULL" : String(2_000 + ((i * 104_729) % 90_000));
    return `(${[dialect.text(uuid(i)), tier, dialect.text(landOf(i)), arr, String(500 + ((i * 31) % 900)), wallet, dialect.text('{"a": 1}'), "'2024-01-31'", dialect.name === "clickhouse" ? "1" : "true"].join(", ")})`;
  });
  await warehouse.run(`INSERT INTO ${table} VALUES ${rows.join(", ")}`);
}
