import { computeZScores, DEFAULT_WEIGHTS, type Goal, seekGoal } from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";
import { demoAccounts } from "./support/demo-accounts.ts";

export const title = "Goal seeking with the fewest moves, 50,000 accounts";

const GOALS: readonly Goal[] = [
  { kpi: "sfi", atLeast: 0.82 },
  { kpi: "tpa", atLeast: 0.4 },
  { kpi: "tciPi", atLeast: 0.35 },
  { kpi: "composite", atLeast: 0.66 },
];

export async function run(report: Report): Promise<void> {
  const book = await demoAccounts(50_000, 17);
  const zScores = computeZScores(book);
  const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
  for (const goal of GOALS) {
    let found = seekGoal(book, plan, goal, { zScores });
    const line = await measure(
      () => {
        found = seekGoal(book, plan, goal, { zScores });
      },
      { runs: 3 },
    );
    report({
      name: `${goal.kpi} at least ${goal.atLeast}`,
      ...line,
      quality: `${found.moves} moves, at least ${found.fewest} needed`,
    });
  }
}
