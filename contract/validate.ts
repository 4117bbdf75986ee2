import type { z } from "zod";
import { ContractError } from "./errors.ts";
import { faultOfName, faultsOfBody, faultsOfQuery, summaryOf } from "./faults.ts";
import { readParameters } from "./read-parameters.ts";
import { unheldPlace } from "./unheld-name.ts";

/** Reads a body against its schema. @throws {ContractError} `invalid-body` with a pointer for each fault. */
export function validateBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body, { reportInput: true });
  const unheld = parsed.success ? unheldPlace(body) : null;
  if (parsed.success && unheld === null) return parsed.data;
  const found = unheld === null ? faultsOfBody(parsed.error!, schema) : faultOfName(unheld);
  throw new ContractError("invalid-body", `The body is not valid: ${summaryOf(found)}`, {
    faults: found.faults,
  });
}

/** Reads a query against its schema. @throws {ContractError} `invalid-query`, naming each faulty parameter. */
export function validateQuery<T extends z.ZodObject>(schema: T, url: string): z.output<T> {
  const parsed = schema.safeParse({ ...readParameters(url) }, { reportInput: true });
  if (parsed.success) return parsed.data;
  const found = faultsOfQuery(parsed.error, schema);
  throw new ContractError("invalid-query", `The query is not valid: ${summaryOf(found)}`, {
    faults: found.faults,
  });
}
