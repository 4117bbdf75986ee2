import { z } from "zod";
import type { Plan } from "../tiering/index.ts";
import { ContractError } from "./errors.ts";
import { planFromQuery, planQuery } from "./plan-query.ts";
import { validateQuery } from "./validate.ts";

/** Another plan as a query of its own, whose tiers stand in the place of the book's. */
export const versusParameter = z
  .string()
  .max(6_000)
  .describe(
    "Another plan as a query of its own (percent-encoded): its tiers are the ones before, so that what differs between two plans is what moves.",
  );

/** The plan that the parameter spells; undefined where it was not given. @throws {ContractError} `invalid-query` */
export function versusPlan(text: string | undefined): Plan | undefined {
  return text === undefined ? undefined : planWithin("versus", text);
}

/**
 * The plan that a parameter spells as a query of its own.
 * @throws {ContractError} `invalid-query`: faults are the parameter's, and say which of its own parameters is at fault
 */
export function planWithin(parameter: string, text: string): Plan {
  try {
    return planFromQuery(validateQuery(planQuery, `?${text}`));
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const faults = error.details.faults.map(({ parameter: own, detail, ...more }) => ({
      parameter,
      detail: own === undefined ? detail : `${own}: ${detail}`,
      ...more,
    }));
    throw new ContractError(error.code, error.message.replace(": ", `: ${parameter}: `), { faults });
  }
}
