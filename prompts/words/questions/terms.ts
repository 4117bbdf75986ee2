import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Talk } from "./talk.ts";

/** What to say instead. */
export const INVITE =
  'Tell me what matters, for instance "prioritize headroom, a bit of growth, ignore region", and I will tier your accounts by it.';

/** What each kind of talk is answered with. */
export const TALK_REPLIES: Readonly<Record<Talk, string>> = {
  greeting: `Hello! ${INVITE}`,
  "how-are-you": `Very well, thank you. ${INVITE}`,
  thanks: 'You are welcome. You can go on from here: "a bit more growth", "move at most 2 %", or "undo".',
  bye: "Goodbye! Your last tiers stay where you saved them.",
  identity: `I am the tiering assistant: I turn plain words into weights and rules, and re-tier your customer book by them. ${INVITE}`,
  help: `Say what should count: runway (revenue still to be won), growth, geography, industry; in words ("mostly growth, forget region") or numbers ("60% growth, 40% runway"). Add rules such as "move at most 2 %", "keep Tier A as it is" or "only in Western Europe"; say KPI for the KPI method; then "a bit more geo", "run it again" or "undo".`,
  injection: `I can't do that: my task is to turn wishes about customer tiers into weights and rules. ${INVITE}`,
};

/** What rules look like. */
export const RULES_HINT =
  'I know rules such as "move at most 2 %", "Tier A with 1,200 accounts", "keep Tier A as it is", "only in Western Europe" and "no downgrades".';

/** The answer where nothing of a message was understood. */
export const NOT_UNDERSTOOD = `I did not find a tiering wish in that. ${INVITE}`;

/** Meanings of the terms that people ask about; the first whose pattern is in the question answers. */
const TERMS: readonly [RegExp, string][] = [
  [
    /\btpa\b|tier potential alignment|potential in the right tiers/iu,
    "Potential in the right tiers (TPA, Tier Potential Alignment) is the rank correlation between an account's potential index and its tier: 1 means that the tiers follow the potential exactly.",
  ],
  [
    /\btci\b|compactness|tiers alike/iu,
    "Tiers alike (TCI, Tier Compactness Index) says how alike the accounts of a tier are, in potential (TCI_PI) or in current revenue (TCI_REV): 1 means that all differences lie between the tiers, none within.",
  ],
  [
    /\bsfi\b|strategic focus|revenue in focus/iu,
    "Revenue in focus (SFI, Strategic Focus Index) is the share of current revenue that sits in the strategic tiers, by default the top two.",
  ],
  [
    /\bcomposite\b|\bscore\b/iu,
    "The overall score (composite) is .35 times potential in the right tiers (TPA), .35 times revenue in focus (SFI) and .30 times tiers alike in potential and in revenue (TCI_PI, TCI_REV): the one number that the hybrid method raises.",
  ],
  [
    /\bkpis?\b.*\bmethod\b|\bmethod\b.*\bkpis?\b|\bkpi run\b/iu,
    "The KPI method ranks all accounts by the potential index, fills the tiers from the top and then keeps each account within one tier of where it was; it moves many accounts.",
  ],
  [
    /\bhybrid\b/iu,
    "The hybrid method raises the composite from today's tiers while it moves few accounts: by default at most 5 % of them, each by one tier, with tier sizes kept.",
  ],
  [
    /\bdirect\b/iu,
    "The direct method ranks all accounts by the potential index and fills the tiers from the top, however far an account moves.",
  ],
  [/\bbaseline\b/iu, "The baseline is the current tiers as they are; every lift is measured from them."],
  [
    /\bkpis?\b|\bmetrics?\b|\bindicators?\b/iu,
    "Four measures (KPIs) judge a tiering: potential in the right tiers (TPA), tiers alike in potential and in revenue (TCI_PI, TCI_REV) and revenue in focus (SFI); the overall score (composite) sums them up.",
  ],
  [
    /\bsilhouette\b/iu,
    "The silhouette says how well separated natural groups are: 1 is perfect, 0 is overlapping.",
  ],
  [
    /\bpi[_ ]?acct\b|potential index|\branking\b|\brank(?:s|ed)?\b/iu,
    "PI_acct, the potential index by which accounts are ranked, is the weighted sum of four standardised signals: runway, growth, geography share and industry share.",
  ],
  [
    /\brunway\b|\bupside\b|\bheadroom\b|white ?space|\bpotential\b/iu,
    "Runway is the revenue still to be won: potential revenue at the horizon minus current revenue.",
  ],
  [
    /\bgrowth\b|\bcagr\b|\bmomentum\b/iu,
    "Growth is the compound annual growth rate of an account's revenue over the years in the book.",
  ],
  [
    /\bgeo\w*\b|\bregions?\b|\bterritor|\blocation\b/iu,
    "Geo share is an account's share of the total addressable market of its geography.",
  ],
  [
    /\bcategor|\bindustr|\bsectors?\b|\bverticals?\b/iu,
    "Category share is an account's share of the total addressable market of its industry.",
  ],
  [
    /\bdefaults?\b/iu,
    "By default Runway counts 40 %, Growth 30 %, Geo share and Category share 15 % each; the hybrid method moves at most 5 % of the accounts, each by one tier.",
  ],
  [
    /\bweights?\b|\bweighting\b/iu,
    "The four weights say how much Runway, Growth, Geo share and Category share count in the potential index; they sum to 100 %. The plan of each run states them.",
  ],
  [
    /\bmethods?\b/iu,
    "There are four methods: hybrid (few moves, the default), kpi (rank by potential, one tier at most), direct (rank by potential, freely) and baseline (today's tiers).",
  ],
  [
    /\btiers?\b/iu,
    "Tiers run from A, the highest, downwards; the summary of a run says how many accounts each holds and who moved.",
  ],
  [
    /\baccounts?\b|\bbook\b|\bcolumns?\b/iu,
    "The book is one row per customer account; its columns and their values are listed under /v1/columns.",
  ],
];

