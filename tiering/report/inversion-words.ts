import { tierWords } from "../policy/selector-words.ts";
import { formatDecimal } from "../rules/format.ts";
import type { TierInversion } from "./tier-order.ts";

/** Two tiers out of order in a sentence; `fresh` where nothing ran, so that there is no before. */
export function inversionWords(inversion: TierInversion, fresh = false): string {
  const { higher, lower, meanOfHigher, meanOfLower, before } = inversion;
  const means = `${formatDecimal(meanOfHigher)} against ${formatDecimal(meanOfLower)}`;
  const since = fresh ? "" : before ? ", as it had before" : "; before, it had more";
  return `${tierWords(higher)} has less potential on average than ${tierWords(lower)} below it (${means})${since}.`;
}
