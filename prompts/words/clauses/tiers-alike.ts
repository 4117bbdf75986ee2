import { type Clause, has, ofKind, textOf } from "./clauses.ts";

const ALIKE =
  /\b(?:equal|equally|even|evenly|identical|same)\b.*\b(?:tiers?|levels?|classes|grades?|bands?)\b|\b(?:tiers?|levels?|classes|grades?|bands?)\b.*\b(?:equal|equally|even|evenly|identical|same)\b/u;
/** What is alike of them: "tiers" alone is "equal tiers". */
const SIZED =
  /\b(?:size|sized|sizes|large|big|number|count|counts|accounts|customers|clients|book|base|portfolio|many|share)\b|^(?:\S+ ){0,3}(?:equal|even|identical) (?:tiers|levels|classes|grades|bands)(?: \S+)?$/u;
const IN_EACH = /\b(?:in|for|to) (?:each|every|all)\b.*\b(?:tier|level|class|grade|band)s?\b/u;
const AS_NOW = /\b(?:as|than) (?:\S+ ){0,2}(?:today|now|before|currently|is|are|present)\b|\bunchanged\b/u;

/**
 * "the same number of accounts in each tier": the tiers are to be alike, each with a part of the book (0 … 1;
 * null for equal parts); "… as today": as alike as they are now. Null where a clause says neither.
 */
export function tiersAlike(clause: Clause): { readonly part: number | null } | "as now" | null {
  const text = textOf(clause);
  const [amount, more] = ofKind(clause, "amount").flatMap(({ amounts }) => [...amounts]);
  const named = ofKind(clause, "signal", "tier", "values", "account", "column").length > 0;
  if (more !== undefined || named || has(clause, "not", "move", "rise", "fall")) return null;
  if (amount !== undefined)
    return amount.kind === "share" && IN_EACH.test(text) && !has(clause, "hold")
      ? { part: amount.value }
      : null;
  if (!ALIKE.test(text) || !SIZED.test(text)) return null;
  return has(clause, "hold") || AS_NOW.test(text) ? "as now" : { part: null };
}
