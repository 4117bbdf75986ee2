import type { Request } from "express";
import { z } from "zod";
import { toParameters } from "../../contract/parameters.ts";
import { type PlanQuery, planFromQuery, planToQuery } from "../../contract/plan-query.ts";
import { validateBody, validateQuery } from "../../contract/validate.ts";
import { negotiate } from "./negotiation.ts";
import { type AnyOperation, type Call, offeredBy, PLAN_PARAMETERS, takesPlan } from "./operation.ts";

/** A call as the framework sees it. */
export type AnyCall = Call<z.ZodObject, z.ZodType, z.ZodObject>;

/**
 * Makes the reader of an operation's requests.
 * @throws {ContractError} from the reader, with each faulty parameter or field
 */
export function createReader(operation: AnyOperation): (req: Request) => AnyCall {
  const query = operation.query as z.ZodObject | undefined;
  const body = operation.body as z.ZodType | undefined;
  const ofPlan = takesPlan(operation) ? PLAN_PARAMETERS.filter((name) => name in query!.shape) : [];
  const own: z.ZodType | undefined = query && z.strictObject(split(query.shape, ofPlan)[1] as z.ZodRawShape);
  return (req) => {
    const asked: Readonly<Record<string, unknown>> = query ? validateQuery(query, req.url) : {};
    const [planPart, rest] = split(asked, ofPlan);
    const plan = planFromQuery(planPart as PlanQuery);
    const spelled = ofPlan.length > 0 ? planToQuery(plan) : new URLSearchParams();
    if (!("method" in (query?.shape ?? {}))) spelled.delete("method");
    const beside = own ? toParameters(z.encode(own, rest) as object) : new URLSearchParams();
    for (const [name, text] of beside) spelled.append(name, text);
    return {
      plan,
      query: rest,
      body: body && validateBody(body, req.body),
      path: { ...req.params },
      spelled: spelled.toString(),
      beside: beside.toString(),
      origin: `${req.secure ? "https" : "http"}://${req.get("host")}`,
      wanted: () => negotiate(req, offeredBy(operation)),
    };
  };
}

function split(fields: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const named = new Set(names);
  const entries = Object.entries(fields);
  return [
    Object.fromEntries(entries.filter(([name]) => named.has(name))),
    Object.fromEntries(entries.filter(([name]) => !named.has(name))),
  ] as const;
}
