import type { Question } from "../../../contract/question.ts";
import type { UnreadPhrase } from "../../merge/reading.ts";
import { phraseOf } from "../clauses/phrases.ts";
import { isForeign } from "../clauses/unused.ts";
import type { Item } from "../items/item.ts";

/** Questions about some of the accounts, the moves or the sellers: what is unread of them may narrow the answer. */
const OF_SOME: ReadonlySet<Question["kind"]> = new Set([
  "accounts",
  "movers",
  "progression",
  "unassigned",
  "sellers",
  "openings",
  "handovers",
]);

/** Questions that no name, number or word can narrow: what they ask of is one thing. */
const OF_ONE: ReadonlySet<Question["kind"]> = new Set(["whatIf", "undo", "changes"]);

/** Questions about the sellers as a whole, beside which a name is said not to be used. */
const OF_SELLERS: ReadonlySet<Question["kind"]> = new Set(["carried", "owner", "scenario"]);

/** The tiers after the run, where a condition on a tier is on today's: "who covers those that just became A?". */
const OUTCOME = /^(?:after|afterwards|newly|became|become|new|still)$/u;
/** An end of an order, of which what separates two tiers says nothing. */
const END = /^(?:smallest|lowest|least|fewest|highest|biggest|largest|top|bottom)$/u;
/** Questions of one run's tiers before and after. */
const OF_RUNS: ReadonlySet<Question["kind"]> = new Set(["accounts", "movers", "account", "pair", "size"]);
/** A year whose tiers no run has. */
const YEAR = /^(?:fy ?\d{2,4}|(?:19|20)\d\d|years?|quarters?|months?|ago|yesterday)$/u;
/** What a rule has kept from moving, of which a count of moves says nothing. */
const KEPT = /^(?:saves?|saved|protect|protects|protected|protection|spared?|prevent|prevented|prevents)$/u;

/** Words that a question of a kind would have to hold, and has no place for: the answer would be to another one. */
function isBeyond(ask: Question, { kind, text }: Item): boolean {
  if (kind !== "word") return false;
  const words = text.split(" ");
  if (OF_RUNS.has(ask.kind) && words.some((word) => YEAR.test(word))) return true;
  if (ask.kind === "boundary") return words.some((word) => END.test(word));
  if (ask.kind === "movers")
    return words.some((word) => KEPT.test(word) || /^(?:exactly|kpis?|portion|part)$/u.test(word));
  const tiered = "where" in ask && ask.where?.some((entry) => /\btier:/u.test(entry));
  if (!tiered || !["accounts", "sellers"].includes(ask.kind)) return false;
  return words.some((word) => OUTCOME.test(word) || (word === "now" && "among" in ask && ask.among != null));
}

/** What is read of every question of a kind. */
const READ: Partial<Record<Question["kind"], readonly Item["kind"][]>> = {
  boundary: ["tier"],
  size: ["tier"],
  pair: ["account", "tier"],
  segment: ["amount"],
  goal: ["amount", "tier"],
  account: ["account", "tier"],
};

const NAMING: ReadonlySet<string> = new Set("values tier amount column account".split(" "));

/** What denies or excepts, an end of an order, a statistic, a change of the accounts' own, a comparison. */
const CLOSED =
  /^(?:no|not|without|zero|none|never|nobody|neither|nor|except|except for|other than|apart from|excluding|outside|not in|smallest|lowest|least|fewest|bottom|weakest|slowest|poorest|highest|biggest|largest|fastest|average|mean|avg|median|deviation|variance|percentile|quartile|decile|correlation|minimum|maximum|total|sum|typical|shrinking|shrink|shrank|shrunk|growing|declining|decline|falling|rising|negative|positive|losing|versus|vs|compared|compared to|compared with|against|half|double|twice|share|proportion|percentage|fraction|only|above|below|over|under|more than|less than|at least|at most|edge|verge|cusp|border|borderline|\p{L}{3,}iest)$/u;

/**
 * The receipt of a question: what of it the form that it was read as has no place for. `restricts` where the answer would
 * be to a wider question than was asked, so that none is to be given.
 */
