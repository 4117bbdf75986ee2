/** `npm run backup -- --out FILE`: the store and its books' files in one file, verified by hashes. */
import { parseArgs } from "node:util";
import { readBackup } from "../service/backup/read-backup.ts";
import { writeBackup } from "../service/backup/write-backup.ts";
import { readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { digestOfFile } from "../service/library/file-digest.ts";
import { openExisting, storePlaceOf } from "../service/store/open-store.ts";

const USAGE = `Writes the store (TIERING_STORE or DATABASE_URL) and the files of its books (TIERING_LIBRARY) to one file.

  npm run backup -- --out FILE

The server may go on meanwhile: what is written is one moment of it. The file is read back and verified by its hashes;
npm run restore puts it back, into an SQLite file or a PostgreSQL, whichever it came from.
Exit codes: 0 done; 1 the store or the file failed; 2 wrong usage; 3 files of a registered book are not there.
`;

async function backup(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (values.out === undefined) {
    process.stderr.write(`--out is missing; expected the file to write.\n\n${USAGE}`);
    return 2;
  }
  const config = readConfig();
  const place = storePlaceOf(config);
  if (place.url === undefined && place.file === undefined) {
    const message =
      "There is no store to back up: TIERING_STORE, TIERING_LIBRARY and DATABASE_URL are not set.";
    throw new ServiceError("invalid-config", message);
  }
  const { db, kind } = await openExisting(place);
  try {
    const library = config.TIERING_LIBRARY ?? null;
    const { rows, files, missing } = await writeBackup({ db, kind, library, now: new Date() }, values.out);
    await readBackup(values.out, () => undefined);
    const { bytes, sha256 } = await digestOfFile(values.out);
    const without = library === null ? " (no TIERING_LIBRARY: no files of books)" : "";
    process.stderr.write(`${rows} rows, ${files} files${without}, ${bytes} bytes, read back and verified\n`);
    process.stdout.write(`${sha256}  ${values.out}\n`);
    for (const path of missing)
      process.stderr.write(`Missing in the library, so not in the backup: ${path}\n`);
    return missing.length > 0 ? 3 : 0;
  } finally {
    await db.destroy();
  }
}

try {
  process.exitCode = await backup();
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  const known = isUsage || error instanceof ServiceError || "syscall" in (error as object);
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
