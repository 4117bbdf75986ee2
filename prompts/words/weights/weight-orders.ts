import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import { type Clause, has, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { LAST, type SaidWeights } from "./said-weights.ts";

/** "growth over runway over region", "sector matters more than territory", "rather than growth". */
export function readOver(
  clause: Clause,
  named: readonly Item[],
  said: SaidWeights,
  before: readonly Signal[],
): boolean {
  // "ignore category more than runway" says of neither how much it counts.
  if (has(clause, "ignore", "void")) return false;
  const words = clause.items.filter(
    (item) =>
      item.became === null &&
      (item.cues.has("over") ||
        isUnder(item) ||
        /^(?:[<>≥=~≈]|>=|than|to)$|^(?:not|no|nor|never) more(?: than)?$/u.test(item.text)),
  );
  const compares = clause.items.some(
    (item) =>
      /^(?:prefer|rather|rather have|sooner|better|more|less|care|care more|favour|favor)/u.test(item.text) ||
      item.cues.has("more") ||
      item.cues.has("less"),
  );
  const usable = words.filter((item) =>
    item.text === "to" || item.text === "than"
      ? compares
      : !(item.text === "above" && named.length < 2 && !clause.items.some(({ text }) => TOPIC.test(text))),
  );
  const found: Item[] = [];
  const less = clause.items.some((item) => item.cues.has("less") || item.cues.has("under"));
  // "dial it down a notch behind runway": the notch is the dial's.
  const pronoun = clause.items.some((item) => /^(?:it|them)$/u.test(item.text));
  const times = has(clause, "much") ? 3 : has(clause, "slight") && !pronoun ? 1.25 : 2;
  for (const word of usable) {
    const left = named.findLast((item) => item.end <= word.start);
    // "growth ahead of runway, geo behind both"
    const both = clause.items.some((item) => item.start >= word.end && item.text === "both");
    // "growth matters, but runway comes before it"
    const it = /^(?:it|that|them|those|these)$/u.test(
      clause.items[clause.items.indexOf(word) + 1]?.text ?? "",
    );
    const passed = before.filter((signal) => !left?.signals.includes(signal));
    const right =
      named.find((item) => item.start >= word.end) ??
      ((both && before.length > 1) || (it && left !== undefined && passed.length > 0)
        ? { signals: passed }
        : undefined);
    const topic = clause.items.some((item) => item.end <= word.start && TOPIC.test(item.text)) ? before : [];
    // "potential and growth both behind them"
    const all = clause.items.some((item) => item.end <= word.start && item.text === "both");
    const ahead = all
      ? named.filter((item) => item.end <= word.start).flatMap(({ signals }) => [...signals])
      : [];
    const spoken = ahead.length > 1 ? ahead : (left?.signals ?? topic);
    // "region matters, but less than growth", "geo before category but after growth", "…, but never more than runway"
    const opens = clause.items.every((item) => item.end > word.start || item.kind === "word");
    const carries =
      clause.tie === "but" ||
      (clause.tie === "comma" && !/^(?:before|after|above|over|behind|than)$/u.test(word.text));
    const lone = spoken.length === 0 && opens && carries;
    const passing = clause.tie === "but" && clause.items[0] === word ? before.slice(0, 1) : before;
    const heads = lone ? passing : spoken;
    if (right === undefined || heads.length === 0) continue;
    const inverted =
      isUnder(word) || word.text === "<" || (less && (word.text === "than" || word.text === "to"));
    // "don't let it outweigh runway", "growth must not count more than geo": no more, and not less either.
    const denied =
      NO_MORE.test(word.text) ||
      clause.items.some((item) => item.became === null && item.cues.has("not") && item.end <= word.start);
    // "runway ≥ growth > geo = category": as much, where no more is said.
    if (/^(?:[≥=~≈]|>=)$/u.test(word.text)) {
      for (const a of heads)
        for (const b of right.signals)
          said.over.push(
            { a, b, times: 1 },
            ...(/^[=~≈]$/u.test(word.text) ? [{ a: b, b: a, times: 1 }] : []),
          );
      found.push(word);
      continue;
    }
    // "growth should not come before geo": after it.
    for (const one of heads)
      for (const other of right.signals)
        if (denied && (lone || /^(?:before|ahead of|comes before|come before|goes before)$/u.test(word.text)))
          said.over.push({ a: other, b: one, times: 1.25 });
        else if (denied)
          said.most.push(inverted ? { signal: other, than: one } : { signal: one, than: other });
        else
          said.over.push(
            inverted && word.text !== "rather than"
              ? { a: other, b: one, times, lowers: true }
              : { a: one, b: other, times },
          );
    found.push(
      word,
      ...(denied
        ? clause.items.filter(
            ({ cues, text }) => cues.has("not") || /^(?:let|exceed|outweighs?)$/u.test(text),
          )
        : []),
    );
  }
  spend(found, "a comparison");
  return found.length > 0;
}

/** "not more than": as much at most. */
const NO_MORE = /^(?:not|no|nor|never) more(?: than)?$/u;

/** What stands for the signals of the clause before. */
const TOPIC = /^(?:it|both|they|them|of them|this|that)$/u;

/** "less than", "behind", "after": what stands ahead of it counts less. */
const isUnder = ({ cues, text }: Item): boolean => cues.has("under") || text === "after";

/** "growth is important, but potential is more important": more than what was named before. */
export function surpasses(
  clause: Clause,
  named: readonly Item[],
  said: SaidWeights,
  before: readonly Signal[],
): boolean {
  // "between runway and growth I'd back growth"
  const signals = named.flatMap((item) => item.signals);
  const chosen = named.at(-1)?.signals ?? [];
  const backs =
    /^(?:and |but )?between\b.*\b(?:back|prefer|pick|choose|take|favour|go for|go with|side with|put first) \S+(?: \S+)?$/u;
  if (named.length > 1 && chosen.length === 1 && backs.test(textOf(clause))) {
    for (const b of new Set(signals))
      if (b !== chosen[0]) said.over.push({ a: chosen[0] as Signal, b, times: 2 });
    return true;
  }
  const more = /\b(?:more important|more relevant|matters? more|counts? more)\b(?! than)/u.test(
    textOf(clause),
  );
  const than = clause.items.some(
    (item) => item.text === "than" || item.text.endsWith(" than") || item.text.endsWith(" as"),
  );
  if (!more || than || before.length === 0 || clause.tie === "stop" || named.length !== 1) return false;
  for (const a of named[0]?.signals ?? [])
    for (const b of before) if (a !== b) said.over.push({ a, b, times: 2 });
  return true;
}

/** "growth over runway over region" as ratios; a wish of its own ("above all geo") outweighs them. */
export function comparison({ levels, over, ranks }: SaidWeights, only: readonly Signal[]): WeightOperation {
  const parts: Partial<Record<Signal, number>> = {};
  const depth = new Map<Signal, number>();
  // Longest way down from each signal: with four of them, three rounds suffice.
  for (let round = 0; round < SIGNALS.length; round++)
    for (const { a, b, times } of over)
      depth.set(a, Math.max(depth.get(a) ?? 1, Math.min(81, (depth.get(b) ?? 1) * times)));
  for (const { a, b } of over) {
    parts[a] = depth.get(a) ?? 1;
    parts[b] = depth.get(b) ?? 1;
  }
  const most = Math.max(...Object.values(parts));
  for (const [signal, level] of levels) {
    if (parts[signal] !== undefined || level === "zero") continue;
    parts[signal] =
      ranks.get(signal) === LAST
        ? 0.1
        : ranks.get(signal) === 2
          ? 0.5
          : level === "faint" || level === "weak"
            ? 0.4
            : only.includes(signal) || level === "strong" || ranks.get(signal) === 0
              ? 1.5 * most
              : most;
  }
  // "growth over runway over geo": what is not in the order comes after it.
  const unnamed = SIGNALS.filter((signal) => parts[signal] === undefined);
  const [behind, ...more] = unnamed;
  if (behind !== undefined && more.length === 0 && levels.get(behind) === undefined)
    parts[behind] =
      Math.min(
        ...SIGNALS.filter((signal) => ranks.get(signal) !== LAST).flatMap((signal) => parts[signal] ?? []),
      ) / 2;
  // "category should weigh less than geo": of what the two weigh, and neither comes to the front.
  const lowered =
    over.every(({ lowers }) => lowers === true) &&
    [...levels.values()].every((level) => level === "spare" || level === "plain");
  return {
    kind: "ratio",
    parts,
    rest: Object.keys(parts).length === SIGNALS.length ? "zero" : lowered ? "kept" : "proportional",
  };
}
