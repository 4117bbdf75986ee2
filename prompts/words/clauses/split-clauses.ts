import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { tellsWhom } from "./bound-words.ts";
import type { Clause } from "./clauses.ts";
import { isHeading } from "./headings.ts";
import { joinClauses } from "./join-clauses.ts";

/** A clause has no more items than this; what goes on is cut, so that reading stays linear. */
const MAX_ITEMS = 80;

/** Words that open a clause of their own. */
const OPENERS = new Map<string, Clause["tie"]>([
  ["then", "then"],
  ["and then", "then"],
  ["followed by", "then"],
  ["after that", "then"],
  ["next", "then"],
  ["while", "and"],
  ["whereas", "but"],
  ["with", "and"],
  ["without", "and"],
  ["however", "but"],
  ["though", "but"],
  ["although", "but"],
  ["yet", "but"],
  ["otherwise", "and"],
  ["because", "and"],
  ["not because", "and"],
  ["as long as", "and"],
  ["so long as", "and"],
  ["provided that", "and"],
  ["since", "and"],
  ["so", "and"],
  ["plus", "and"],
  ["ignoring", "and"],
  ["ignore", "and"],
  ["rather than", "but"],
  ["instead of", "but"],
  ["nothing else", "and"],
  ["nobody else", "and"],
]);

/** Splits items into clauses, in order. */
export function toClauses(items: readonly Item[]): Clause[] {
  const clauses: Clause[] = [];
  let current: Item[] = [];
  let tie: Clause["tie"] = "stop";
  let sentence = 0;
  let topicAt = -1;
  const close = (next: Clause["tie"]) => {
    if (current.length > 0) clauses.push({ items: current, tie, sentence });
    else if (tie === "stop" && next !== "stop") return;
    current = [];
    tie = next;
  };
  items.forEach((item, at) => {
    if (item.kind === "stop") {
      // "what they could still buy - 2 % at most": a limit is said of no name ahead of it.
      const limit =
        items[at + 2]?.cues.has("cap") === true || /^(?:at|max|tops)\b/u.test(items[at + 2]?.text ?? "");
      const colon = item.text === ":" || (item.text === "-" && items[at + 1]?.kind === "amount" && !limit);
      // "Rank them: growth, geo, category"
      const ranks =
        /^(?:please )?(?:rank|order|sort|prioriti[sz]e)(?: (?:them|these|it|the signals|signals|the drivers|drivers))?$/u;
      if (item.text === ":" && ranks.test(current.map(({ text }) => text).join(" "))) return;
      if (colon && isHeading(current)) {
        // "Germany and France: boost category": a heading says where.
        const head = current.at(-1)?.kind === "values" && !current.some((each) => each.kind === "column");
        if (head) current.unshift({ ...item, kind: "word", text: "for", cues: new Set<Cue>(["in"]) });
        return;
      }
      if (/^[.!?;\n]$/u.test(item.text)) {
        // "Geography? Couldn't care less": a topic and what is said of it are one sentence.
        const topic =
          item.text === "?" && current.length <= 2 && current.some((each) => each.kind !== "word");
        close(topic ? "comma" : "stop");
        if (topic) topicAt = at;
        else sentence++;
      } else close(item.text === "but" ? "but" : item.text === "and" || item.text === "&" ? "and" : "comma");
      return;
    }
    const opener = /^\d\)$/u.test(item.text)
      ? "comma"
      : item.cues.has("spare") ||
          // "strategic = whatever makes 80 % of revenue"
          (item.cues.has("indifferent") && !current.some(({ cues }) => cues.has("strategic")))
        ? "and"
        : OPENERS.get(item.text);
    if (opener !== undefined && current.some(carries) && opens(item, items, at)) close(opener);
    else if (commands(item, current, items[at + 1])) {
      // "headroom first keep tier A as is": a command behind what was said, with its own "do not".
      const lead = [];
      while (/^(?:do|not|please|please do|just|also)$/u.test(current.at(-1)?.text ?? ""))
        lead.unshift(current.pop() as Item);
      if (current.some(carries)) close("and");
      current.unshift(...lead);
    }
    // "growth? yes please. region? no."
    const refused =
      topicAt === at - 1 &&
      /^(?:no|nope|nah|never|out|skip|forget it|not now)$/u.test(item.text) &&
      (items[at + 1]?.kind ?? "stop") === "stop";
    const topic = refused && current.length === 0 ? clauses.pop() : undefined;
    if (topic !== undefined) [current, tie] = [[...topic.items], topic.tie];
    current.push(refused ? { ...item, text: "left out", cues: new Set<Cue>(["void"]) } : item);
    if (current.length >= MAX_ITEMS) close("comma");
  });
  close("stop");
  return joinClauses(clauses);
}

