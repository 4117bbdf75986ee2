import type { Signal } from "../../../tiering/index.ts";
import { labelledLines } from "./labelled-lines.ts";

/** What stands in the sentences for their parts: the customer, what he can, where. */
const PARTS: Readonly<Record<string, string>> = {
  WHO: "(?:they|he|she|it|we|someone|somebody|people|(?:(?:a|an|the|each|every|our|my|this|that|these|those|their|his|any) )?(?:own )?(?:customers?|clients?|accounts?|company|companies|business|businesses|firms?|buyers?|guys?))",
  CAN: "(?:could|can|might|may|will|would)",
  STILL: "(?: (?:still|yet|one day|potentially|realistically|ever))?",
  FROM_US:
    "(?: (?:from|with|at|through) us)?(?: (?:yet|one day|some day|still|later|in future|in the future|down the line))?",
  OWN: "(?:(?:its|their|his|her|the|a|an|each|every|that|this) )?(?:own |whole |entire |respective )?",
  GEO: "(?:regions?|territory|territories|country|countries|area|geography|geographies|geo|patch|home market|local market|regional market)",
  CATEGORY:
    "(?:industry|industries|sectors?|vertical|verticals|category|categories|trade|branch|business line|line of business)",
  SHARE:
    "(?:(?:the|a|its|their|his|that|big|bigger|biggest|larger|largest) )?(?:slice|share|part|piece|stake|chunk|portion|bite|penetration)",
  MARKET:
    "(?:(?: is)? (?:market|tam|pie|demand|spend|wallet))?(?: (?:WHO|they) (?:have|has|hold|holds|own|owns)(?: got)?)?",
};

