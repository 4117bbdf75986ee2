import type {
  CapacityPrice,
  ContinuityPoint,
  CoverageSummary,
  OwnerChange,
  ScenarioResult,
  Seller,
} from "../../tiering/index.ts";
import type { Identity } from "../api/answers.ts";

/** What reading a file found; null where there was none. */
export interface Quality {
  readonly input: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rows: readonly { readonly line: number; readonly reason: string }[];
}

/** Answer of `GET` and `POST /v1/coverage/sellers`. */
export interface SellersAnswer extends Identity {
  readonly source: "files" | "demonstration" | "none";
  readonly sellers: readonly Seller[];
  /** Most accounts of a seller by role, then tier. */
  readonly capacities: Readonly<Record<string, readonly number[]>>;
  readonly ownedAccounts: number;
  readonly quality: { readonly sellers: Quality | null; readonly capacities: Quality | null };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** Answer of `POST /v1/coverage`. */
export interface CoverageAnswer extends Identity {
  readonly summary: CoverageSummary;
  readonly prices: readonly CapacityPrice[];
  readonly changes: {
    readonly total: number;
    readonly offset: number;
    readonly accounts: readonly OwnerChange[];
  };
  readonly unassigned: {
    readonly total: number;
    readonly today: number;
    readonly accounts: readonly {
      readonly account: string;
      readonly name: string | null;
      readonly geo: string;
      readonly tier: string;
      readonly whitespace: number;
      readonly reason: string;
    }[];
  };
  readonly override?: {
    readonly price: number;
    readonly differences: number;
    readonly summary: CoverageSummary;
  };
  readonly scenarios?: readonly ScenarioResult[];
  readonly frontier?: readonly ContinuityPoint[];
}

/** Answer of `GET` and `POST /v1/coverage/tier-sizes`: arrays go by tier, highest first. */
export interface TierSizesAnswer extends Identity {
  readonly tiers: readonly string[];
  readonly now: readonly number[];
  readonly carried: readonly number[];
  readonly most: readonly number[];
  readonly tierSizes: Readonly<Record<string, number>>;
}
