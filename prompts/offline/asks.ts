import type { Question } from "../../contract/question.ts";
import { amountOf, type PhraseText } from "./phrase-text.ts";

const KPI_NAMES: readonly [RegExp, "tpa" | "tciPi" | "tciRev" | "sfi" | "composite"][] = [
  [/^(?:tpa|tier potential alignment|alignment)/u, "tpa"],
  [/^(?:tci (?:_ )?(?:rev|revenue)|tci _ rev|tcirev|revenue compactness|compactness of revenue)/u, "tciRev"],
  [/^(?:tci|compactness|tier compactness)/u, "tciPi"],
  [/^(?:sfi|strategic focus)/u, "sfi"],
  [/^(?:composite|overall score)/u, "composite"],
];
const KPI =
  "(?:tpa|tier potential alignment|alignment|tci(?: (?:_ )?(?:pi|rev|revenue|potential))?|tcipi|tcirev|compactness|sfi|strategic focus(?: index)?|composite(?: score)?|overall score)";
const REACH =
  "(?:at least|of at least|>|≥|> =|=|above|over|to|of|reach|reaches|reaching|exceed|exceeds|is|be|up to|not below|no less than|or more|minimum|min|a|an|the|get|should|must|that|by|below|not)";
const NOUN = "(?:accounts?|customers?|clients?|ids?)";

/** What a message asks for beside or instead of a run; undo is read elsewhere. Null for nothing. */
export function readAsk(text: PhraseText): Question | null {
  return goal(text) ?? account(text) ?? boundary(text) ?? segment(text) ?? compare(text) ?? rules(text);
}

/** "get SFI to at least .82", "TPA >= 40 %", "I want a composite above .65". */
function goal(text: PhraseText): Question | null {
  let found: Question | null = null;
  const read = (name: string, reference: string) => {
    const amount = amountOf(text, reference);
    const kpi = KPI_NAMES.find(([pattern]) => pattern.test(name))?.[1];
    if (amount === null || kpi === undefined) return false;
    const atLeast =
      amount.kind === "plain" && amount.value > 2 && amount.value <= 100 ? amount.value / 100 : amount.value;
    if (atLeast > 2) return false;
    found = { kind: "goal", kpi, atLeast };
    return true;
  };
  text.take(new RegExp(`\\b(${KPI}) (?:(?:score|index|value|kpi) )?(?:${REACH} )+(#\\d+)`, "gu"), (match) =>
    read(match[1] as string, match[2] as string),
  );
  text.take(
    new RegExp(
      `\\b(?:at least|reach|minimum of|above|over) (?:a |an )?(#\\d+) (?:for |in |on |of )?(?:the )?(${KPI})`,
      "gu",
    ),
    (match) => read(match[2] as string, match[1] as string),
  );
  return found;
}

/** "why did account 304930413 move", "explain 304930413", "what would lift account 5 to tier A". */
function account(text: PhraseText): Question | null {
  let found: Question | null = null;
  const read = (match: RegExpExecArray) => {
    const digits = amountOf(text, match[1])?.digits ?? "";
    const named = new RegExp(`\\b${NOUN}\\b`, "u").test(match[0]);
    if (digits === "" || (!named && digits.length < 5)) return false;
    found = { kind: "account", id: digits };
    return true;
  };
  const question =
    "(?:why|explain|what about|tell me about|what happened (?:to|with)|how come|show me|details (?:on|of|for|about)|look up|inspect|what is (?:up|going on|the story|the reason) (?:with|for|behind)|what (?:would|could|does it take to) (?:it take to )?(?:lift|move|bring|get|push|raise|promote)|where is|how did|how is|what drives|which tier is|what tier is|reason for|explanation (?:for|of)|justify|(?:story|details?|info|information|background|low ?down|reasons?|facts) (?:on|for|behind|about|of))";
  text.take(new RegExp(`\\b${question} (?:(?!#|[.;|])[^ ]+ ){0,6}?(#\\d+)`, "gu"), read);
  return found;
}

