import { expect, test } from "vitest";
import { readAddress } from "../../../data/warehouse/address.ts";
import { openDuckDb } from "../../../data/warehouse/drivers/duckdb.ts";

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("the engine runs in a process of its own, under the settings of its address, which ends with the connection", async () => {
  const address = readAddress("duckdb:book.duckdb?memory_limit=64MiB&threads=1&table=accounts");
  const settings = address.kind === "duckdb" ? address.settings : {};
  expect(settings).toEqual({ memory_limit: "64MiB", threads: "1" });
  const warehouse = await openDuckDb(":memory:", { settings });
  expect(warehouse.pid).not.toBe(process.pid);
  expect(await warehouse.rows("SELECT current_setting('memory_limit'), current_setting('threads')")).toEqual([
    ["64.0 MiB", 1n],
  ]);
  await warehouse.close();
  await expect.poll(() => isRunning(warehouse.pid), { timeout: 20_000 }).toBe(false);
});

test("an engine that is ended within a query is said to be gone, and so at every later question", async () => {
  const warehouse = await openDuckDb(":memory:");
  const endless = warehouse.rows("SELECT COUNT(*) FROM range(1000000000000) AS t(i) WHERE hash(i) = 1");
  setTimeout(() => process.kill(warehouse.pid, "SIGKILL"), 50);
  await expect(endless).rejects.toThrow(
    /^duckdb::memory:: DuckDB's process is gone \(SIGKILL\); no tier was written$/,
  );
  await expect(warehouse.run("SELECT 1")).rejects.toMatchObject({ code: "warehouse-lost" });
  await warehouse.close();
});

test("a setting that says more than how much the engine takes is refused by name", () => {
  expect(() => readAddress("duckdb:book.duckdb?allow_unsigned_extensions=true")).toThrow(
    /"allow_unsigned_extensions" is no setting of DuckDB that an address takes; expected table or memory_limit, threads/,
  );
});
