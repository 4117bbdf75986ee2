import { type AccountExplanation, formatCount, formatShare, significant } from "../../tiering/index.ts";

/** An account's explanation in a few sentences; every number in them stands in the explanation. */
export function accountText(account: AccountExplanation): string {
  const { id, previousTier, tier, change, reason, potentialIndex, signals, counterfactuals } = account;
  const moved =
    change === "same" ? `stays in tier ${tier}` : `moves ${change} from tier ${previousTier} to ${tier}`;
  const because = reason === "" ? "" : `: ${reason}`;
  const rank = `PI_acct ${significant(potentialIndex.value ?? 0)} is number ${formatCount(potentialIndex.rank)} of ${formatCount(potentialIndex.of)}.`;
  const standing = signals
    .filter(({ weight, bookPercentile }) => weight > 0 && bookPercentile !== null)
    .map(({ signal, bookPercentile }) => `${signal} above ${formatShare(bookPercentile!)}`);
  const stands = standing.length > 0 ? `Of the book it stands with ${standing.join(", ")}.` : "";
  const { blocked, changes } = counterfactuals ?? { blocked: { up: null, down: null }, changes: [] };
  const reachable = changes.filter(({ to }) => to !== null).map(({ text }) => `- ${text}`);
  const sentences = [`Account ${id} ${moved}${because}.`, rank, stands, blocked.up, blocked.down];
  return [sentences.filter((text) => text !== null && text !== "").join(" "), ...reachable].join("\n");
}
