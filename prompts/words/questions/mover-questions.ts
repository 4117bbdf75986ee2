import type { Question } from "../../../contract/question.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { sidesOf } from "./compared.ts";
import { readFilters } from "./question-filters.ts";
import { groupNamed, groupOrder, orderOf, statisticOf, withoutOrder } from "./question-order.ts";
import { SELLER } from "./seller-words.ts";
import type { Sentence } from "./sentence.ts";

const MOVED =
  "(?:moved?|moves|changed?|changes|rose|fell|promoted|demoted|upgraded|downgraded|went (?:up|down|from)|left tier|movers|promotions|demotions|upgrades|downgrades|shifted|switched|climbed|dropped|winners?|losers?|climbers?|risers?|fallers?|jumped|became|slipped)";
const SHOW = "rank|names|show|list|give|tell|send|print|export|see|count|break|breakdown|split|compare";
/** What has moved, in the words that only a list of movers has. */
const PAST = new RegExp(
  String.raw`\b(?:who|which|what|did|has|have|how many|how much|how did|how do|how were|how are|top|bottom|biggest|largest|smallest|${SHOW})\b.*\b${MOVED}\b|\b${MOVED} (?:by|per|across|in each|for each)\b|^movers\b|\b(?:hit (?:the )?hardest|hardest hit|worst hit|hit (?:the )?worst)\b|^(?:and )?(?:is|are|was|were) (?:anyone|anybody|any accounts?|any customers?)\b.* affected\b|\b(?:which|what|how many)\b.* (?:lost|loses?|gained|gains?|won|wins?|profits?|benefits?|suffers?)\b|\bwho\b.*\b(?:lost|left) (?:tier|their|the|an?)\b|^(?:and )?(?:where|in which \S+) (?:do|did|are|were) .*\b${MOVED}\b|^(?:(?:the|what is|what was) )*(?:average|mean|median|sum|total)\b.* of .*\b${MOVED}\b`,
  "u",
);
const HEAD =
  /^(?:(?:and|so|but|then|also|please|ok|okay) )*(?:who|which|what|how many|how much|will (?:any|some|many|my|our)|do any|are any|list|show|give|count|tell|compare|the|top|biggest|largest|did|has|have|were|was|are there|is there|any)\b/u;
/** What may be, or is asked for, rather than what a run does. */
const OPEN =
  /\b(?:can|may|could|should|might|must|allowed|able|if|shall|let|want|about to|likely|unlikely)\b/u;
/** "the five accounts that fell most" */
const LISTED = new RegExp(
  String.raw`^(?:the )?(?:\S+ ){0,3}(?:accounts?|customers?|clients?|ones) (?:that|which|who) (?:\S+ )?${MOVED}(?: (?:up|down|the|most|furthest|farthest|of|all))*$`,
  "u",
);
/** Ways to ask to be shown what moved. */
export const SHOWS = new RegExp(
  String.raw`^(?:(?:and|also|then|please|the|all) )*(?:(?:${SHOW}|top|bottom|biggest|largest|smallest|movers|summari|moved|promotions|demotions|upgrades|downgrades|average|mean|median|total|sum)\b|(?:moves|changes) (?:by|per|across|in each|for each)\b)`,
  "u",
);
const ONLY_SHOWN = new RegExp(
  `^(?:(?:and|also|then|please|now) )*(?:${SHOW})(?: (?:me|us))? (?:only|just) (?:the )?`,
  "u",
);
/** "ten biggest risers", "the five largest upgrades in Spain" */
const BIGGEST =
  /^(?:(?:and|now|then|also|please|the|our) )*(?:\S+ )?(?:top|biggest|largest|greatest|smallest) (?:\S+ )?(?:movers|winners?|losers?|climbers?|risers?|fallers?|promotions|demotions|upgrades|downgrades)\b/u;
/** What part of all moves some are, which their answer says. */
const PART = /^(?:share|proportion|percentage|part|portion|fraction)$/u;
const OF_MOVES = new RegExp(
  String.raw`\b(?:share|proportion|percentage|part|portion|fraction) of (?:the |all |all the |our )?${MOVED}\b`,
  "u",
);
const SHARE = /\b(?:what|which) (?:share|proportion|percentage|part|portion|fraction) of\b/u;
const PEOPLE = /^(?:movers?|winners?|losers?|climbers?|risers?|fallers?)$/u;
/** Ways to ask for a list without a question's form. */
const WANTED = [
  SHOWS,
  BIGGEST,
  // "accounts that went from C to B": of what happened, and no rule.
  /^(?:the |all )?(?:accounts|customers|clients|ones) (?:that|which|who) (?:went|moved|rose|fell|dropped|jumped|climbed)\b/u,
  /\b(?:tell|show|give) (?:me|us)\b|^(?:can|could|may) (?:i|we) (?:please )?(?:see|have|get) (?:the|a|all|which)\b|\bmovers\b|\b(?:make|draw up|need|want) (?:me )?(?:a )?list\b/u,
  LISTED,
  /^(?:and )?(?:will|do|are) (?:any|some|many|my|our)\b/u,
];
const UP =
  /\b(?:rose|promoted|upgraded|went up|promotions|upgrades|climbed|climbers?|risers?|winners?|moved up|up|gained|gains?|won|profits?|benefits?)\b/u;
