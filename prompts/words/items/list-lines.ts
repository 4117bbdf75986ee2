import { cuesOf } from "./cue-words.ts";
import { type Item, NO_CUES } from "./item.ts";

/** Cues of an entry that is a wish or a rule of its own, and no signal in its rank. */
const OWN_WISH =
  cuesOf(`not void ignore move hold cap only except tierword rise fall first second third last strong
  matter more less weak mild indifferent baseline direct hybrid`);
const RANK = /^[1-9]\)$/u;
const LINE = /^[;\n]$/u;
const MARK = /^[-*•]$/u;

/** Lists on lines of their own read as if they were written in one: O(items). */
export function readLines(items: readonly Item[]): Item[] {
  // "disruption max. 3 %": short for a word, and no end of a sentence.
  const short = (at: number) =>
    items[at]?.text === "." &&
    (/^(?:ca|approx|incl|excl)$/u.test(items[at - 1]?.text ?? "") ||
      (/^(?:max|min)$/u.test(items[at - 1]?.text ?? "") && items[at + 1]?.kind === "amount"));
  const plain = items.filter((_, at) => !(short(at) && at + 1 < items.length));
  return goingOn(withoutBullets(withoutBrackets(plain)));
}

/** "runway (50 %), growth (30 %)": a number in brackets is said of the name before them. */
function withoutBrackets(items: readonly Item[]): readonly Item[] {
  const opens = (at: number) =>
    items[at]?.text === "(" &&
    ["signal", "tier"].includes(items[at - 1]?.kind ?? "") &&
    items[at + 1]?.kind === "amount" &&
    items[at + 2]?.text === ")";
  return items.some((_, at) => opens(at)) ? items.filter((_, at) => !opens(at) && !opens(at - 2)) : items;
}

/** "1. Just Healthcare 2. potential matters most": where an entry is a wish of its own, the numbers only part them. */
function withoutBullets(items: readonly Item[]): readonly Item[] {
  const starts = items.flatMap(({ text }, at) => (RANK.test(text) ? [at] : []));
  const entries = starts.map((from, k) => {
    const inside = items.slice(from + 1, starts[k + 1] ?? items.length);
    const end = inside.findIndex(({ kind }) => kind === "stop");
    return end < 0 ? inside : inside.slice(0, end);
  });
  const isWish = (entry: readonly Item[]) =>
    entry.length > 0 &&
    (entry.length > 8 ||
      !entry.some(({ kind }) => kind === "signal") ||
      // "1) growth 50 2) runway 30": weights, and no ranks.
      entry.some(({ kind }) => kind === "amount") ||
      entry.some(({ cues }) => OWN_WISH.some((cue) => cues.has(cue))));
  // "1. growth 2. runway 3. hold Retail" ranks the first two.
  const first = starts.length === 1 ? 0 : entries.findIndex(isWish);
  const from = starts[first === 1 ? 0 : first];
  const leads = starts[0] === 0 || items[(starts[0] ?? 0) - 1]?.kind === "stop";
  if (!leads || from === undefined) return items;
  return items.map((item, at) =>
    at >= from && RANK.test(item.text) ? { ...item, kind: "stop", text: "\n", cues: NO_CUES } : item,
  );
}

/** "a third each:⏎- runway⏎- growth", "Growth matters.⏎But runway more": a line that goes on with the one before is behind a comma. */
function goingOn(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let from = 0;
  items.forEach((item, at) => {
    if (item.kind !== "stop") {
      out.push(item);
      return;
    }
    if (at < from) return;
    from = at + 1;
    if (LINE.test(item.text))
      while (items[from]?.kind === "stop" && (LINE.test(items[from]!.text) || MARK.test(items[from]!.text)))
        from++;
    const next = items[from]?.text ?? "";
    const goes =
      (LINE.test(item.text) && (/^(?:but|and|while|whereas|then)$/u.test(next) || isNamed(items, from))) ||
      (item.text === "." && /^(?:but|yet)$/u.test(next));
    const before = out.at(-1);
    if (goes && before?.kind === "stop" && before.text === ":") return;
    if (goes && before !== undefined && before.kind !== "stop") out.push({ ...item, text: "," });
    else out.push(...items.slice(at, from));
  });
  return out;
}

/** Whether a line names a signal or values, and nothing else. */
function isNamed(items: readonly Item[], from: number): boolean {
  const end = items.findIndex(({ kind }, at) => at > from && kind === "stop");
  const line = items.slice(from, end < 0 ? items.length : end);
  // "Germany and Austria, Manufacturing only": a line that goes on.
  const goesOn =
    /^[,(-]$/u.test(items[end]?.text ?? "") && items[end + 1]?.kind !== "stop" && end + 1 < items.length;
  return (
    !goesOn &&
    line.some(({ kind }) => kind === "signal" || kind === "values") &&
    line.every(
      ({ kind, text }) => kind === "signal" || kind === "values" || /^(?:the|and|our|&)$/u.test(text),
    )
  );
}
