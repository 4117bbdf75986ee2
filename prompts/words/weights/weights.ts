import { SIGNALS } from "../../../tiering/index.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import { type Clause, has, ofKind } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { isOpaquelySaid } from "./opaque.ts";
import { createSaid, LAST, type SaidWeights } from "./said-weights.ts";
import type { SpokenOf } from "./spoken-of.ts";
import { createStated, type Stated, statedChange } from "./stated-weights.ts";
import { emphasis } from "./weight-emphasis.ts";
import { readFlows } from "./weight-flows.ts";
import { readStated } from "./weight-numbers.ts";
import { comparison } from "./weight-orders.ts";
import { isOfItself, readRatio } from "./weight-ratios.ts";
import { takesOut, transferOf } from "./weight-steps.ts";
import { balanced, isPartOf } from "./weight-transfers.ts";
import { readWords } from "./weight-words.ts";

/** Cues that say how much a signal is to count. */
const WISHED: readonly Cue[] = [
  ...["wish", "strong", "matter", "first", "second", "last", "only", "weak", "faint", "ignore", "void"],
  ...["even", "indifferent", "more", "less", "over", "under", "stop", "not", "twice", "afterwards"],
] as Cue[];

/** What the clauses say of the weights, as changes in the order in which they apply; `spoken`: of the plan in force. */
export function readWeights(clauses: readonly Clause[], spoken: SpokenOf): WeightOperation[] {
  const stated = createStated(spoken);
  const said = createSaid();
  let before = spoken.counting;
  let passed = 0;
  // "runway 3x, growth 2x": parts of a whole.
  const isList = clauses.filter((each) => amountOf(each)?.kind === "times").length > 1;
  for (const [at, clause] of clauses.entries()) {
    if (passed-- > 0) continue;
    // "undo the growth thing" wishes for no growth.
    if (
      clause.items.some(({ became }) => became === "undo") &&
      !has(clause, "wish", "more", "less", "strong", "first", "only")
    )
      continue;
    // What is left of a clause that states a rule speaks of no weight.
    const ruled = clause.items.some(
      (item) => item.became !== null && ["values", "tier", "account", "amount"].includes(item.kind),
    );
    if (ruled && ofKind(clause, "signal", "amount").length === 0) continue;
    // "freeze Utilities in that area": a place beside a rule is no wish unless it is wished for.
    const placed =
      clause.items.some(({ became }) => /^(?:hold|scope|mayRise|mayFall)\b/u.test(became ?? "")) &&
      ofKind(clause, "signal").every(({ text }) => NOUNS.test(text)) &&
      ofKind(clause, "amount").length === 0 &&
      !has(clause, ...WISHED);
    if (placed) continue;
    // "half our TAM figures are guesses": no weight of one half.
    const named = ofKind(clause, "signal");
    if (named.length > 0 && ofKind(clause, "amount").length > 0 && isOpaquelySaid(clause, named)) continue;
    passed = readFlows(clauses, at, said, stated);
    if (passed-- > 0) continue;
    const own = [...new Set(ofKind(clause, "signal").flatMap((item) => item.signals))];
    // "growth first. Canada had its turn, so skip it": what its own sentence speaks of.
    const sentence = clauses.filter((each) => each.sentence === clause.sentence);
    if (clause !== sentence[0] && sentence.every(({ items }) => items.every(({ kind }) => kind !== "signal")))
      said.last = [];
    if (isIncrement(clause, isList)) readWords(clause, said, stated);
    else if (!(readRatio(clause, stated, before) || readStated(clause, stated, before)))
      readWords(clause, said, stated);
    else {
      // "category is table stakes so zero it out": why.
      if (own.length === 0) spend(said.opaque.splice(0), "a story");
      said.last = own.length > 0 ? own : said.last;
    }
    if (own.length > 0) before = own;
  }
  const isLeft = ({ became }: Item) => became === "the others as they are";
  if (clauses.some(({ items }) => items.some(isLeft))) said.rest ??= "kept";
  return combine(stated, said);
}

/** The first number of a clause. */
const amountOf = (clause: Clause) => ofKind(clause, "amount")[0]?.amounts[0];

const MULTIPLIED = /^(?:by|times|x|×)$/u;