/** "what separates tier B from C", "difference between A and B". */
function boundary(text: PhraseText): Question | null {
  let found: Question | null = null;
  const pair =
    "(?:tiers? )?([a-z]) (?:tiers? |accounts? |customers? |ones? )?(?:(?:from|and|vs|versus|to|,|or|/|&|than|-|apart from|but not|not|rather than|instead of) )+(?:tiers? |in |an? (?=[a-z](?: |$))|the )*([a-z])(?= |$)";
  text.take(
    new RegExp(
      `\\b(?:separates?|separating|difference|differences|distinguish(?:es)?|different|differ|differentiates?|sets?|splits?|divides?|boundary|border|line|threshold|cut ?off|gap|tells?|makes?|distinction|apart) (?:(?:between|the|apart|accounts|in|of|an|a(?= [a-z] )|account|what|is) )*${pair}`,
      "gu",
    ),
    (match) => {
      found = {
        kind: "boundary",
        tiers: [(match[1] as string).toUpperCase(), (match[2] as string).toUpperCase()],
      };
      return true;
    },
  );
  text.take(
    /\bhow (?:do|are|is|does) (?:(?:the|an?) (?=[a-z] ))?(?:tiers? )?([a-z]) (?:accounts? |customers? |tiers? )?(?:(?:differ|different|apart|separated) )?(?:and|from|vs|to|than) (?:(?:the|an?) (?=[a-z] ))?(?:tiers? )?([a-z])(?= |$)/gu,
    (match) => {
      found = {
        kind: "boundary",
        tiers: [(match[1] as string).toUpperCase(), (match[2] as string).toUpperCase()],
      };
      return true;
    },
  );
  return found;
}

/** "cluster the accounts into 5 groups", "k-means with 4", "what are the natural segments". */
function segment(text: PhraseText): Question | null {
  const algorithms: readonly [RegExp, "ward" | "kmeans" | "kmedoids" | "hdbscan"][] = [
    [
      /\bward(?: 's)?\b(?=.*(?:cluster|group|segment)|$)|\bward (?:clustering|linkage|method)|\bwith ward\b|\bhierarchical clustering\b/u,
      "ward",
    ],
    [/\bk ?-? ?means\b|\bkmeans\b/u, "kmeans"],
    [/\bk ?-? ?medoids\b|\bkmedoids\b|\bgower\b/u, "kmedoids"],
    [/\bhdbscan\b|\bdbscan\b|\bdensity based\b/u, "hdbscan"],
  ];
  const algorithm = algorithms.find(([pattern]) => text.has(pattern))?.[1] ?? null;
  const asked =
    /\b(?:cluster|clusters|clustering|clustered)\b|\bnatural(?:ly)? (?:\S+ ){0,2}?(?:groups?|groupings?|segments?|segmentation|clusters?|tiers|divisions|families)\b|\bsegment (?:the |my |our |all )*(?:accounts|customers|book|portfolio|base)\b|\bsegmentations?\b|\bgroup (?:the |my |our |all )*(?:accounts|customers|book)\b|\b(?:fall|falls|divide|split|break) (?:up )?naturally\b|\b(?:into|in) #\d+ (?:natural )?(?:groups|segments|clusters)\b/u;
  if (algorithm === null && !text.has(asked)) return null;
  let k: number | null = null;
  text.take(
    /(#\d+) (?:natural )?(?:groups?|groupings?|segments?|clusters?|centroids|medoids|classes)\b|\b(?:k =|k|with|into) (#\d+)/gu,
    (match) => {
      const value = amountOf(text, match[1] ?? match[2])?.value ?? 0;
      if (Number.isInteger(value) && value >= 2 && value <= 26) k ??= value;
      return false;
    },
  );
  return { kind: "segment", algorithm, k };
}

/** "compare the methods", "hybrid vs KPI". */
function compare(text: PhraseText): Question | null {
  const method = "(?:hybrid|kpis?|direct|baseline|constrained)";
  const asked = new RegExp(
    `\\bcompar(?:e|es|ing|ed|ison|isons)\\b|\\bside by side\\b|\\b${method} (?:method )?(?:vs|versus|against|or|compared (?:to|with)) (?:the )?${method}\\b|\\bdifference between (?:the )?(?:methods|${method} and (?:the )?${method})|\\bwhich method\\b|\\bbest method\\b|\\bbetter method\\b|\\ball methods\\b|\\b(?:is|does|how does) (?:the )?${method} (?:method )?(?:better|worse|differ|beat)`,
    "u",
  );
  return text.has(asked) ? { kind: "compare" } : null;
}

/** "show me the rules", "the decision tree", "rules as SQL". */
function rules(text: PhraseText): Question | null {
  const asked =
    /\bdecision trees?\b|\brules? (?:as|in) (?:sql|json|text)\b|\brule ?set\b|\b(?:show|give|tell|print|list|export|see|get|want|need|explain|describe|derive|learn|extract|summari[sz]e)(?: me| us)? (?:the |all |all the |your |some |out )*(?:tiering |tier |business |simple |decision )?rules?\b|\b(?:what|which)(?: are| is)? (?:the )?(?:tiering |tier |decision )?rules? (?:behind|that|describe|define|for|of|explain|are|decide|do|were)\b|\bwhat are (?:the|your) (?:tiering |tier )?rules\b|\bwhat are (?:the|your) rules\b|\bas (?:a )?(?:sql|case) (?:case |expression|statement)?|\brules (?:behind|for) (?:the |these |those )?tiers\b|^rules(?: please)?$/u;
  return text.has(asked) ? { kind: "rules" } : null;
}
