import {
  computeZScores,
  DEFAULT_WEIGHTS,
  frontier,
  runTiering,
  weightStability,
} from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";
import { demoAccounts } from "./support/demo-accounts.ts";

export const title = "Disruption frontier and weight stability, 50,000 accounts";

export async function run(report: Report): Promise<void> {
  const book = await demoAccounts(50_000, 17);
  const zScores = computeZScores(book);
  const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
  let found = frontier(book, plan, { points: 50 }, { zScores });
  const line = await measure(
    () => {
      found = frontier(book, plan, { points: 50 }, { zScores });
    },
    { runs: 7, warmUps: 2 },
  );
  report({ name: "frontier of 50 points", ...line, quality: found.advice!.sentence });
  const hybrid = runTiering(book, plan, { zScores });
  let stability = weightStability(book, hybrid, zScores)!;
  const judged = await measure(() => {
    stability = weightStability(book, hybrid, zScores)!;
  });
  const share = `${(100 * stability.surviving!).toFixed(0)} % of ${stability.moves} moves stand ± 10 %`;
  report({ name: "weight stability", ...judged, quality: share });
}