/** A number that changes a weight rather than states it: "by 10 points", "+5 %", "10 points from geo to growth". */
function isIncrement(clause: Clause, isList: boolean): boolean {
  const amount = ofKind(clause, "amount")[0];
  if (amount === undefined || amount.amounts.length > 1) return false;
  if (amount.amounts[0]?.kind === "share" && isOfItself(clause, amount)) return true;
  const at = clause.items.indexOf(amount);
  const before = clause.items[at - 1];
  const kind = amount.amounts[0]?.kind;
  // "multiply growth by 1.2", "growth times 1.5", "growth 2x"
  const alone = !isList && before?.kind === "signal" && clause.items.at(-1) === amount;
  // "3x geo vs default"
  if (kind === "times" && has(clause, "default") && ofKind(clause, "signal").length === 1) return true;
  if (kind === "times" && (MULTIPLIED.test(before?.text ?? "") || alone)) return true;
  if (kind === "times" || kind === "multiple") return false;
  if (/^[+-]$/u.test(before?.text ?? "") && before?.end === amount.start)
    return ofKind(clause, "signal").length > 0;
  if (before?.text === "by" && has(clause, "more", "less", "rise", "fall", "move")) return true;
  // "cut growth in half"
  if (before?.text === "in" && has(clause, "less") && kind === "share") return true;
  if (isPartOf(clause, amount) && has(clause, "favour")) return true;
  const moves = has(clause, "from", "move") && ofKind(clause, "signal").length > 0;
  // "5 less for geo"
  if (kind === "plain" && /^(?:more|less)$/u.test(clause.items[at + 1]?.text ?? "")) return true;
  if ((kind === "plain" || kind === "points") && transferOf(clause) !== null) return true;
  if (kind === "points" && takesOut(clause)) return true;
  return kind === "points" && (moves || (has(clause, "more", "less") && before?.text !== "to"));
}

/** "growth up, potential right behind": what is raised comes before what is second; "growth less, geo least": before the last. */
function raisedFirst({ levels, ranks, steps }: SaidWeights): void {
  const lowered = [...ranks.values()].includes(LAST) ? steps.filter(({ by, exact }) => by < 0 && !exact) : [];
  for (const step of lowered) levels.set(steps.splice(steps.indexOf(step), 1)[0]!.signal, "faint");
  if (ranks.size === 0 || Math.min(...ranks.values()) !== 1) return;
  const raised = ({ by, exact, from, signal }: (typeof steps)[number]) =>
    by > 0 && from === null && !exact && !ranks.has(signal);
  for (const step of steps.filter(raised)) {
    steps.splice(steps.indexOf(step), 1);
    levels.set(step.signal, "plain");
    ranks.set(step.signal, 0);
  }
}

