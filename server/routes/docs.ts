import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { Router } from "express";
import { z } from "zod";
import { type Described, describeApi } from "../operations/openapi.ts";
import { type AnyOperation, operation } from "../operations/operation.ts";

const OWN = fileURLToPath(new URL("../docs", import.meta.url));
const SWAGGER = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
/** What of Swagger UI the page loads. */
const SWAGGER_FILES = ["/swagger-ui.css", "/swagger-ui-bundle.js", "/favicon-32x32.png"];

/** The description of all operations, itself included. */
export function openapiOperation(others: readonly Described[], engine: string): AnyOperation {
  const own: AnyOperation = operation({
    method: "get",
    path: "/openapi.json",
    role: "anyone",
    cost: "cheap",
    summary: "This description, OpenAPI 3.1",
    stable: false,
    answers: {
      "application/json": { schema: z.record(z.string(), z.unknown()), make: () => description },
    },
  });
  const description = describeApi([...others, own], engine);
  return own;
}

/** The description for people: Swagger UI from this server's own disk. */
export function docsPages(): Router {
  const pages = Router({ strict: true });
  pages.use("/docs", express.static(OWN, { cacheControl: false }));
  pages.use("/docs", (req, res, next) => {
    if (SWAGGER_FILES.includes(req.path)) swagger(req, res, next);
    else next();
  });
  return pages;
}

const swagger = express.static(SWAGGER, { index: false });
