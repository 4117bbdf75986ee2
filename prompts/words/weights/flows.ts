import type { Signal } from "../../../tiering/index.ts";
import type { Clause } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";

/** What leaves signals or comes to them. */
export interface Flow {
  readonly way: "from" | "to";
  /** None: all the others. */
  readonly signals: readonly Signal[];
  /** In points, or a fraction: of what flows in all, of the signal's own weight; null where no number is said. */
  readonly amount: number | null;
  readonly of: "points" | "all" | "own";
  readonly each: boolean;
}

/** What a clause says of flows, and nothing else. */
export interface Flows {
  readonly flows: readonly Flow[];
  /** Whether it speaks of what was taken before: "give it to growth", "split them". */
  readonly refers: boolean;
  /** Whether it may speak of what is left of all weight as well. */
  readonly rests: boolean;
  /** Whether it says by itself that something is taken or added. */
  readonly acts: boolean;
}

const words = (list: string): RegExp => new RegExp(`^(?:${list})$`, "u");
const FROM = words("from|off|out of|out|away from|at the expense of|at the cost of");
const TO = words(
  "to|into|in|onto|on|towards|for|in favou?r of|to the benefit of|over|between|among|across|over to|gets?",
);
const WHOLE = words("all|all of|everything|what|whatever|all that");
const SPREADS = words("split|spread|share|divide|distribute|distributed|redistribute");
const ACTS = words(
  "take|take out|take away|put in|move|moving|moved|shift|transfer|put|hand|add|assign|pass|steal|borrow|grab|knock|shave|pull|cut|lop|strip|remove|trim|swap|reallocate|bring|flows?|loses?|gains?|raise|lift|trade",
);
const PASSES = words(
  "taken|taking|comes?|coming|gives?|giving|goe?s?|going|fund|finance|pay|draw|taken from",
);
/** Behind a signal: it loses, or it gains. */
const LOSES = words("gives?|cedes?|hands?|pass|passes|loses?|sheds?|pays?|funds?|covers?");
const GAINS = words("gains?|gets?|receives?|inherits?|takes?|wins?|absorbs?|have|has|picks up|takes over");
const NOUN = words("weights?|share|points?|part|slice|portion|bit|lens|side|factor|signal");
const IT = words(
  "it|that|them|those|this|both|difference|the difference|the lot|lot|slack|remainder|freed|the freed|freed up|saved|frees|left|left over|what is left|whatever is left|the other half|released|its|their|had",
);
const FILLERS = words(
  "of them|of those|of it|and|then|so|please|just|also|another|further|additional|but|with|would|should|could|can|will|may|i|we|you|let us|maybe|perhaps|rather|of|the|our|up|at|possible|more|extra|each|apiece|evenly|equally|half each|is|was|some|a|way|now|by|worth|be|in|equal|parts|in equal parts|equal parts|in equal measure|in equal shares|rest|others|the rest|the others|all others|other|two|three|the other two|the other three|the remaining|s|as well|instead|too|as|down|the same|the same amount|amount|as much",
);

const PREFERS = /\b(?:would|will|should|could) (?:\S+ )?(?:trade|swap|exchange|sacrifice|give up)\b/u;

/** What is read of a flow before its signal. */
interface Ahead {
  readonly way: Flow["way"] | null;
  readonly number: Item | null;
  readonly verb: string;
  readonly whole: boolean;
}
const NOTHING: Ahead = { way: null, number: null, verb: "", whole: false };

/**
 * What leaves signals or comes to them, where a clause says that alone; null where it says anything else. O(items).
 * @param last the signals that "it" speaks of
 */