function combine(stated: ReturnType<typeof createStated>, said: SaidWeights): WeightOperation[] {
  const changes: WeightOperation[] = [];
  // "growth first, just a little geo": some of it beside what counts; "only a bit of geo": less than now.
  const counts = [...said.levels.values()].some((level) => ["strong", "plain", "mild"].includes(level));
  for (const [signal, level] of said.levels)
    if (level === "little") said.levels.set(signal, counts ? "weak" : "faint");
  const given = stated.stated.map(({ signal }) => signal);
  const zero = new Set([...said.levels].filter(([, level]) => level === "zero").map(([signal]) => signal));
  const only = [...said.levels].filter(([, level]) => level === "only").map(([signal]) => signal);
  if (said.reset) changes.push({ kind: "default" });
  if (said.swap !== null) changes.push({ kind: "swap", signals: said.swap === "largest" ? null : said.swap });
  // "all equal but category 0", "geo 0, the rest as usual"
  if (stated.stated.length > 0 && stated.stated.every(({ amount }) => amount.value === 0)) {
    for (const { signal } of stated.stated) zero.add(signal);
    stated.stated.length = 0;
  }
  // "runway = 2 x growth, growth = geo": as much as the other, beside ratios of numbers.
  if (stated.ratios.length > 0)
    for (const { a, b, times } of said.over.splice(0))
      if (times !== 1) said.over.push({ a, b, times });
      else if (!stated.ratios.some((one) => one.times === 1 && one.b === a && one.a.includes(b)))
        stated.ratios.push({ a: [a], b, times, together: false });
  // "growth and runway equally, region half as much"
  const [head, ...tail] = said.equal ?? [];
  if (stated.ratios.length > 0 && head !== undefined && said.equal !== SIGNALS)
    stated.ratios.unshift({ a: tail, b: head, times: 1, together: false });
  // "runway and growth in equal measure; geo at 10 %", "geo at 10 %, growth matters most": of what is left.
  const open = SIGNALS.filter((one) => !zero.has(one) && !stated.stated.some(({ signal }) => signal === one));
  const louder = open.filter((one) => ["strong", "plain", "only"].includes(said.levels.get(one) ?? ""));
  if (
    stated.stated.length > 0 &&
    stated.rest === null &&
    stated.restTo.length === 0 &&
    stated.ratios.length === 0
  ) {
    const equal = said.equal === SIGNALS ? null : said.equal;
    if (equal?.every((one) => open.includes(one)))
      stated.restTo.push(...equal.map((signal) => ({ signal, part: 1 })));
    else if (louder.length > 0 && louder.length < open.length)
      stated.restTo.push(...open.map((signal) => ({ signal, part: louder.includes(signal) ? 3 : 1 })));
  }
  if (stated.rest === "zero" && stated.stated.length === 0) said.rest = "zero";
  // "growth to runway 2 to 1, the rest as it is": of what these two weigh.
  const isKept = said.rest === "kept" || stated.rest === "proportional";
  const [lead, ...behind] = stated.stated;
  const isPart = ({ amount }: Stated) =>
    (amount.kind === "plain" || amount.kind === "parts") && amount.value >= 1 && amount.value < 10;
  if (isKept && lead !== undefined && behind.length > 0 && stated.stated.every(isPart)) {
    for (const { amount, signal } of behind)
      stated.ratios.push({
        a: [lead.signal],
        b: signal,
        times: lead.amount.value / amount.value,
        together: false,
      });
    stated.stated.length = 0;
  }
  const change = statedChange(stated, zero);
  // "geo 4x category, leave runway and growth as they are"
  const others = change?.kind === "ratio" ? SIGNALS.filter((one) => change.parts[one] === undefined) : [];
  const keeps = others.length > 0 && others.every((one) => said.levels.get(one) === "spare");
  const numbers: WeightOperation | null =
    keeps && change?.kind === "ratio" ? { ...change, rest: "kept" } : change;
  // "growth counts double, category a third of growth": doubled first.
  const tied = said.scales.filter(({ signal }) =>
    stated.ratios.some(({ a, b }) => b === signal || a.includes(signal)),
  );
  for (const one of tied) {
    changes.push({ kind: "scale", ...one });
    said.scales.splice(said.scales.indexOf(one), 1);
  }
  if (numbers !== null) changes.push(numbers);
  raisedFirst(said);
  const emphasised = numbers === null && said.over.length === 0 ? emphasis(said, only) : null;
  if (emphasised !== null) changes.push(emphasised);
  // "balance all four but tilt slightly to momentum"
  const alike = said.levels.size === SIGNALS.length && new Set(said.levels.values()).size === 1;
  if (emphasised?.kind === "equal" && said.equal === SIGNALS && !alike)
    for (const [signal, level] of said.levels)
      if (level !== "zero")
        changes.push({
          kind: "step",
          signal,
          by: level === "faint" ? -0.1 : level === "weak" ? 0.05 : 0.1,
          from: null,
        });
  if (numbers === null && said.over.length > 0) changes.push(comparison(said, only));
  const [scaled] = said.scales;
  // "runway counts double, rest equal": twice as much as each of the others.
  if (scaled !== undefined && said.scales.length === 1 && said.rest === "even" && changes.length === 0)
    changes.push({
      kind: "ratio",
      parts: Object.fromEntries(
        SIGNALS.map((one) => [one, one === scaled.signal ? scaled.factor : zero.has(one) ? 0 : 1]),
      ),
      rest: "zero",
    });
  else for (const { factor, signal } of said.scales) changes.push({ kind: "scale", signal, factor });
  // "less runway, make it 25 %": the number says how much less.
  const steps = said.steps.filter(({ signal }) => !given.includes(signal));
  changes.push(...balanced(steps));
  if (numbers === null || stated.stated.length === 0)
    if (zero.size > 0) changes.push({ kind: "exclude", signals: [...zero] });
  if (said.ceiling !== null) changes.push({ kind: "ceiling", most: said.ceiling });
  if (said.most.length > 0) changes.push({ kind: "atMost", bounds: said.most });
  if (said.rest === "zero" && only.length === 0 && numbers?.kind !== "set") {
    const named = SIGNALS.filter(
      (signal) =>
        !zero.has(signal) &&
        (said.levels.has(signal) ||
          said.ranks.has(signal) ||
          said.over.some(({ a, b }) => a === signal || b === signal) ||
          (numbers?.kind === "ratio" && numbers.parts[signal] !== undefined)),
    );
    if (named.length > 0) changes.push({ kind: "only", signals: named });
  }
  return changes;
}