/** Sentences in which people speak of a signal, or of both shares of markets, without its name: one a line, tried as they stand. */
const FRAMES = labelledLines<Signal | "shares">(String.raw`
  shares: (?:both |(?:the )?two |the )?(?:market |tam )?(?:shares|share (?:signals?|measures?|drivers?|metrics?|kpis?|features?|ones|things?|stuff|pair))
  shares: (?:both |the )?(?:market (?:share|penetration|positions?|leaders?|leadership|dominance)|tams?(?: penetration)?|addressable markets?)
  shares: (?:everything |anything |all things )?(?:market size|tam)(?: based| related| driven)
  shares: (?:each|either) (?:market )?share
  shares: (?:big |strong |leading )?(?:position|positions|standing) in (?:its|their|his|the) (?:own )?markets?
  geo: (?:fish|players?|names?|dogs?) in (?:each |every |its |their |our |the |any )?(?:own )?(?:(?:local|regional|home) )*(?:pond|GEO)
  geo: where WHO (?:are|is|sit|sits|live|lives|operate|operates|come from|comes from|happen to be|do business|does business)(?: (?:located|based|situated|at home|on the map))?
  growth: how (?:fast|quick|quickly|rapidly|much|strongly|well) WHO(?: (?:is|are|was|were|has been|have been|has|have|keeps?|still))?(?: (?:grow|grows|grew|grown|growing|expand|expands|expanded|expanding|accelerate|accelerates|accelerating|double|doubles|climb|climbs|climbing|progress|progresses|run|runs|move|moves))
  growth: (?:(?:the )?(?:customers?|clients?|accounts?) )?(?:who|that|which) (?:becomes?|gets?|is getting|are getting|is becoming|are becoming|grows?) (?:bigger|larger)(?: (?:quickly|fast|quicker|faster|rapidly|every year|each year)){1,2}
  runway: (?:what|how much|how much more|how much bigger|how big|how far|how much further) WHOSTILL CANSTILL (?:buy|spend|order|purchase|be worth|become|bring in|bring us|bring|give us|be doing|be|grow into|grow|get|go|expand|take|add|pay)(?: more| bigger)?FROM_US
  runway: (?:who|whoever|which ones|those who|the ones that|the ones who)STILL CANSTILL (?:buy|spend|order|grow|become|give us)(?: more| bigger| a lot more| much more| plenty more)?FROM_US(?: than (?:today|now|he does|they do))?
  runway: how (?:big|much bigger|far|much more) CAN WHO (?:get|grow|become|go|buy|spend)
  runway: fy\d\d(?: potential| revenue)? (?:versus|vs|against|minus|less|over|compared to|compared with) (?:where they are (?:today|now)|today|now|fy\d\d|what WHO (?:buy|spend) (?:today|now))
  runway: (?:what|(?:wallet|revenue|business|spend|budgets?|money|demand)(?: that| which)?) WHO (?:have|has) not (?:yet )?(?:bought|ordered|spent|won|captured|taken|tapped|touched|reached|earned|sold|got)(?: yet)?FROM_US
  runway: how much (?:room|space|money|business|potential) (?:WHO (?:have|has|leaves?)|there is)(?: still)?(?: left)?
  runway: (?:the )?(?:room|space|gap|business|money) (?:that |which )?(?:WHO)(?: still)? (?:has|have|leaves?|got)(?: still| yet)?(?: left)?(?: to (?:grow into|expand into|grow|expand|fill|buy|sell))?(?: (?:with|in|at) (?:him|her|it|them|us))?
  runway: (?:room|space|business|money|plenty|lots|a lot|more) (?:still )?(?:left|to be won|to win|to be had|to grab)(?: to (?:grow into|expand into|grow|expand|win|sell|buy))?(?: (?:with|in|at) (?:him|her|it|them|WHO))?
  runway: (?:what is|how much is|what remains)(?: still)?(?: left)? (?:to be (?:won|sold|had|earned)|to (?:win|sell|earn|get|grab)|with (?:WHO|him|her|them)|in the tank|on the table|in the pot)(?: (?:with|at|from|there) (?:WHO|him|her|them))?
  runway: (?:the )?(?:biggest |largest |widest )?(?:gap|difference|distance) between what WHO (?:spends?|buys?|pays?|gives? us|is worth|are worth|orders?)(?: with us)?(?: now| today| already)? and what WHO(?:STILL) CANSTILL (?:spend|buy|pay|give us|be worth|order|be)
  category: (?:what|which) (?:business|industry|sector|vertical|line of work|field|trade|branch) WHO (?:is|are|works?|operates?)(?: in)?
  category: (?:what|which trade) WHO (?:do|does|make|makes|sell|sells|produce|produces)(?: for a living)?
  category: how (?:deep|deeply|strong|big|well placed|established) WHO (?:is|are) (?:in|inside|within) OWNCATEGORY
  geo: how (?:deep|deeply|strong|big|well placed|established) WHO (?:is|are) (?:in|inside|within) OWNGEO
  category: the (?:business|industry|sector) WHO (?:is|are) in
  category: (?:what|how much) WHO (?:holds?|owns?|has|have|takes?|gets?|commands?|makes? up) (?:of|in) OWNCATEGORY
  geo: (?:what|how much) WHO (?:holds?|owns?|has|have|takes?|gets?|commands?|makes? up) (?:of|in) OWNGEO
  category: where WHO (?:sits?|stands?|ranks?|is|are) (?:with)?in OWNCATEGORY
  runway: (?:who|those who|the ones who|the ones that|whoever)(?: still)? (?:has|have)(?: got)?(?: still)?(?: the)?(?: most| more| plenty of| lots of)? (?:(?:room|space|headroom|potential)(?: left)?(?: to (?:grow|expand|buy))?|left to (?:buy|spend|order|win))
  category: (?:what |how big a |how large a )?SHARE (?:of|in) OWNCATEGORYMARKET
  geo: (?:what |how big a |how large a )?SHARE (?:of|in) OWNGEOMARKET`);
/** Most words of such a sentence. */
const MOST_WORDS = 18;

const spelt = (frame: string): string =>
  frame.replace(/MARKET|FROM_US|STILL|SHARE|CATEGORY|WHO|CAN|OWN|GEO/gu, (part) =>
    spelt(PARTS[part] as string),
  );
