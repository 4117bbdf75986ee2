import type { Plan } from "../../tiering/index.ts";
import type { AccountArgs, TaskArgs, TaskName, TierArgs } from "./tasks.ts";

/** Tasks that take seconds on a book of 50,000 accounts, whatever their arguments. */
const HEAVY: readonly TaskName[] = ["goal", "frontier", "loop", "segment", "progressionPart"];

/** Tasks that take tenths of a second on a book of 50,000 accounts, and seconds on one of {@link LARGE}. */
const MIDDLING: readonly TaskName[] = ["story", "stability", "rules", "rulesSql", "boundary", "compare"];

/** Accounts from which on a pass over the sorted columns of a book takes seconds. */
const LARGE = 250_000;

/** Selectors that each need a pass over the book, up to which a plan is run in a blink. */
const FEW_PASSES = 8;

/** Whether a plan has so many selectors that need a pass each that choosing takes longer than tiering. */
function isLaborious(plan: Plan | undefined): boolean {
  const { hold = [], scope = [], mayRise = [], mayFall = [], force = [] } = plan?.policy ?? {};
  const single = [...hold, ...force].filter((entry) => /[<>&]|top:|bottom:/.test(entry));
  return scope.length + mayRise.length + mayFall.length + single.length > FEW_PASSES;
}

/** How long a task takes: an ordinary plan's run or less, several times as long, seconds. */
export type TaskLength = "light" | "middling" | "heavy";

/** How long a task takes on a book of n accounts. */
export function taskLength<K extends TaskName>(task: K, args: TaskArgs<K>, n: number): TaskLength {
  const { plan, prove, stability, counterfactuals, list } = args as Partial<
    TierArgs & AccountArgs & { list: readonly unknown[] }
  >;
  const lasts = prove !== undefined || counterfactuals === true || (list?.length ?? 0) > 0;
  if (HEAVY.includes(task) || lasts || isLaborious(plan)) return "heavy";
  if (MIDDLING.includes(task) || stability === true) return n >= LARGE ? "heavy" : "middling";
  return isFarReaching(plan) ? "middling" : "light";
}

/** Whether a plan looks at many more moves than those by one tier. */
function isFarReaching(plan: Plan | undefined): boolean {
  const { maxTierStep, monotone } = plan?.policy ?? {};
  return maxTierStep === "free" || monotone === true;
}

/** Whether a task that is told that its time is over answers with what it has reached so far. */
export function endsInParts<K extends TaskName>(task: K, args: TaskArgs<K>): boolean {
  const { prove } = args as Partial<TierArgs>;
  return ["goal", "frontier", "loop", "segment"].includes(task) || (task === "tier" && prove !== undefined);
}
