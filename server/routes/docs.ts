import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { Router } from "express";
import { z } from "zod";
import { describeApi } from "../openapi.ts";
import type { Resource } from "../resource.ts";

const OWN = fileURLToPath(new URL("../docs", import.meta.url));
const SWAGGER = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
/** What of Swagger UI the page loads. */
const FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

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
  const pages = Router();
  pages.use("/docs", express.static(OWN));
  for (const file of FILES) {
    pages.get(`/docs/${file}`, (_req, res) => res.sendFile(file, { root: SWAGGER }));
  }
  return pages;
}
