import { type Kpis, kpisOfSums, sumTiers } from "./kpis.ts";
import type { PreparedRun } from "./prepare-run.ts";
import { judgeRules } from "./report/rules.ts";
import { noteTies } from "./report/ties.ts";
import type { Certificate, Prices, Run } from "./run.ts";

/** New tiers, shape [n], and the prices behind them where a linear problem was solved. */
export interface Assignment {
  readonly tiers: Uint8Array;
  readonly prices: Prices | null;
  /** How far the hybrid's assignment can be from the best. */
  readonly certificate: Pick<Certificate, "bound" | "nodes" | "proven"> | null;
}

/** Makes a run of an assignment: KPIs before and after, rule certificate, gaps. O(N). */
export function completeRun(
  { accounts, plan, potential, measures, resolved, notes }: PreparedRun,
  { tiers, prices, certificate }: Assignment,
): Run {
  const { tierCount, tierNames, hasTiers } = accounts;
  const kpis = (of: Uint8Array) =>
    kpisOfSums(measures, sumTiers(measures, of, tierCount), resolved.yardstick);
  const before = hasTiers ? kpis(accounts.tier) : null;
  const after = kpis(tiers);
  return {
    plan,
    potential,
    tiers,
    tierCount,
    tierNames,
    strategic: resolved.yardstick.strategic,
    before,
    after,
    rules: judgeRules(accounts, plan, tiers, resolved),
    certificate: certificate === null || before === null ? null : certify(certificate, before, after),
    prices,
    notes: [
      ...notes,
      ...noteTies(accounts, plan, potential, measures, { tiers, sizes: resolved.sizes, names: tierNames }),
    ],
  };
}

/** Composites that differ by less differ by rounding: no share of a value that is itself rounding is stated. */
const ROUNDING = 1e-12;

/** States the gaps, both as a share of the value and as a share of the lift. */
function certify(
  { bound: found, nodes, proven }: Pick<Certificate, "bound" | "nodes" | "proven">,
  before: Kpis,
  after: Kpis,
): Certificate {
  const value = after.composite;
  const bound = Math.max(found, value);
  const open = bound - value;
  const share = (of: number) => (open > ROUNDING && of > 0 ? open / of : 0);
  return {
    value,
    bound,
    gap: share(Math.abs(value)),
    liftGap: share(bound - before.composite),
    nodes,
    proven,
  };
}
