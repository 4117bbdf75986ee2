import type { Question } from "../../../contract/question.ts";
import { readExplained } from "./account-explained.ts";
import { readAccounts } from "./account-questions.ts";
import { readCoverage } from "./coverage-questions.ts";
import { readMovers } from "./mover-questions.ts";
import { readNet } from "./net-questions.ts";
import { outcomeOf } from "./outcomes.ts";
import { readProgression } from "./progression-questions.ts";
import { goal, goalOfRevenue, readPartOfGain } from "./question-goals.ts";
import type { Sentence } from "./sentence.ts";

/** A question of one kind: an example, what it means, and patterns all of which must be found. Tried from the top. */
type QuestionFrame = readonly [
  asks: string,
  means: (sentence: Sentence) => Question | null,
  ...patterns: readonly RegExp[],
];

const METHODS = "(?:hybrid|kpi|direct|baseline|constrained)";
const SHOW =
  "(?:show|give|tell|print|list|export|see|get|want|need|explain|describe|derive|learn|extract|summari[sz]e|download)";
const FRAMES: readonly QuestionFrame[] = [
  ["who is about to move up in Retail", readProgression],
  ["who looks after account 42", readCoverage],
  ["get SFI to at least .82", goal],
  [
    "strategic tiers hold 85 % of revenue, how many must change",
    goalOfRevenue,
    /\bstrategic\b/u,
    /\b(?:revenue|turnover|sales)\b/u,
    /\b(?:how many|how much|what would it take|at least|need|number of|minimum|fewest|smallest|least)\b/u,
  ],
  [
    "what separates B from C",
    boundary,
    /\b(?:makes? an? \S+ an?|separat\w+|differ\w*|distinguish\w*|sets?|splits?|divid\w+|boundary|border|line|threshold|cut ?off|cut|gap|tells?|apart|distinction|makes|edge|verge|cusp|border|borderline|how far)\b/u,
  ],
  [
    "what does an account need to get from C to B",
    boundary,
    /^(?:what|how)\b(?! many\b| much\b)/u,
    /\b(?:need|needs|takes?|has to|have to|get|become)\b/u,
    /\bfrom\b/u,
  ],
  ["why did account 42 move", readExplained],
  [
    "why did tier A grow",
    ({ items }) => {
      const [tier, more] = items.filter(({ kind }) => kind === "tier");
      const other = items.some(({ kind }) => ["values", "account", "amount", "column"].includes(kind));
      return tier?.names.length === 1 && more === undefined && !other
        ? { kind: "size", tier: tier.names[0] as string }
        : null;
    },
    /^(?:(?:and|so|but) )*(?:why|how come|what made)\b/u,
    /\b(?:grow|grows|grew|grown|growing|shrink|shrinks|shrank|shrunk|shrinking|bigger|larger|smaller|expand|expanded|more (?:accounts|customers|clients)|fewer (?:accounts|customers|clients)|so (?:many|few|big|large|small)|the same size|size)\b/u,
  ],
  [
    "cluster the book into five groups",
    segment,
    /\b(?:cluster\w*|k ?means|kmeans|k ?medoids|kmedoids|hdbscan|dbscan|natural\w* (?:\S+ )?(?:group\w*|segment\w*|tiers|divisions|families)|segmentations?|gower|ward (?:clustering|linkage|method))\b/u,
  ],
  [
    "group the accounts naturally",
    segment,
    /\b(?:group|segment|divide|split|sort|fall|falls|bunch)\b/u,
    /\b(?:accounts|customers|clients|book|portfolio|base|naturally|into)\b/u,
    /\b(?:naturally|natural|groups|segments|segment the|with (?:ward|kmeans|hdbscan)|bunches|clumps|camps|families|similar ones)\b/u,
  ],
  [
    "which customers look alike",
    (sentence) => (sentence.question && isBare(sentence, "amount") ? segment(sentence) : null),
    /^(?:(?:and|so) )*(?:what|which|how many|do|are|is)\b.*\b(?:accounts?|customers?|clients?|buyers?|base)\b/u,
    /\b(?:alike|similar to each other|resemble|resembles|belong together|emerge|by themselves|(?:kinds?|types?|sorts?|families) of (?:our )?(?:accounts?|customers?|clients?|buyers?))\b/u,
  ],
  [
    "compare the methods",
    // "run the baseline, to compare against": a run.
    // "compare promotions in Spain and Italy": of some accounts.
    ({ items, text }) =>
      /\bto compare (?:against|with|it)\b|\b(?:last|previous|prior) (?:year|quarter|month|season)|\b(?:the |my |our )?(?:last|previous|prior|earlier|first|old) (?:plan|run|version|one|result|scenario)\b|\b(?:plan|run|version|one) before\b/u.test(
        text,
      ) ||
      items.some(({ kind }) => ["values", "account", "tier"].includes(kind)) ||
      // "compare growth and runway"
      (items.flatMap(({ signals }) => signals).length > 1 &&
        !/\b(?:methods?|kpis?|hybrid|direct|baseline)\b/u.test(text))
        ? null
        : { kind: "compare" },
    new RegExp(
      String.raw`\b(?:compare|compares|comparing|comparisons?)\b|\bhow (?:do|does|did|would|will) .* (?:stack up|measure up|fare|hold up) (?:against|versus|next to|compared to|beside) (?:the |an? )?(?:(?:straight|plain|simple|pure|other) )?(?:${METHODS}|methods)\b|\bside by side\b|\b(?:all|each|every) (?:of )?(?:the |our )?methods?\b|\breasons? (?:\S+ ){1,6}${METHODS} (?:\S+ ){1,3}${METHODS}\b|\b(?:which|best|better) method\b|\bmethods\b.* (?:best|better|each other|one another|head to head)\b|\bline (?:the |all )?(?:\S+ )?methods up\b|\bline up (?:the |all )?(?:\S+ )?methods\b|\b(?:next to|beside|alongside) (?:all )?(?:the |your )?(?:other|others|other three|rest of the) methods\b|\b(?:which|what) of (?:the |these |your )?(?:four |three |two )?methods\b|\b${METHODS}\b.* (?:next to|beside|alongside|side|together|head to head|each other|one another)\b|\b${METHODS} (?:method )?(?:vs|versus|against|or) (?:the )?${METHODS}\b|\b(?:is|does|did|would) (?:the )?(?:(?:straight|plain|simple|pure) )?(?:${METHODS}|optimi[sz]er|optimi[sz]ation).* (?:better|worse|beat|best|fewer|more|less)\b|\b(?:is|are|was|does|did) (?:this|it|that|they|these)\b.* (?:better|worse|stronger|weaker|different) (?:than|from) (?:with |what )?(?:the |a )?(?:(?:straight|plain|simple|pure) )?(?:${METHODS}|ranking|optimi\w+)\b|\b(?:differ\w*|diff) .*\b(?:kpi|hybrid|methods?|direct|ranking|ranked)\b`,
      "u",
    ),
  ],
  [
    "are we better off than with the tiers of today",
    ({ question, text }) => (question || /\b(?:vs|versus)\b/u.test(text) ? { kind: "compare" } : null),
    /\b(?:against|than|improve on|gain over|versus|vs) (?:with )?(?:the )?(?:(?:today|present|current|existing|old|new) (?:tiers|tiering|ones?|state)|tiers (?:that )?we have|what we have (?:now|today))\b/u,
  ],
  [
    "show me the KPIs",
    (sentence) => (isBare(sentence) ? { kind: "compare" } : null),
    /^(?:(?:and|please|just|also|then|so) )*(?:(?:show|give|report|print)\b.*\bkpis(?! method)|(?:what|how) (?:do|are) (?:the|our|my) kpis (?:look|today|now|currently|without|like|doing|as))\b/u,
  ],
  [
    "what changed since the last run",
    ({ question, text }) => (question || /\bcompare\b/u.test(text) ? { kind: "changes", plan: null } : null),
    /\bcompare (?:(?:it|this|that|these|them|(?:the|this|my) (?:result|plan|run)) )?(?:with|to|against) (?:the |my |our )?(?:(?:last|previous|earlier|first|old) (?:plan|run|one|version|result)|(?:plan|run|one|version) before)\b|\b(?:chang\w+|differ\w*|new|other)\b.*\b(?:since|than|from|to|versus|vs|against) (?:the )?(?:last|previous|earlier|one before|plan before|run before) ?(?:run|plan|time|one|version|result)?\b/u,
  ],
  [
    "how stable are the moves",
    ({ items, question, text }) =>
      (/^how (?:stable|robust|sensitive)\b/u.test(text) || !items.some((item) => item.kind === "amount")) &&
      (question || /\b(?:show|how|check|analysis|report|trust|rely)\b/u.test(text))
        ? { kind: "stability" }
        : null,
    /\b(?:stab\w+|sensitiv\w+|robust\w*|fragile|volatile|shaky|wobbly)\b|\bhow (?:sure|confident|certain|solid|reliable)\b|\b(?:can|should) (?:i|we) (?:trust|rely on)\b|\b(?:small|slight|slightly|tiny|little|minor|a bit)\b.* (?:different |other )?weights?\b|\bweights\b.* (?:slightly|a little|a bit)\b/u,
  ],
  ["the fewest moves for half of the gain", readPartOfGain],
  [
    "how much better with more movement",
    ({ question, text }) =>
      (question || /frontier|trade ?off|marginal|gain per/u.test(text)) &&
      !(/\b(?:should|what if|can we)\b/u.test(text) && !/better|gain|bring|worth|buy/u.test(text))
        ? { kind: "frontier" }
        : null,
    /\bis it worth (?:going|moving|spending|raising|allowing)\b|\b(?:frontier|trade ?offs?|diminishing|pareto|gain per|marginal gain|marginal \w+ gain|gain per (?:extra|additional|further|more))\b|\b(?:what|how much|how far|would|is it)\b.*\b(?:more|each|every|extra|further|allowed|bigger|additional|another|twice|double)\b.*\b(?:mov\w+|churn|budget|disruption|change)\b.*|\b(?:at (?:what|which) \S+|where|when) (?:does|do|will|would)\b.*\b(?:stop|stops|cease|no longer)\b.*\b(?:pay|pays|paying|worth|help|helping|gain)\b|\bworth moving\b|\b(?:gains?|lift|improvements?|returns?|benefits?)\b.*\b(?:dry|dries|level|levels|flatten|flattens|fade|fades|tail|tails|peter|peters|run|runs)(?: (?:up|off|out|away))\b|\b(?:does|will|would|is) it (?:pay|pays|worth)\b.*\bmov\w+|\bwhat\b.*\b(?:moves?|movement|moved|changes|churn)\b.*\beach\b.*\b(?:brings?|buys?|gains?|gives?|adds?)\b|\bgain\b.*\b(?:each|every) time\b/u,
  ],
  [
    "which KPI gained the most",
    ({ items, question }) =>
      question && !items.some(({ kind }) => ["values", "account", "amount"].includes(kind))
        ? { kind: "story" }
        : null,
    /^(?!.*\b(?:mean|method|if)\b)(?:(?:which|what|how|did|has|have)\b.*\b(?:kpis?|composite|score|tpa|sfi|tci|metrics?|measures?)\b.*(?:\b(?:do|did|gain\w*|improv\w*|chang\w*|mov\w*|fell|fall|rose|rise|drop\w*|suffer\w*|lost|lose|worse|better|up|down)\b)|(?:what (?:did|has) (?:the )?(?:composite|overall score|score|kpis?|tpa|sfi)\b)|(?:did|has|have) (?:anything|something)\b.*\b(?:worse\w*|suffer\w*|fall(?:en)?|drop\w*|declin\w*)\b)/u,
  ],
  [
    "what is our SFI now",
    ({ items }) =>
      items.some(({ kind }) => ["values", "account", "amount", "signal"].includes(kind))
        ? null
        : { kind: "story" },
    /^(?:and |so |ok )*(?:what|where|how high|how good|how) (?:is|are) (?:our|my|the (?:new|current|present|latest)) (?:kpis?|composite|overall score|score|tpa|sfi|tci)\b|^(?:and |so |ok )*(?:what|where|how high|how good|how) (?:is|are) (?:the )?(?:kpis?|composite|overall score|tpa|sfi|tci) (?:now|today|at the moment|right now|currently|after (?:this|that|the run)|under (?:this|the) plan)\b/u,
  ],
  [
    "which country gained the most A accounts",
    readNet,
    /\b(?:net (?:gains?|loss(?:es)?|change)|gain|gains|gained|add|adds|added|wins?|won|lose|loses|lost|shed|grow|grows|grew|shrink|shrinks|shrank|fewer|more)\b/u,
  ],
  [
    "how many C accounts stay C",
    (sentence) => (outcomeOf(sentence.items) === null ? null : readAccounts(sentence)),
  ],
  ["who moved", readMovers],
  ["how many accounts are in Spain", readAccounts],
  [
    "summarise the outcome",
    ({ items, question }) =>
      items.some(({ kind }) => kind === "account" || (kind === "signal" && !question))
        ? null
        : { kind: "story" },
    /^(?:and |so )?what did you (?:do|change)\b|\b(?:summari[sz]e|summary|nutshell|tell the story|the story|key takeaways|takeaways|headlines?(?! (?:numbers?|figures?|kpis?|metrics?))|briefing|write ?up|talking points|narrative|in short|executive|recap|tl ?dr|the gist|bottom line|pitch|(?:main|key|most important) (?:messages?|points?|findings|results?))\b|\b(?:what|how) (?:do|can|should|could) i (?:say|tell|present|explain|sell)\b|\bexplain (?:this|it|that|the (?:result|outcome|run|changes))\b|\bfor the board$|\bsum (?:it|this|that|everything|them|the \S+)(?: all)? up\b|^(?:\S+ ){0,4}sum up\b|\b(?:lines?|sentences?|bullets?|bullet points|paragraphs?|words)\b.* (?:for (?:my|the|our)|about (?:this|it|that|the (?:run|result|outcome|moves))|on (?:this|it|that))\b|\bin (?:\S+ ){0,2}(?:sentences?|bullets?|bullet points|paragraphs?)$/u,
  ],
  [
    "show me the rules",
    ({ items, question, text }) =>
      /hidden|secret/u.test(text) || (!question && items.some(({ kind }) => kind === "signal"))
        ? null
        : { kind: "rules" },
    new RegExp(
      String.raw`\bdecision trees?\b|\brules? (?:as|in) (?:sql|json|text)\b|\brule ?set\b|\bset of rules\b|\b(?:make|write|put|turn)\b.*\brules? (?:\S+ )?(?:readable|simpler?|plain|down|as|into)\b|\b${SHOW}(?: me| us)? (?:the |all |all the |your |some |out )*(?:tiering |tier |business |simple |decision )?(?:rules?|logic)\b|\b(?:what|which)(?: are| is)? (?:the )?(?:tiering |tier |decision |your )?(?:rules?|logic)(?: behind| that| describe| define| for| explain| decide)?\b|\bas (?:a )?sql\b|^rules\b`,
      "u",
    ),
  ],
  [
    "what decides who ends up where",
    (sentence) => (sentence.question && isBare(sentence) ? { kind: "rules" } : null),
    /\b(?:what|how)\b.*\b(?:decides?|decided|determines?|determined|settles?|defines?)\b.*\b(?:who|where|tiers?)\b|\bhow\b.*\btiers?\b.*\b(?:decided|determined|assigned|made)\b/u,
  ],
  [
    "what has a B account got that a C account has not",
    (sentence) => (sentence.question && isOfTiers(sentence) ? boundary(sentence) : null),
    /^(?:(?:and|so|but|then|ok|okay|now) )*(?:what|how|which|where|when)\b(?! if\b|\b.*\b(?:moved?|moves|went|changed)\b)/u,
  ],
];

