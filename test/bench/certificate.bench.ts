import { computeZScores, DEFAULT_WEIGHTS, runTiering } from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";
import { demoAccounts } from "./support/demo-accounts.ts";

export const title = "Certificate to a gap of .1 %, whole run, 50,000 accounts, six seeds";

export async function run(report: Report): Promise<void> {
  const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
  for (const seed of [17, 1, 2, 3, 7, 42]) {
    const book = await demoAccounts(50_000, seed);
    const zScores = computeZScores(book);
    const quick = runTiering(book, plan, { zScores });
    let proven = quick;
    const line = await measure(
      () => {
        proven = runTiering(book, plan, { zScores, prove: 0.001 });
      },
      { runs: 3 },
    );
    const { bound, gap, liftGap, nodes } = proven.certificate!;
    const certified = (quick.after.composite - quick.before!.composite) / (bound - quick.before!.composite);
    report({
      name: `seed ${seed}`,
      ...line,
      quality:
        `gap ${(100 * gap!).toFixed(3)} %, ${(100 * liftGap!).toFixed(2)} % of the lift, ${nodes} nodes; ` +
        `without proof ${(100 * certified).toFixed(2)} % of the certified lift`,
    });
  }
}
