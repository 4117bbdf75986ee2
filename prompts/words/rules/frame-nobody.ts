import { type Clause, ofKind, textOf } from "../clauses/clauses.ts";
import type { Means } from "./list-entries.ts";

/** Nobody may move that way, where the clause names no signal and no accounts. */
export const nobody =
  (rule: "mayRise" | "mayFall"): Means =>
  ({ clause }) =>
    ofKind(clause, "signal", "values", "tier", "account").length > 0 ||
    namesUnknown(clause) ||
    // "only they may go up": whoever that is.
    (clause.items.some(({ text }) =>
      /^(?:(?:all |none )?(?:of )?(?:they|them|these|those|it))$/u.test(text),
    ) &&
      !clause.items.some(({ text }) => /^(?:downgrade|demotion|upgrade|promotion)s?$/u.test(text)))
      ? null
      : [{ kind: "replace", rule, entries: ["none"] }];
/** "downgrades are off the table", "rule out promotions". */
export const ruledOut: Means = (slots) => {
  const noun = slots.clause.items.find(({ text }) =>
    /^(?:downgrades?|demotions?|upgrades?|promotions?)$/u.test(text),
  );
  const outright =
    /\b(?:off limits|off the table|out of (?:the question|scope|bounds)|(?:is|are|be) (?:out|gone)|no go|rule out|exclude|forget about|forget|eliminate)\b/u;
  if (noun === undefined || slots.who !== null || ofKind(slots.clause, "amount").length > 0) return null;
  if (!outright.test(textOf(slots.clause))) return null;
  return nobody(noun.cues.has("fall") ? "mayFall" : "mayRise")(slots);
};

/** "nobody in Gondor": a place that is none of the book's is not everybody. */
const namesUnknown = ({ items }: Clause): boolean =>
  items.some(
    (item, at) =>
      /^(?:in|from|of|within)$/u.test(item.text) &&
      items[at + 1]?.kind === "word" &&
      items[at + 1]?.cues.size === 0,
  );
