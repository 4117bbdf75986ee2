import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

const LEAD = "^(?:(?:and|so|but|then|also|please|ok|okay|now|just) )*";
const NOUN = "(?:accounts?|customers?|clients?|companies|logos|names|ones)";
const MEASURE = "(?:revenues?|sales|turnover|business|potential|upside|arr|spend|money)";
const SHOW = "(?:show|list|give|name|print|display|get|find|see|tell)(?: me| us)?";
const END =
  "(?:top|biggest|largest|highest|richest|best|greatest|bottom|smallest|lowest|fewest|least|poorest|weakest)";
const NUMBER = "(?:[\\d,]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)";
const STATISTIC = "(?:average|mean|avg|typical|median|total|sum of|combined)";

/** "list the contractors in Spain": what stands ahead of a group. */
export const SHOWS_GROUP = new RegExp(`${LEAD}${SHOW} (?:all|the|our|my|all the|all our|every)$`, "u");
/** A wish to be shown something. */
export const SHOWN = new RegExp(`${LEAD}${SHOW}\\b`, "u");
/** "top 5 …", "average revenue …": what is asked for by its name. */
export const NAMES = new RegExp(
  `${LEAD}(?:the |our )?(?:${END}|${NUMBER} ${END}|${STATISTIC}|number|count|share)\\b`,
  "u",
);
/** What happened to accounts, and is no rule for them: "the accounts that stayed in A", "unchanged accounts by region". */
export const HAPPENED = new RegExp(
  `${LEAD}(?:the |our |all )*(?:${NOUN} (?:that|which|who) (?:stayed|remained|were|did|have|ended|landed|are now)\\b|(?:unchanged|unaffected|new|newly) (?:\\S+ )?${NOUN} (?:by|per|in|across)\\b)`,
  "u",
);
/** An amount is spoken of. */
export const MEASURED = new RegExp(`\\b${MEASURE}\\b`, "u");
/** A word for an amount. */
export const MEASURE_ALONE = new RegExp(`^${MEASURE}$`, "u");

