import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import express, { type RequestHandler } from "express";

/** The built web page; null where it has not been built. */
export function webPage(root: string | undefined): RequestHandler | null {
  if (root === undefined || !existsSync(join(root, "index.html"))) return null;
  return express.static(root, {
    redirect: false,
    cacheControl: false,
    setHeaders(res, file) {
      // The bundler puts a hash of the content into the names of what it makes.
      const immutable = file.startsWith(join(root, "assets") + sep);
      res.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
