import type { Request, Response } from "express";
import { planSchema } from "../../prompts/index.ts";
import type { Plan, Run } from "../../tiering/index.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import { identityShape, linksSchema } from "../schemas/answers.ts";
import { planToQuery } from "../schemas/plan.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";
import { answerUnchanged, identity } from "./identity.ts";
import { planLinks } from "./links.ts";

/** What every explanation of a run carries beside its own part. */
export const explanationShape = { ...identityShape, plan: planSchema, links: linksSchema.nullable() };

/** A deterministic answer about one run. */
export interface Explanation {
  readonly plan: Plan;
  /** What the query says beside the plan. */
  readonly more?: unknown;
  /** Makes the answer's own part. */
  readonly work: (run: Run, signal: AbortSignal) => Promise<object>;
}

/** Answers with what is to be said of a plan's run, or 304 where the client has it. */
export async function answerExplanation(
  deps: AppDeps,
  req: Request,
  res: Response,
  { plan, more, work }: Explanation,
): Promise<void> {
  negotiate(req, ["application/json"]);
  const query = `${planToQuery(plan)} ${JSON.stringify(more)}`;
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const signal = clientSignal(res);
  const timings = startTimings();
  const { run } = await deps.runPlan(plan, { signal });
  timings.mark("run");
  const explained = await work(run, signal);
  timings.mark("explain");
  timings.tell(res);
  res.json({ ...identity(deps), plan, ...explained, links: planLinks(plan) });
}
