import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Means } from "./list-entries.ts";

/** The share of the book that may move, 0 … 1. */
export const budget: Means = ({ clause, portion }) => {
  // "do not move at most 2 %" sets no limit; "not more than 2 %" and "not many, 100 at most" do.
  const ABLE =
    /^(?:more than|over|exceed|handle|digest|absorb|stomach|swallow|tolerate|cope with|put up with|afford|sign off|sign off on|live with)$/u;
  const limits = withCue(clause, "cap").some(({ text }) => !ABLE.test(text));
  const denied =
    clause.items.some(({ text }) =>
      /^(?:not|never|stop|avoid|under no circumstances|in no case)$/u.test(text),
    ) && !/\bnot (?:\S+ ){1,3}(?:many|much)\b/u.test(textOf(clause));
  if (portion === null || (denied && limits)) return null;
  return [{ kind: "maxMovedShare", value: portion.value }];
};

/** "keep 95 % of the accounts in place": the others may move. */
export const kept: Means = ({ clause, who }) => {
  const [number, more] = ofKind(clause, "amount");
  const [amount] = number?.amounts ?? [];
  const stays = has(clause, "hold") && !has(clause, "not") && has(clause, "accounts");
  if (number === undefined || amount?.kind !== "share" || more !== undefined || !stays || who !== null)
    return null;
  if (ofKind(clause, "signal", "tier").length > 0 || has(clause, "cap") || amount.value > 1) return null;
  spend([number], "maxMovedShare");
  return [{ kind: "maxMovedShare", value: Number((1 - amount.value).toPrecision(12)) }];
};

const LEAD = "(?:(?:and|but|so|please|also|then|ok|let us|just|no) )*";
const NAME = "(?:the |our |that |this )?(?:movement )?(?:cap|budget|limit|ceiling|allowance)";
const END = "(?: please| then)*$";
const SCALED = new RegExp(`^${LEAD}(?<factor>double|halve|triple|twice) ${NAME}${END}`, "u");
/** "cut the budget in half", "reduce the cap by a third" */
const CUT = new RegExp(
  `^${LEAD}(?:cut|reduce|slash|trim|bring|lower|shrink) ${NAME} (?<way>down to|in|by|to) N${END}`,
  "u",
);
/** "make the budget half of what it was", "half the budget" */
const PART = new RegExp(
  `^${LEAD}(?:(?:make|set|let) )?(?:${NAME} (?:be |should be |is |to )?N(?: of (?:what it (?:was|is)|that))?|N (?:of )?${NAME})${END}`,
  "u",
);
const FACTORS: Readonly<Record<string, number>> = { double: 2, twice: 2, halve: 0.5, triple: 3 };
/** Fractions in words; a tenth or a twentieth may be meant of the book. */
const FRACTION = /^(?:half|(?:an?|one|two|three) (?:half|thirds?|quarters?))$/u;

/** "double the cap", "cut the budget in half": of the budget that is in force. */
export const scaledBudget: Means = ({ clause }) => {
  const { text } = symbolsOf(clause);
  const [number, more] = ofKind(clause, "amount");
  const [amount] = number?.amounts ?? [];
  const isPart = more === undefined && amount?.kind === "share" && FRACTION.test(number?.text ?? "");
  const way = isPart ? CUT.exec(text)?.groups?.way : undefined;
  const part = isPart && (way !== undefined || PART.test(text)) ? amount.value : undefined;
  const factor = FACTORS[SCALED.exec(text)?.groups?.factor ?? ""] ?? (way === "by" ? 1 - part! : part);
  if (factor === undefined) return null;
  spend(clause.items, "maxMovedShare");
  return [{ kind: "scaleBudget", factor }];
};
