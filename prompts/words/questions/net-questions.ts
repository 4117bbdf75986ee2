import type { Question } from "../../../contract/question.ts";
import { spend } from "../clauses/spend.ts";
import { SHOWS } from "./mover-questions.ts";
import { readFilters } from "./question-filters.ts";
import { groupNamed, orderOf, withoutOrder } from "./question-order.ts";
import type { Sentence } from "./sentence.ts";

const GROUPS = /^(?:top|bottom|which|what|by|per|each|for each|across)$/u;

/** "which country gained the most A accounts", "net loss of B accounts by region": a column's values by what a tier gains in them. */
export function readNet({ items, question, text, vocabulary }: Sentence): Question | null {
  if (!question && !SHOWS.test(text) && !/^(?:the )?net\b/u.test(text)) return null;
  // "more A accounts than before"
  if (/\b(?:fewer|more)\b/u.test(text) && !/\bthan (?:before|today|now)\b/u.test(text)) return null;
  const place = /^(?:and )?where\b/u.test(text) ? vocabulary.roles.geo || null : null;
  const group = items.find(
    (item, at) =>
      [at - 1, at - 2].some((place) => GROUPS.test(items[place]?.text ?? "")) &&
      groupNamed(item, vocabulary) !== null,
  );
  const tiers = items.filter(({ kind }) => kind === "tier");
  const [tier] = tiers;
  const by = group === undefined ? place : groupNamed(group, vocabulary);
  if (by === null || tier?.names.length !== 1 || tiers.length > 1) return null;
  // "lost to B", "from A": of those that move, not of what a tier gains.
  if (/^(?:from|to|into|out of)$/u.test(items[items.indexOf(tier) - 1]?.text ?? "")) return null;
  const open = items.filter((item) => item !== group && item !== tier);
  const order = orderOf(open, vocabulary);
  const filters = readFilters(withoutOrder(open, order), vocabulary);
  const loses = /\b(?:lose|loses|lost|loss|losses|shed|fewer|shrink|shrinks|shrank)\b/u.test(text);
  const words = items.filter(({ cues, kind }) => kind === "word" && (cues.has("rise") || cues.has("fall")));
  const said = group === undefined ? [] : [group];
  spend([...said, tier, ...filters.items, ...(order?.items ?? []), ...words], "the question: accounts");
  return {
    kind: "accounts",
    by,
    where: [...filters.where],
    order: null,
    limit: filters.limit,
    net: tier.names[0] as string,
    ...(loses !== (order?.ascending ?? false) ? { ascending: true } : {}),
  };
}
