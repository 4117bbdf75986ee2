/** A process of its own that opens a store, says which migrations it made, and ends: `open.ts sqlite|postgres PLACE`. */
import { migrate } from "../../../../service/store/migrate.ts";
import { openPostgres } from "../../../../service/store/postgres.ts";
import { openSqlite, overSqlite } from "../../../../service/store/sqlite.ts";

const [kind, place] = process.argv.slice(2) as [string, string];
const db = kind === "sqlite" ? overSqlite(await openSqlite(place)) : openPostgres(place, { isPatient: true });
console.log(JSON.stringify(await migrate(db)));
await db.destroy();