/** How accounts are counted, or what they bring. */
export const COUNTS = new RegExp(
  String.raw`${LEAD}(?:(?:${SHOW}|what is|what was|do you know|compare) )?(?:the |our )?(?:how many|number of|count|what (?:share|proportion|percentage|part|fraction) of|how much (?:of (?:the |our )?)?${MEASURE}|(?:total |overall |whole )?${MEASURE} (?:of|in|from|by|per|across)|${STATISTIC} \S+)\b|${LEAD}(?:what is|what's|how (?:big|large|high) is) (?:the |our )?(?:${STATISTIC} |overall )?${MEASURE}\b|${LEAD}(?:how (?:big|large) (?:is|are) (?:the |our |each |every )*tiers?|(?:what (?:is|are|were) )?(?:the |our )?(?:tier sizes?|sizes? of (?:the |our |each |every )*tiers?))(?: today| now)?(?: \?)?$|${LEAD}compare (?:the )?(?:${NOUN}|${MEASURE})\b`,
  "u",
);
/** Two of a kind side by side: "compare France with Germany", "France vs Germany?". */
export const BESIDE_EACH_OTHER = new RegExp(
  String.raw`${LEAD}(?:how do .* )?compare\b|\b(?:vs|versus)\b`,
  "u",
);
/** How some accounts stand: "what does the book of Ann look like?" */
export const LOOKS = new RegExp(
  String.raw`${LEAD}(?:what|how) (?:does|do|did) (?:\S+ ){1,8}looks?(?: like)?(?: now| today)?(?: \?)?$`,
  "u",
);
/** A part of some accounts. */
export const SHARE = new RegExp(
  `${LEAD}(?:what|which) (?:share|proportion|percentage|part|fraction) of\\b`,
  "u",
);
/** How they are told apart by a column. */
export const PARTED = new RegExp(
  String.raw`\b(?:breakdown|distribution|split|spread|${NOUN}|${MEASURE}) (?:of (?:the |our )?${NOUN} )?(?:by|per|across|over|for each|in each)\b|\b(?:it|this|that|results?|picture|outcome|things|numbers|down|overview)(?: look)? (?:by|per|across|for each|in each)\b|${LEAD}(?:which|what) (?:${NUMBER} )?\S+(?: \S+)? (?:has|have|holds?|brings?|makes?|looks? after|manages?|serves?|runs?) (?:the )?(?:most|largest|biggest|highest|fewest|least|smallest|lowest)\b|${LEAD}(?:which|in which|what) \S+ (?:do|are) we (?:\S+ ){1,3}?(?:most|strongest|biggest)(?: in| to| with)?(?: \?)?$|${LEAD}how are (?:the |our )?${NOUN} (?:spread|split|distributed)\b|${LEAD}(?:the |our )?${END} ${NUMBER} \S+ by ${MEASURE}`,
  "u",
);
/** "who has the most red accounts?" asks for whoever looks after them. */
export const WHO_HAS_MOST = new RegExp(
  `${LEAD}who (?:has|have|owns?|manages?|runs?|looks? after) (?:the )?(?:most|biggest) (?:\\S+ ){0,4}${NOUN}\\b`,
  "u",
);
/** One of them: "what is the biggest account?" */
export const ONE_OF = new RegExp(
  String.raw`${LEAD}(?:(?:what|which|who) (?:is|was|are)(?: (?:the|our|my))? |${SHOW} (?:the |our |my )?|(?:the |our )?)${END} (?:\S+ ){0,3}?(?:account|customer|client|company)\b`,
  "u",
);
/** How they are listed. */
export const LISTS = new RegExp(
  String.raw`${LEAD}${SHOW} (?:\S+ ){0,6}?${NOUN}\b|${LEAD}(?:which|what|who)(?: are)? (?:\S+ ){0,6}?${NOUN} (?:are|is|have|has|sit|sits|belong|with|without|in|do we have|lack|lost|grow|shrink)\b|${LEAD}who are (?:\S+ ){0,4}?${NOUN}\b|${LEAD}(?:the |our )?(?:${NUMBER} )?${END} (?:\S+ )?${NOUN}\b|${LEAD}${SHOW} (?:\S+ ){0,3}?${END} (?!movers|weights?|rules?)\S+|${LEAD}(?:who|what|which) are (?:the |our |my )?(?:${NUMBER} )?${END} (?:${NUMBER} )?(?!movers|weights?|rules?)\S+|${LEAD}(?:the |our )?(?:${END} ${NUMBER}|${NUMBER} ${END}) (?:\S+ ){1,4}by\b|${LEAD}who (?:has|have) the (?:most|${END}) \S+|${LEAD}(?:are there|is there|do we have|have we|any) (?:\S+ ){0,6}?${NOUN}\b|${LEAD}(?:who|anyone|anybody) (?:in|from|with|without|has|have|of)\b|${LEAD}(?:\S+ )?${NOUN} (?:with|without|that|whose|in|who)\b.* \?$`,
  "u",
);
/** Longest sentence that is read as such a question, characters. */
export const LONGEST = 600;
/** What speaks of a run, a wish or another plan rather than of the accounts that there are. */
export const OTHER =
  /\b(?:(?:same|equal|identical) (?:number|count|share)|did|gains?|gained|get more|into|as strategic|criteria|criterion|decides?|decided|if|would|should|could|may|might|can|must|will|shall|why|unless|instead|moved?|moves|moving|movers|changed?|changes|promoted|demoted|upgraded|downgraded|matter|matters|count most|risk|misplaced|covers?|covered|unassigned|does .* mean|means|weights?|rules?|plan|method|first|priority|need|want|care|love|attention|chance|boost|push|shot|weight|prefer|focus|reward|favou?r|gets?|columns?|fields?|compactness|index|score)\b/u;
/** What is asked of those who sell, unless the book says whose accounts are. */
export const OF_SELLERS = /\b(?:seller|sellers|reps?|owner)\b/u;
/** What a rule says, and no question of the accounts. */
export const RULES: readonly Cue[] = ["hold", "move", "rise", "fall", "jump", "release", "ignore", "wish"];

/** Accounts that are listed where the words name no number. */
export const LISTED = 20;

/** What a share is asked of: what is named ahead of its verb. */
export function amongOf(items: readonly Item[]): readonly Item[] {
  const verb = items.findIndex(
    ({ text }) => /^(?:is|are|sits?|lies?|comes?|come from|has|have)$/u.test(text) && text !== "",
  );
  return verb < 0 ? [] : items.slice(0, verb);
}
