import { SIGNALS, type Signal } from "../../tiering/index.ts";
import { type Clause, has, ofKind, withCue } from "./clauses.ts";
import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";
import { factorOf, spend } from "./weight-numbers.ts";

/** How much a clause lets a signal count. */
export type Level = "zero" | "faint" | "weak" | "mild" | "plain" | "strong" | "only" | "spare" | "also";

/** What a message says of the signals in words, gathered clause by clause. */
export interface SaidWeights {
  readonly levels: Map<Signal, Level>;
  /** Rank by signal, from 0. */
  readonly ranks: Map<Signal, number>;
  /** "a over b", with how many times as much. */
  readonly over: { readonly a: Signal; readonly b: Signal; readonly times: number }[];
  readonly steps: { readonly signal: Signal; readonly by: number; readonly from: Signal | null }[];
  readonly scales: { readonly signal: Signal; readonly factor: number }[];
  /** Signals that count the same. */
  equal: readonly Signal[] | null;
  swap: readonly [Signal, Signal] | "largest" | null;
  /** The unnamed: left out, even, or as by default. */
  rest: "zero" | "even" | "faint" | null;
  /** Back to the default weights. */
  reset: boolean;
  /** The signals of the clause before. */
  last: readonly Signal[];
}

/** Nothing said yet. */
export function createSaid(): SaidWeights {
  return { levels: new Map(), ranks: new Map(), over: [], steps: [], scales: [], equal: null, swap: null, rest: null, reset: false, last: [] };
}

const STEP = { slight: 0.05, plain: 0.1, much: 0.2 } as const;
const STRENGTHS: readonly Cue[] = ["strong", "weak", "mild", "faint"];
const READ: readonly Cue[] = [
  ...STRENGTHS, "wish", "matter", "first", "second", "third", "last", "then", "degree", "slight", "much", "more", "less", "over", "under", "than", "even", "each", "all", "rest", "favour", "from", "must", "also", "instead", "again", "only", "restrict", "nothing-else", "spare", "too-much", "resize", "rise", "fall", "move", "hold", "cap", "below", "at-least", "stop", "lift", "in", "accounts", "may", "default", "run", "as-much", "tierword", "please", "rule",
];

const signalsOf = (items: readonly Item[]): Signal[] => [...new Set(items.flatMap((item) => item.signals))];

/** Reads a clause that names signals; false where it says nothing of them. */
export function readWords(clause: Clause, said: SaidWeights): boolean {
  const named = ofKind(clause, "signal").filter((item) => !isNoun(item, clause));
  const signals = signalsOf(named);
  if (signals.length === 0) return readUnnamed(clause, said);
  // "I'm not saying drop growth": nothing is said of it, but "it" is growth now.
  if (/\bnot (?:saying|suggesting|asking)\b/u.test(clause.items.map((item) => item.text).join(" "))) {
    finish(clause, named, "nothing");
    said.last = signals;
    return true;
  }
  const before = said.last;
  said.last = signals;
  if (readSwap(clause, signals, said) || readStep(clause, named, said, before) || readOver(clause, named, said, before)) {
    finish(clause, named, "weights");
    return true;
  }
  named.forEach((item, at) => {
    // "accelerating customers in fast-growing sectors": where they are, not what counts.
    const inside = at > 0 && /^(?:in|within|inside|across)$/u.test(clause.items[clause.items.indexOf(item) - 1]?.text ?? "");
    if (inside) return;
    const window = named.length === 1 ? clause.items : windowOf(clause, named, at);
    const level = levelOf(window, item, clause);
    for (const signal of item.signals) {
      if (level !== "plain" || !said.levels.has(signal)) said.levels.set(signal, level);
      const rank = rankOf(window, clause, said, signals);
      if (rank !== null && level !== "zero") said.ranks.set(signal, rank);
    }
  });
  if (has(clause, "even") && signals.length > 1 && !has(clause, "not")) said.equal = signals;
  if (has(clause, "nothing-else")) said.rest = "zero";
  finish(clause, named, "weights");
  return true;
}

