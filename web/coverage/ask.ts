import type { CoverageBody } from "../../contract/coverage.ts";
import type { DEFAULT_COVERAGE_WEIGHTS, OwnerChange } from "../../tiering/index.ts";
import type { SellersAnswer } from "./answers.ts";

/** What a coverage is to be good at. */
export type CoverageWeights = Readonly<Record<keyof typeof DEFAULT_COVERAGE_WEIGHTS, number>>;

/** What was decided of one change of owner. */
export interface Decision {
  readonly change: OwnerChange;
  readonly verdict: "accepted" | "rejected" | "other";
  /** The seller who gets the account; null: anyone but the one proposed. */
  readonly seller: string | null;
}

/** All that a coverage is asked with, beside the plan. */
export interface Wish {
  /** Sellers of a file; null: those that the server has. */
  readonly own: SellersAnswer | null;
  readonly weights: CoverageWeights;
  /** Asks for a proof to this gap; null: the instant answer. */
  readonly prove: number | null;
  /** Decisions by account. */
  readonly decisions: Readonly<Record<string, Decision>>;
}

/** The wish as `POST /v1/coverage` takes it, the decisions aside. */
export function askOf({ own, weights, prove }: Wish, tiers: readonly string[]): Partial<CoverageBody> {
  return {
    ...(own && {
      sellers: own.sellers.map((seller) => ({
        ...seller,
        geos: [...seller.geos],
        domains: [...seller.domains],
      })),
      capacities: Object.fromEntries(
        Object.entries(own.capacities).map(([role, most]) => [
          role,
          Object.fromEntries(tiers.map((tier, t) => [tier, most[t] ?? 0])),
        ]),
      ),
    }),
    weights: { ...weights },
    ...(prove !== null && { prove, seconds: 60 }),
  };
}

/** Decisions as the rules that they are: locks and bans. */
export function rulesOf(decisions: readonly Decision[]): NonNullable<CoverageBody["override"]> {
  const keep = decisions.flatMap(({ change: { account }, seller }) =>
    seller === null ? [] : [{ account, seller }],
  );
  const forbid = decisions.flatMap(({ change: { account, to }, seller }) =>
    seller === null && to !== null ? [{ account, seller: to }] : [],
  );
  return { ...(keep.length > 0 && { keep }), ...(forbid.length > 0 && { forbid }) };
}

/** The decision that keeps things as they are: the owner keeps the account, or the proposed one does not get it. */
export function rejection(change: OwnerChange, sellers: ReadonlySet<string>): Decision {
  const stays = change.from !== null && sellers.has(change.from);
  return { change, verdict: "rejected", seller: stays ? change.from : null };
}