export function flowsOf(clause: Clause, last: readonly Signal[]): Flows | null {
  const items = clause.items.filter(({ became, kind }) => became === null && kind !== "stop");
  // "I'd trade geo for growth any day" prefers the one, and says of no part that it goes.
  if (PREFERS.test(items.map(({ text }) => text).join(" ")) && items.every(({ kind }) => kind !== "amount"))
    return null;
  const flows: Flow[] = [];
  let ahead = NOTHING;
  let refers = false;
  let acts = false;
  for (let at = 0; at < items.length; at++) {
    const { amounts, cues, kind, signals, text } = items[at] as Item;
    const before = items[at - 1]?.text ?? "";
    if (kind === "amount") {
      if (ahead.number !== null || amounts.length !== 1) return null;
      ahead = { ...ahead, number: items[at] as Item };
    } else if (kind === "signal" && !(text === "trade" && items[at + 1]?.kind === "amount")) {
      const found = flowAt(items, at, ahead);
      if (found === null) return null;
      flows.push({ ...found.flow, signals });
      refers ||= found.alike;
      [at, ahead] = [found.at, NOTHING];
    } else if (IT.test(text)) {
      // "take twenty off it", "hand half of it over to growth"
      const { number, way } = ahead;
      const part = number !== null && isFraction(number);
      if (number !== null && last.length === 1 && (way === "from" || (part && before === "of"))) {
        flows.push({
          way: "from",
          signals: last,
          amount: pointsOf(number),
          of: part ? "own" : "points",
          each: false,
        });
        ahead = NOTHING;
      } else refers = true;
    } else if (FROM.test(text) || (text === "less" && ahead.number !== null))
      ahead = { ...ahead, way: "from" };
    else if (TO.test(text)) ahead = { ...ahead, way: ahead.way ?? "to" };
    else if (WHOLE.test(text)) ahead = { ...ahead, whole: true };
    else if (SPREADS.test(text) || ACTS.test(text) || PASSES.test(text)) {
      ahead = { ...ahead, verb: text };
      refers ||= SPREADS.test(text);
      acts ||= ACTS.test(text);
    } else if (NOUN.test(text)) refers ||= before === "the";
    else if (!FILLERS.test(text) && !cues.has("may") && !cues.has("please")) return null;
  }
  const { number, verb } = ahead;
  // "give geo's weight to growth and runway, half each"
  const halves =
    number !== null &&
    flows.length === 0 &&
    isFraction(number) &&
    /^\S+ each$/u.test(items.map(({ text }) => text).join(" "));
  if (number !== null && !halves) return null;
  if (flows.length === 0 && SPREADS.test(verb) && refers)
    flows.push({ way: "to", signals: [], amount: null, of: "points", each: false });
  const rests = items.some(({ cues, text }) => cues.has("rest") || /\bleft\b/u.test(text));
  return flows.length === 0 && !halves ? null : { flows, refers, rests, acts };
}

/** The flow of the signal at a place, with the place that it is read to; null where the signal neither loses nor gains. */
function flowAt(items: readonly Item[], at: number, { number: said, verb, way: told, whole }: Ahead) {
  const text = (place: number) => items[place]?.text ?? "";
  let next = at + 1;
  while (NOUN.test(text(next)) || /^(?:s|should|can|could|may|all|over)$/u.test(text(next))) next++;
  // "ten points of the runway"
  const before = text(/^(?:the|our)$/u.test(text(at - 1)) ? at - 2 : at - 1);
  const after = text(next);
  const turns = LOSES.test(after) || GAINS.test(after);
  const costs = before === "at" && /^(?:expense|cost)$/u.test(text(at + 1));
  const part = said !== null && isFraction(said);
  // "geo's share goes to growth", "move geo's weight to growth"
  const goes =
    told === null &&
    (/^(?:goes|go|moves?|flows?)$/u.test(after) || (NOUN.test(text(at + 1)) && verb !== "" && !part));
  // "geo down from 15 to 5, growth up by the same"
  const alike = /^(up|down) by (?:the same|as much|that|it)\b/u.exec(
    items
      .slice(next, next + 4)
      .map((item) => item.text)
      .join(" "),
  )?.[1];
  const loses = LOSES.test(after) || (said !== null && (part || before === "of")) || whole;
  const gains = GAINS.test(after) || /^(?:give|giving|hand|raise|lift)$/u.test(verb);
  const way =
    alike !== undefined
      ? alike === "up"
        ? "to"
        : "from"
      : costs || goes
        ? "from"
        : (told ?? (loses ? "from" : gains ? "to" : null));
  if (way === null) return null;
  // "runway loses 10 points", "give growth ten points"
  const behind = items[turns ? next + 1 : next];
  const number = said ?? (behind?.kind === "amount" && (turns || way === "to") ? behind : null);
  const near = number === null ? at : items.indexOf(number);
  const share = number !== null && isFraction(number);
  const between = items.slice(near, at);
  const own =
    whole ||
    goes ||
    (share && near < at && !between.some((item) => FROM.test(item.text) || TO.test(item.text)));
  const each = items
    .slice(Math.min(near, at), Math.max(near, at) + 2)
    .some((item) => /^(?:each|apiece)$/u.test(item.text));
  return {
    flow: {
      way: way as Flow["way"],
      amount: whole || goes ? 1 : number === null ? null : pointsOf(number),
      of: own ? "own" : share ? "all" : "points",
      each,
    } as const,
    alike: alike !== undefined,
    at: near > at ? near : turns ? next : costs ? at + 1 : at,
  };
}

const isFraction = ({ amounts: [amount], text }: Item): boolean =>
  amount?.kind === "share" && !/%|per ?cent|pct/u.test(text);

function pointsOf({ amounts: [amount] }: Item): number {
  const { kind, value } = amount!;
  return (kind === "plain" && value > 1) || kind === "parts" ? value / 100 : value;
}
