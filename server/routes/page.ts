import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { RequestHandler } from "express";
import { serveFiles } from "./files.ts";

/** The built web page; null where it has not been built. */
export function webPage(root: string | undefined): RequestHandler | null {
  if (root === undefined || !existsSync(join(root, "index.html"))) return null;
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  const files = new Map(names.map((name) => [`/${name.split(sep).join("/")}`, join(root, name)]));
  files.set("/", join(root, "index.html"));
  // The bundler puts a hash of the content into the names of what it makes.
  return serveFiles(files, (path) => path.startsWith("/assets/"));
}