/** "Healthcare is the sector to win": the noun of a name, no wish of its own. */
function isNoun(item: Item, { items }: Clause): boolean {
  const at = items.indexOf(item);
  const named = items.findIndex((each) => each.values !== null);
  const noun = named >= 0 && named < at && /^(?:region|sector|industry|vertical|market|country|territory)$/u.test(item.text) && items.slice(named + 1, at).some((each) => /^(?:is|are)$/u.test(each.text));
  if (noun) spend([item], "a name");
  return noun;
}

function finish(clause: Clause, named: readonly Item[], became: string): void {
  spend([...named, ...withCue(clause, "not", "ignore", "void", "except", "unless" as never, ...READ)], became);
  spend(ofKind(clause, "amount").filter((item) => ["times", "multiple", "share", "points"].includes(item.amounts[0]?.kind ?? "")), became);
}

/** The items that speak of one of several signals: from the one before it to the one behind it. */
function windowOf(clause: Clause, named: readonly Item[], at: number): readonly Item[] {
  const from = named[at - 1]?.end ?? 0;
  const to = named[at + 1]?.start ?? Number.POSITIVE_INFINITY;
  const item = named[at] as Item;
  const tells = (each: Item) => [...STRENGTHS, "spare", "not", "ignore", "void", "only", "first", "second", "third", "last"].some((cue) => each.cues.has(cue as Cue));
  const ahead = clause.items.filter((each) => each.start >= from && each.end <= item.start);
  const behind = clause.items.filter((each) => each.start >= item.end && each.end <= to);
  if (ahead.some(tells)) return [...ahead, item];
  if (behind.some(tells) && at === named.length - 1) return clause.items;
  // What opens the clause governs all of its signals.
  return at > 0 ? clause.items.filter((each) => each.end <= (named[0] as Item).start || each === item) : [...ahead, item, ...behind];
}

function levelOf(window: readonly Item[], item: Item, clause: Clause): Level {
  const cues = (...wanted: readonly Cue[]) => window.filter((each) => each.became === null && wanted.some((cue) => each.cues.has(cue)));
  const any = (...wanted: readonly Cue[]) => cues(...wanted).length > 0;
  const ahead = (each: Item) => each.end <= item.start;
  const nots = cues("not");
  const ignores = cues("ignore");
  const stops = cues("stop");
  const excepts = cues("except").filter(ahead);
  const negated = nots.length > 0 || stops.length > 0;
  if (any("spare")) return "spare";
  if (excepts.length > 0) {
    const inverts = any("ignore", "void") || negated || (clause.items.some((each) => each.text.includes("zero")) && !any("wish"));
    return inverts ? "only" : "zero";
  }
  if (any("void")) return nots.length > 0 && window.some((each) => /^(?:out|off|aside|gone|dead)$/u.test(each.text)) ? "plain" : "zero";
  if (ignores.length > 0 && negated) return "also";
  if (stops.length > 0) return any("strong", "wish", "less", "first") && !window.some((each) => /^(?:chas|hunt|car|consider|count|us|look)/u.test(each.text)) ? "faint" : "zero";
  if (ignores.length > 0 && (ignores.some(ahead) || !any("wish", "strong"))) return "zero";
  if (nots.length > 0) {
    const degree = window.some((each) => /^(?:much|that|that much|so|so much|too|very|really|overly|as|terribly|all that|particularly|super|strong|so heavily)$/u.test(each.text));
    if (degree && any("matter", "strong", "degree")) return "faint";
    if (any("strong", "first") && !any("matter")) return "faint";
    const inner = nots.at(-1) as Item;
    // "growth, not at all": behind its signal; "not only growth" is no negation.
    if (/^not only/u.test(inner.text)) return "plain";
    return "zero";
  }
  if (any("only") && !any("weak", "mild")) return "only";
  if (any("faint")) return "faint";
  if (any("weak") && !cues("strong").some((each) => !each.cues.has("weak"))) return "weak";
  if (any("strong")) return "strong";
  return any("mild") ? "mild" : "plain";
}

