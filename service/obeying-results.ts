import type { Book } from "../data/book.ts";
import { type Plan, TieringError } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import { type ObeyingPlan, obeyHolds } from "./settle-holds.ts";
import type { Store } from "./store/open-store.ts";
import type { JobOptions } from "./workers/lane.ts";
import type { TieringResult } from "./workers/tasks.ts";

/**
 * Results of plans that may name the workspace's holds: they run as if the holds were rules of their own, and their reports
 * show the plan as it was asked, with a note where a hold has nothing to hold on to.
 */
export function obeyingResults(results: Results, book: Book, store: Pick<Store, "holds">): Results {
  const obey = (plan: Plan, { workspace }: JobOptions) => obeyHolds({ store, book }, plan, workspace);
  return {
    ...results,
    async runPlan(plan, job) {
      const obeying = await obey(plan, job);
      return asAsked(plan, obeying, await told(plan, results.runPlan(obeying.plan, job)));
    },
    async find(task, args, job) {
      if (!("plan" in args)) return results.find(task, args, job);
      const plan = args.plan as Plan;
      const obeying = await obey(plan, job);
      const found = await told(plan, results.find(task, { ...args, plan: obeying.plan }, job));
      return isResult(found) ? (asAsked(plan, obeying, found) as typeof found) : found;
    },
    async findOfRun(task, plan, args, { before, ...job }) {
      const [obeying, earlier] = [await obey(plan, job), before && (await obey(before, job)).plan];
      const found = results.findOfRun(task, obeying.plan, args, {
        ...job,
        ...(earlier && { before: earlier }),
      });
      return told(plan, found);
    },
  };
}

/** A result whose report shows the plan as it was asked, and says what was left out of those holds. */
export function asAsked<T extends TieringResult>(plan: Plan, { plan: ran, left }: ObeyingPlan, result: T): T {
  if (plan === ran) return result;
  const { summary } = result;
  const { hold, force, reason, ...rules } = summary.plan.policy;
  const own = { hold: plan.policy.hold, force: plan.policy.force, reason: plan.policy.reason };
  const policy = { ...rules, holds: plan.policy.holds, ...defined(own) };
  const note = left === null ? [] : [{ kind: "rules-left-out" as const, text: left }];
  return {
    ...result,
    summary: { ...summary, plan: { ...summary.plan, policy }, notes: [...summary.notes, ...note] },
  };
}

/** A rule that the plan did not name itself and that cannot be obeyed is one of those holds. */
async function told<T>(plan: Plan, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    const { holds, hold, force } = plan.policy;
    const own = { hold, force };
    const [, rule] = /^\/policy\/(hold|force)(?:\/|$)/.exec(pointerOf(error)) ?? [];
    if (holds === undefined || rule === undefined || own[rule as keyof typeof own] !== undefined) throw error;
    const { code, message, details } = error as TieringError;
    throw new TieringError(code, `Of the workspace's holds (${holds}): ${message}`, {
      ...details,
      pointer: "/policy/holds",
    });
  }
}

function pointerOf(error: unknown): string {
  return error instanceof TieringError ? (error.details.pointer ?? "") : "";
}

function isResult(found: unknown): found is TieringResult {
  return typeof found === "object" && found !== null && "summary" in found && "run" in found;
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
