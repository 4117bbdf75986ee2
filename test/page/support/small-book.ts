import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerSettings } from "./server.ts";

const GENERATE = fileURLToPath(new URL("../../../bin/generate.ts", import.meta.url));

/** A book of 2,000 accounts and its sellers, on which all that the page shows is there within seconds. */
export interface SmallBook {
  /** What a server takes to open it. */
  readonly settings: ServerSettings;
  remove(): void;
}

/** Writes the book and its sellers into a folder of its own. */
export function writeSmallBook(): SmallBook {
  const folder = mkdtempSync(join(tmpdir(), "small-book-"));
  const { status } = spawnSync(process.execPath, [
    GENERATE,
    "--rows",
    "2000",
    "--seed",
    "3",
    "--out",
    folder,
  ]);
  if (status !== 0) throw new Error(`the book was not generated: exit ${status}`);
  const sellers = Array.from({ length: 40 }, (_, k) => `S${k},Seller ${k},Seller,,,,1`);
  const header = "Seller_ID,Name,Role,Geo_Entity,Domains,Presence,Capacity_Factor";
  writeFileSync(join(folder, "sellers.csv"), [header, ...sellers].join("\n"));
  return {
    settings: {
      TIERING_ACCOUNTS: join(folder, "accounts.csv.gz"),
      TIERING_TAM: join(folder, "tam.csv"),
      TIERING_SELLERS: join(folder, "sellers.csv"),
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