function rankOf(window: readonly Item[], clause: Clause, said: SaidWeights, signals: readonly Signal[]): number | null {
  const any = (cue: Cue) => window.some((each) => each.cues.has(cue));
  if (any("third")) return 2;
  if (any("second") && !(clause.tie === "then" && window.some((each) => each.text === "next"))) return 1;
  if (any("last") && !any("first")) return 4;
  if (clause.tie === "then" || any("then")) {
    const ranks = [...said.ranks].filter(([signal]) => !signals.includes(signal)).map(([, rank]) => rank);
    const highest = ranks.length === 0 ? 0 : Math.max(...ranks);
    if (ranks.length === 0) for (const [signal, level] of said.levels) if (level !== "zero" && !signals.includes(signal)) said.ranks.set(signal, 0);
    return highest + 1;
  }
  return any("first") ? 0 : null;
}

function readSwap(clause: Clause, signals: readonly Signal[], said: SaidWeights): boolean {
  if (!has(clause, "swap") || signals.length !== 2) return false;
  said.swap = [signals[0] as Signal, signals[1] as Signal];
  spend(withCue(clause, "swap"), "swapped weights");
  return true;
}

/** "more growth", "growth up, region down", "10 points from geo to growth", "double geo". */
function readStep(clause: Clause, named: readonly Item[], said: SaidWeights, before: readonly Signal[]): boolean {
  const signals = signalsOf(named);
  const factor = factorOf(clause);
  if (factor !== null && signals.length === 1 && !has(clause, "as-much", "than")) {
    said.scales.push({ signal: signals[0] as Signal, factor: factor.times });
    spend([factor.item], "a factor");
    return true;
  }
  const amount = ofKind(clause, "amount").find((item) => ["share", "points"].includes(item.amounts[0]?.kind ?? ""));
  const plain = ofKind(clause, "amount").find((item) => item.amounts[0]?.kind === "plain");
  const number = amount ?? plain;
  const value = number?.amounts[0];
  const size = value === undefined ? sizeOf(clause) : value.kind === "plain" ? value.value / 100 : value.value;
  const signed = number === undefined ? undefined : clause.items.find((item) => /^[+-]$/u.test(item.text) && item.end === number.start);
  const from = clause.items.find((item) => item.cues.has("from") && !item.cues.has("ignore"));
  const to = clause.items.find((item) => item.text === "to" || item.text === "into" || item.cues.has("favour") || item.text === "towards");
  const spendNumber = () => spend(number === undefined ? [] : [number], "a step");
  if (from !== undefined && signals.length === 2 && to !== undefined) {
    const source = named.find((item) => item.start >= from.end)?.signals[0];
    const target = named.find((item) => item.start >= to.end)?.signals[0];
    if (source !== undefined && target !== undefined && source !== target) {
      said.steps.push({ signal: target, by: size, from: source });
      spendNumber();
      return true;
    }
  }
  const favour = withCue(clause, "favour")[0];
  if (favour !== undefined) {
    const ahead = signalsOf(named.filter((item) => item.end <= favour.start));
    const target = named.find((item) => item.start >= favour.end)?.signals[0];
    const gone = before.find((signal) => signal !== target && said.levels.get(signal) === "zero");
    const pending = said.steps.at(-1);
    if (target !== undefined && (gone !== undefined || ahead.length > 0)) {
      said.steps.push({ signal: target, by: gone === undefined ? size : 1, from: gone ?? (ahead[0] as Signal) });
      spendNumber();
      return true;
    }
    // "take 10 points from runway and give them to geo"
    if (target !== undefined && pending !== undefined && pending.by < 0) {
      said.steps.pop();
      said.steps.push({ signal: target, by: -pending.by, from: pending.signal });
      return true;
    }
  }
  const than = clause.items.find((item) => item.text === "than" || item.cues.has("over") || item.cues.has("under") || item.cues.has("as-much"));
  const pronoun = clause.items.some((item) => /^(?:it|them|that|this)$/u.test(item.text));
  if (than !== undefined && (signals.length > 1 || (pronoun && before.length > 0))) return false;
  if (signed !== undefined && value !== undefined && signals.length === 1) {
    said.steps.push({ signal: signals[0] as Signal, by: signed.text === "+" ? size : -size, from: null });
    spend([signed], "a step");
    spendNumber();
    return true;
  }
  // "take them from runway": what was added before comes from there.
  const pending = said.steps.at(-1);
  if (from !== undefined && signals.length === 1 && pending?.from === null && pending.by > 0 && clause.items.some((item) => /^(?:them|it|that|those)$/u.test(item.text))) {
    said.steps.pop();
    said.steps.push({ ...pending, from: signals[0] as Signal });
    return true;
  }
  const moves = directions(clause, named);
  if (moves.length === 0) return false;
  if (has(clause, "not") && !has(clause, "too-much")) {
    // "not more growth", "don't let growth drop": nothing grows or falls by that.
    for (const { signal, direction } of moves) if (direction < 0) said.levels.set(signal, "spare");
    return moves.every(({ direction }) => direction < 0);
  }
  for (const { direction, signal } of moves) said.steps.push({ signal, by: direction * size, from: null });
  spendNumber();
  return true;
}

