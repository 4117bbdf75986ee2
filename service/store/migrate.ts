import { type Migration, Migrator } from "kysely";
import { ServiceError } from "../errors.ts";
import { isLocked } from "./faults.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { StoreDatabase } from "./schema.ts";
import { patiently } from "./sqlite.ts";

/** What Kysely says of a migration that the store has seen and these do not hold. */
const UNKNOWN = /previously executed migration (\S+) is missing/;

/**
 * Brings a store to the last migration, all in one transaction, under a lock that other processes wait for.
 * @returns the migrations that were made, in order
 * @throws {ServiceError} `invalid-config` for a store that a later version has opened
 */
export async function migrate(
  db: StoreDatabase,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: "tiering_migrations",
    migrationLockTableName: "tiering_migrations_lock",
  });
  // Kysely makes its own tables before its transaction, which waits for another process by itself.
  const { error, results = [] } = await patiently(async () => {
    const migrated = await migrator.migrateToLatest();
    if (migrated.error !== undefined && isLocked(migrated.error)) throw migrated.error;
    return migrated;
  });
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  const [, later] = UNKNOWN.exec(error instanceof Error ? error.message : "") ?? [];
  if (later === undefined) throw error;
  const message = `A later version has opened the store (its migration ${later} is not known here); expected that version, or a store of this one, such as the backup made before the upgrade.`;
  throw new ServiceError("invalid-config", message);
}
