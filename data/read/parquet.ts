import type { Hash } from "node:crypto";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { type Compressors, parquetMetadataAsync, parquetRead, snappyUncompress } from "hyparquet";
import { DataError } from "../errors.ts";
import { type OpenedBytes, readWhole } from "./bytes.ts";
import { readHeader } from "./header.ts";
import { dateText } from "./sheet-rows.ts";
import type { Cell, TableFacts, TableHandlers } from "./table-shape.ts";

/** Most bytes that the row groups may unpack to. */
const MAX_INFLATED = 1_600 * 2 ** 20;

/** Most bytes that a page may unpack to: writers make them of 1 MiB. */
const MAX_PAGE = 2 ** 26;
/** No table has more rows than so many times its bytes, unless it has few. */
const ROWS_A_BYTE = 20;
const FEW_ROWS = 1_000_000;

/** Unpackers of pages, none of which makes more bytes than its page states, nor all of them more than may be. */
function createCompressors(): Compressors {
  let unpacked = 0;
  const bounded =
    (unpack: (input: Uint8Array, size: number) => Uint8Array) =>
    (input: Uint8Array, size: number): Uint8Array => {
      unpacked += size;
      if (size > MAX_PAGE || unpacked > MAX_INFLATED)
        throw new Error(`its pages unpack to ${unpacked} bytes`);
      return unpack(input, size);
    };
  const byZlib = (unpack: (input: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array) =>
    bounded((input, size) => unpack(input, { maxOutputLength: Math.max(1, size) }));
  return {
    SNAPPY: bounded((input, size) => {
      const output = new Uint8Array(size);
      snappyUncompress(input, output);
      return output;
    }),
    GZIP: byZlib(gunzipSync),
    BROTLI: byZlib(brotliDecompressSync),
    ZSTD: byZlib(zstdDecompressSync),
  };
}

/**
 * Reads a Parquet file row group by row group: numbers as numbers, whole numbers beyond 2^53 and dates as
 * text. Holds the file and one row group.
 * @throws DataError `bad-parquet`, `too-large`
 */
export async function readParquet(
  opened: OpenedBytes,
  file: string,
  hash: Hash,
  handlers: TableHandlers,
): Promise<TableFacts> {
  const bytes = await readWhole(opened);
  hash.update(bytes);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const source = {
    byteLength: buffer.byteLength,
    slice: (from: number, to?: number) => buffer.slice(from, to),
  };
  const metadata = await parquetMetadataAsync(source).catch((error: unknown) => {
    throw badParquet(error, file);
  });
  const inflated = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  if (inflated > MAX_INFLATED) {
    const got = `unpacks to ${inflated} bytes`;
    throw new DataError("too-large", `${got}; expected at most ${MAX_INFLATED}`, { file });
  }
  const stated = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (stated > FEW_ROWS && stated > ROWS_A_BYTE * bytes.length) {
    const got = `states ${stated} rows in ${bytes.length} bytes`;
    throw new DataError("too-large", `${got}; expected at most ${ROWS_A_BYTE} a byte`, { file });
  }
  const compressors = createCompressors();
  const columns = metadata.schema[0]!.num_children ?? 0;
  const names = topLevelNames(metadata.schema, columns);
  handlers.onHeader(readHeader({ cells: names, line: 1 }, file));
  let first = 0;
  for (const group of metadata.row_groups) {
    const last = first + Number(group.num_rows);
    const rows = await readRows({ file: source, metadata, compressors, rowStart: first, rowEnd: last }, file);
    for (let k = 0; k < rows.length; k++) handlers.onRow(rows[k]!.map(cellOf), first + k + 2);
    first = last;
  }
  return {
    format: "parquet",
    encoding: null,
    delimiter: null,
    sheet: null,
    otherSheets: [],
    currencies: {},
    headerLine: 1,
    linesAbove: 0,
    digest: hash.digest("hex"),
  };
}

type Metadata = Awaited<ReturnType<typeof parquetMetadataAsync>>;

async function readRows(
  group: {
    readonly file: { readonly byteLength: number; slice(from: number, to?: number): ArrayBuffer };
    readonly metadata: Metadata;
    readonly compressors: Compressors;
    readonly rowStart: number;
    readonly rowEnd: number;
  },
  file: string,
): Promise<readonly (readonly unknown[])[]> {
  let rows: readonly (readonly unknown[])[] = [];
  try {
    await parquetRead({
      ...group,
      onComplete: (found: readonly (readonly unknown[])[]) => {
        rows = found;
      },
    });
  } catch (error) {
    throw badParquet(error, file);
  }
  return rows;
}

/** Names of the root's children: a nested column counts once. */
function topLevelNames(schema: Metadata["schema"], count: number): string[] {
  const names: string[] = [];
  for (let at = 1; names.length < count && at < schema.length; ) {
    names.push(schema[at]!.name);
    at += subtreeSize(schema, at);
  }
  return names;
}

function subtreeSize(schema: Metadata["schema"], at: number): number {
  let size = 1;
  for (let child = 0; child < (schema[at]!.num_children ?? 0); child++)
    size += subtreeSize(schema, at + size);
  return size;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return value;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value instanceof Date) return dateText(value);
  if (typeof value === "object") {
    return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
  }
  return String(value).trim();
}

function badParquet(error: unknown, file: string): DataError {
  if (error instanceof DataError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DataError("bad-parquet", `cannot be read as Parquet (${reason}); expected a whole file`, {
    file,
  });
}
