import type { Certificate } from "../run.ts";
import { roundedDown, roundedUp } from "./round.ts";

/** What a certificate's words are made of. */
export type Certainty = Pick<Certificate, "of" | "bound" | "gap" | "liftGap" | "proven">;

/** The share of the possible lift that a run has at least, rounded down; null where none is certain. */
export function certainLift({ liftGap }: Pick<Certificate, "liftGap">): string | null {
  return liftGap === null ? null : `${roundedDown(Math.max(0, 1 - liftGap) * 100, 1)} %`;
}

/** What no plan under the same constraints exceeds, rounded up: `an overall score of 0.5129`. */
export function boundWords({ of, bound }: Pick<Certificate, "of" | "bound">): string {
  return `${of === "tpa" ? "a potential in the right tiers (TPA)" : "an overall score"} of ${roundedUp(bound, 4)}`;
}

/** How the bound was come by. */
export function boundSource({ proven }: Pick<Certificate, "proven">): string {
  return proven ? "proven" : "by a quick bound";
}

/**
 * How far a run can be from the best possible one, without a full stop: `No plan under these constraints can exceed an
 * overall score of 0.6024, 0.1 % above this one: it has at least 99.2 % of the lift that is possible`.
 */
export function certaintyWords(certificate: Certainty): string {
  const { gap, liftGap, of } = certificate;
  const measure = of === "tpa" ? "potential in the right tiers (TPA)" : "overall score";
  if (gap === 0) return `No plan under these constraints has a higher ${measure} than this one`;
  const above = gap === null ? "" : `, ${roundedUp(gap * 100, 2)} % above this one`;
  const least = certainLift(certificate);
  // Nothing is said of the lift where the bound is too wide to.
  const lift =
    least === null || liftGap! >= 1 ? "" : `: it has at least ${least} of the lift that is possible`;
  return `No plan under these constraints can exceed ${boundWords(certificate)}${above}${lift}`;
}