/** Names nothing: no signal, no number and nothing of the book. */
const isBare = ({ items }: Sentence, ...but: readonly string[]): boolean =>
  items.every(({ kind }) => ["word", "stop", ...but].includes(kind));

/** A question that names two tiers, and nothing else of the book. */
const isOfTiers = (sentence: Sentence): boolean =>
  isBare(sentence, "tier") && !/\bhow (?:many|much|often)\b|\bif\b/u.test(sentence.text);

/** What a sentence asks of a run, or null. */
export function readQuestion(sentence: Sentence): Question | null {
  for (const [, means, ...patterns] of FRAMES) {
    if (!patterns.every((pattern) => pattern.test(sentence.text))) continue;
    const ask = means(sentence);
    if (ask !== null) return ask;
  }
  return null;
}

function boundary({ items, text }: Sentence): Question | null {
  const tiers = items.filter((item) => item.kind === "tier").flatMap((item) => [...item.names]);
  if (/\b(?:line|gap|makes)\b/u.test(text) && !/\b(?:between|and|rather than|apart|a [a-z]\b)/u.test(text))
    return null;
  return tiers.length === 2 && !items.some((item) => item.kind === "amount")
    ? { kind: "boundary", tiers: [tiers[0] as string, tiers[1] as string] }
    : null;
}

const ALGORITHMS: readonly [RegExp, "ward" | "kmeans" | "kmedoids" | "hdbscan"][] = [
  [/\bk ?means\b/u, "kmeans"],
  [/\bk ?medoids\b|\bgower\b/u, "kmedoids"],
  [/\bh?dbscan\b|\bdensity based\b/u, "hdbscan"],
  [/\bward\b|\bhierarchical\b/u, "ward"],
];

function segment({ items, text }: Sentence): Question {
  const counts = items
    .flatMap((item) => item.amounts)
    .filter(({ kind, value }) => kind === "plain" && Number.isInteger(value) && value >= 2 && value <= 26);
  return {
    kind: "segment",
    algorithm: ALGORITHMS.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    k: counts[0]?.value ?? null,
  };
}
