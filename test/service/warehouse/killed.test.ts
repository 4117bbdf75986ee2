import { execFileSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NO_MAPPING } from "../../../data/mapping.ts";
import { surveyTable } from "../../../data/warehouse/survey-table.ts";
import type { Warehouse } from "../../../data/warehouse/warehouse.ts";
import { tierTable } from "../../../service/warehouse/tier-table.ts";
import { type Accounts, DEFAULT_WEIGHTS, type Policy } from "../../../tiering/index.ts";
import {
  CLICKHOUSE,
  type Engine,
  POSTGRES,
  startClickHouse,
  startPostgres,
} from "../../data/warehouse/support/engines.ts";
import { fillTable, sizesOf } from "../../data/warehouse/support/fill-table.ts";
import { isLeftOut } from "../../support/needs.ts";
import { syntheticAccounts } from "../../tiering/support/synthetic.ts";

const ENGINES = [
  { name: "PostgreSQL", start: startPostgres, skipped: isLeftOut(POSTGRES) },
  { name: "ClickHouse", start: startClickHouse, skipped: isLeftOut(CLICKHOUSE) },
] as const;

/** A moment of a run, by the statement that is performed then; `wait` says that it is not begun any more. */
const MOMENTS = [
  {
    when: "in the middle of a pass",
    statement: /AS bin\b.*GROUP BY tier, lo, hi, best, second, bin/s,
    nth: 3,
    wait: false,
  },
  {
    when: "between the statements that put the tiers in place",
    statement: /^(?:CREATE TABLE "accounts_tiers"|RENAME)/s,
    nth: 1,
    wait: true,
  },
] as const;

/** Kills the engine at the nth statement of a kind: while it is under way, or before it. */
function killAt(
  warehouse: Warehouse,
  engine: Engine,
  { statement, nth, wait }: (typeof MOMENTS)[number],
): void {
  let seen = 0;
  const watch = async (sql: string) => {
    if (!statement.test(sql) || ++seen !== nth) return;
    if (wait) await engine.kill();
    else setTimeout(() => engine.kill(), 5);
  };
  const { run, rows } = warehouse;
  warehouse.run = async (sql) => {
    await watch(sql);
    return run.call(warehouse, sql);
  };
  warehouse.rows = async (sql) => {
    await watch(sql);
    return rows.call(warehouse, sql);
  };
}

/**
 * Kills ClickHouse within the statement that swaps two tables: it has moved the files of `ofTarget ? the target : the
 * new tiers` and is about to read how that table was made, from a pipe that nobody writes to.
 */
function killInSwap(warehouse: Warehouse, { folder, kill }: Engine, ofTarget: boolean): void {
  const { run } = warehouse;
  warehouse.run = async (sql) => {
    const [, target, aside, beside] = /^RENAME TABLE `(\w+)` TO `(\w+)`, (\w+) TO/.exec(sql) ?? [];
    const [, first, ownFirst] = /^RENAME TABLE (\w+) TO `(\w+)`$/.exec(sql) ?? [];
    const swapped = ofTarget ? [target, aside] : [beside, target];
    const [moved, to] = first !== undefined ? [first, ownFirst] : swapped;
    if (moved === undefined || to === undefined) return run.call(warehouse, sql);
    const [own, kept] = [`${moved}.sql`, `${moved}.kept`].map((name) =>
      join(folder, "data/metadata/default", name),
    );
    const files = (table: string) => existsSync(join(folder, "data/data/default", table));
    renameSync(own!, kept!);
    execFileSync("mkfifo", ["-m", "666", own!]);
    const swapping = run.call(warehouse, sql);
    swapping.catch(() => {});
    await expect.poll(() => files(to) && !files(moved), { interval: 5 }).toBe(true);
    await kill();
    rmSync(own!);
    renameSync(kept!, own!);
    return swapping;
  };
}

