import { type Certificate, roundedDown, roundedUp } from "../tiering/index.ts";

/** The share of the possible lift that a run has at least, rounded down; null where none is certain. */
export function certainLift({ liftGap }: Pick<Certificate, "liftGap">): string | null {
  return liftGap === null ? null : `${roundedDown(Math.max(0, 1 - liftGap) * 100, 1)} %`;
}

/** What no plan under the same constraints exceeds, rounded up: `an overall score of 0.5129`. */
export function boundWords({ of, bound }: Pick<Certificate, "of" | "bound">): string {
  return `${of === "tpa" ? "a TPA" : "an overall score"} of ${roundedUp(bound, 4)}`;
}

/** How the bound was come by. */
export function boundSource({ proven }: Pick<Certificate, "proven">): string {
  return proven ? "proven" : "by a quick bound";
}
