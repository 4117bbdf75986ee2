import type { CoverageBody } from "../../contract/coverage.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Book } from "../../data/book.ts";
import { domainColumnOf, resolveOwners } from "../../data/sellers/index.ts";
import {
  DEFAULT_COVERAGE_WEIGHTS,
  DEFAULT_SECONDS,
  GENERALIST,
  generalistCapacities,
  generalists,
  type Plan,
  parseTier,
  type RoleCapacities,
  type Scenario,
  type Seller,
  TieringError,
} from "../../tiering/index.ts";
import type { RunPlan } from "../results.ts";
import type { JobOptions } from "../workers/lane.ts";
import type { CoverageRunner } from "./coverage-runner.ts";
import type { CoverageJobArgs, CoverageJobName, CoverageJobResult, CoverageRequest } from "./jobs.ts";
import { capacitiesOfRoles, type SalesForce } from "./sales-force.ts";

/** What a caller asks of a coverage beside its plan. */
export type CoverageAsk = Pick<
  Partial<CoverageBody>,
  "sellers" | "sellersPerGeo" | "capacities" | "rules" | "weights" | "tierWeights" | "prove" | "seconds"
>;

/** Scenarios as a request has them: capacities by the tiers' names. */
export type AskedScenarios = NonNullable<CoverageBody["scenarios"]>;

/** Coverage of a plan's tiers. */
export interface CoverageDesk {
  /** The sales force on file, or the demonstration's. */
  force(): Promise<SalesForce>;
  /** Does a job on the coverage of a plan's tiers. */
  perform<K extends CoverageJobName>(
    job: K,
    asked: { readonly plan: Plan; readonly ask: CoverageAsk; readonly args: CoverageJobArgs<K> },
    options: JobOptions,
  ): Promise<CoverageJobResult<K>>;
  /** Scenarios as the core wants them. @throws {TieringError} `unknown-tier` */
  scenariosOf(scenarios: AskedScenarios): Scenario[];
}

/** Opens the desk over a runner; the sales force is read once, at the first use. */
export function createCoverageDesk(
  { book, runPlan }: { readonly book: Book; readonly runPlan: RunPlan },
  runner: CoverageRunner,
  openForce: () => Promise<SalesForce>,
): CoverageDesk {
  let opened: Promise<SalesForce> | null = null;
  const force = () => {
    opened ??= openForce();
    return opened;
  };
  const capacitiesBy = (table: NonNullable<CoverageAsk["capacities"]>): RoleCapacities =>
    Object.fromEntries(
      Object.entries(table).map(([role, byTier]) => {
        const most = new Array<number>(book.tierCount).fill(0);
        for (const [tier, accounts] of Object.entries(byTier)) {
          most[parseTier(tier, book.tierNames, `/capacities/${role}`)] = accounts;
        }
        return [role, most];
      }),
    );
  return {
    force,
    async perform(job, { plan, ask, args }, options) {
      const { run } = await runPlan(plan, options);
      const onFile = await force();
      const team = teamOf(book, onFile, ask);
      const capacities = ask.capacities === undefined ? team.capacities : capacitiesBy(ask.capacities);
      const request: CoverageRequest = {
        tiers: run.tiers,
        tierNames: run.tierNames,
        sellers: team.sellers,
        capacities,
        domainColumn: domainColumnOf(book, team.sellers),
        owners: onFile.owners && resolveOwners(onFile.owners, team.sellers, book.geo).owners,
        rules: ask.rules ?? {},
        weights: { ...DEFAULT_COVERAGE_WEIGHTS, ...ask.weights },
        ...(ask.tierWeights && { tierWeights: tierWeightsOf(run.tierNames, ask.tierWeights) }),
        ...(ask.prove === undefined ? {} : { prove: ask.prove }),
        seconds: ask.seconds ?? DEFAULT_SECONDS,
      };
      const key = JSON.stringify([planToQuery(plan).toString(), ask]);
      return runner.perform(job, { request, key, args }, options);
    },
    scenariosOf: (scenarios) =>
      scenarios.map(({ capacities, ...scenario }) => ({
        ...scenario,
        ...(capacities && { capacities: capacitiesBy(capacities) }),
      })),
  };
}

/** The sellers of a request: its own, generalists by number, or those on file. */
function teamOf(
  book: Book,
  force: SalesForce,
  { sellers, sellersPerGeo }: CoverageAsk,
): { readonly sellers: readonly Seller[]; readonly capacities: RoleCapacities } {
  if (sellers !== undefined) {
    return { sellers, capacities: { ...capacitiesOfRoles(sellers, book.tierCount), ...force.capacities } };
  }
  if (sellersPerGeo !== undefined) {
    for (const geo of Object.keys(sellersPerGeo)) {
      if (book.geo.values.includes(geo)) continue;
      const message = `Unknown geography "${geo}"; this book has ${book.geo.values.join(", ")}.`;
      throw new TieringError("unknown-value", message, { pointer: "/sellersPerGeo" });
    }
    const team = generalists(sellersPerGeo);
    if (team.length > 0) return { sellers: team, capacities: generalistCapacities(book.tierCount) };
  }
  if (force.sellers.length > 0) return force;
  const message =
    "There are no sellers to cover this book with; expected sellers or sellersPerGeo in the request, " +
    `or a file of sellers when the server starts (of a ${GENERALIST} only the number in each geography need be known).`;
  throw new TieringError("invalid-argument", message, { pointer: "/sellers" });
}

function tierWeightsOf(tierNames: readonly string[], byName: Readonly<Record<string, number>>): number[] {
  const weights = tierNames.map((_, t) => (tierNames.length - t) / tierNames.length);
  for (const [name, weight] of Object.entries(byName))
    weights[parseTier(name, tierNames, "/tierWeights")] = weight;
  return weights;
}
