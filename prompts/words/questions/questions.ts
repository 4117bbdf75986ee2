import type { Question } from "../../../contract/question.ts";
import { type Clause, has } from "../clauses/clauses.ts";
import { readAccounts } from "./account-questions.ts";
import { readCoverage } from "./coverage-questions.ts";
import { readMovers } from "./mover-questions.ts";
import { readProgression } from "./progression-questions.ts";
import { goal, goalOfRevenue } from "./question-goals.ts";
import type { Sentence } from "./sentence.ts";

/** A question of one kind, by the words that make it; all of the patterns must be found. Tried from the top. */
interface QuestionFrame {
  readonly asks: string;
  readonly patterns: readonly RegExp[];
  readonly means: (sentence: Sentence) => Question | null;
}

const METHODS = "(?:hybrid|kpi|direct|baseline|constrained)";
const SHOW =
  "(?:show|give|tell|print|list|export|see|get|want|need|explain|describe|derive|learn|extract|summari[sz]e|download)";
const FRAMES: readonly QuestionFrame[] = [
  { asks: "who is about to move up in Retail", patterns: [], means: readProgression },
  { asks: "who looks after account 42", patterns: [], means: readCoverage },
  {
    asks: "get SFI to at least .82",
    patterns: [],
    means: goal,
  },
  {
    asks: "strategic tiers hold 85 % of revenue, how many must change",
    patterns: [
      /\bstrategic\b/u,
      /\brevenue\b/u,
      /\b(?:how many|how much|what would it take|at least|need)\b/u,
    ],
    means: goalOfRevenue,
  },
  {
    asks: "what separates B from C",
    patterns: [
      /\b(?:makes? an? \S+ an?|separat\w+|differ\w*|distinguish\w*|sets?|splits?|divid\w+|boundary|border|line|threshold|cut ?off|cut|gap|tells?|apart|distinction|makes)\b/u,
    ],
    means: boundary,
  },
  {
    asks: "what does an account need to get from C to B",
    patterns: [
      /^(?:what|how)\b(?! many\b| much\b)/u,
      /\b(?:need|needs|takes?|has to|have to|get|become)\b/u,
      /\bfrom\b/u,
    ],
    means: boundary,
  },
  {
    asks: "why did account 42 move",
    patterns: [
      /\b(?:why|explain|what|tell|happened|how come|show|details?|look up|inspect|where|how|which tier|reasons?|rationale|justify|story|info|about|background)\b|^(?:should|is|was|did|does|will|would)\b/u,
    ],
    means: account,
  },
  {
    asks: "cluster the book into five groups",
    patterns: [
      /\b(?:cluster\w*|k ?means|kmeans|k ?medoids|kmedoids|hdbscan|dbscan|natural\w* (?:\S+ )?(?:group\w*|segment\w*|tiers|divisions|families)|segmentations?|gower|ward (?:clustering|linkage|method))\b/u,
    ],
    means: segment,
  },
  {
    asks: "group the accounts naturally",
    patterns: [
      /\b(?:group|segment|divide|split|sort|fall|falls|bunch)\b/u,
      /\b(?:accounts|customers|clients|book|portfolio|base|naturally|into)\b/u,
      /\b(?:naturally|natural|groups|segments|segment the|with (?:ward|kmeans|hdbscan)|bunches|clumps|camps|families|similar ones)\b/u,
    ],
    means: segment,
  },
  {
    asks: "compare the methods",
    patterns: [
      new RegExp(
        String.raw`\b(?:compare|compares|comparing|comparisons?)\b|\bside by side\b|\b${METHODS} and (?:the )?${METHODS} (?:next to|beside|against|side|together)|\ball methods\b|\b(?:which|best|better) method\b|\b(?:which|what) of (?:the |these |your )?(?:four |three |two )?methods\b|\b${METHODS} (?:method )?(?:vs|versus|against|or) (?:the )?${METHODS}\b|\b(?:is|does) (?:the )?${METHODS}.* (?:better|worse|beat)\b|\b(?:differ\w*|diff) .*\b(?:kpi|hybrid|methods?|direct|ranking|ranked)\b`,
        "u",
      ),
    ],
    // "run the baseline, to compare against": a run.
    means: ({ text }) => (/\bto compare (?:against|with|it)\b/u.test(text) ? null : { kind: "compare" }),
  },
  {
    asks: "what changed since the last run",
    patterns: [
      /\b(?:chang\w+|differ\w*|new|other)\b.*\b(?:since|than|from|to|versus|vs|against) (?:the )?(?:last|previous|earlier|one before|plan before|run before) ?(?:run|plan|time|one|version|result)?\b/u,
    ],
    means: ({ question }) => (question ? { kind: "changes", plan: null } : null),
  },
  {
    asks: "how stable are the moves",
    patterns: [
      /\b(?:stab\w+|sensitiv\w+|robust\w*|fragile|volatile|shaky|wobbly)\b|\bhow (?:sure|confident|certain|solid|reliable)\b|\b(?:can|should) (?:i|we) (?:trust|rely on)\b/u,
    ],
    means: ({ items, question, text }) =>
      !items.some((item) => item.kind === "amount") &&
      (question || /\b(?:show|how|check|analysis|report|trust|rely)\b/u.test(text))
        ? { kind: "stability" }
        : null,
  },
  {
    asks: "how much better with more movement",
    patterns: [
      /\b(?:frontier|trade ?offs?|diminishing|pareto|gain per|marginal gain|marginal \w+ gain|gain per (?:extra|additional|further|more))\b|\b(?:what|how much|how far|would|is it)\b.*\b(?:more|each|every|extra|further|allowed|bigger|additional|another|twice|double)\b.*\b(?:mov\w+|churn|budget|disruption|change)\b.*|\b(?:at (?:what|which) point|where|when) (?:does|do|will|would)\b.*\b(?:stop|stops|cease|no longer)\b.*\b(?:pay|pays|paying|worth|help|helping|gain)\b|\bworth moving\b|\bwhat\b.*\b(?:moves?|movement|moved|changes|churn)\b.*\beach\b.*\b(?:brings?|buys?|gains?|gives?|adds?)\b|\bgain\b.*\b(?:each|every) time\b/u,
    ],
    means: ({ question, text }) =>
      question || /frontier|trade ?off|marginal|gain per/u.test(text)
        ? /\b(?:should|what if|can we)\b/u.test(text) && !/better|gain|bring|worth|buy/u.test(text)
          ? null
          : { kind: "frontier" }
        : null,
  },
  { asks: "who moved", patterns: [], means: readMovers },
  { asks: "how many accounts are in Spain", patterns: [], means: readAccounts },
  {
    asks: "summarise the outcome",
    patterns: [
      /\b(?:summari[sz]e|summary|nutshell|tell the story|the story|key takeaways|takeaways|headline|headlines|briefing|write ?up|talking points|narrative|in short|executive)\b|\bexplain (?:this|it|that|the (?:result|outcome|run|changes))\b|\bfor the board$/u,
    ],
    means: ({ items }) => (items.some((item) => item.kind === "account") ? null : { kind: "story" }),
  },
  {
    asks: "show me the rules",
    patterns: [
      new RegExp(
        String.raw`\bdecision trees?\b|\brules? (?:as|in) (?:sql|json|text)\b|\brule ?set\b|\b${SHOW}(?: me| us)? (?:the |all |all the |your |some |out )*(?:tiering |tier |business |simple |decision )?rules?\b|\b(?:what|which)(?: are| is)? (?:the )?(?:tiering |tier |decision |your )?rules?(?: behind| that| describe| define| for| explain| decide)?\b|\bas (?:a )?sql\b|^rules\b`,
        "u",
      ),
    ],
    means: ({ text }) => (/hidden|secret/u.test(text) ? null : { kind: "rules" }),
  },
  {
    asks: "what has a B account got that a C account has not",
    patterns: [
      /^(?:(?:and|so|but|then|ok|okay|now) )*(?:what|how|which|where|when)\b(?! if\b|\b.*\b(?:moved?|moves|went|changed)\b)/u,
    ],
    means: (sentence) => (sentence.question && isOfTiers(sentence) ? boundary(sentence) : null),
  },
];