/** Every term's meaning, a line each. */
export function glossary(): string {
  return TERMS.map(([, meaning]) => `- ${meaning}\n`).join("");
}

/** Words with which people ask what a term means, beside it. */
const ASKING_WORDS = new Set(
  `what which who how why when where is are was does do did can could would will should may the a an of in on for to by from with
  and or that this these those it its they their them you your we our us me my i tell explain define describe mean means meaning
  meant stand stands called definition calculated calculate computed compute measured measure defined work works working
  exactly actually please about there here between formula term terms have has be being not no so then than more some any
  remind help understand know again mean's s re m index tier tiers account accounts book plan run result score value values
  number high low good bad use used using count counts weighted weight weights important matter matters simple words plain
  english share shares difference different differ differs differing between vs versus compare compared against opposed same whats kpi kpis method methods signal signals today current default defaults available possible`.split(
    /\s+/u,
  ),
);

/** True for a question that asks for a term's meaning: at most one of its words is about something else. */
function isMeaningAsked(text: string, term: RegExp): boolean {
  const others = text
    .replace(term, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== "" && !ASKING_WORDS.has(word) && !term.test(word));
  return others.length < 2;
}

const BETWEEN_TWO = /\b(?:differ\w*|vs|versus|compared?|against|opposed|rather than|same as|and)\b/iu;

/** What asks for a meaning, rather than for accounts, moves or figures. */
const ASKS_MEANING =
  /\b(?:mean|means|meaning|meant|stands? for|definition|glossary|describe|differ\w*|vs|versus)\b|\b(?:explain|define)\b(?! (?:why|the (?:result|outcome|run))\b)|\bhow (?:is|are|was|were|do|does|did) .*\b(?:calculated?|computed?|measured?|defined?|derived?|determined?|works?|ranked?|come about)\b|^\W*(?:\w+[,:]? ){0,3}?what(?: exactly| really| actually)?(?:'s| is| are|s)(?: the| an?)? (?!my\b|our\b|(?:total|average|mean|biggest|largest|smallest|sum|number)\b)|^\W*(?:\w+[,:]? ){0,2}?what (?:do|does) .*\b(?:mean|do|measure|say)\b|\btell (?:me|us) (?:more )?about\b|\bremind me what\b|\bwhat kinds? of\b|\bhow do (?:you|we) (?:rank|tier|calculate|compute|measure|define)\b/iu;

/** The meanings of the two terms whose difference is asked for, in the order in which they are said; null for any other question. */
function twoTerms(text: string): string | null {
  if (!BETWEEN_TWO.test(text)) return null;
  const named = TERMS.flatMap(([pattern, meaning]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ at: match.index, pattern, meaning }];
  });
  const [one, other] = named
    .filter(({ at }, place) => named.findIndex((each) => each.at === at) === place)
    .slice(0, 2)
    .sort((a, b) => a.at - b.at);
  if (one === undefined || other === undefined) return null;
  return isMeaningAsked(text.replace(one.pattern, " "), other.pattern)
    ? `${one.meaning} ${other.meaning}`
    : null;
}

/** "how many accounts are in tier A?", "how many customers do we have?", and nothing else of them. */
const SIZES =
  /\bhow (?:many|much)\b(?: of)?(?: the| our| my)?(?: \w)? ?(?:accounts|customers|clients|tiers?|are|tier)\b(?!.*\b(?:gets?|new|sellers?|reps?|below|above|under|over|just|almost|no|not|columns?|without|lost|lose|need|needed)\b)/iu;

/** The answer to a question that no run and no term answers. */
const UNANSWERED =
  'I did not understand that question, so nothing was run. I can say who moved ("who went up in Japan?"), why an account is in its tier, what another plan would change, who may rise or fall, and what the measures and weights mean.';
/**
 * The answer to a question about how tiering works, or about the book's tiers.
 * @param named whether it names something of the book beside its tiers
 */
export function answerTerms(question: string, { n, tiers, tierSizes }: Vocabulary, named: boolean): string {
  const text = question.slice(0, 1000);
  if (named) return UNANSWERED;
  if (SIZES.test(text)) {
    const sizes = tiers
      .map((tier, at) => `Tier ${tier} ${(tierSizes[at] ?? 0).toLocaleString("en")}`)
      .join(", ");
    return `The book has ${n.toLocaleString("en")} accounts today: ${sizes}.`;
  }
  const two = twoTerms(text);
  if (two !== null) return two;
  const found = ASKS_MEANING.test(text) ? TERMS.find(([pattern]) => pattern.test(text)) : undefined;
  if (found !== undefined)
    return isMeaningAsked(text, found[0])
      ? found[1]
      : `I did not understand all of that. What I can say of it: ${found[1]}`;
  return `I did not understand that question. I can explain the measures (KPIs), the overall score, the methods and the weights, and answer "which accounts moved?" or "why is account 42 in its tier?". ${INVITE}`;
}
