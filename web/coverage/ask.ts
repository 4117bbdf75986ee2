import type { CoverageBody, OwnForce } from "../../contract/coverage.ts";
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

/** Who may be held to one geography. */
export type SingleGeo = NonNullable<NonNullable<CoverageBody["rules"]>["singleGeo"]>;

/** All that a coverage is asked with, beside the plan. */
export interface Wish {
  /** Sellers of a file; null: those that the server has. */
  readonly own: SellersAnswer | null;
  readonly weights: CoverageWeights;
  /** Asks for a proof to this gap; null: the instant answer. */
  readonly prove: number | null;
  /** Who serves one geography alone; null: sellers in person. */
  readonly singleGeo: SingleGeo | null;
  /** Accounts that never go to one seller, two by two. */
  readonly apart: readonly (readonly [string, string])[];
  /** Decisions by account. */
  readonly decisions: Readonly<Record<string, Decision>>;
}

/** The sellers of a file as a request takes them. */
export function ownForceOf(own: SellersAnswer, tiers: readonly string[]): OwnForce {
  return {
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
  };
}

/** The wish as `POST /v1/coverage` takes it, the decisions aside. */
export function askOf(wish: Wish, tiers: readonly string[]): Partial<CoverageBody> {
  const { own, weights, prove } = wish;
  const rules = rulesOfWish(wish);
  return {
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(own && ownForceOf(own, tiers)),
    weights: { ...weights },
    ...(prove !== null && { prove, seconds: 60 }),
  };
}

/** The rules that are wished, the decisions aside. */
export function rulesOfWish({ singleGeo, apart }: Wish): NonNullable<CoverageBody["rules"]> {
  return {
    ...(singleGeo !== null && { singleGeo }),
    ...(apart.length > 0 && { apart: apart.map(([one, other]): [string, string] => [one, other]) }),
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
