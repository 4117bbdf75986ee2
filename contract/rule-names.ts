import type { RuleOutcome } from "../tiering/index.ts";

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
