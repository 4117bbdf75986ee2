import type { CoverageQuery } from "../../contract/coverage.ts";
import type { CoverageAsk } from "./coverage-desk.ts";

/** What a query spells of a coverage, beside its plan. */
export type AskedQuery = Pick<
  CoverageQuery,
  "minAccounts" | "prove" | "seconds" | keyof NonNullable<CoverageAsk["weights"]>
>;

/** What a query asks of a coverage. */
export function askOfQuery({ minAccounts, prove, seconds, ...rest }: AskedQuery): CoverageAsk {
  const { whitespace, fairness, balance, continuity, travel } = rest;
  const named = Object.entries({ whitespace, fairness, balance, continuity, travel }).filter(
    ([, w]) => w !== undefined,
  );
  return {
    weights: Object.fromEntries(named),
    ...(minAccounts === undefined ? {} : { rules: { minAccounts } }),
    ...(prove === undefined ? {} : { prove }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
