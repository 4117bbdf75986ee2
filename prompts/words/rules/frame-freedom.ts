import type { RuleOperation } from "../../merge/operations.ts";
import { textOf } from "../clauses/clauses.ts";
import type { Slots } from "./frame-slots.ts";

/** "any number of tiers", "no limit on the number of moves". */
export function freedom({ clause }: Slots): readonly RuleOperation[] | null {
  const text = textOf(clause);
  const far = /\b(?:tiers?|steps?|levels?|far|distance|freely|jump)\b/u.test(text);
  const many = /\b(?:moves|movement|number of accounts|accounts may|many|budget|cap|no limits?)\b/u.test(
    text,
  );
  const all =
    /\bno (?:limits?|restrictions?|constraints?)\b|\bwithout (?:limits?|constraints)\b|\bunconstrained\b/u.test(
      text,
    );
  if (all && !/\b(?:tiers?|steps?|levels?|moves?|movement|number|how)\b/u.test(text))
    return [
      { kind: "maxMovedShare", value: 1 },
      { kind: "maxTierStep", value: "free" },
    ];
  if (far && !/number of moves/u.test(text)) return [{ kind: "maxTierStep", value: "free" }];
  return many ? [{ kind: "maxMovedShare", value: 1 }] : null;
}