/** The way each signal of a clause is to go, by the word ahead of it or else behind it. */
function directions(clause: Clause, named: readonly Item[]): { readonly signal: Signal; readonly direction: 1 | -1 }[] {
  const way = (item: Item): 1 | -1 | null => {
    if (item.cues.has("too-much") || item.cues.has("less")) return -1;
    if (item.cues.has("fall") && !item.cues.has("ignore") && item.kind === "word") return -1;
    return item.cues.has("more") && !item.cues.has("wish") ? 1 : item.text === "push" && clause.items.some((each) => each.text === "up") ? 1 : null;
  };
  const heavy = clause.items.some((item, at) => item.text === "too" && (clause.items[at + 1]?.kind === "signal" || /heavy|focus|reliant|driven|skew|dependent|strong/u.test(`${clause.items[at + 1]?.text} ${clause.items[at + 2]?.text}`)));
  if (heavy) return signalsOf(named).map((signal) => ({ signal, direction: -1 }));
  let current: 1 | -1 | null = null;
  let pending: Signal[] = [];
  const moves: { signal: Signal; direction: 1 | -1 }[] = [];
  for (const item of clause.items) {
    if (item.became !== null) continue;
    const next = item.kind === "signal" ? null : way(item);
    if (next !== null) {
      current = next;
      moves.push(...pending.map((signal) => ({ signal, direction: next })));
      pending = [];
    } else if (item.kind === "signal") {
      if (current === null) pending.push(...item.signals);
      else moves.push(...item.signals.map((signal) => ({ signal, direction: current as 1 | -1 })));
    }
  }
  return moves;
}

function sizeOf(clause: Clause): number {
  if (has(clause, "slight")) return STEP.slight;
  return has(clause, "much") ? STEP.much : STEP.plain;
}

