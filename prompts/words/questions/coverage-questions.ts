import type { Question } from "../../../contract/question.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { readFilters, spendMatch } from "./question-filters.ts";
import { readScenario } from "./scenario-words.ts";
import { JOBS, nameAfter, SELLER } from "./seller-words.ts";
import type { Sentence } from "./sentence.ts";

const COVERS =
  "(?:looks? after|cover(?:s|ing)?|own(?:s|ing)?|serv(?:e|es|ing)|handl(?:e|es|ing)|manag(?:e|es|ing)|takes? care of|tak(?:e|es|ing) on|carr(?:y|ies)|support|afford)";
const SOMEONE =
  "(?:owners?|sellers?|reps?|account managers?|sales ?(?:people|person|reps?)|anyone|anybody|someone)";

/** Every seller, the most loaded first. */
const BUSIEST: Extract<Question, { kind: "sellers" }> = {
  kind: "sellers",
  seller: null,
  role: null,
  order: "most",
  where: [],
  limit: null,
};
const OF_PEOPLE = new RegExp(
  String.raw`\b(?:${SELLER}|${JOBS}|people|capacity|headcount|hire|recruit)\b`,
  "u",
);

/** The questions about who looks after whom, by the words that make them; tried from the top. */
const FRAMES: readonly (readonly [
  pattern: RegExp,
  means: (sentence: Sentence, pattern: RegExp) => Question | null,
])[] = [
  [
    new RegExp(
      String.raw`\bhow (?:many|much)\b.*\b(?:can|could|do|are able to) (?:be (?:covered|served|carried|looked after)|(?:\S+ ){1,4}?${COVERS})\b|\bsizes?\b.*\b(?:carry|carried|cover|covered|afford|sellers|sales force|reps)\b|^can (?:\S+ ){1,3}(?:cover|serve|afford|carry|handle|take over|take on|look after)\b|\benough (?:capacity|sellers?|reps?|people|staff|headcount)\b|\bhow (?:big|large) (?:can|could|may|should)\b.*\b(?:tier|sellers|reps|cover)\b`,
      "u",
    ),
    (sentence, pattern) => {
      const tiers = sentence.items.filter((item) => item.kind === "tier");
      if (tiers.length === 0 && /^can\b/u.test(sentence.text)) return null;
      took(sentence.items, pattern, tiers, "carried");
      return { kind: "carried", tiers: tiers.flatMap((item) => [...item.names]) };
    },
  ],
  [
    new RegExp(
      String.raw`\b(?:has|have|having|got|get|gets) (?:nobody|no one|no ${SOMEONE}|nobody assigned|no (?:coverage|cover))\b|\bwithout (?:an? |any |a single )?(?:${SOMEONE}|coverage|cover)\b|\b(?:uncovered|unassigned|unserved|unowned|ownerless|orphan(?:s|ed)?)\b|\bnot (?:\S+ )?(?:covered|assigned|served|owned|looked after)\b|\b(?:nobody|no one) (?:is )?(?:${COVERS}|assigned|responsible)\b|\b(?:do|does) not have (?:an? |any )?(?:${SOMEONE}|coverage)\b`,
      "u",
    ),
    (sentence, pattern) => {
      const one = sentence.items.find((item) => item.kind === "account");
      if (one !== undefined) return owner(sentence, pattern);
      const { limit, where } = filtered(sentence, pattern, "unassigned");
      return { kind: "unassigned", where, limit };
    },
  ],
  [
    new RegExp(
      String.raw`\b(?:who|whose|which|what|does|has|is)\b.*\b(?:${COVERS}|${SOMEONE}|responsible|in charge|assigned|whose)\b|^whose\b`,
      "u",
    ),
    owner,
  ],
  [
    /\b(?:chang(?:e|es|ing)|switch(?:es|ing)?|swap) (?:owners?|sellers?|reps?|hands)\b|\b(?:new|another|different) (?:owners?|sellers?|reps?|account managers?)\b|\bhand ?overs?\b|\bhanded over\b|\b(?:lose|loses|losing) (?:its|their|the) (?:owners?|sellers?|reps?)\b|\bchanges? of (?:owner|seller)\w*\b|\breassigned\b/u,
    (sentence, pattern) => {
      if (sentence.items.some((item) => item.kind === "account")) return null;
      const { limit, where } = filtered(sentence, pattern, "handovers");
      return { kind: "handovers", where, limit };
    },
  ],
  [
    new RegExp(
      String.raw`\bwhere\b.*\b(?:need|needs|add|hire|put|lack|short|missing|tight|scarce|bottlenecks?|pay off|pays off|extra|another|additional|more)\b|\b(?:which|what)\b.*\b(?:needs?|lacks?|short of)\b.*\b(?:${SELLER}|people|capacity|headcount|heads?)\b|\bwho(?:m)? should we (?:hire|recruit)\b|\bwhere to (?:hire|recruit)\b`,
      "u",
    ),
    (sentence, pattern) => {
      if (!OF_PEOPLE.test(sentence.text)) return null;
      const { where } = filtered(sentence, pattern, "openings");
      return { kind: "openings", role: roleOf(sentence.items), where };
    },
  ],
  [
    /\b(?:overload\w*|over ?capacity|over ?booked|over ?worked|over ?stretched|stretched|busiest|too (?:many|much)|loads?|loaded|workloads?|spare|free|idle|room|under ?(?:used|loaded|utili[sz]ed|worked)|capacity|least busy|take (?:on )?more|full|utili[sz]ation|at (?:their|the) limit)\b/u,
    sellers,
  ],
  [/^(?:and )?how (?:busy|full|loaded|stretched) (?:is|are)\b/u, busy],
  [/\b(?:how many|which|what|show|list|tell|give|about)\b/u, oneSeller],
];

