import { z } from "zod";
import type { Plan } from "../tiering/index.ts";
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
  return text === undefined ? undefined : planFromQuery(validateQuery(planQuery, `?${text}`));
}