/** "growth over runway over region", "sector matters more than territory", "rather than growth". */
function readOver(clause: Clause, named: readonly Item[], said: SaidWeights, before: readonly Signal[]): boolean {
  const words = clause.items.filter((item) => item.became === null && (item.cues.has("over") || item.cues.has("under") || item.text === ">" || item.text === "<" || item.text === "than" || item.text === "to"));
  const compares = clause.items.some((item) => /^(?:prefer|rather|rather have|more|less|care|care more|favour|favor)/u.test(item.text) || item.cues.has("more") || item.cues.has("less"));
  const usable = words.filter((item) => (item.text === "to" || item.text === "than" ? compares : !(item.text === "above" && named.length < 2)));
  let found = false;
  const less = clause.items.some((item) => item.cues.has("less") || item.cues.has("under"));
  const times = has(clause, "much") ? 3 : has(clause, "slight") ? 1.25 : 2;
  for (const word of usable) {
    const left = named.findLast((item) => item.end <= word.start);
    const right = named.find((item) => item.start >= word.end);
    const topic = clause.items.some((item) => item.end <= word.start && /^(?:it|both|they|them|this|that)$/u.test(item.text)) ? before : [];
    const heads = left?.signals ?? topic;
    if (right === undefined || heads.length === 0) {
      if (right !== undefined && word === clause.items[0] && before.length > 0 && (clause.tie === "but" || clause.tie === "comma") && !/^(?:before|after|above|over|behind|than)$/u.test(word.text)) {
        // "region matters, but less than growth"
        const under = word.cues.has("under");
        for (const a of before) for (const b of right.signals) said.over.push(under ? { a: b, b: a, times } : { a, b, times });
        found = true;
      }
      continue;
    }
    const inverted = word.cues.has("under") || word.text === "<" || (less && (word.text === "than" || word.text === "to"));
    for (const one of heads) for (const other of right.signals) said.over.push(inverted && word.text !== "rather than" ? { a: other, b: one, times } : { a: one, b: other, times });
    found = true;
  }
  if (found) spend(usable, "a comparison");
  return found;
}

/** What a clause without a signal says of the weights: "the rest evenly", "nothing else", "equal weights". */
function readUnnamed(clause: Clause, said: SaidWeights): boolean {
  const spendAll = (...cues: readonly Cue[]) => spend(withCue(clause, ...cues, ...READ), "weights");
  if (has(clause, "rest", "nothing-else")) {
    const zero = has(clause, "ignore", "void", "not", "nothing-else");
    const faint = clause.items.some((item) => /^(?:much|that much|so much)$/u.test(item.text));
    if (has(clause, "hold") && !zero) return spendAll("rest", "hold"), true;
    if (said.last.length > 0) {
    said.rest = zero ? (faint ? "faint" : "zero") : has(clause, "even") ? "even" : has(clause, "weak", "faint") ? "faint" : said.rest;
    spendAll("rest", "nothing-else", "ignore", "void", "not");
    return true;
    }
  }
  const weighs = clause.items.some((item) => /weight|signal|factor|four|everything|everyone/u.test(item.text));
  if (has(clause, "default") && !has(clause, "rule")) {
    said.reset = true;
    spendAll("default");
    return true;
  }
  const alike = has(clause, "all") && clause.items.some((item) => /^(?:same|the same)$/u.test(item.text));
  if ((has(clause, "even") || alike) && (alike || weighs || clause.items.every((item) => item.cues.size > 0 || item.kind === "stop") || has(clause, "all"))) {
    said.equal = SIGNALS;
    spendAll("even", "all", "each", "not");
    return true;
  }
  if (has(clause, "swap") && !has(clause, "hybrid", "kpi", "direct") && !clause.items.some((item) => item.kind !== "word")) {
    said.swap = "largest";
    spend(withCue(clause, "swap"), "swapped weights");
    spendAll();
    return true;
  }
  const pronoun = clause.items.some((item) => /^(?:it|them|that|this|these|those)$/u.test(item.text));
  const tied = clause.tie !== "stop" || pronoun;
  if (said.last.length === 0 || !tied) return false;
  return readOfLast(clause, said, pronoun);
}

/** "Geography? couldn't care less", "ease it down": said of the signals of the clause before. */
function readOfLast(clause: Clause, said: SaidWeights, pronoun: boolean): boolean {
  const strength = has(clause, "void") || (has(clause, "not") && has(clause, "matter", "degree")) ? "zero" : has(clause, "faint") ? "faint" : has(clause, "weak") ? "weak" : has(clause, "strong") ? "strong" : null;
  const direction = has(clause, "less", "too-much", "fall") ? -1 : has(clause, "more") ? 1 : 0;
  if (direction !== 0 && pronoun) for (const signal of said.last) said.steps.push({ signal, by: direction * sizeOf(clause), from: null });
  else if (strength !== null && (pronoun || clause.items.length <= 5)) for (const signal of said.last) said.levels.set(signal, strength);
  else return false;
  spend(withCue(clause, "void", "not", ...READ), "weights");
  return true;
}
