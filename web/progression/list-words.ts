import {
  columnWords,
  type ListedProgression,
  type ProgressionList,
  tellingReasons,
  tierWords,
} from "../../tiering/index.ts";
import { measure, share } from "../words/format.ts";

/** A list as people call it, and what puts an account on it. */
interface ListWords {
  readonly name: string;
  readonly means: string;
}

/** The four lists in the order in which they are read. */
export const LIST_WORDS: Readonly<Record<ProgressionList, ListWords>> = {
  risk: { name: "At risk", means: "Likely to fall a tier, by the revenue that goes with them." },
  opportunity: { name: "Opportunity", means: "Likely to rise a tier, by runway: potential not yet sold." },
  misfit: {
    name: "Looks misplaced",
    means: "A model that sees no tiers gives their own tier a chance below 5 %.",
  },
  frozen: { name: "Frozen", means: "Never changed tier, though accounts like them did." },
};

/** Reasons that are told of an account at once. */
const TOLD = 3;

/** What a list says of an account in one phrase: how likely, or how unlike. */
export function verdictOf(list: ProgressionList, account: ListedProgression): string {
  const { outlook, fit, peersMoved } = account;
  if (list === "risk" && outlook !== null) return `${share(outlook.probabilities.down)} chance to fall`;
  if (list === "opportunity" && outlook !== null) return `${share(outlook.probabilities.up)} chance to rise`;
  if (list === "misfit" && fit !== null)
    return `looks like ${tierWords(fit.looksLike)}; ${share(fit.ownTier)} chance of ${tierWords(account.tier)}`;
  if (list === "frozen" && peersMoved !== null) return `${share(peersMoved)} of accounts like it moved`;
  return "–";
}

/** Why, each reason a phrase, the weightiest first. */
export function reasonsOf(list: ProgressionList, account: ListedProgression): readonly string[] {
  const reasons = list === "misfit" ? account.fit?.reasons : account.outlook?.reasons;
  return tellingReasons(reasons?.reasons ?? [], TOLD).map(({ feature, value, median, odds }) => {
    const usual = median === null ? "" : ` (usual: ${median})`;
    const effect =
      odds >= 1
        ? `multiplies the odds by ${measure(odds, 1)}`
        : `divides the odds by ${measure(1 / odds, 1)}`;
    return `${columnWords(feature)} ${value}${usual} ${effect}`;
  });
}

/** What the reasons of a list speak for or against. */
export function reasonsAbout(list: ProgressionList, account: ListedProgression): string {
  if (list === "misfit")
    return `For ${tierWords(account.fit?.looksLike ?? "–")} against ${tierWords(account.tier)}`;
  const move = account.outlook?.move;
  if (move === "up") return "For a rise against staying";
  return move === "down" ? "For a fall against staying" : "For staying";
}