const JOB = new RegExp(`^${JOBS}$`, "u");
/** Jobs of anyone who sells, whatever the role. */
const ANYONE =
  /^(?:sellers?|reps?|representatives?|account (?:managers?|executives?)|people|persons?|heads?|headcount|ftes?|colleagues?|hires?|salespeople|staff)$/u;

/** "which specialists", "our field executives": the role that is spoken of; null for anyone who sells. */
function roleOf(items: readonly Item[]): string | null {
  const at = items.findIndex((item) => JOB.test(item.text.split(" ").at(-1) ?? ""));
  const job = items[at];
  if (job === undefined || ANYONE.test(job.text)) return null;
  const before = items[at - 1];
  const named =
    before?.kind === "word" &&
    /^(?:inside|field|key|account|digital|senior|junior|sales|outside|channel|partner)$/u.test(before.text);
  spend([job, ...(named ? [before] : [])], "the question: sellers");
  return named ? `${before.text} ${job.text}` : job.text;
}

/** "how many A accounts can we cover?", "which accounts has nobody?", "which sellers are overloaded?", "retire seller 17". */
export function readCoverage(sentence: Sentence): Question | null {
  const scenario = readScenario(sentence);
  if (scenario !== null) return scenario;
  const { question, text } = sentence;
  const asks =
    question ||
    /^can \S+\b/u.test(text) ||
    /^(?:(?:and|also|then|please|now|so) )*(?:show|list|give|tell|find|name|see|count|any|are there|is there|top|who|which|what|where|accounts|customers|unassigned|uncovered|(?:our |the |my )?(?:\S+ )?(?:busiest|overloaded|most loaded|least loaded|least busy))\b/u.test(
      text,
    );
  // "give me the status quo, nothing reassigned": a run.
  const runs = !question && sentence.items.some(({ cues }) => cues.has("baseline"));
  if (runs) return null;
  if (!asks || /\b(?:never|do not|must not|should not|avoid) (?:leave|let|have)\b/u.test(text)) return null;
  for (const [pattern, means] of FRAMES) {
    if (!pattern.test(text)) continue;
    const ask = means(sentence, pattern);
    if (ask !== null) return ask;
  }
  return null;
}

/** Which accounts a question is about; it and they are read. */
function filtered({ items, vocabulary }: Sentence, pattern: RegExp, kind: Question["kind"]) {
  const filters = readFilters(items, vocabulary);
  took(items, pattern, filters.items, kind);
  return filters;
}

function took(items: readonly Item[], pattern: RegExp, used: readonly Item[], kind: Question["kind"]): void {
  spendMatch(items, pattern, `the question: ${kind}`);
  spend(used, `the question: ${kind}`);
}

