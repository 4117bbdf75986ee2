import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Router } from "express";
import { z } from "zod";
import { describeApi } from "../openapi.ts";
import type { Resource } from "../resource.ts";
import { serveFiles } from "./files.ts";

const OWN = fileURLToPath(new URL("../docs", import.meta.url));
const SWAGGER = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
/** What of Swagger UI the page loads. */
const SWAGGER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

/** The description of all resources, itself included. */
export function openapiRoute(others: readonly Resource[], engine: string): Resource {
  const own: Resource = {
    path: "/openapi.json",
    get: {
      summary: "This description, OpenAPI 3.1",
      content: { "application/json": z.record(z.string(), z.unknown()) },
      handle(_req, res) {
        res.set("Cache-Control", "no-cache").json(description);
      },
    },
  };
  const description = describeApi([...others, own], engine);
  return own;
}

/** The description for people: Swagger UI from this server's own disk. */
export function docsPages(): Router {
  const files = new Map([
    ["/", join(OWN, "index.html")],
    ["/start.js", join(OWN, "start.js")],
    ...SWAGGER_FILES.map((file) => [`/${file}`, join(SWAGGER, file)] as const),
  ]);
  const pages = Router({ strict: true });
  pages.get("/docs", (_req, res) => res.redirect(301, "/docs/"));
  pages.use(
    "/docs/",
    serveFiles(files, () => false),
  );
  return pages;
}