/** A question that names two tiers, and nothing else of the book. */
const isOfTiers = ({ items, text }: Sentence): boolean =>
  items.every(({ kind }) => ["word", "stop", "tier"].includes(kind)) &&
  !/\bhow (?:many|much|often)\b|\bif\b/u.test(text);

/** Words that ask after an account that another sentence names: "It is account 42. Why has he moved?" */
const ASKS_AFTER =
  /\bexplain (?:me )?why\b|\bwhy (?:he|she|it|they|him|her|its|that|did|has|was|is|downgraded|upgraded|demoted|promoted|moved|dropped)\b|\bwhat happened\b|\bhow come\b|^why$/u;

/** The account that a message is about where one sentence names it and another asks; null for any other. */
export function askedAfter(clauses: readonly Clause[]): Question | null {
  const items = clauses.flatMap((clause) => clause.items);
  const [named, more] = items.filter(({ kind }) => kind === "account");
  if (named === undefined || more !== undefined || named.names.length !== 1) return null;
  if (items.some(({ kind }) => ["signal", "amount", "values"].includes(kind))) return null;
  const isAsking = ({ items: own }: Clause) => ASKS_AFTER.test(own.map(({ text }) => text).join(" "));
  const rules = clauses.filter((clause) => !isAsking(clause));
  if (rules.length === clauses.length || !rules.some((clause) => clause.items.includes(named))) return null;
  return rules.some((clause) => has(clause, "hold", "not", "only", "ignore", "except", "lift"))
    ? null
    : { kind: "account", id: named.names[0] as string };
}

/** What a sentence asks of a run, or null. */
export function readQuestion(sentence: Sentence): Question | null {
  for (const { means, patterns } of FRAMES) {
    if (!patterns.every((pattern) => pattern.test(sentence.text))) continue;
    const ask = means(sentence);
    if (ask !== null) return ask;
  }
  return null;
}

function account({ items, question, text }: Sentence): Question | null {
  const named = items.find((item) => item.kind === "account");
  const asks =
    question ||
    /\b(?:why|explain|details?|story|look up|inspect|justify|what happened|what about|tell me|background|reasons?|rationale|how come)\b/u.test(
      text,
    );
  // "do not explain 42, just hold it"
  if (/\b(?:do not|never|no need to|without) (?:explain|justify)/u.test(text)) return null;
  return named !== undefined && asks ? { kind: "account", id: named.names[0] as string } : null;
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