const DOWN =
  /\b(?:fell|demoted|downgraded|went down|demotions|downgrades|dropped|losers?|fallers?|moved down|down|lost|loses?|suffers?|slipped|hardest|worst hit|hit worst)\b/u;
/** What is asked of a plan, or of the tiers as a whole, rather than of who moved. */
const OTHER =
  /\b(?:why|misplaced|no longer|tips?|separates?|decides?|closest|nearest|close to|nearly|almost|narrowly|just missed|next in line|on the verge)\b/u;
/** What is asked of who covers accounts, unless the book says whose they are. */
const OF_SELLERS = new RegExp(
  String.raw`\b(?:which|what|whose|how many) (?:of (?:my|our|the) )?${SELLER}\b`,
  "u",
);

/** "top 20 movers by industry", "who was downgraded", "how many tier B accounts would drop", "who fell two tiers". */
export function readMovers({ items, question, text, vocabulary }: Sentence): Question | null {
  const now = HEAD.test(text) && !OPEN.test(text) && items.some((item, at) => moves(item, items[at + 1]));
  const between = isBetween(items);
  if (![now, between, PAST.test(text), LISTED.test(text), BIGGEST.test(text)].some(Boolean)) return null;
  if (OTHER.test(text) || (OF_SELLERS.test(text) && vocabulary.roles.owner === undefined)) return null;
  // "count as strategic whatever tiers carry 90 % of turnover"
  if (!question && items.some(({ cues }) => cues.has("strategic"))) return null;
  // "the book as it stands, no changes"
  if (items.some(({ cues }) => cues.has("baseline"))) return null;
  if (/\bstory\b/u.test(text)) return { kind: "story" };
  const asks = question || WANTED.some((pattern) => pattern.test(text));
  // "list everyone who fell except in Europe" asks; a limit, a denial or an only beside no question is a rule.
  const rules = (["only", "not", "cap", "except"] as const).filter((cue) =>
    items.some(({ cues }) => cues.has(cue)),
  );
  // "show me only the promotions in Germany" narrows what is shown.
  const only = rules.every((cue) => cue === "only" || cue === "cap") && ONLY_SHOWN.test(text);
  const shown =
    question || /\bmovers\b/u.test(text) || only || (rules.join() === "except" && SHOWS.test(text));
  // "hold the accounts that were promoted" is a rule.
  if (!question && items.some(({ cues }) => cues.has("hold"))) return null;
  if (!asks || (rules.length > 0 && !shown) || items.some((item) => item.kind === "account")) return null;
  const by = items.findIndex((item) => /^(?:by|per|across|for each|each)$/u.test(item.text));
  const asked = items.findIndex((item) => /^(?:which|what)$/u.test(item.text));
  // "top 5 towns by upgrades"
  const top = items.findIndex((item) => /^(?:top|bottom|rank)$/u.test(item.text));
  const about = [by, asked, top].flatMap((at) => (at < 0 ? [] : items.slice(at + 1, at + 3)));
  const place = /^(?:and )?where (?:do|did|are|were)\b/u.test(text) ? vocabulary.roles.geo || null : null;
  const group = about.find((item) => groupNamed(item, vocabulary) !== null);
  const steps = stepsOf(items);
  const aim = items.find((_, at) => isDestination(items, at));
  const statistic = statisticOf(items, vocabulary);
  const open = items.filter((item) => item !== aim && item !== group && !steps?.items.includes(item));
  // "risers" are no growth.
  const order = orderOf(
    open.map((item) => (PEOPLE.test(item.text) ? { ...item, signals: [] } : item)),
    vocabulary,
  );
  const filters = readFilters(
    withoutOrder(open, order).filter((item) => !(statistic?.items ?? []).includes(item)),
    vocabulary,
  );
  const sides = group === undefined && place === null ? sidesOf(items, filters.where) : null;
  const column = (group === undefined ? place : groupNamed(group, vocabulary)) ?? sides?.column ?? null;
  // Of movers those by most tiers come first anyway, and the least of anything is no order of theirs.
  const ordered = order !== null && !order.ascending;
  // "top 5 countries by number of downgrades": by how many move, unless an amount is named.
  const sort =
    !ordered || !order.measured ? null : column === null ? order.column : groupOrder(order, vocabulary);
  // "break the upgrades down by region"
  const broken = /\bbreak .*\bdown\b/u.test(text);
  const goes = (way: "rise" | "fall") =>
    items.some(
      (item) =>
        item.kind === "word" && item.cues.has(way) && !(broken && /^(?:moves )?down$/u.test(item.text)),
    );
  const way = broken ? text.replace(/\bdown\b/u, "") : text;
  const [up, down] = [UP.test(way) || goes("rise"), DOWN.test(way) || goes("fall")];
  const ofMoves = OF_MOVES.test(text);
  // "what percentage of A accounts fell?": of these, rather than of the moves.
  const portion = SHARE.test(text) && steps === null && column === null && !ofMoves;
  const parts = portion || (ofMoves && filters.where.length > 0);
  const said = [
    ...filters.items,
    ...(sides?.items ?? []),
    // What those bring that move so many tiers is no figure of theirs.
    ...(statistic === null ? (steps?.items ?? []) : statistic.items),
    ...items.filter((item) => PEOPLE.test(item.text) || (parts && PART.test(item.text))),
    ...(only ? items.filter(({ text }) => /^(?:only|just)$/u.test(text)).slice(0, 1) : []),
  ];
  spend(
    [
      ...said,
      ...(ordered && (sort !== null || !order.measured) ? order.items : []),
      ...[group, aim].filter((item) => item !== undefined),
    ],
    "the question: movers",
  );
  const direction = up === down ? null : up ? "up" : "down";
  const where = [
    ...filters.where,
    `change:${direction ?? "moved"}`,
    ...(aim === undefined ? [] : [`newtier:${aim.names.join("|")}`]),
  ];
  if (portion) {
    const among = filters.where.length === 0 ? {} : { among: [...filters.where] };
    return { kind: "accounts", by: null, where, ...among, order: null, limit: null };
  }
  if (statistic !== null)
    return {
      kind: "accounts",
      by: column,
      where,
      order: null,
      limit: column === null ? null : filters.limit,
      measure: statistic.measure,
      statistic: statistic.kind,
    };
  return {
    kind: "movers",
    by: column,
    direction,
    limit: filters.limit ?? (isOne(text) ? 1 : null),
    where: [...filters.where],
    ...(sort === null ? {} : { order: sort }),
    ...(aim === undefined ? {} : { to: aim.names[0] as string }),
    ...(steps === null ? {} : { steps: steps.count }),
  };
}

