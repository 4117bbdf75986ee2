import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { DataError } from "./errors.ts";

/** Bytes to load and the name to call them by in messages: a file, an upload, or a test's text. */
export interface Source {
  readonly name: string;
  /** The bytes, plain or gzip, read once. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Rows in blocks, the header first, of a source that has cells in place of bytes. */
  readonly rows?: () => AsyncIterable<readonly (readonly (string | number)[])[]>;
}

/**
 * A source that reads a file when it is iterated; it goes by the file's base name.
 * @throws DataError `unreadable-file`, while iterated, where the file cannot be opened or read.
 */
export function fileSource(path: string): Source {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* createReadStream(path, { highWaterMark: 2 ** 18 });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DataError(
        "unreadable-file",
        `cannot be read (${reason}); expected a CSV file, plain or gzip`,
        {
          file: path,
        },
      );
    }
  }
  return { name: basename(path), chunks: { [Symbol.asyncIterator]: chunks } };
}

/** A source over bytes or text that are in memory. */
export function memorySource(name: string, content: string | Uint8Array): Source {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield typeof content === "string" ? Buffer.from(content) : content;
  }
  return { name, chunks: { [Symbol.asyncIterator]: chunks } };
}
