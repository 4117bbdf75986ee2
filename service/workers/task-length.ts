import type { Plan } from "../../tiering/index.ts";
import type { AccountArgs, TaskArgs, TaskName, TierArgs } from "./tasks.ts";

/** Tasks that take seconds on a book of 50,000 accounts, whatever their arguments. */
const HEAVY: readonly TaskName[] = ["goal", "frontier", "loop", "segment", "progressionPart"];

/** Tasks that take seconds on a book of {@link LARGE}, though not on a smaller one. */
const HEAVY_ON_LARGE: readonly TaskName[] = [
  "story",
  "stability",
  "rules",
  "rulesSql",
  "boundary",
  "compare",
];

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

/** Whether a task takes seconds rather than a blink on a book of n accounts. */
export function isHeavy<K extends TaskName>(task: K, args: TaskArgs<K>, n: number): boolean {
  if (HEAVY.includes(task)) return true;
  const { plan, prove, stability, counterfactuals, list } = args as Partial<
    TierArgs & AccountArgs & { list: readonly unknown[] }
  >;
  if (isLaborious(plan)) return true;
  if (n >= LARGE && (HEAVY_ON_LARGE.includes(task) || stability === true)) return true;
  return prove !== undefined || counterfactuals === true || (list !== undefined && list.length > 0);
}

/** Whether a task that is told that its time is over answers with what it has reached so far. */
export function endsInParts<K extends TaskName>(task: K, args: TaskArgs<K>): boolean {
  const { prove } = args as Partial<TierArgs>;
  return ["goal", "frontier", "loop", "segment"].includes(task) || (task === "tier" && prove !== undefined);
}
