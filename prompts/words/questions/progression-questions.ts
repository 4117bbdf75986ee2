import type { Question } from "../../../contract/question.ts";
import type { ProgressionList } from "../../../tiering/index.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { readFilters, spendMatch } from "./question-filters.ts";
import type { Sentence } from "./sentence.ts";

/** Ahead of a move that may come, rather than one that was made or is wished for. */
const MAY =
  "(?:about|likely|unlikely|set|due|poised|expected|bound|ready|able|close|near|on (?:the|its|their) way|heading|going|candidates?|chances?|odds|on the (?:brink|verge|cusp|edge)|apt|prone|tempted|threaten\\w*|tend|expect) (?:\\S+ ){0,3}?(?:to|for|of) (?:\\S+ )?|(?:may|might|could|can) (?:\\S+ ){0,2}?|(?:will|would) (?:\\S+ ){0,2}?(?=.*\\b(?:next|soon|coming|future)\\b)";
const UP =
  "(?:mov(?:e|ing) up|go(?:ing)? up|rise|rising|climb(?:ing)?|advanc(?:e|ing)|promotions?|upgrades?|(?:be|get|being|getting|become|becoming) (?:promoted|upgraded)|step(?:ping)? up|graduat(?:e|ing)|improv(?:e|ing)|become|becoming|reach(?:ing)?|join(?:ing)?|make it (?:to|into)|get (?:to|into))";
const DOWN =
  "(?:mov(?:e|ing) down|go(?:ing)? down|fall(?:ing)?|drop(?:ping)?|slip(?:ping)?|slid(?:e|ing)|sink(?:ing)?|declin(?:e|ing)|demotions?|downgrades?|(?:be|get|being|getting) (?:demoted|downgraded)|los(?:e|ing) (?:its|their) (?:tier|place|status)|leav(?:e|ing)|weaken(?:ing)?|shrink(?:ing)?)";
const CHANGE = "(?:change|changing|move|moving|switch|switching)";

/** What puts a list into words; the first that is found is meant. */
const LISTS: readonly (readonly [list: ProgressionList | null, pattern: RegExp])[] = [
  [
    "misfit",
    /\bmisplaced\b|\bmisfits?\b|\bmis ?tiered\b|\bmis ?classified\b|\b(?:wrong|wrongly|incorrect\w*|odd|oddly|badly) (?:tier\w*|place\w*|classified)\b|\b(?:do|does|did) not (?:\S+ ){0,3}?(?:belong|fit)\b|\bout of place\b|\b(?:accounts?|customers?|clients?|ones|who|anyone|anybody)\b.* (?:sits?|sitting|placed|ranked|tiered|classified) (?:\S+ )?too (?:low|high)\b|\blooks? (?:wrong|odd|strange|off)\b|\b(?:should|ought to) (?:really |actually )?(?:be|sit) (?:\S+ )?(?:in )?(?:another|a different|other) tiers?\b/u,
  ],
  [
    "frozen",
    /\bstuck\b|\bstagna\w+|\bfrozen (?:for|since|list|ones|accounts|customers)\b|\b(?:have|has|had) (?:not|never) (?:\S+ )?(?:moved|changed|budged)\b(?!.* (?:this|the) (?:run|plan)\b)|\bnever (?:moved|changed|budged)\b|\bstayed put\b|\bsame tier (?:for|since|all|over)\b|\b(?:not|never) (?:moved|changed|budged) (?:\S+ ){0,3}?(?:years|ages)\b/u,
  ],
  [
    "risk",
    new RegExp(
      String.raw`\b(?:at|high|higher|some|biggest) risk\b|\brisk(?:y|iest)? (?:list|accounts|customers|ones)\b|\b(?:look|looks|looking|seem|seems) (?:\S+ )?(?:risky|shaky|wobbly|vulnerable|weak)\b|\bin danger\b|\bendangered\b|\b(?:likely|probable|possible|potential|expected|next) (?:fallers|demotions|downgrades|losers|decliners|droppers)\b|\b(?:demotion|downgrade) candidates\b|\b(?:${MAY})${DOWN}\b`,
      "u",
    ),
  ],
  [
    "opportunity",
    new RegExp(
      String.raw`\brising stars?\b|\bon the rise\b|\bup and coming\b|\b(?:likely|probable|possible|potential|expected|next) (?:climbers|risers|promotions|upgrades|winners)\b|\b(?:promotion|upgrade) candidates\b|\bknock\w* (?:on|at)\b|\bat the (?:door|doorstep|gates?) (?:of|to)\b|\b(?:${MAY})${UP}\b`,
      "u",
    ),
  ],
  [
    null,
    new RegExp(
      String.raw`\b(?:${MAY})${CHANGE} (?:\S+ )?tiers?\b|\b(?:about|likely|unlikely to stay|bound) to ${CHANGE}\b|\b(?:sure|confident|trust|believe|rely on|accurate|reliable|how good)\b.*\b(?:predict\w*|forecasts?|progression|outlook|chances|risk list)\b`,
      "u",
    ),
  ],
];

/** First words of a wish to see a list. */
const LEADS =
  /^(?:(?:and|also|then|please|now|so|ok|okay|just) )*(?:show|list|give|tell|find|name|see|get|export|print|display|any|anything|anyone|anybody|are there|is there|(?:do|does|are|is|have|has) (?:any|some|our|the)|count|top|who|which|what|i (?:want|need|would like) to (?:see|know)|let (?:me|us) see|(?:could|can) (?:you|i|we))\b/u;

