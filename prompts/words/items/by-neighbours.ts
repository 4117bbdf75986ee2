import { aheadOf } from "./ahead-of.ts";
import { type Cue, cuesOf } from "./cue-words.ts";
import { type Item, NO_CUES } from "./item.ts";
import { isMerely } from "./merely.ts";
import { missed } from "./missed.ts";
import { ofAccounts } from "./of-accounts.ts";
import { PLACE } from "./place-words.ts";

const MULTIPLIES = /^(?:multiply|multiplied|multiplies|scale|scaled|scales)$/u;

/** A word as those beside it make it: "for Brazil alone" leaves nobody alone, "untouched" holds and potential is untouched. O(words of its sentence). */
export function byNeighbours(item: Item, at: number, items: readonly Item[]): Item {
  // "and go up to 3 %": of the budget, and of no account.
  if (
    /^(?:can )?(?:go|come) (?:up|down)$/u.test(item.text) &&
    items[at + 1]?.text === "to" &&
    items[at + 2]?.amounts[0]?.kind === "share"
  )
    return { ...item, cues: new Set<Cue>(["cap", "move"]) };
  // "whatever tiers hold 80 % of revenue": these are the strategic ones.
  if (/^what(?:ever)?$|^whichever$/u.test(item.text) && items[at + 1]?.cues.has("tierword"))
    return items.some(({ cues }) => cues.has("strategic")) ? { ...item, cues: NO_CUES } : item;
  // "do whatever the growth numbers tell you": these decide.
  if (
    /^whatever(?: the)?$/u.test(item.text) &&
    items.slice(at + 1, at + 3).some(({ kind }) => kind === "signal") &&
    items
      .slice(at + 2, at + 5)
      .some(({ text }) => /^(?:tells?|says?|suggests?|shows?|dictates?|demands?)$/u.test(text))
  )
    return { ...item, cues: new Set<Cue>(["first"]) };
  // "50/50 growth runway": each has its number.
  const both = /^(growth runway|runway growth)$/u.exec(item.text)?.[1];
  if (
    both !== undefined &&
    items[at - 1]?.kind === "amount" &&
    items[at - 2]?.text === "/" &&
    items[at - 3]?.kind === "amount"
  )
    return { ...item, signals: both.startsWith("growth") ? ["growth", "runway"] : ["runway", "growth"] };
  if (isMerely(item, at, items)) return { ...item, cues: NO_CUES };
  // "everything on runway save a tenth for growth"
  if (item.text === "save" && items[at + 1]?.kind === "amount")
    return { ...item, kind: "stop", text: ",", cues: NO_CUES };
  // "I'd trade geo for growth": what is given for the other, and no industry.
  const gives = item.text === "trade" && items[at + 1]?.kind === "signal" && items[at + 2]?.text === "for";
  if (gives) return { ...item, kind: "word", signals: [], cues: NO_CUES };
  const own = missed(item, at, items) ?? ofAccounts(item, at, items);
  if (own !== null) return own;
  const last = items[at - 1]?.text ?? "";
  const next = items[at + 1]?.text ?? "";
  // "the team there has just changed": a moment ago, and nobody alone.
  const past =
    /^(?:has|have|had|was|were|only)$/u.test(last) ||
    (items[at + 1]?.kind === "word" &&
      /^(?:\p{L}+[^e]ed|left|got|had|lost|sold|won|took|went|began|came)$/u.test(next));
  if (item.text === "just" && past && !/^(?:need|feed)/u.test(next)) return { ...item, cues: NO_CUES };
  // "accounts with falling revenue must not go up": revenue falls, and no account.
  if (
    /^(?:falling|dropping|sinking|rising|declining|shrinking)$/u.test(item.text) &&
    /^(?:revenues?|sales|turnover|business|spend)$/u.test(next)
  )
    return { ...item, signals: [], kind: "word", cues: NO_CUES };
  if (item.text === "level" && items[at - 1]?.cues.has("rest") && (items[at + 1]?.kind ?? "stop") === "stop")
    return { ...item, cues: new Set<Cue>(["even"]) };
  // "leave the other three level", "bump growth to the front": the words behind say how much each counts.
  const [second, third] = [items[at + 1], items[at + 2]];
  const levels = /^(?:leave|keep|let|make|have|get)$/u.test(item.text) && second?.cues.has("rest");
  const fronts =
    /^(?:bump|move|push|bring|shift|put|pull|get)$/u.test(item.text) &&
    second?.kind === "signal" &&
    /^(?:to|at) the (?:front|fore|top|head)\b/u.test(third?.text ?? "");
  if ((levels && (third?.cues.has("even") || third?.text === "level")) || fronts)
    return { ...item, cues: NO_CUES, became: "talk" };
  // "A accounts keep their place", "nobody loses their spot": the tier, and no place on a map.
  const seat = /^(?:places?|spots?|seats?|positions?|status|standing|ranks?)$/u;
  const theirs = (place: number) =>
    /^(?:their|its|his|her)$/u.test(items[place]?.text ?? "") && seat.test(items[place + 1]?.text ?? "");
  if (/^(?:lose|loses|losing)$/u.test(item.text) && (theirs(at + 1) || items[at + 2]?.cues.has("tierword")))
    return { ...item, cues: new Set<Cue>(["fall"]) };
  if (
    seat.test(item.text) &&
    theirs(at - 1) &&
    aheadOf(items, at).some(({ cues, text }) => cues.has("hold") || /^los/u.test(text))
  )
    return { ...item, kind: "word", signals: [], cues: NO_CUES, became: "talk" };
  // "nobody leaves tier B": nobody moves.
  if (
    /^leaves?$/u.test(item.text) &&
    items[at + 1]?.kind === "tier" &&
    aheadOf(items, at).some(({ text }) =>
      /^(?:nobody|no one|none|no (?:accounts?|customers?|clients?))$/u.test(text),
    )
  )
    return { ...item, cues: new Set<Cue>(["move"]) };
  // "give all of what it loses to category": where that goes.
  if (item.text === "loses to" && last === "it" && /^(?:what|whatever)$/u.test(items[at - 2]?.text ?? ""))
    return { ...item, text: "to", cues: NO_CUES };
  // "scratch that cap": the cap, and not what was said last.
  if (
    /^(?:scratch|scrap|forget|drop|ignore|undo|cancel) that$/u.test(item.text) &&
    items[at + 1]?.cues.has("rule")
  )
    return { ...item, text: "drop", cues: new Set<Cue>(["ignore", "lift"]) };
  // "300 moves is the most we can handle"
  if (
    item.text === "the most" &&
    /^(?:is|are)$/u.test(last) &&
    items.slice(Math.max(0, at - 4), at - 1).some(({ kind }) => kind === "amount")
  )
    return { ...item, cues: new Set<Cue>(["cap", "move"]) };
  // "multiply growth by 1.2": a factor.
  const [by] = item.amounts;
  const multiplied =
    last === "by" &&
    aheadOf(items, at, ({ text }) => /^[.!?;\n]$/u.test(text)).some(({ text }) => MULTIPLIES.test(text));
  if (by?.kind === "plain" && (multiplied || /^(?:times|x|×)$/u.test(last)))
    return { ...item, amounts: [{ ...by, kind: "times" }] };
  // "take off 20 from growth": points, and no growth that takes off.
  if (item.text === "take off" && items[at + 1]?.kind === "amount")
    return { ...item, kind: "word", text: "take", signals: [], cues: NO_CUES };
  // "accounts with no growth may fall": what they lack, and no denial of the rule.
  if (
    /^(?:no|zero|without|without any)$/u.test(item.text) &&
    (item.text.startsWith("without") || last === "with") &&
    items[at + 1]?.signals.join() === "growth" &&
    aheadOf(items, at).some(({ cues }) => cues.has("accounts"))
  )
    return { ...item, cues: NO_CUES };
  // "everything counts but geo": all of them except that one.
  if (
    item.text === "but" &&
    items[at + 1]?.kind === "signal" &&
    (items[at + 2]?.kind ?? "stop") === "stop" &&
    /^(?:everything|all|all of them|all signals) (?:counts?|matters?)$/u.test(
      aheadOf(items, at)
        .map(({ text }) => text)
        .join(" "),
    )
  )
    return { ...item, kind: "word", text: "except", cues: new Set<Cue>(["except"]) };
  // "MarketTier_FY26 = Tier B": the tier says it.
  if (item.kind === "column" && /^(?:=|:|is)$/u.test(next) && items[at + 2]?.kind === "tier")
    return { ...item, kind: "word", became: "talk" };
  // "the team in Japan has just changed": a story of a place, and no account that moved.
  if (
    /^(?:changed|moved|switched|shifted)$/u.test(item.text) &&
    /^(?:has|have|just|already|had)$/u.test(last)
  ) {
    const before = aheadOf(items, at);
    const asks = before.some(
      ({ cues, text }) =>
        cues.has("accounts") || /^(?:what|who|which|how many|if|not|nothing|nobody)$/u.test(text),
    );
    if (before.some(({ kind }) => kind === "values") && !asks) return { ...item, cues: NO_CUES };
  }
  // "region is what I am after": wanted, and no place in an order.
  if (item.text === "after" && /^(?:am|are|is|was|were|go|going|chase)$/u.test(last))
    return { ...item, cues: new Set<Cue>(["matter"]) };
  // "keep the D's where they are today": no ranking afresh.
  if (item.cues.has("direct") && /^where\b/u.test(item.text)) {
    const before = aheadOf(items, at);
    const said = (cue: Cue) => before.some(({ cues }) => cues.has(cue));
    if (said("hold") && !said("ignore") && !said("indifferent"))
      return { ...item, cues: new Set<Cue>(["hold"]) };
  }
  // "regions do not matter to us anymore": denied once.
  if (/^any ?(?:more|longer)$/u.test(item.text) && at > 0) {
    if (aheadOf(items, at).some(({ cues }) => cues.has("not")))
      return { ...item, cues: NO_CUES, became: "talk" };
  }
  // "place the highest weight on category"
  if (
    item.text === "place" &&
    items
      .slice(at + 1, at + 5)
      .some(({ text }) => /\b(?:weight|emphasis|importance|priority|focus|stress)$/u.test(text))
  )
    return { ...item, kind: "word", signals: [], cues: new Set<Cue>(["wish"]) };
  // "category gets whatever is left to 100": of what there is, and no number of its own.
  const [sum] = item.amounts;
  const all = (sum?.kind === "plain" && sum.value === 100) || (sum?.kind === "share" && sum.value === 1);
  const ahead = items[at - 2];
  if (
    all &&
    last === "to" &&
    (ahead?.cues.has("rest") || /\bleft$|^(?:up|sums?|adds?|totals?)$/u.test(ahead?.text ?? ""))
  )
    return { ...item, kind: "word", amounts: [], became: "the rest" };
  // "scope: Brazil", "scope Brazil", "Industry = Healthcare"
  const scopes = /^[:=]$/u.test(next) || items[at + 1]?.kind === "values";
  const filters = PLACE.test(item.text) && /^[:=]$/u.test(next) && items[at + 2]?.kind === "values";
  if (filters || (item.text === "scope" && scopes && !/^(?:the|our|my|this|that)$/u.test(last)))
    return { ...item, kind: "word", text: "only", signals: [], cues: new Set<Cue>(["only"]) };
  // "Finance signs off on 4 %": who says so.
  const says =
    /^(?:signs? off|signs? off on|says?|said|told|insists?|insisted|asks?|asked|allows?|allowed|accepts?|approves?|approved|agrees?|agreed|agreed to)$/u;
  if (item.text === "finance" && at === 0 && says.test(items[at + 1]?.text ?? ""))
    return { ...item, kind: "word", values: null };
  // "baseline? no."
  const declined = items[at + 1]?.text === "?" && /^(?:no|nope|not)$/u.test(items[at + 2]?.text ?? "");
  if (declined && cuesOf("baseline direct hybrid").some((cue) => item.cues.has(cue)))
    return { ...item, cues: NO_CUES };
  // "for Brazil alone": only there, and nobody is left alone.
  if (item.text === "alone") {
    const ahead = aheadOf(items, at, ({ text }) => /^(?:[.!?;\n]|but)$/u.test(text));
    const left = ahead.some(({ text }) => /^(?:leave|leaves|leaving|left|let)\b/u.test(text));
    const goes = ["may", "must", "move", "rise", "fall"].some((cue) => items[at + 1]?.cues.has(cue as Cue));
    return { ...item, cues: new Set<Cue>([left && !goes ? "hold" : "only"]) };
  }
  // "the country manager just left": a person, and no signal.
  if (
    /^(?:the )?(?:country|countries|region|regions|regional|territory|area|local|national|category|sector|industry)$/u.test(
      item.text,
    ) &&
    /^(?:managers?|heads?|directors?|teams?|offices?|colleagues|vps?|boss|bosses|chiefs?|reps?)$/u.test(
      items[at + 1]?.text ?? "",
    )
  )
    return { ...item, kind: "word", signals: [], cues: NO_CUES };
  // "Healthcare minus Japan"
  const beside = [items[at - 1]?.kind, items[at + 1]?.kind];
  if (item.text === "minus" && beside.every((kind) => kind === "values" || kind === "tier"))
    return { ...item, cues: new Set<Cue>(["except"]) };
  if (item.kind !== "signal" || !/^(?:untouched$|where )/u.test(item.text)) return item;
  // "keep Africa and Japan where it is": past what only lists names.
  const before = aheadOf(items, at, ({ kind, text }) => kind === "stop" && !/^(?:and|&|,|\/)$/u.test(text));
  const cued = (...cues: readonly Cue[]) => before.some((each) => cues.some((cue) => each.cues.has(cue)));
  // "all others untouched"
  const rests =
    item.text === "untouched" &&
    (cued("rest", "hold") ||
      before.some(({ kind }) => ["values", "tier", "account"].includes(kind)) ||
      // "geo untouched"
      before.at(-1)?.kind === "signal");
  if (item.text === "untouched" && !rests) return item;
  return rests || cued("hold", "from", "move", "tierword")
    ? { ...item, kind: "word", signals: [], cues: new Set<Cue>(["hold"]) }
    : item;
}
