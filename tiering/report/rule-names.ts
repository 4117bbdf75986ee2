import { selectorWords } from "../policy/selector-words.ts";
import type { RuleOutcome } from "../run.ts";

/** The constraints of a plan as people say them. */
export const RULE_NAMES: Readonly<Record<RuleOutcome["rule"], string>> = {
  "tier-sizes": "Tier sizes",
  "max-tier-step": "Tiers a move",
  "max-moved-share": "Movement",
  hold: "Hold",
  force: "Forced",
  scope: "Scope",
  "may-rise": "May rise",
  "may-fall": "May fall",
  monotone: "Order of tiers",
};

/** Rules that are lists of selectors. */
const SELECTING: readonly RuleOutcome["rule"][] = ["hold", "scope", "may-rise", "may-fall"];

/** What a constraint asks for as people say it: `Region other than Iberia`; accounts that are exempt stay told. */
export function limitWords({ rule, limit }: Pick<RuleOutcome, "rule" | "limit">): string {
  if (!SELECTING.includes(rule)) return limit;
  const but = limit.search(/, but for [\d,]+ forced$/);
  const [asked, exempt] = but < 0 ? [limit, ""] : [limit.slice(0, but), limit.slice(but)];
  const words = asked.split("; ").map((entry) => (entry === "none" ? "nobody" : selectorWords(entry)));
  return words.join("; ") + exempt;
}
