/** `npm run restore -- FILE`: puts a backup back, whole or not at all. */
import { parseArgs } from "node:util";
import { restoreBackup } from "../service/backup/restore-backup.ts";
import { readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { Database } from "../service/store/database.ts";
import { migrate } from "../service/store/migrate.ts";
import { openDatabase, storePlaceOf } from "../service/store/open-store.ts";

const USAGE = `Restores a file of npm run backup into the store (TIERING_STORE or DATABASE_URL) and the library (TIERING_LIBRARY).

  npm run restore -- FILE [--replace]

  --replace   give up what the store holds; without it the store has to be empty

The file is verified by its hashes before anything is written, and the store is compared with it before it is kept.
Stop the servers on the store first: they remember what they have read.
Exit codes: 0 done; 1 the file or the store failed, and nothing was changed; 2 wrong usage.
`;

async function restore(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { replace: { type: "boolean", default: false }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    process.stderr.write(`Got ${positionals.length} files; expected one, to be restored.\n\n${USAGE}`);
    return 2;
  }
  const config = readConfig();
  const place = storePlaceOf(config);
  if (place.url === undefined && place.file === undefined) {
    const message =
      "There is no store to restore to: TIERING_STORE, TIERING_LIBRARY and DATABASE_URL are not set.";
    throw new ServiceError("invalid-config", message);
  }
  const { kind, db } = await openDatabase(place);
  try {
    await migrate(db);
    const library = config.TIERING_LIBRARY ?? null;
    const target = { database: new Database(kind, db), library, replace: values.replace };
    const { rows, files, leftFiles, at, engine } = await restoreBackup(path, target);
    process.stderr.write(
      `${rows} rows and ${files} files of ${at} (version ${engine}) restored and verified by their hashes\n`,
    );
    if (leftFiles > 0) {
      process.stderr.write(`Without ${leftFiles} files of books: set TIERING_LIBRARY to restore them.\n`);
    }
    return 0;
  } finally {
    await db.destroy();
  }
}

try {
  process.exitCode = await restore();
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  const known = isUsage || error instanceof ServiceError || "syscall" in (error as object);
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