/** Whether a word begins a command of its own behind something that was said without a stop. */
function commands(item: Item, current: readonly Item[], next: Item | undefined): boolean {
  if (!current.some((each) => each.kind !== "word")) return false;
  // "without regard to industry rank them by headroom": what makes no difference ends at its signal.
  const last = current.at(-1);
  if (current.some((each) => each.cues.has("indifferent")) && current.some((each) => each.kind === "signal"))
    return item.cues.has("wish") || (item.kind === "signal" && !/^n?or$/u.test(last?.text ?? ""));
  // "leave Africa alone everything else can move"
  if (/^(?:(?:everything|everyone|everybody|all) else|(?:all )?(?:the )?others?|the rest)$/u.test(item.text))
    return (
      next?.cues.has("may") === true &&
      last?.kind !== "stop" &&
      !/^(?:and|but|,|in|of|for)$/u.test(last?.text ?? "")
    );
  if (item.text === "no" && next?.kind === "signal") return current.some((each) => each.kind === "signal");
  // "too much runway take twenty off it", "growth is what matters put it on top"
  if (/^(?:take|put|move|shift|give|knock|transfer)$/u.test(item.text))
    return (
      (next?.kind === "signal" ||
        (next?.kind === "amount" && item.text !== "give") ||
        /^(?:it|that)$/u.test(next?.text ?? "")) &&
      !/^(?:to|we|i|you|they|that|who|and|or|,|a|the|of|not|please|just)$/u.test(last?.text ?? "") &&
      !["must", "may", "accounts"].some((cue) => last?.cues.has(cue as Cue))
    );
  if (!/^(?:keep|freeze|lock|protect|hold|leave|cap|limit|ring fence|touch)$/u.test(item.text)) return false;
  // "drop the regional limit"
  if (/^(?:cap|limit)$/u.test(item.text) && (next === undefined || next.kind === "stop")) return false;
  // "instead of Healthcare hold Education"
  if (/^(?:instead of|rather than|in place of)$/u.test(current[0]?.text ?? "")) return true;
  // "max 2 % moves hold tier A"
  if (/^(?:moves?|changes?)$/u.test(last?.text ?? "") && ["tier", "values"].includes(next?.kind ?? ""))
    return true;
  const before = current.findLast((each) => !/^(?:do|not|please|please do|just|also)$/u.test(each.text));
  return (
    before !== undefined &&
    !/^(?:to|we|i|you|they|that|who|movement|movements|move|moves|change|changes|churn|a|the|budget|of)$/u.test(
      before.text,
    ) &&
    !["must", "may", "accounts", "tierword"].some((cue) => before.cues.has(cue as Cue)) &&
    !["tier", "account", "values", "amount"].includes(before.kind) &&
    // "all other countries keep their tiers"
    !(before.kind === "signal" && /\bothers?$/u.test(current.at(-2)?.text ?? ""))
  );
}

function carries(item: Item): boolean {
  return item.kind !== "word" || item.cues.size > 0;
}

/** "with" and the like open a clause only where something of weight follows. */
function opens(item: Item, items: readonly Item[], at: number): boolean {
  // "sector whatever"
  if (item.cues.has("indifferent") && (items[at + 1]?.kind ?? "stop") === "stop") return false;
  // "I do not think we should ignore geo": denied, not said beside it.
  if (/^ignor/u.test(item.text)) {
    // "geography we ignore"
    if (/^(?:we|i|you)$/u.test(items[at - 1]?.text ?? "")) return false;
    const from = items.findLastIndex(({ kind }, place) => place < at && kind !== "word");
    return !items.slice(from + 1, at).some(({ cues }) => cues.has("not") || cues.has("stop"));
  }
  // "for the next six months"
  if (item.text === "so")
    return !/^(?:not|says?|said|do|does|think|thinks)$/u.test(items[at - 1]?.text ?? "");
  const before = items.slice(items.findLastIndex(({ kind }, place) => place < at && kind === "stop") + 1, at);
  // "Education instead of Healthcare": a name in the place of another.
  if (/^(?:rather than|instead of)$/u.test(item.text)) {
    const named = items[at + 1]?.kind ?? "word";
    return !(["values", "tier", "account"].includes(named) && before.some(({ kind }) => kind === named));
  }
  // "category comes next, growth after that": said of what stands before.
  if (OPENERS.get(item.text) === "then" && (items[at + 1]?.kind ?? "stop") === "stop") return false;
  if (item.text === "next") return items[at - 1]?.text !== "the";
  if (item.text === "without" && tellsWhom(items, at)) return false;
  if (item.text !== "with") return true;
  // "don't bother with the other sectors"
  if (/^(?:bother|bothered|fuss|concerned|deal|dealing|done|start|trouble)$/u.test(items[at - 1]?.text ?? ""))
    return false;
  // "lead with growth", "the same with category"
  if (/^(?:(?:the )?same|lead|leads|leading|start|begin|open|go)$/u.test(items[at - 1]?.text ?? ""))
    return false;
  // "swap growth with runway"
  if (before.some(({ cues }) => cues.has("swap"))) return false;
  if (tellsWhom(items, at)) return false;
  const next = items.slice(at + 1, at + 5);
  // "everyone with more than 50 million in potential"
  if ((["over", "below", "under", "at-least"] as const).some((cue) => next[0]?.cues.has(cue))) return false;
  const end = next.findIndex((each) => each.kind === "stop");
  const inside = end < 0 ? next : next.slice(0, end);
  // "growth first with fewer moves"
  const moves = inside.some((each) => each.cues.has("move")) && before.some(({ kind }) => kind === "signal");
  return moves || inside.some((each) => each.kind === "signal");
}
