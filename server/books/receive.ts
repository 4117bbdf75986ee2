import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import type { Request } from "express";
import type { Library } from "../../service/library/library.ts";
import type { ReceivedFiles } from "../../service/library/library-options.ts";
import type { NamedFile } from "../../service/library/load-in-thread.ts";
import { ServerError } from "../errors.ts";

const PARTS = ["accounts", "tam", "mapping"] as const;
type Part = (typeof PARTS)[number];
/** A mapping is a small file. */
const MAPPING_BYTES = 2 ** 20;

/** Files of an upload, and their folder to be removed. */
export interface Received extends ReceivedFiles {
  discard(): Promise<void>;
}

/**
 * Receives a multipart upload: `accounts`, and where there are any `tam` and `mapping` (a file or a field),
 * each streamed to disk and capped.
 * @throws {ServerError} `unsupported-media-type`, `body-too-large`, `malformed-request`
 */
export async function receive(req: Request, library: Library, maxBytes: number): Promise<Received> {
  if (!req.is("multipart/form-data")) {
    const got = req.get("content-type") ?? "none";
    const message = `Content-Type is ${JSON.stringify(got)}; expected multipart/form-data with a file "accounts", and "tam" and "mapping" where there are any.`;
    throw new ServerError("unsupported-media-type", message);
  }
  const folder = await library.receivingFolder();
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const parts = await readParts(req, folder, maxBytes);
    if (parts.accounts === null) {
      throw new ServerError("malformed-request", 'The upload has no file "accounts"; expected one.');
    }
    return { accounts: parts.accounts, tam: parts.tam, mapping: parts.mapping, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

interface Parts {
  accounts: NamedFile | null;
  tam: NamedFile | null;
  mapping: string | null;
}

async function readParts(req: Request, folder: string, maxBytes: number): Promise<Parts> {
  const parts: Parts = { accounts: null, tam: null, mapping: null };
  const parser = createParser(req, maxBytes);
  const writing: Promise<unknown>[] = [];
  let fault: Error | null = null;
  const fail = (error: Error) => {
    fault ??= error;
  };
  const seen = new Set<string>();
  /** The part of a name, the first time that it comes; a part that is not used is a fault, not passed over. */
  const partOf = (name: string, known: readonly Part[]): Part | null => {
    const part = known.find((each) => each === name);
    const got = JSON.stringify(name.slice(0, 80));
    const fault =
      part === undefined
        ? `The upload has a part ${got}; expected ${PARTS.join(", ")}, the first two as files.`
        : seen.has(part)
          ? `The upload has ${got} twice; expected it once.`
          : null;
    seen.add(name);
    if (fault !== null) fail(new ServerError("malformed-request", fault));
    return fault === null ? part! : null;
  };
  parser.on("file", (name, stream, { filename }) => {
    const part = partOf(name, PARTS);
    if (part === null) {
      stream.resume();
      return;
    }
    stream.once("limit", () => fail(tooLarge(maxBytes)));
    if (part === "mapping")
      writing.push(
        readText(stream).then((text) => {
          if (text === null) fail(largeMapping());
          parts.mapping = text;
        }),
      );
    else {
      const path = join(folder, part);
      parts[part] = { path, name: filename || part };
      writing.push(pipeline(stream, createWriteStream(path)));
    }
  });
  parser.on("field", (name, value, { valueTruncated }) => {
    if (partOf(name, ["mapping"]) === null) return;
    if (valueTruncated) fail(largeMapping());
    else if (value.trim() !== "") parts.mapping = value;
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const)
    parser.on(limit, () => fail(new ServerError("malformed-request", "The upload has too many parts.")));
  try {
    await pipeline(req, parser);
    await Promise.all(writing);
  } catch (error) {
    await Promise.allSettled(writing);
    if (fault !== null) throw fault;
    // What cannot be written is no fault of the upload.
    const { syscall } = error as NodeJS.ErrnoException;
    if (syscall === "open" || syscall === "write") throw error;
    throw new ServerError("malformed-request", "The upload cannot be read; expected a whole multipart body.");
  }
  if (fault !== null) throw fault;
  return parts;
}

function createParser(req: Request, maxBytes: number) {
  try {
    const limits = { fileSize: maxBytes, files: PARTS.length, fields: 4, fieldSize: MAPPING_BYTES, parts: 8 };
    return busboy({ headers: req.headers, limits, defParamCharset: "utf8" });
  } catch {
    const message = "The upload cannot be read; expected multipart/form-data with the boundary of its parts.";
    throw new ServerError("malformed-request", message);
  }
}

/** A small text; null where it is larger. */
async function readText(stream: AsyncIterable<Buffer>): Promise<string | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length <= MAPPING_BYTES) pieces.push(piece);
  }
  return length <= MAPPING_BYTES ? Buffer.concat(pieces).toString("utf8") : null;
}

function largeMapping(): ServerError {
  const message = `The mapping is larger than ${MAPPING_BYTES / 1024} kB; expected a smaller one.`;
  return new ServerError("body-too-large", message);
}

function tooLarge(maxBytes: number): ServerError {
  const message = `A file is larger than this server takes (${Math.round(maxBytes / 2 ** 20)} MB); expected a smaller one, such as its gzip.`;
  return new ServerError("body-too-large", message);
}
