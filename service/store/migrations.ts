import { type CreateTableBuilder, type Kysely, type Migration, sql } from "kysely";

/** A migration knows the tables of its own day alone. */
type AnyDatabase = Kysely<unknown>;

/** A table whose columns are text unless they are said to be something else; `?` marks what may be null. */
function table(db: AnyDatabase, name: string, columns: string): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const column of columns.split(" ")) {
    const [, own, type = "text", nullable] = /^(\w+)(?::(\w+))?(\?)?$/.exec(column)!;
    builder = builder.addColumn(own!, type as "text", (it) => (nullable ? it : it.notNull()));
  }
  return builder;
}

/** Books, scenarios with approvals, holds, the audit trail, and the keys of writes. */
const first: Migration = {
  async up(db: AnyDatabase) {
    await table(db, "books", "workspace id name accounts:integer tam? added_at added_by")
      .addPrimaryKeyConstraint("books_key", ["workspace", "id"] as never[])
      .execute();
    await table(db, "scenarios", "id workspace name created_at created_by removed_at?")
      .addPrimaryKeyConstraint("scenarios_key", ["id"] as never[])
      .execute();
    await db.schema
      .createIndex("scenarios_by_name")
      .unique()
      .on("scenarios")
      .columns(["workspace", "name"])
      .where(sql.ref("removed_at"), "is", null)
      .execute();
    await table(db, "scenario_versions", "scenario version:integer plan note wish? yardstick book author at")
      .addPrimaryKeyConstraint("scenario_versions_key", ["scenario", "version"] as never[])
      .execute();
    await table(
      db,
      "approvals",
      "id workspace book scenario version:integer state proposed_by proposed_at approved_by? approved_at? in_force_by? in_force_at? ended_by? ended_at?",
    )
      .addPrimaryKeyConstraint("approvals_key", ["id"] as never[])
      .execute();
    await db.schema
      .createIndex("approvals_one_in_force")
      .unique()
      .on("approvals")
      .columns(["workspace", "book"])
      .where(sql.ref("state"), "=", "in-force")
      .execute();
    await table(db, "hold_versions", "version:integer workspace author at")
      .addPrimaryKeyConstraint("hold_versions_key", ["version"] as never[])
      .execute();
    await table(
      db,
      "holds",
      "id workspace account tier? reason author created_at expires_at? since:integer until:integer? ended_by? ended_at?",
    )
      .addPrimaryKeyConstraint("holds_key", ["id"] as never[])
      .execute();
    await db.schema
      .createIndex("holds_one_an_account")
      .unique()
      .on("holds")
      .columns(["workspace", "account"])
      .where(sql.ref("until"), "is", null)
      .execute();
    await table(
      db,
      "audit",
      "id workspace at who kind action query form? book? engine run? plan? bytes:bigint? sha256? detail?",
    )
      .addPrimaryKeyConstraint("audit_key", ["id"] as never[])
      .execute();
    await db.schema.createIndex("audit_by_time").on("audit").columns(["workspace", "id"]).execute();
    await db.schema.createIndex("audit_by_run").on("audit").columns(["workspace", "run"]).execute();
    await table(db, "keys", "workspace key request answer at")
      .addPrimaryKeyConstraint("keys_key", ["workspace", "key"] as never[])
      .execute();
  },
};

/** Links that were issued, so that one can be taken back. */
const links: Migration = {
  async up(db: AnyDatabase) {
    await table(db, "links", "id workspace path author created_at expires_at revoked_by? revoked_at?")
      .addPrimaryKeyConstraint("links_key", ["id"] as never[])
      .execute();
    await db.schema
      .createIndex("links_by_workspace")
      .on("links")
      .columns(["workspace", "expires_at"])
      .execute();
  },
};

/**
 * The sequence of migrations by name: what is here once is never changed, later ones are put behind it. A
 * store is as far as the last of them that it has seen.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = { "0001-first": first, "0002-links": links };
