import type { z } from "zod";
import { ContractError } from "../contract/errors.ts";
import { validateQuery } from "../contract/validate.ts";

/** Flags carry the query's names in kebab case: `--max-moved-share` is `maxMovedShare`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

type Flag = string | boolean;

/**
 * Validates flags by the schema that validates the query of the same names.
 * @throws {ContractError} `invalid-query`, naming the flag at fault
 */
export function readFlags<T extends z.ZodObject>(
  schema: T,
  values: Readonly<Record<string, Flag | Flag[] | undefined>>,
): z.output<T> {
  const query = new URLSearchParams();
  for (const name of Object.keys(schema.shape)) {
    for (const value of [values[kebab(name)] ?? []].flat()) query.append(name, String(value));
  }
  try {
    return validateQuery(schema, `?${query}`);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const faults = error.details.faults;
    throw usage(faults.map((fault) => `--${kebab(fault.parameter ?? "")}: ${fault.detail}`).join("\n"));
  }
}

/** The error of a command line that is not as it should be. */
export function usage(message: string): ContractError {
  return new ContractError("invalid-query", message, { faults: [] });
}