/** "who looks after account 42?", "does 42 have an owner?", "who covers Novacorp?". */
function owner({ items, text, vocabulary }: Sentence, pattern: RegExp): Question | null {
  const account = items.find((item) => item.kind === "account");
  if (account !== undefined) {
    if (/\b(?:why|moved?|tier|up|down)\b/u.test(text)) return null;
    took(items, pattern, [account], "owner");
    return { kind: "owner", account: account.names[0] as string };
  }
  // "who covers Tier A accounts in Africa": the sellers who have such accounts.
  const filters = readFilters(items, vocabulary);
  if (
    new RegExp(String.raw`^(?:and )?who(?: else)? ${COVERS}\b`, "u").test(text) &&
    filters.where.length > 0
  ) {
    took(items, pattern, filters.items, "sellers");
    return { ...BUSIEST, where: filters.where, limit: filters.limit };
  }
  // "who covers Japan" asks for sellers; a name that the book has as an account's stands alone behind the verb.
  const named = new RegExp(
    String.raw`^(?:and )?who ${COVERS} (?:the )?(?:account |customer |client )?(.+?)(?: \?| today| now)*$`,
    "u",
  ).exec(text)?.[1];
  // "who covers the accounts today?"
  if (named !== undefined && /^(?:all |our |my )*(?:accounts|customers|book|clients)$/u.test(named)) {
    spend(items, "the question: sellers");
    return BUSIEST;
  }
  if (named === undefined || items.some((item) => item.kind !== "word" && item.kind !== "stop")) return null;
  if (/\b(?:accounts?|customers?|most|tiers?|them|it|what|whom|best)\b/u.test(named)) return null;
  spend(items, "the question: owner");
  return { kind: "owner", account: named };
}

/** "which sellers are overloaded?", "which three reps in Japan have room?", "who has the highest load?". */
function sellers(sentence: Sentence, pattern: RegExp): Question | null {
  const { items, text, vocabulary } = sentence;
  const about = new RegExp(String.raw`\b(?:${SELLER}|${JOBS})\b|^(?:and )?who(?:se)?\b`, "u");
  if (!about.test(text)) return null;
  const named = oneSeller(sentence, pattern);
  if (named !== null) return named;
  const filters = readFilters(items, vocabulary);
  took(items, pattern, filters.items, "sellers");
  spendMatch(items, new RegExp(String.raw`\b(?:${SELLER}|${JOBS})\b`, "u"), "the question: sellers");
  const least =
    /\b(?:spare|free|idle|room|under ?(?:used|loaded|utili[sz]ed|worked)|capacity (?:left|to spare|free)|least|lowest|lightest|smallest|take (?:on )?more)\b/u.test(
      text,
    ) && !/\bno (?:spare|free|room|capacity)\b/u.test(text);
  return {
    ...BUSIEST,
    role: roleOf(items),
    order: least ? "least" : "most",
    where: filters.where,
    // "room for another twenty accounts" is no number of sellers.
    limit:
      filters.limit !== null && /^(?:accounts?|customers?)$/u.test(behindNumber(items))
        ? null
        : filters.limit,
  };
}

/** "how busy is Rosa?", "how full are we in Japan?": a seller by name, or all of them. */
function busy(sentence: Sentence, pattern: RegExp): Question | null {
  const { items, text, vocabulary } = sentence;
  const { items: filtering, limit, where } = readFilters(items, vocabulary);
  const all = { ...BUSIEST, where, limit };
  const named = /(?:is|are) (.+?)(?: \?| today| now)*$/u.exec(text)?.[1];
  if (named === undefined) return null;
  if (where.length > 0 || /^(?:we|they|everyone|everybody|people|the team|our team)\b/u.test(named)) {
    took(items, pattern, filtering, "sellers");
    return all;
  }
  if (items.some((item) => item.kind !== "word" && item.kind !== "stop")) return null;
  spend(items, "the question: sellers");
  return { ...all, seller: named };
}

/** The words behind the first number. */
function behindNumber(items: readonly Item[]): string {
  const at = items.findIndex((item) => item.amounts.length > 0);
  return at < 0 ? "" : (items[at + 1]?.text ?? "");
}

/** "how many accounts does seller 12 have", "show seller S017". */
function oneSeller({ items }: Sentence, pattern: RegExp): Question | null {
  const at = items.findIndex((item) => /^(?:sellers?|reps?|account managers?)$/u.test(item.text));
  const name = at < 0 ? null : nameAfter(items, at);
  if (name === null || !/\d/u.test(name.text)) return null;
  took(items, pattern, [items[at] as Item, ...name.items], "sellers");
  return { ...BUSIEST, seller: name.text };
}
