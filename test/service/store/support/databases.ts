import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { StorePlace } from "../../../../service/store/open-store.ts";
import { isLeftOut } from "../../../support/needs.ts";
import { type Cluster, findPostgres, startPostgres } from "../../../support/postgres.ts";

/** The kinds of store that a contract is held against; PostgreSQL is skipped where there is none. */
export const KINDS = [
  { kind: "sqlite", skipped: false },
  { kind: "postgres", skipped: isLeftOut(findPostgres()) },
] as const;

/** Makes new, empty databases of one kind, and removes them all. */
export interface Databases {
  place(): Promise<StorePlace>;
  remove(): Promise<void>;
}

/** Databases of one kind: files in a folder, or databases of a throw-away cluster. */
export async function databasesOf(kind: (typeof KINDS)[number]["kind"]): Promise<Databases> {
  if (kind === "sqlite") {
    const folder = await mkdtemp(join(tmpdir(), "store-"));
    return {
      place: async () => ({ file: join(folder, `${randomBytes(6).toString("hex")}.sqlite`) }),
      remove: () => rm(folder, { recursive: true }),
    };
  }
  const cluster = await startPostgres(findPostgres());
  return {
    place: async () => ({ url: await newDatabase(cluster) }),
    remove: async () => cluster.stop(),
  };
}

/** The address of a new, empty database of a cluster. */
export async function newDatabase(cluster: Cluster): Promise<string> {
  const name = `store_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: cluster.url() });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return cluster.url(name);
}
