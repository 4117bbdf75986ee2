import type { Question } from "../../../contract/question.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { scopeEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";
import { groupNamed, orderOf } from "./mover-order.ts";
import { countOf } from "./question-filters.ts";
import type { Sentence } from "./sentence.ts";

const MOVED =
  "(?:moved?|moves|changed?|changes|rose|fell|promoted|demoted|upgraded|downgraded|went up|went down|movers|promotions|demotions|upgrades|downgrades|shifted|switched|climbed|dropped|winners|losers|climbers|risers|fallers)";
const SHOW = "names|show|list|give|tell|send|print|export|see|count|break|breakdown|split";
/** What has moved, in the words that only a list of movers has. */
const PAST = new RegExp(
  String.raw`\b(?:who|which|what|did|has|have|how many|how much|how did|how do|how were|how are|top|biggest|largest|${SHOW})\b.*\b${MOVED}\b|\b${MOVED} (?:by|per|across|in each|for each)\b|^movers\b|^(?:and )?(?:is|are|was|were) (?:anyone|anybody|any accounts?|any customers?)\b.* affected\b|\b(?:which|what)\b.* (?:lost|loses?|gained|gains?|won|wins?|profits?|benefits?|suffers?)\b|\bwho (?:lost|left) (?:tier|their|the|an?)\b|^(?:and )?(?:where|in which \S+) (?:do|did|are|were) .*\b${MOVED}\b`,
  "u",
);
const HEAD =
  /^(?:(?:and|so|but|then|also|please|ok|okay) )*(?:who|which|what|how many|how much|list|show|give|count|tell|the|top|biggest|largest)\b/u;
/** What may be, or is asked for, rather than what a run does. */
const OPEN = /\b(?:can|may|could|should|might|must|allowed|able|if|shall|let|want)\b/u;
/** "the five accounts that fell most" */
const LISTED = new RegExp(
  String.raw`^(?:the )?(?:\S+ ){0,3}(?:accounts?|customers?|clients?|ones) (?:that|which|who) (?:\S+ )?${MOVED}(?: (?:up|down|the|most|furthest|farthest|of|all))*$`,
  "u",
);
/** Ways to ask for a list without a question's form. */
const WANTED = [
  new RegExp(
    String.raw`^(?:(?:and|also|then|please|the|all) )*(?:(?:${SHOW}|top|biggest|largest|movers|summari|moved|promotions|demotions|upgrades|downgrades)\b|(?:moves|changes) (?:by|per|across|in each|for each)\b)`,
    "u",
  ),
  /\b(?:tell|show|give) (?:me|us)\b|^(?:can|could|may) (?:i|we) (?:please )?(?:see|have|get) (?:the|a|all|which)\b|\bmovers\b|\b(?:make|draw up|need|want) (?:me )?(?:a )?list\b/u,
  LISTED,
];
const UP =
  /\b(?:rose|promoted|upgraded|went up|promotions|upgrades|climbed|climbers|risers|winners|moved up|up|gained|gains?|won|profits?|benefits?)\b/u;
const DOWN =
  /\b(?:fell|demoted|downgraded|went down|demotions|downgrades|dropped|losers|fallers|moved down|down|lost|loses?|suffers?)\b/u;

/** "top 20 movers by industry", "who was downgraded", "how many tier B accounts would drop". */
export function readMovers({ items, question, text, vocabulary }: Sentence): Question | null {
  const now = HEAD.test(text) && !OPEN.test(text) && items.some((item, at) => moves(item, items[at + 1]));
  if (!now && !PAST.test(text) && !LISTED.test(text)) return null;
  // "count as strategic whatever tiers carry 90 % of turnover"
  if (!question && items.some(({ cues }) => cues.has("strategic"))) return null;
  if (/\bstory\b/u.test(text)) return { kind: "story" };
  const asks = question || WANTED.some((pattern) => pattern.test(text));
  const rules = items.some((item) =>
    ["only", "not", "cap", "except"].some((cue) => item.cues.has(cue as Cue)),
  );
  if (!asks || (rules && !/\bmovers\b/u.test(text)) || items.some((item) => item.kind === "account"))
    return null;
  const by = items.findIndex((item) => /^(?:by|per|across|for each|each)$/u.test(item.text));
  const asked = items.findIndex((item) => /^(?:which|what)$/u.test(item.text));
  const about = by >= 0 ? items.slice(by + 1) : asked >= 0 ? items.slice(asked + 1, asked + 2) : [];
  const place = /^(?:and )?where (?:do|did|are|were)\b/u.test(text) ? vocabulary.roles.geo || null : null;
  const column = about.flatMap((item) => groupNamed(item, vocabulary) ?? [])[0] ?? place;
  const within = readWho(
    { items: items.filter((_, at) => !isDestination(items, at)), tie: "stop", sentence: 0 },
    vocabulary,
  );
  // "top 10 movers by ARR": an order of the movers, and none of the accounts.
  const named = within === null ? [] : scopeEntries(within, true);
  const where = by >= 0 && column === null ? named.filter((entry) => !entry.startsWith("top:")) : named;
  const [limit] = items.filter((item, at) => isLimit(item, items[at + 1])).flatMap((item) => item.amounts);
  const order = orderOf(items, text, { vocabulary, column });
  const goes = (way: "rise" | "fall") => items.some((item) => item.kind === "word" && item.cues.has(way));
  // "break the upgrades down by region"
  const way = text.replace(/\bbreak (.*) down\b/u, "$1");
  const [up, down] = [UP.test(way) || goes("rise"), DOWN.test(way) || goes("fall")];
  return {
    kind: "movers",
    by: column,
    direction: up === down ? null : up ? "up" : "down",
    limit: limit?.value ?? null,
    where,
    ...(order === null ? {} : { order }),
  };
}

/**
 * What of a question about movers its answer leaves out: the tier that they come to, a number that is none of accounts, and,
 * where nothing is `ordered`, what they are to be listed by, and where none are `filtered`, whom it names.
 */
export function unusedOfMovers(items: readonly Item[], ordered: boolean, filtered: boolean): Item[] {
  return items.filter(
    (item, at) =>
      (!filtered && item.kind === "values") ||
      isDestination(items, at) ||
      (item.kind === "amount" && !isLimit(item, items[at + 1])) ||
      (!ordered && items[at - 1]?.text === "by"),
  );
}

/** Whether an item says that accounts change tier. */
function moves({ cues, kind, text }: Item, next: Item | undefined): boolean {
  if (kind !== "word") return false;
  if (next?.kind === "tier" && /^(?:leaves?|leaving|left|exits?|exiting)$/u.test(text)) return true;
  return ["rise", "fall", "move", "jump"].some((cue) => cues.has(cue as Cue));
}

/** "promoted to A", "into Gold": a tier that movers come to. */
function isDestination(items: readonly Item[], at: number): boolean {
  const ahead = items.slice(Math.max(0, at - 3), at).map(({ text }) => text);
  return (
    items[at]?.kind === "tier" &&
    /\b(?:to|into|reach(?:ed|es)?|enter(?:ed|s)?|join(?:ed|s)?|becom(?:e|es|ing)|became)(?: (?:an?|the|tier))?$/u.test(
      ahead.join(" "),
    )
  );
}

/** Whether a number says how many accounts are to be listed. */
const isLimit = (item: Item, next: Item | undefined): boolean =>
  countOf(item) !== null && !next?.cues.has("tierword");
