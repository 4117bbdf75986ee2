import { formatCount } from "../tiering/index.ts";
import type { GoalOutcome } from "./workers/tasks.ts";

const NAMES = {
  tpa: "TPA",
  tciPi: "TCI_PI",
  tciRev: "TCI_REV",
  sfi: "SFI",
  composite: "the composite",
} as const;

/** What came of a goal, in words; every number in them stands in the outcome. */
export function goalText({ found, summary }: GoalOutcome): string {
  const { goal, reached, moves, fewest, bound } = found;
  const name = NAMES[goal.kpi];
  const now = summary.kpis.after[goal.kpi];
  const decimal = (value: number | null) => (value === null ? "undefined" : String(Number(value.toFixed(4))));
  if (!reached) {
    return `${name} cannot reach ${goal.atLeast} under these rules: at most ${decimal(bound)} is possible, and ${formatCount(moves)} moves bring ${decimal(now)}.`;
  }
  const proof =
    fewest === null || fewest === moves ? ", and no fewer can" : `; fewer than ${formatCount(fewest)} cannot`;
  return `${formatCount(moves)} moves bring ${name} to ${decimal(now)}${proof}.`;
}