describe.each(ENGINES)("$name", ({ start, skipped }) => {
  let engine: Engine;
  let book: Accounts;
  beforeAll(async () => {
    if (skipped) return;
    book = syntheticAccounts(20_000, 3);
    engine = await start();
    const warehouse = await engine.connect();
    await fillTable(warehouse, "accounts", book);
    await tiered(warehouse, { maxMovedShare: 0 });
    await warehouse.close();
  });
  afterAll(() => (skipped ? undefined : engine.stop()));

  async function tiered(warehouse: Warehouse, policy: Policy, target = "accounts_tiers") {
    const survey = await surveyTable(warehouse, "accounts", { mapping: NO_MAPPING, sizes: sizesOf(book) });
    const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy } as const;
    return tierTable(warehouse, { survey, plan, target });
  }

  /** Accounts that the written tiers move: 0 before the run that is killed, some hundreds after it. */
  async function movedNow(): Promise<readonly [number, number]> {
    const warehouse = await engine.connect();
    const { dialect } = warehouse;
    const q = dialect.identifier;
    const [row] = await warehouse.rows(
      `SELECT COUNT(*), SUM(CASE WHEN ${q("PreviousTier")} <> ${q("Tier")} THEN 1 ELSE 0 END) FROM accounts_tiers`,
    );
    await warehouse.close();
    return [Number(row![0]), Number(row![1])];
  }

  test.skipIf(skipped).each(MOMENTS)(
    "killed $when: one clear error, and the tiers of before stand whole",
    async (moment) => {
      const warehouse = await engine.connect();
      killAt(warehouse, engine, moment);
      const error = await tiered(warehouse, {}).then(
        () => null,
        (thrown: Error) => thrown,
      );
      await warehouse.close();
      expect(error?.message).toMatch(
        /^\w+:\/\/127\.0\.0\.1:\d+\/\w+: the connection to \w+ is lost \(.*\); no(?:thing| tier) was written/,
      );
      expect(error?.message).not.toMatch(/s3cr/);
      if (!warehouse.dialect.keepsWork) expect(error?.message).not.toMatch(/work tables/);
      await engine.restart();
      const [accounts, moved] = await movedNow();
      expect(accounts).toBe(book.n);
      expect(moved).toBe(0);
    },
  );

  // Elsewhere a swap is one transaction.
  if (start === startClickHouse) {
    /** A run that ends before it writes: what it found mended stays. */
    async function stoppedRun(warehouse: Warehouse): Promise<string> {
      const { run } = warehouse;
      warehouse.run = async (sql) => {
        if (/ranked/.test(sql)) throw new Error("stopped here");
        return run.call(warehouse, sql);
      };
      const error = await tiered(warehouse, {}).then(
        () => null,
        (thrown: Error) => thrown,
      );
      warehouse.run = run;
      return error?.message ?? "";
    }

    test.skipIf(skipped).each([
      ["first", true, "empty"],
      ["second", false, "missing"],
    ] as const)(
      "killed within the %s rename of a swap: the next run puts the tiers of before back, and says so",
      async (_, ofTarget, state) => {
        const before = await movedNow();
        const dying = await engine.connect();
        killInSwap(dying, engine, ofTarget);
        const error = await tiered(dying, {}).then(
          () => null,
          (thrown: Error) => thrown,
        );
        expect(error?.message).toMatch(
          /no tier was written; it went away while tables were renamed: should accounts_tiers be missing or empty, its tiers of before are kept as accounts_tiers_replaced, and the next run puts them back; \w+ may be left there/,
        );
        await engine.restart();
        const warehouse = await engine.connect();
        const found = await warehouse.columns("accounts_tiers");
        expect(found === null ? "missing" : (await movedNow())[0] === 0 && "empty").toBe(state);
        expect(await stoppedRun(warehouse)).toMatch(
          `stopped here; an earlier run was cut off while it swapped tables: accounts_tiers was ${state}, its tiers of before have been put back from accounts_tiers_replaced`,
        );
        expect(await movedNow()).toEqual(before);
        const { mended, summary } = await tiered(warehouse, { maxMovedShare: 0.01 });
        expect(mended).toBeNull();
        expect(await movedNow()).toEqual([book.n, summary.moved!.count]);
        expect(await warehouse.columns("accounts_tiers_replaced")).toBeNull();
        await warehouse.close();
      },
    );

    test.skipIf(skipped)(
      "killed within the one rename of a first run: it says so, and the next run puts its tiers there",
      async () => {
        const dying = await engine.connect();
        killInSwap(dying, engine, false);
        const error = await tiered(dying, {}, "first_tiers").then(
          () => null,
          (thrown: Error) => thrown,
        );
        expect(error?.message).toMatch(
          /no tier was written; it went away while the first first_tiers was put in place: should it be missing, the next run puts its own there; \w+ may be left there/,
        );
        await engine.restart();
        const warehouse = await engine.connect();
        expect(await warehouse.columns("first_tiers")).toBeNull();
        const { mended, summary } = await tiered(warehouse, { maxMovedShare: 0.01 }, "first_tiers");
        expect(mended).toBe(
          "an earlier run was cut off while it put the first first_tiers in place: what it had left there has been replaced",
        );
        const [row] = await warehouse.rows(
          "SELECT COUNT(*), SUM(CASE WHEN Tier <> PreviousTier THEN 1 ELSE 0 END) FROM first_tiers",
        );
        expect(row!.map(Number)).toEqual([book.n, summary.moved!.count]);
        expect(await warehouse.columns("first_tiers_replaced")).toBeNull();
        expect((await tiered(warehouse, {}, "first_tiers")).mended).toBeNull();
        await warehouse.close();
      },
    );

    test.skipIf(skipped)("files of something else under a new name are left alone, and said", async () => {
      const warehouse = await engine.connect();
      const own = join(engine.folder, "data/data/default/others");
      await warehouse.run("CREATE TABLE others (own Int64) ENGINE = MergeTree() ORDER BY own");
      await warehouse.run("INSERT INTO others VALUES (1)");
      await warehouse.run("DETACH TABLE others");
      rmSync(join(engine.folder, "data/metadata/default/others.sql"));
      await expect(tiered(warehouse, {}, "others")).rejects.toThrow(
        /files of a table others that the server does not list, and that are no tiers, are in the way: ATTACH/,
      );
      expect(existsSync(own)).toBe(true);
      await warehouse.run("ATTACH TABLE others (own Int64) ENGINE = MergeTree() ORDER BY own");
      expect(await warehouse.rows("SELECT own FROM others")).toEqual([["1"]]);
      await warehouse.run("DROP TABLE others");
      await warehouse.close();
    });

    test.skipIf(skipped)(
      "killed between the two renames of a swap: a run puts the tiers of before back, and then its own in place",
      async () => {
        const warehouse = await engine.connect();
        // No statement of ours ends between the two: this is how the server would be found.
        await warehouse.run("RENAME TABLE accounts_tiers TO accounts_tiers_replaced");
        const { mended, summary } = await tiered(warehouse, { maxMovedShare: 0.02 });
        expect(mended).toMatch(/accounts_tiers was missing, .* put back/);
        expect(await movedNow()).toEqual([book.n, summary.moved!.count]);
        expect(await warehouse.columns("accounts_tiers_replaced")).toBeNull();
        await warehouse.close();
      },
    );

    test.skipIf(skipped)(
      "a table of somebody's under the name that rows wait under is left alone",
      async () => {
        const warehouse = await engine.connect();
        await warehouse.run(
          "CREATE TABLE accounts_tiers_replaced (own Int64) ENGINE = MergeTree() ORDER BY own",
        );
        await expect(tiered(warehouse, {})).rejects.toThrow(
          /accounts_tiers_replaced: there is a table of that name with the columns own; expected a table of tiers/,
        );
        await warehouse.run("DROP TABLE accounts_tiers_replaced");
        await warehouse.close();
      },
    );

    test.skipIf(skipped)(
      "where the database exchanges tables in one step, that is what swaps them",
      async () => {
        const before = await movedNow();
        const warehouse = await engine.connect();
        const { rows, run } = warehouse;
        // This release has no such database: it is told that it had one, and refuses the statement whole.
        warehouse.rows = async (sql) => (/'Atomic'/.test(sql) ? [[1]] : rows.call(warehouse, sql));
        const sent: string[] = [];
        warehouse.run = async (sql) => {
          sent.push(sql);
          return run.call(warehouse, sql);
        };
        await expect(tiered(warehouse, {})).rejects.toThrow(/Syntax error.*EXCHANGE/);
        expect(sent.filter((sql) => /^(?:EXCHANGE|RENAME)/.test(sql))).toEqual([
          expect.stringMatching(/^EXCHANGE TABLES tiering_tiers_\w+ AND `accounts_tiers`$/),
        ]);
        expect(await movedNow()).toEqual(before);
        await warehouse.close();
      },
    );
  }

  test.skipIf(skipped)("a run after that puts its tiers in place", async () => {
    const warehouse = await engine.connect();
    const { summary } = await tiered(warehouse, {});
    await warehouse.close();
    expect(await movedNow()).toEqual([book.n, summary.moved!.count]);
    expect(summary.moved!.count).toBeGreaterThan(0);
  });
});
