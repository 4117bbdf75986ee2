import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip, type Gzip } from "node:zlib";
import { folderOf } from "../library/entry.ts";
import type { StoreKind } from "../store/database.ts";
import { MIGRATIONS } from "../store/migrations.ts";
import type { StoreDatabase } from "../store/schema.ts";
import { ENGINE } from "../version.ts";
import { type BackupRow, RowDigest, snapshot, type TableName } from "./rows.ts";

/** What says that a file is a backup of ours. */
export const BACKUP_KIND = "tiering-backup";
/** Files of a book in its folder of the library. */
export const BOOK_FILES = ["accounts", "tam", "mapping.json"] as const;
/** Bytes of a file in one line. */
const PART = 48 * 1024;

/** What is backed up. */
export interface BackupSource {
  readonly db: StoreDatabase;
  readonly kind: StoreKind;
  /** Folder of the books; null where only the store is backed up. */
  readonly library: string | null;
  readonly now: Date;
}

/** What a backup holds. */
export interface BackupCounts {
  readonly rows: number;
  readonly files: number;
  /** Files of registered books that were not there. */
  readonly missing: readonly string[];
}

/**
 * Writes a backup of the store as it stands at one moment, and of its books' files: lines of JSON, compressed, the
 * last with the SHA-256 of all before it. The file is whole or not there.
 */
export async function writeBackup(source: BackupSource, path: string): Promise<BackupCounts> {
  const part = `${path}.part`;
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(part));
  written.catch(() => undefined);
  try {
    const counts = await writeLines(source, new LineWriter(gzip));
    gzip.end();
    await written;
    const file = await open(part, "r+");
    await file.sync();
    await file.close();
    await rename(part, path);
    return counts;
  } catch (error) {
    gzip.destroy();
    await written.catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes lines of JSON no faster than they are taken, and hashes them. */
class LineWriter {
  readonly #out: Gzip;
  readonly #hash = createHash("sha256");

  constructor(out: Gzip) {
    this.#out = out;
  }

  async write(object: object): Promise<void> {
    const line = `${JSON.stringify(object)}\n`;
    this.#hash.update(line);
    if (!this.#out.write(line)) await once(this.#out, "drain");
  }

  /** The last line: the hash of all before it. */
  end(): Promise<void> {
    return this.write({ end: true, sha256: this.#hash.copy().digest("hex") });
  }
}

async function writeLines({ db, kind, library, now }: BackupSource, out: LineWriter): Promise<BackupCounts> {
  const counts = { rows: 0, files: 0, missing: [] as string[] };
  const migrations = Object.keys(MIGRATIONS);
  await out.write({ kind: BACKUP_KIND, format: 1, engine: ENGINE, at: now.toISOString(), migrations });
  const books: BackupRow[] = [];
  const digests = new Map<TableName, RowDigest>();
  await snapshot(db, kind, async (table, row) => {
    const digest = digests.get(table) ?? new RowDigest();
    digests.set(table, digest);
    digest.add(row);
    counts.rows++;
    if (table === "books") books.push(row);
    await out.write({ table, row });
  });
  if (library !== null) for (const book of books) await writeFiles(library, book, counts, out);
  const tables = Object.fromEntries([...digests].map(([table, { text }]) => [table, text]));
  await out.write({ tables, files: counts.files });
  await out.end();
  return counts;
}

async function writeFiles(
  library: string,
  book: BackupRow,
  counts: { files: number; missing: string[] },
  out: LineWriter,
): Promise<void> {
  const folder = folderOf({ workspace: String(book.workspace), id: String(book.id) });
  for (const name of BOOK_FILES) {
    const path = join(library, folder, name);
    const file = `${folder}/${name}`;
    if (!existsSync(path)) {
      if (name === "accounts" || (name === "tam" && book.tam !== null)) counts.missing.push(file);
      continue;
    }
    const hash = createHash("sha256");
    for await (const piece of createReadStream(path, { highWaterMark: PART })) {
      hash.update(piece as Buffer);
      await out.write({ file, data: (piece as Buffer).toString("base64") });
    }
    await out.write({ file, sha256: hash.digest("hex") });
    counts.files++;
  }
}
