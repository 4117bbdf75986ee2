import { tellsWhom } from "./bound-words.ts";
import { completes, continues, echoes, isBare, refersBack, withSubject } from "./clause-ties.ts";
import { type Clause, has, ofKind } from "./clauses.ts";
import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";
import { spend } from "./spend.ts";

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

/** Cues that are part of a name ("accounts with seats below 50"), or that a story may not swallow. */
const BINDING: readonly Cue[] = [
  "not",
  "only",
  "except",
  "over",
  "below",
  "under",
  "at-least",
  "in",
  "accounts",
];

/** Splits items into clauses, in order. */
export function toClauses(items: readonly Item[]): Clause[] {
  const clauses: Clause[] = [];
  let current: Item[] = [];
  let tie: Clause["tie"] = "stop";
  let sentence = 0;
  const close = (next: Clause["tie"]) => {
    if (current.length > 0) clauses.push({ items: current, tie, sentence });
    else if (tie === "stop" && next !== "stop") return;
    current = [];
    tie = next;
  };
  items.forEach((item, at) => {
    if (item.kind === "stop") {
      if (item.text === ":" && names(current)) {
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
        if (!topic) sentence++;
      } else close(item.text === "but" ? "but" : item.text === "and" || item.text === "&" ? "and" : "comma");
      return;
    }
    const opener = /^\d\)$/u.test(item.text)
      ? "comma"
      : item.cues.has("spare") || item.cues.has("indifferent")
        ? "and"
        : OPENERS.get(item.text);
    if (opener !== undefined && current.some(carries) && opens(item, items, at)) close(opener);
    else if (commands(item, current, items[at + 1])) {
      // "headroom first keep tier A as is": a command behind what was said, with its own "do not".
      const lead = [];
      while (/^(?:do|not|please|just|also)$/u.test(current.at(-1)?.text ?? ""))
        lead.unshift(current.pop() as Item);
      if (current.some(carries)) close("and");
      current.unshift(...lead);
    }
    current.push(item);
    if (current.length >= MAX_ITEMS) close("comma");
  });
  close("stop");
  return mergeBare(clauses);
}

/** Whether a word begins a command of its own behind something that was said without a stop. */
function commands(item: Item, current: readonly Item[], next: Item | undefined): boolean {
  if (!current.some((each) => each.kind !== "word")) return false;
  // "without regard to industry rank them by headroom": what makes no difference ends at its signal.
  const last = current.at(-1);
  if (current.some((each) => each.cues.has("indifferent")) && current.some((each) => each.kind === "signal"))
    return item.cues.has("wish") || (item.kind === "signal" && !/^n?or$/u.test(last?.text ?? ""));
  if (item.text === "no" && next?.kind === "signal") return current.some((each) => each.kind === "signal");
  if (!/^(?:keep|freeze|lock|protect|hold|leave|cap|limit|ring fence|touch)$/u.test(item.text)) return false;
  // "instead of Healthcare hold Education"
  if (/^(?:instead of|rather than|in place of)$/u.test(current[0]?.text ?? "")) return true;
  const before = current.findLast((each) => !/^(?:do|not|please|just|also)$/u.test(each.text));
  return (
    before !== undefined &&
    !/^(?:to|we|i|you|they|that|who|movement|movements|move|moves|change|changes|churn|a|the|budget|of)$/u.test(
      before.text,
    ) &&
    !["must", "may", "accounts"].some((cue) => before.cues.has(cue as Cue)) &&
    !["tier", "account", "values", "amount"].includes(before.kind)
  );
}

/** "growth: 40", "tier A: 1,200 accounts": a colon behind a name alone. */
function names(items: readonly Item[]): boolean {
  if (
    items.length <= 3 &&
    items.some((item) => item.cues.has("strategic")) &&
    items.every((item) => item.kind === "word")
  )
    return true;
  const ranks =
    items.length <= 3 &&
    items.every(
      (item) =>
        item.kind === "word" &&
        ["first", "second", "third", "last", "strong", "afterwards", "matter"].some((cue) =>
          item.cues.has(cue as Cue),
        ),
    );
  const measure =
    items.length <= 6 &&
    items.at(-1)?.kind === "amount" &&
    items.some((item) => item.kind === "column" || /^(?:revenues?|sales|turnover|spend)$/u.test(item.text));
  const rule =
    items.length === 1 && ["cap", "tierword", "hold"].some((cue) => items[0]?.cues.has(cue as Cue));
  return (
    items.length > 0 &&
    (ranks ||
      rule ||
      measure ||
      (items.length <= 2 &&
        ["signal", "tier", "column", "values", "account"].includes(items.at(-1)?.kind ?? "")))
  );
}