const PATTERNS = FRAMES.map(
  ([signal, frame]) => [signal, new RegExp(`^${spelt(frame)}(?= |$)`, "u")] as const,
);

/** First words of the sentences, and those ahead of which an article may stand; elsewhere none is tried. */
const STARTS =
  /^(?:fish|players?|names?|dogs?|who|whoever|those|what|which|where|how|share|part|piece|stake|slice|chunk|portion|bite|penetration|gap|difference|distance|room|space|business|industry|sector|money|plenty|lots|more|wallet|revenue|spend|budgets?|demand|both|two|shares|market|tams?|addressable|positions?|standing|strong|leading|each|either|fy\d\d)$/u;
const ARTICLES = /^(?:the|its|their|his|her|a|that|big|bigger|biggest|larger|largest|widest)$/u;

/** Every word that such a sentence has. */
export const FRAME_WORDS: readonly string[] = [
  ...new Set(PATTERNS.flatMap(([, { source }]) => source.match(/\p{Ll}+/gu) ?? [])),
];

/** The longest sentence frame that begins at a place, with the signal it speaks of; null for none. Cost: constant. */
export function frameAt(
  words: readonly string[],
  at: number,
): { readonly signal: Signal | "shares"; readonly length: number } | null {
  let first = at;
  while (first < at + 2 && ARTICLES.test(words[first] ?? "")) first++;
  if (!STARTS.test(words[first] ?? "")) return null;
  const text = words.slice(at, at + MOST_WORDS).join(" ");
  let best: { readonly signal: Signal | "shares"; readonly length: number } | null = null;
  for (const [signal, pattern] of PATTERNS) {
    const match = pattern.exec(text)?.[0];
    const length = match === undefined ? 0 : match.split(" ").length;
    if (length > (best?.length ?? 0)) best = { signal, length };
  }
  return best;
}

/** Turns of speech whose words would mislead: they mean nothing for the weights. */
export const NOISE: readonly string[] =
  `farm accounts, farm account, farmers, hiring freeze, a hiring freeze, budget freeze, pay freeze, spending freeze, travel freeze, headcount freeze, land and expand, land and expand motion, not only, only just, have only just, has only just, not because, not just because, not simply because, not due to, at once, all at once, in its place, in their place, as long as, so long as, provided that, not so fast, quick one, quick question, a quick one, as fast as possible, as quickly as possible, nothing fancy, nothing special, no pressure, no hurry, no idea, no clue, why do not we, why do not you, why do not i, could not we, can not we, should not we, would not it be, is
    not it, are not they, do not you think, on the first, on the 1st, on the second, on the 2nd, on the third,
    on the 3rd, on the 4th, last year, last quarter, last month, last week, last few years, last two years,
    next year, next quarter, next month, next week, first quarter, second quarter, third quarter, first half,
    second half, first time, first thing, at first, at first sight, at last, no doubt, no problem, no worries,
    not sure, why not, of course, in fact, by the way, in other words, at the end of the day, as you know, as
    we know, at the same time, more or less, so far, all in all, after all, the other day, kind of, sort of,
    right now, not yet, no rush, one more thing, once and for all, for the first time, second thoughts, on
    second thought, on second thoughts, last thing, no offence, not bad, not to mention, let alone, relative to each other, relative to one another, to each other, each other, not hype, not buzz, not noise, not politics, not gut feeling, not guesswork, not vanity, not yesterday, first
    name, all right, alright, at all, for once, i say, let us say, same time, this time, some time, same day,
    no time, the time being, rest assured, the rest of the team, rest of the year, the rest of the year, top
    of mind, over there, over time, over the years, over the last, over the next, over the past, over the
    coming, under way, after lunch, before lunch, before the meeting, after the meeting, before noon, before
    tomorrow, by tomorrow, by noon, plus or minus, the board wants, in the first place, as well as possible,
    as soon as possible, as much as possible, as far as possible, a lot of thanks, many thanks, much
    appreciated, very much, thanks a lot, thank you very much, more importantly, look like, looks like, little
    by little`
    .split(",")
    .map((phrase) => phrase.trim());
