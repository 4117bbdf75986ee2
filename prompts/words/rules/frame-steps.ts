import { has, ofKind, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Means } from "./list-entries.ts";
import { isLifted } from "./steps.ts";

/** How many tiers one account may jump; any number where none is said or it is out of range. */
export const jumps: Means = ({ clause, steps }) => {
  if (ofKind(clause, "signal").length > 0) return null;
  // "skip the optimiser" speaks of no tier.
  const skips = withCue(clause, "jump").every((item) => /^skip/u.test(item.text));
  if (skips && !has(clause, "tierword", "may")) return null;
  // "double jumps are fine"
  if (withCue(clause, "jump").some(({ text }) => /^double/u.test(text)))
    return [{ kind: "maxTierStep", value: 2 }];
  return [
    {
      kind: "maxTierStep",
      value: steps === null || steps.value < 2 || steps.value > 25 ? "free" : steps.value,
    },
  ];
};
/** "no jumps", "no Bronze account may jump to Gold": one tier at a time, where that is what the tiers say. */
export const noJump: Means = ({ clause, vocabulary }) => {
  const named = ofKind(clause, "tier");
  const [from, to] = named.flatMap((item) => item.names.map((name) => vocabulary.tiers.indexOf(name)));
  if (named.length > 0 && (from === undefined || to === undefined || Math.abs(from - to) !== 2)) return null;
  spend(
    [...named, ...clause.items.filter(({ text }) => /^(?:straight|directly|right)$/u.test(text))],
    "maxTierStep",
  );
  return [{ kind: "maxTierStep", value: 1 }];
};
/** "D straight to B is out of the question": no jump, in other words. */
export const noStraight: Means = (slots) =>
  slots.tiers.flatMap(({ names }) => [...names]).length === 2 &&
  slots.clause.items.some(({ text }) => /^(?:straight|directly)$/u.test(text))
    ? noJump(slots)
    : null;
/** The largest step that the clause counts, in tiers. */
export const step: Means = ({ clause, steps }) => {
  if (steps === null || steps.value < 1) return null;
  if (isLifted(clause)) spend(withCue(clause, "lift", "rule", "ignore", "not", "cap"), "maxTierStep");
  return [{ kind: "maxTierStep", value: steps.value > 25 ? "free" : steps.value }];
};