export function unspentOf(ask: Question, items: readonly Item[], message: string): UnreadPhrase[] {
  if (OF_ONE.has(ask.kind)) return [];
  const some = OF_SOME.has(ask.kind);
  const named = some || OF_SELLERS.has(ask.kind);
  const left = items.filter(
    (item, at) =>
      item.became === null &&
      (!READ[ask.kind]?.includes(item.kind) || isAim(ask, items, at)) &&
      (NAMING.has(item.kind) ||
        isBeyond(ask, item) ||
        (item.kind === "signal" && (named || ask.kind === "account")) ||
        (ask.kind === "accounts" && ask.by !== null && !ask.tiers && /^tiers?$/u.test(item.text)) ||
        (some &&
          item.kind === "word" &&
          // "how many do we have in total": of all of them anyway.
          !(item.text === "total" && items[at - 1]?.text === "in") &&
          (CLOSED.test(item.text) || isVague(item, items[at + 1]) || leavesOut(item, items[at + 1]))) ||
        (named && isName(items, at, message))),
  );
  // "below the A cut": what stands together is one phrase.
  const groups: Item[][] = [];
  for (const item of left) {
    const last = groups.at(-1)?.at(-1);
    const near = last !== undefined && some && items.indexOf(item) - items.indexOf(last) <= 2;
    if (near) groups.at(-1)!.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => phraseOf(group, message, some || group.some((item) => isBeyond(ask, item))));
}

/** "what would lift 42 to B?": what lifts it to the next tier is told, which need not be that one. */
const isAim = (ask: Question, items: readonly Item[], at: number): boolean =>
  ask.kind === "account" &&
  items[at]?.kind === "tier" &&
  /^(?:to|into|reach)$/u.test(items[at - 1]?.text ?? "") &&
  items.some(({ text }) => /^(?:lift|take|get|bring|need|raise|push|move up)$/u.test(text));

/** "our big accounts", where nothing says from what on they are. */
const isVague = (item: Item, next: Item | undefined): boolean =>
  /^(?:big|large|small|major|key|important|good|bad|weak|strong|healthy|interesting|promising|valuable)$/u.test(
    item.text,
  ) &&
  (next?.cues.has("accounts") ?? false);

/** "and drop North America": out of what is asked for, which is no filter on it. */
const leavesOut = (item: Item, next: Item | undefined): boolean =>
  /^(?:drop|skip|ignore|ignoring|leave out|leaving out|omit|minus)$/u.test(item.text) &&
  next?.kind === "values";

/** "which Novartis accounts", "wholesale customers", "in Atlantis": a word that is none of ours, where names stand. */
function isName(items: readonly Item[], at: number, message: string): boolean {
  const item = items[at] as Item;
  if (item.kind !== "word" || item.cues.size > 0 || !isForeign(item.text)) return false;
  if (/^(?:ages|similar|comparable|like)$/u.test(item.text)) return false;
  const capital = at > 0 && /^\p{Lu}/u.test(message.slice(item.start, item.end));
  const placed =
    /^(?:in|for|at|from|within|among|of|across|versus|vs|compared to|compared with|than|against)$/u.test(
      items[at - 1]?.text ?? "",
    );
  return capital || placed || /^(?:accounts?|customers?|clients?|ones)$/u.test(items[at + 1]?.text ?? "");
}

/** What is said where a question is not answered as it would be answered more widely than it was asked. */
export function withheldReply(phrases: readonly UnreadPhrase[]): string {
  const named = [...new Set(phrases.map(({ phrase }) => `"${phrase}"`))].join(", ");
  return `I did not understand ${named} in that question; without ${phrases.length === 1 ? "it" : "them"} the answer would be to another one, so I have not given one. ${CAN_ASK}`;
}

/** What can be asked of the accounts and the moves. */
export const CAN_ASK =
  'I can narrow to values of the book\'s columns, today\'s tiers, number columns and growth ("shrinking A accounts in Spain", "who fell two tiers"), count and average by a column, and list the most or the least.';
