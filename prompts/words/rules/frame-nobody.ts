import { type Clause, has, ofKind, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Part, Who } from "../who/accounts-meant.ts";
import { outsideEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";
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

/**
 * "no promotions into tier A": nobody of the tier next to it may rise, where a step of one tier is all that
 * anyone may go. Null where more is free, for then those who come from further may land elsewhere.
 */
export const noneInto: Means = ({ clause, policy, vocabulary }) => {
  const { tiers } = vocabulary;
  const { text, within } = symbolsOf(clause);
  const said = /(?:^| )(?:to|into|in|onto) (?:the |our )?(T)(?: (?:please|at all|anymore|any more))?$/u.exec(
    text,
  );
  const [target] = said === null ? [] : within(text.lastIndexOf("T"), text.lastIndexOf("T") + 1);
  if (target?.names.length !== 1 || (policy.maxTierStep ?? 1) !== 1) return null;
  const [rises, falls] = [has(clause, "rise"), has(clause, "fall")];
  const from = tiers[tiers.indexOf(target.names[0] as string) + (rises ? 1 : -1)];
  if (rises === falls || from === undefined) return null;
  const others = clause.items.filter((item) => item !== target);
  const who = readWho({ ...clause, items: others }, vocabulary);
  const part: Part = {
    text: `tier:${from}`,
    not: `tier:${tiers.filter((tier) => tier !== from).join("|")}`,
    narrows: who !== null,
  };
  const entries = outsideEntries({ ...NOBODY, ...who, within: [...(who?.within ?? []), part] });
  if (entries === null || (who !== null && who.except.length > 0)) return null;
  const rule = rises ? "mayRise" : "mayFall";
  spend([target, ...(who?.items ?? [])], rule);
  return [{ kind: "add", rule, entries }];
};

const NOBODY: Who = { within: [], except: [], accounts: [], items: [], located: false, either: false };

/** "nobody in Gondor": a place that is none of the book's is not everybody. */
const namesUnknown = ({ items }: Clause): boolean =>
  items.some(
    (item, at) =>
      /^(?:in|from|of|within)$/u.test(item.text) &&
      items[at + 1]?.kind === "word" &&
      items[at + 1]?.cues.size === 0,
  );