/** "the biggest loser": one of them. */
const isOne = (text: string): boolean =>
  /\b(?:biggest|largest|top) (?:loser|winner|climber|riser|faller|mover|upgrade|downgrade|promotion|demotion)(?= |$)/u.test(
    text,
  );

/** Whether an item says that accounts change tier. */
function moves({ cues, kind, text }: Item, next: Item | undefined): boolean {
  if (kind !== "word") return false;
  if (next?.kind === "tier" && /^(?:leaves?|leaving|left|exits?|exiting)$/u.test(text)) return true;
  // "any account that went down although it grows by more than 40 %"
  if (text === "went" && /^(?:up|down)$/u.test(next?.text ?? "")) return true;
  return ["rise", "fall", "move", "jump"].some((cue) => cues.has(cue as Cue));
}

/** "two tiers", "more than one tier", "at least two steps": the fewest tiers that are asked for. */
function stepsOf(items: readonly Item[]): { readonly count: number; readonly items: readonly Item[] } | null {
  const at = items.findIndex(
    ({ amounts: [amount, more] }, place) =>
      amount?.kind === "plain" &&
      more === undefined &&
      Number.isInteger(amount.value) &&
      amount.value >= 1 &&
      amount.value <= 25 &&
      (items[place + 1]?.cues.has("tierword") ?? false),
  );
  const number = items[at];
  if (number === undefined) return null;
  const ahead = items[at - 1];
  const over = /^(?:more than|over|further than)$/u.test(ahead?.text ?? "");
  const named = ahead !== undefined && (over || /^at least$/u.test(ahead.text)) ? [ahead] : [];
  return { count: (number.amounts[0]?.value ?? 1) + (over ? 1 : 0), items: [...named, number] };
}

/** "D to B": from a tier to another. */
export const isBetween = (items: readonly Item[]): boolean =>
  items.some((_, at) => isDestination(items, at) && items[at - 2]?.kind === "tier");

/** "promoted to A", "into Gold": a tier that movers come to. */
function isDestination(items: readonly Item[], at: number): boolean {
  const ahead = items.slice(Math.max(0, at - 3), at).map(({ text }) => text);
  return (
    items[at]?.kind === "tier" &&
    items[at]?.names.length === 1 &&
    /\b(?:to|into|reach(?:ed|es)?|enter(?:ed|s)?|join(?:ed|s)?|becom(?:e|es|ing)|became)(?: (?:an?|the|tier))?$/u.test(
      ahead.join(" "),
    )
  );
}