/** Words that a list by itself may have beside its name and its filters: "misfits in Japan", "B accounts at risk". */
const SMALL =
  /^(?:the|our|my|all|any|of|in|for|from|within|with|and|or|list|accounts?|customers?|clients?|ones|those|that|which|who|are|is|look|looks|most|please|years?|next|coming|this|outside|except|but|not|above|over|under|below|than|more|less|,|&|\?|\.|!|:|-|than|top|biggest|largest)$/u;

/** "who is about to move up in Retail?", "which A accounts look at risk?", "what looks misplaced?", "stuck for years". */
export function readProgression(sentence: Sentence): Question | null {
  const { items, question, text, vocabulary } = sentence;
  // What would be under another plan is no chance of the coming year.
  if (/\b(?:if|unless|instead|must|never let|keep|hold|freeze|lock)\b/u.test(text)) return null;
  // "can you drop geo by half?", "could we leave Africa alone?": a wish.
  if (
    /\b(?:can|could) (?:you|we|i)(?: please| just)? (?:drop|leave|move|change|switch|join|improve)\b/u.test(
      text,
    )
  )
    return null;
  // "anyone with revenue under 100k can't be promoted": a rule.
  const barred = /^(?:(?:and|but|so) )*any(?:one|body)\b.*\b(?:can|could|may|should|shall) not\b/u;
  if (!question && barred.test(text)) return null;
  // "can we go down to 1.5 %?": of the budget.
  if (/\bwe (?:go|come) (?:up|down) to\b/u.test(text) && items.some(({ kind }) => kind === "amount"))
    return null;
  const found = LISTS.find(([, pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const [list, pattern] = found;
  // "how many are stuck in D": those that are in it.
  if (
    list === "frozen" &&
    /\bhow many\b.*\bstuck in\b/u.test(text) &&
    !/\b(?:years?|long|since)\b/u.test(text) &&
    items.some(({ kind }) => kind === "tier")
  )
    return null;
  const rest = text.replace(pattern, " ");
  // "who can not be promoted" asks for the rules, and for nobody who is likely to.
  const likely = list === "risk" || list === "opportunity" || list === null;
  if (likely && /\b(?:not|never|hardly|unable|no longer)\b/u.test(pattern.exec(text)?.[0] ?? "")) return null;
  // "which are not at risk" is no list that there is.
  if (
    /\b(?:not|never|no longer|nobody|no one|unlikely|unassigned|uncovered|without an? (?:owner|seller|rep)|no (?:owner|seller|rep))\b(?! in\b)/u.test(
      rest,
    ) ||
    /\bunlikely\b/u.test(text)
  )
    return null;
  const [account] = items.filter((item) => item.kind === "account");
  const filters = readFilters(items, vocabulary);
  // "Healthcare can only go up" is a rule.
  const modal = /\b(?:can|could|may|might|will|would|only)\b/u.test(text);
  const fragment =
    !modal &&
    items.every(
      (item) =>
        filters.items.includes(item) ||
        item.text.split(" ").every((word) => SMALL.test(word) || !rest.includes(word)),
    );
  if (!question && !LEADS.test(text) && !fragment) return null;
  spendMatch(items, pattern, "the question: progression");
  spend(
    [...filters.items, ...aimsOf(items, list), ...(account === undefined ? [] : [account])],
    "the question: progression",
  );
  return {
    kind: "progression",
    list,
    id: account?.names[0] ?? null,
    where: whereOf(filters.where, sentence, list),
    limit: filters.limit,
  };
}

/** What stands ahead of the tier that is come to, rather than the one that accounts are in. */
const AHEAD_OF_AIM: Partial<Record<ProgressionList, RegExp>> = {
  opportunity:
    /\b(?:become|becoming|reach|reaching|join|joining|to|into|be|(?:door|doorstep|gates?|brink|verge|edge|cusp) of|knock\w* (?:on|at))(?: (?:an?|the|tier))?$/u,
  risk: /\b(?:to|into)(?: (?:an?|the|tier))?$/u,
};

/** The tiers that accounts are about to come to. */
const aimsOf = (items: readonly Item[], list: ProgressionList | null): Item[] =>
  items.filter(
    ({ kind }, at) =>
      kind === "tier" &&
      (AHEAD_OF_AIM[list ?? "risk"]?.test(textOf({ items: items.slice(Math.max(0, at - 3), at) })) ?? false),
  );

/** "who could become Gold": the accounts of the tier beneath; "who might fall to D": of the one above. */
function whereOf(where: readonly string[], { items, vocabulary }: Sentence, list: ProgressionList | null) {
  const { tiers } = vocabulary;
  const ahead = list === null ? undefined : AHEAD_OF_AIM[list];
  const aim = items.find(
    ({ kind }, at) => kind === "tier" && ahead?.test(textOf({ items: items.slice(Math.max(0, at - 3), at) })),
  );
  if (aim === undefined) return [...where];
  const step = list === "opportunity" ? 1 : -1;
  const from = aim.names.flatMap((name) => tiers[tiers.indexOf(name) + step] ?? []);
  const said = `tier:${aim.names.join("|")}`;
  // "from B to C": of those in B.
  const [both = ""] = where.filter(
    (entry) => entry.startsWith("tier:") && entry.endsWith(`|${said.slice(5)}`),
  );
  const apart =
    both === "" ? where : where.map((entry) => (entry === both ? both.slice(0, -said.length + 4) : entry));
  return [...new Set(apart.map((entry) => (entry === said ? `tier:${from.join("|")}` : entry)))];
}
