import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type StorePlace } from "../../../service/store/open-store.ts";
import { type Databases, databasesOf, KINDS } from "./support/databases.ts";

const writer = fileURLToPath(new URL("./support/write-until-killed.ts", import.meta.url));
/** How often a writer is killed; `npm run test:kill` does it 200 times. */
const KILLS = Number(process.env.KILLS ?? 2);

/** Starts a writer, kills it so long after its first write, and returns what it said was kept. */
async function writeAndKill(place: StorePlace, run: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, JSON.stringify(place), run], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close").then(() => {
    throw new Error(`the writer ended by itself; it said ${JSON.stringify(said.slice(-200))}`);
  });
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  await sleep(afterMs);
  child.kill("SIGKILL");
  await once(child, "close");
  // A last line that was cut off was not said.
  return said.split("\n").slice(0, -1);
}

describe.each(KINDS)("kill -9 during writes on $kind", ({ kind, skipped }) => {
  let databases: Databases;
  beforeAll(async () => {
    if (!skipped) databases = await databasesOf(kind);
  });
  afterAll(() => databases?.remove());

  it.skipIf(skipped)(
    `loses no acknowledged write and leaves a sound store, ${KILLS} times`,
    async () => {
      const place = await databases.place();
      const kept: string[] = [];
      for (let run = 0; run < KILLS; run++) {
        // From at once to well into many writes, the same each time.
        kept.push(...(await writeAndKill(place, `run${run}`, (run * 37) % 211)));
        if (place.file !== undefined) {
          const database = new DatabaseSync(place.file);
          expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
          database.close();
        }
        const store = await openStore(place);
        const scenarios = (await store.scenarios.list("default")).map(({ name }) => name);
        const held = (await store.holds.current("default")).holds.map(({ account }) => account);
        const trail = (await store.audit.list("default", { limit: 1e6 })).map(({ action }) => action);
        const found = new Set(scenarios);
        expect(kept.filter((name) => !found.has(name))).toEqual([]);
        // Of each write all is there or nothing, acknowledged or not, and nothing twice.
        expect(held.sort()).toEqual(scenarios.sort());
        expect(trail.sort()).toEqual(scenarios);
        await store.close();
      }
      expect(kept.length).toBeGreaterThanOrEqual(KILLS);
    },
    3_600_000,
  );
});
