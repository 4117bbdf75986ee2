import { has, ofKind, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
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
  spend(
    clause.items.filter(({ text }) => /^(?:several|many|multiple|more)$/u.test(text)),
    "maxTierStep",
  );
  return [
    {
      kind: "maxTierStep",
      value: steps === null || steps.value < 2 || steps.value > 25 ? "free" : steps.value,
    },
  ];
};
/** "no jumps": one tier at a time. */
export const noJump: Means = ({ clause }) =>
  ofKind(clause, "tier").length > 0 ? null : [{ kind: "maxTierStep", value: 1 }];

/** "only to adjacent tiers", "limit moves to neighbouring levels". */
export const adjacent: Means = ({ clause }) => {
  const near = clause.items.filter(({ text }) => /^(?:adjacent|adjoining|neighbou?ring|re)$/u.test(text));
  if (!near.some(({ text }) => text !== "re")) return null;
  spend(near, "maxTierStep");
  return [{ kind: "maxTierStep", value: 1 }];
};

const FROM_TO = /\bT (?:(?!to\b|into\b|and\b|or\b)[^TNSVXC ]+ ){0,5}(?:to|into) (?:tier )?T\b|\bjump T T\b/u;

/** "C may go straight to A", "nobody drops from A to C": as far as the tiers are apart, or not that far. */
export const fromTo: Means = ({ clause, tiers, vocabulary }) => {
  const [from, to, more] = tiers.flatMap((item) => item.names.map((name) => vocabulary.tiers.indexOf(name)));
  const others = ofKind(clause, "signal", "values", "account", "amount");
  if (from === undefined || to === undefined || more !== undefined || others.length > 0) return null;
  const isMoved = has(clause, "move", "wish") && !has(clause, "not", "may", "jump", "void");
  if (isMoved || !FROM_TO.test(symbolsOf(clause).text)) return null;
  const isDenied = withCue(clause, "not", "void", "stop").some(({ text }) => text !== "can go");
  const far = Math.abs(from - to) - (isDenied ? 1 : 0);
  const words = /^(?:straight|directly|right|straightaway|all the way|way|goes?|landing|lands?)$/u;
  const named = tiers[0]!.names;
  if (isDenied && far === 0) {
    const entries = [`tier:${vocabulary.tiers.filter((tier) => !named.includes(tier)).join("|")}`];
    spend(tiers, "tiers");
    return [{ kind: "add", rule: from < to ? "mayFall" : "mayRise", entries }];
  }
  if (far === 1 && !isDenied) spend(clause.items, "one tier at a time");
  if (far < (isDenied ? 1 : 2)) return null;
  spend([...tiers, ...clause.items.filter(({ text }) => words.test(text))], "maxTierStep");
  return [{ kind: "maxTierStep", value: far }];
};
/** The largest step that the clause counts, in tiers. */
export const step: Means = ({ clause, steps }) => {
  if (steps === null || steps.value < 1) return null;
  if (steps.item.text === "a") spend(withCue(clause, "over"), "maxTierStep");
  if (isLifted(clause)) spend(withCue(clause, "lift", "rule", "ignore", "not", "cap"), "maxTierStep");
  return [{ kind: "maxTierStep", value: steps.value > 25 ? "free" : steps.value }];
};
