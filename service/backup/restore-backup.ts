import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { ServiceError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import type { StoreTransaction } from "../store/schema.ts";
import { type BackupHead, type BackupLine, readBackup } from "./read-backup.ts";
import { type BackupRow, RowDigest, rowsOf, TABLES, type TableName, TOGETHER } from "./rows.ts";

/** Where a backup is restored to. */
export interface RestoreTarget {
  readonly database: Database;
  /** Folder of the books; null where there is none. */
  readonly library: string | null;
  /** True: what the store holds is replaced. */
  readonly replace: boolean;
}

/** What was restored. */
export interface Restored extends BackupHead {
  readonly rows: number;
  readonly files: number;
  /** Files that the backup holds and no folder was named for. */
  readonly leftFiles: number;
}

/**
 * Restores a backup: it is read and checked as a whole first; then the books' files take their places, and all rows
 * are written in one transaction, read back, and compared by their digests before it is kept.
 * @throws {ServiceError} `invalid-backup`; `store-conflict` where the store holds something and may not be replaced
 */
export async function restoreBackup(path: string, target: RestoreTarget): Promise<Restored> {
  let files = 0;
  const head = await readBackup(path, (line) => {
    if ("sha256" in line) files++;
  });
  const { database, library, replace } = target;
  const rows = await database.write(async (transaction) => {
    await makeRoom(transaction, replace);
    const written = await writeRows(path, transaction, library);
    for (const table of TABLES) {
      const found = new RowDigest();
      for await (const row of rowsOf(transaction, table)) found.add(row);
      if (found.text !== (written.get(table) ?? new RowDigest()).text) {
        throw new ServiceError(
          "invalid-backup",
          `Table ${table} reads back otherwise than it was written; nothing was kept.`,
        );
      }
    }
    return [...written.values()].reduce((sum, { count }) => sum + count, 0);
  });
  return { ...head, rows, files: library === null ? 0 : files, leftFiles: library === null ? files : 0 };
}

async function makeRoom(transaction: StoreTransaction, replace: boolean): Promise<void> {
  for (const table of TABLES) {
    if (replace) {
      await transaction.deleteFrom(table).execute();
      continue;
    }
    for await (const _ of rowsOf(transaction, table)) {
      const message = `The store holds something already (table ${table}); expected an empty one, or --replace to give up what it holds.`;
      throw new ServiceError("store-conflict", message);
    }
  }
}

async function writeRows(
  path: string,
  transaction: StoreTransaction,
  library: string | null,
): Promise<Map<TableName, RowDigest>> {
  const digests = new Map<TableName, RowDigest>();
  const books = library === null ? null : await BookFiles.in(library);
  let waiting: { table: TableName; rows: BackupRow[] } | null = null;
  const flush = async () => {
    if (waiting !== null)
      await transaction
        .insertInto(waiting.table)
        .values(waiting.rows as never)
        .execute();
    waiting = null;
  };
  try {
    await readBackup(path, async (line) => {
      if (!("row" in line)) {
        await books?.take(line);
        return;
      }
      const { table, row } = line;
      const digest = digests.get(table) ?? new RowDigest();
      digests.set(table, digest);
      digest.add(row);
      if (waiting !== null && (waiting.table !== table || waiting.rows.length === TOGETHER)) await flush();
      waiting ??= { table, rows: [] };
      waiting.rows.push(row);
    });
    await flush();
    await books?.place();
  } finally {
    await books?.discard();
  }
  return digests;
}

/** Files of books: written beside their places, and put there once all are whole. */
class BookFiles {
  readonly #library: string;
  readonly #folder: string;
  readonly #paths: string[] = [];
  #open: WriteStream | null = null;

  private constructor(library: string, folder: string) {
    this.#library = library;
    this.#folder = folder;
  }

  static async in(library: string): Promise<BookFiles> {
    await mkdir(library, { recursive: true });
    return new BookFiles(library, await mkdtemp(join(library, "receiving-")));
  }

  async take(line: Exclude<BackupLine, { row: unknown }>): Promise<void> {
    if (!("file" in line)) return;
    if (this.#open === null) {
      await mkdir(dirname(join(this.#folder, line.file)), { recursive: true });
      this.#open = createWriteStream(join(this.#folder, line.file));
    }
    if ("data" in line) {
      if (!this.#open.write(Buffer.from(line.data, "base64"))) await once(this.#open, "drain");
      return;
    }
    this.#open.end();
    await finished(this.#open);
    this.#open = null;
    this.#paths.push(line.file);
  }

  async place(): Promise<void> {
    for (const path of this.#paths) {
      await mkdir(dirname(join(this.#library, path)), { recursive: true });
      await rename(join(this.#folder, path), join(this.#library, path));
    }
  }

  async discard(): Promise<void> {
    this.#open?.destroy();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
