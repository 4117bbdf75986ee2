import type { CoverageQuery } from "../../contract/coverage.ts";
import type { CoverageAsk } from "./coverage-desk.ts";

/** What a query spells of a coverage, beside its plan. */
export type AskedQuery = Pick<
  CoverageQuery,
  "minAccounts" | "singleGeo" | "apart" | "prove" | "seconds" | keyof NonNullable<CoverageAsk["weights"]>
>;

/** What a query asks of a coverage. */
export function askOfQuery({
  minAccounts,
  singleGeo,
  apart,
  prove,
  seconds,
  ...rest
}: AskedQuery): CoverageAsk {
  const { whitespace, fairness, balance, continuity, travel } = rest;
  const named = Object.entries({ whitespace, fairness, balance, continuity, travel }).filter(
    ([, w]) => w !== undefined,
  );
  const rules = {
    ...(minAccounts !== undefined && { minAccounts }),
    ...(singleGeo !== undefined && { singleGeo }),
    ...(apart !== undefined && { apart: apart.map((pair) => pair.split(":") as [string, string]) }),
  };
  return {
    weights: Object.fromEntries(named),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(prove === undefined ? {} : { prove }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
