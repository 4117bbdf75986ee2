import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { NextFunction, Request, Response } from "express";

const compress = promisify(gzip);

/** Text that gzip makes a fraction of; pictures are compressed already. */
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".svg", ".json", ".map", ".txt"]);

interface Served {
  readonly plain: Buffer;
  readonly zipped: Buffer | null;
  readonly tag: string;
}

/**
 * Serves a fixed set of small files, each read and compressed once, with a strong ETag an encoding.
 * @param files path under which a file is served → the file
 * @param immutable whether a path's content never changes (its name carries a hash of it)
 */
export function serveFiles(files: ReadonlyMap<string, string>, immutable: (path: string) => boolean) {
  const known = new Map<string, Promise<Served>>();
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const file = files.get(req.path);
    if (file === undefined || (req.method !== "GET" && req.method !== "HEAD")) {
      next();
      return;
    }
    const loading = known.get(file) ?? load(file);
    known.set(file, loading);
    const { plain, zipped, tag } = await loading;
    const zip = zipped !== null && req.acceptsEncodings(["gzip", "identity"]) === "gzip";
    res
      .type(extname(file))
      .vary("Accept-Encoding")
      .set("ETag", `"${tag}${zip ? "-gzip" : ""}"`)
      .set("Cache-Control", immutable(req.path) ? "public, max-age=31536000, immutable" : "no-cache");
    if (req.fresh) {
      res.status(304).end();
      return;
    }
    if (zip) res.set("Content-Encoding", "gzip");
    res.send(zip ? zipped : plain);
  };
}

async function load(file: string): Promise<Served> {
  const plain = await readFile(file);
  const zipped = COMPRESSIBLE.has(extname(file)) ? await compress(plain, { level: 9 }) : null;
  return { plain, zipped, tag: createHash("sha256").update(plain).digest("base64url").slice(0, 27) };
}
