import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { ServiceError } from "../errors.ts";
import { MIGRATIONS } from "../store/migrations.ts";
import { RowDigest, TABLES, type TableName } from "./rows.ts";
import { BACKUP_KIND, BOOK_FILES } from "./write-backup.ts";

const cell = z.union([z.string(), z.number(), z.null()]);
/** A path within the library: a folder of ours and a file of a book, nothing that leads elsewhere. */
const filePath = z
  .string()
  .regex(new RegExp(`^(?:[a-z0-9][a-z0-9_-]{0,62}\\.)?[0-9a-f]{32}/(?:${BOOK_FILES.join("|")})$`));

const headSchema = z.object({
  kind: z.literal(BACKUP_KIND),
  format: z.literal(1),
  engine: z.string(),
  at: z.string(),
  migrations: z.array(z.string()),
});
const lineSchema = z.union([
  z.strictObject({ table: z.enum(TABLES), row: z.record(z.string(), cell) }),
  z.strictObject({ file: filePath, data: z.base64() }),
  z.strictObject({ file: filePath, sha256: z.string() }),
  z.strictObject({ tables: z.partialRecord(z.enum(TABLES), z.string()), files: z.int() }),
]);

/** One line of a backup: a row, a piece of a file or its end, or the digests of the tables. */
export type BackupLine = z.output<typeof lineSchema>;

/** What a backup says of itself. */
export interface BackupHead {
  readonly engine: string;
  readonly at: string;
}

/**
 * Reads a backup line by line, and checks it on the way: its form, the hash of each file, the digest of each table,
 * and at its end the hash of it all. What is taken before the end may be of a broken file.
 * @throws {ServiceError} `invalid-backup` with what was found and expected
 */
export async function readBackup(
  path: string,
  take: (line: BackupLine) => Promise<void> | void,
): Promise<BackupHead> {
  const all = createHash("sha256");
  const digests = new Map<TableName, RowDigest>();
  let head: BackupHead | null = null;
  let file = createHash("sha256");
  let isWhole = false;
  for await (const { text, number } of linesOf(path)) {
    if (isWhole) throw broken(`line ${number} stands behind its end`);
    const value = parsed(text, number);
    if (head === null) {
      head = readHead(value);
    } else if (typeof value === "object" && value !== null && "end" in value) {
      const { sha256 } = value as { sha256?: unknown };
      if (sha256 !== all.digest("hex")) throw broken("its SHA-256 is not that of its contents");
      isWhole = true;
      continue;
    } else {
      const line = lineSchema.safeParse(value);
      if (!line.success) throw broken(`line ${number} is not as we write it`);
      file = check(line.data, file, digests);
      await take(line.data);
    }
    all.update(`${text}\n`);
  }
  if (head === null || !isWhole) throw broken("it ends before its last line");
  return head;
}

function check(line: BackupLine, file: ReturnType<typeof createHash>, digests: Map<TableName, RowDigest>) {
  if ("row" in line) {
    const digest = digests.get(line.table) ?? new RowDigest();
    digests.set(line.table, digest);
    digest.add(line.row);
  } else if ("data" in line) file.update(Buffer.from(line.data, "base64"));
  else if ("sha256" in line) {
    if (file.digest("hex") !== line.sha256)
      throw broken(`the SHA-256 of ${line.file} is not that of its contents`);
    return createHash("sha256");
  } else {
    for (const [table, digest] of digests) {
      if (line.tables[table] !== digest.text)
        throw broken(`the digest of table ${table} is not that of its rows`);
    }
  }
  return file;
}

async function* linesOf(path: string): AsyncGenerator<{ text: string; number: number }> {
  const unpacked = createReadStream(path).on("error", (error) => unpack.destroy(error));
  const unpack = createGunzip();
  unpacked.pipe(unpack);
  const lines = createInterface({ input: unpack, crlfDelay: Number.POSITIVE_INFINITY });
  // Behind a line that was refused the unpacking may still fail, with nobody there to hear it.
  lines.on("error", () => undefined);
  let number = 0;
  try {
    for await (const text of lines) yield { text, number: ++number };
    // The interface ends without a word where its input fails.
    if (unpack.errored) throw unpack.errored;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw broken(`it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  } finally {
    unpacked.destroy();
    unpack.destroy();
  }
}

function parsed(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(`line ${number} is no JSON`);
  }
}

function readHead(value: unknown): BackupHead {
  const head = headSchema.safeParse(value);
  if (!head.success) throw broken("its first line says that it is something else");
  const own = Object.keys(MIGRATIONS);
  const { migrations, engine, at } = head.data;
  if (migrations.join() !== own.join()) {
    throw broken(
      `it was written by version ${engine} with the tables of ${migrations.at(-1)}, this version has those of ${own.at(-1)}: restore it with that version, then upgrade`,
    );
  }
  return { engine, at };
}

function broken(why: string): ServiceError {
  return new ServiceError(
    "invalid-backup",
    `This backup cannot be restored: ${why}. Expected a whole file of npm run backup; nothing was changed.`,
  );
}