function carries(item: Item): boolean {
  return item.kind !== "word" || item.cues.size > 0;
}

/** "with" and the like open a clause only where something of weight follows. */
function opens(item: Item, items: readonly Item[], at: number): boolean {
  if (/^ignor/u.test(item.text)) return !["not", "stop"].some((cue) => items[at - 1]?.cues.has(cue as Cue));
  if (item.text !== "with") return true;
  if (tellsWhom(items, at)) return false;
  const next = items.slice(at + 1, at + 5);
  const end = next.findIndex((each) => each.kind === "stop");
  const inside = end < 0 ? next : next.slice(0, end);
  return inside.some((each) => each.kind === "signal");
}

/** A name alone ("…, and Germany") continues what stands before it, or begins what follows. */
function mergeBare(clauses: readonly Clause[]): Clause[] {
  const out: Clause[] = [];
  let held: Clause | null = null;
  for (const clause of clauses) {
    const joined: Clause =
      held === null ? clause : { ...clause, items: [...held.items, ...clause.items], tie: held.tie };
    held = null;
    const last = out.at(-1);
    const bare = isBare(joined);
    // "… Neither can Alpen", "nor does Ost", "Niederlande too": the same of them.
    if (last !== undefined && echoes(joined, last)) {
      const own = joined.items.filter(({ kind }) => kind !== "word");
      spend(
        joined.items.filter(({ kind }) => kind === "word"),
        "the same",
      );
      const at = last.items.findLastIndex(({ kind }) => own.some((item) => item.kind === kind));
      out[out.length - 1] = { ...last, items: last.items.toSpliced(at + 1, 0, ...own) };
      continue;
    }
    if (
      last !== undefined &&
      last.sentence === joined.sentence &&
      (completes(joined, last) || continues(joined, last))
    ) {
      out[out.length - 1] = { ...last, items: [...last.items, ...joined.items] };
      continue;
    }
    const meant = out.findLastIndex((each) => each.sentence === joined.sentence && refersBack(joined, each));
    if (meant >= 0) {
      const [head] = out.splice(meant, 1) as [Clause];
      // What else is told of them is no part of the rule.
      spend(
        head.items.filter(({ cues, kind }) => kind === "word" && !BINDING.some((cue) => cues.has(cue))),
        "a story",
      );
      out.push({ ...joined, items: [...head.items, ...joined.items] });
      continue;
    }
    const alone = joined.items.every(
      (item) => item.cues.has("nothing-else") || (item.kind === "word" && item.cues.size === 0),
    );
    if (
      alone &&
      joined.items.some((item) => item.cues.has("nothing-else")) &&
      last !== undefined &&
      ofKind(last, "values", "tier").length > 0 &&
      ofKind(last, "signal").length === 0
    ) {
      out[out.length - 1] = { ...last, items: [...last.items, ...joined.items] };
      continue;
    }
    const unfilled =
      last !== undefined &&
      has(last, "hold", "only", "move") &&
      !has(last, "rule", "cap") &&
      ofKind(last, "values", "tier", "account", "signal", "amount").length === 0;
    if (bare && unfilled && last.sentence === joined.sentence) {
      out[out.length - 1] = { ...last, items: [...last.items, ...joined.items] };
      continue;
    }
    if (
      bare &&
      last !== undefined &&
      last.sentence === joined.sentence &&
      ofKind(last, "values", "tier", "account").length > 0
    ) {
      out[out.length - 1] = { ...last, items: [...last.items, ...joined.items] };
    } else if (bare && clause.tie !== "stop" && last === undefined) held = joined;
    else out.push(joined);
  }
  const all = held === null ? out : [...out, held];
  return all.map((clause, at) => withSubject(clause, all.slice(Math.max(0, at - 3), at)));
}
