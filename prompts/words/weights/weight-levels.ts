import type { Signal } from "../../../tiering/index.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { LAST, type Level, type SaidWeights, STRENGTHS } from "./said-weights.ts";

/** The items that speak of one of several signals: from the one before it to the one behind it. */
export function windowOf(clause: Clause, named: readonly Item[], at: number): readonly Item[] {
  const from = named[at - 1]?.end ?? 0;
  const to = named[at + 1]?.start ?? Number.POSITIVE_INFINITY;
  const item = named[at] as Item;
  const tells = (each: Item) =>
    [...STRENGTHS, ...cuesOf("spare not ignore indifferent void only first second third last")].some((cue) =>
      each.cues.has(cue as Cue),
    );
  const ahead = clause.items.filter((each) => each.start >= from && each.end <= item.start);
  const behind = clause.items.filter((each) => each.start >= item.end && each.end <= to);
  // "growth on top runway second": each behind its own.
  const heads = clause.items.some((each) => each.end <= (named[0] as Item).start && tells(each));
  const tails = clause.items.some((each) => each.start >= (named.at(-1) as Item).end && tells(each));
  if (named.length > 1 && !heads && tails && behind.some(tells)) return [item, ...behind];
  if (ahead.some(tells)) return [...ahead, item];
  if (behind.some(tells) && at === named.length - 1) return clause.items;
  // What opens the clause governs all of its signals.
  return at > 0
    ? clause.items.filter((each) => each.end <= (named[0] as Item).start || each === item)
    : [...ahead, item, ...behind];
}

/** How much a signal counts by the words that go with it (`window`) in its clause. O(items of the window). */
export function levelOf(window: readonly Item[], item: Item, clause: Clause): Level {
  const cues = (...wanted: readonly Cue[]) =>
    window.filter((each) => each.became === null && wanted.some((cue) => each.cues.has(cue)));
  const any = (...wanted: readonly Cue[]) => cues(...wanted).length > 0;
  const ahead = (each: Item) => each.end <= item.start;
  const nots = cues("not");
  const ignores = cues("ignore");
  const stops = cues("stop");
  const excepts = cues("except").filter(ahead);
  const negated = nots.length > 0 || stops.length > 0;
  /** Whether what denies stands ahead of one of these. */
  const denied = (those: readonly Item[], by: readonly Item[]) =>
    those.some((one) => by.some((not) => not !== one && not.end <= one.start));
  // "sector whatever": behind its signal it ends the clause.
  if (cues("indifferent").some((each) => ahead(each) || each === clause.items.at(-1))) return "zero";
  if (any("spare")) return "spare";
  if (excepts.length > 0) {
    const inverts =
      any("ignore", "void") ||
      negated ||
      (clause.items.some((each) => each.text.includes("zero")) && !any("wish"));
    return inverts ? "only" : "zero";
  }
  // "region has to go"
  if (/\b(?:has to|have to|must|needs to|need to|should) go$/u.test(textOf(clause))) return "zero";
  if (any("void")) return "zero";
  if (denied(ignores, [...nots, ...stops])) return "also";
  // "runway should not be the main thing any more"
  const loudest = [...cues("strong"), ...cues("first")];
  const superlative =
    denied(loudest, nots) && cues("matter").every(({ text }) => /^(?:do|want|need)$/u.test(text));
  if (superlative && ignores.length === 0 && !window.some(({ text }) => /^not only/u.test(text)))
    return "faint";
  if (denied(stops, nots)) return "spare";
  if (stops.length > 0 && ignores.length === 0)
    return any("strong", "wish", "less", "first") &&
      !window.some((each) => /^(?:chas|hunt|car|consider|count|us|look)/u.test(each.text))
      ? "faint"
      : "zero";
  if (ignores.length > 0 && (ignores.some(ahead) || !any("wish", "strong"))) return "zero";
  if (nots.length > 0) {
    const degree = window.some(
      (each) =>
        each.start > nots[0]!.start &&
        /^(?:much|that|that much|so|so much|too|very|really|overly|as|terribly|all that|particularly|super|strong|so heavily)$/u.test(
          each.text,
        ),
    );
    if (window.some(({ text }) => /^(?:touch|change|alter|move)$/u.test(text))) return "spare";
    if (degree && any("matter", "strong", "degree")) return "faint";
    const inner = nots.at(-1) as Item;
    // "growth, not at all": behind its signal; "not only growth" is no negation.
    if (/^not only/u.test(inner.text)) return "plain";
    return "zero";
  }
  if (any("only") && !any("weak", "mild", "faint", "third", "last")) return "only";
  // "less …, as it were, geo": whatever stands between, nothing is raised by it.
  if (any("faint") || cues("less", "too-much").some(ahead)) return "faint";
  // "region is secondary", "only a bit of growth", "keep it small": less than others, where "a bit of growth" is more than now.
  const slights = window.some(
    ({ text }) =>
      /^(?:is|are|was|keep|keeping|matters|means)$/u.test(text) ||
      (text === "light" && clause.items.at(-2) === item),
  );
  if (any("weak") && window.some(({ text }) => /^(?:only|just|merely)(?: a\b|$)/u.test(text)))
    return "little";
  if (any("weak") && slights && !any("more", "strong", "second")) return "faint";
  if (any("weak") && !cues("strong").some((each) => !each.cues.has("weak"))) return "weak";
  if (any("strong")) return "strong";
  // "keep growth where it is" loses nothing of it.
  const held = window.some((each) => each !== item && each.became === null && each.cues.has("hold"));
  const wished = cues("wish").some(({ text }) => text !== "weight");
  if (held && !wished && !any("first", "even", "mild", "second", "last")) return "spare";
  return any("mild") ? "mild" : "plain";
}

/** The place in an order, 0 the first, that the words around give the signals of a clause; null where they give none. */
export function rankOf(
  window: readonly Item[],
  clause: Clause,
  said: SaidWeights,
  signals: readonly Signal[],
): number | null {
  const any = (cue: Cue) => window.some((each) => each.cues.has(cue));
  if (any("third")) return 2;
  if (any("second") && !(clause.tie === "then" && window.some((each) => each.text === "next"))) return 1;
  // "finally geo" ends a list; "geo last" comes after all others, named or not.
  const follows = window.some((each) => /^(?:lastly|finally|at last)$/u.test(each.text));
  if (any("last") && !any("first") && !follows) return LAST;
  if (clause.tie === "then" || any("afterwards") || follows) {
    const ranks = [...said.ranks].filter(([signal]) => !signals.includes(signal)).map(([, rank]) => rank);
    // "after the offsite we agreed that …": comes after nothing that counts.
    if (ranks.length === 0 && [...said.levels.keys()].every((signal) => signals.includes(signal)))
      return null;
    // "growth lowest, then category, then runway": upwards.
    if (ranks.includes(LAST) && !ranks.includes(0)) return Math.min(...ranks) - 1;
    const highest = ranks.length === 0 ? 0 : Math.max(...ranks);
    if (ranks.length === 0)
      for (const [signal, level] of said.levels)
        if (level !== "zero" && !signals.includes(signal)) said.ranks.set(signal, 0);
    return highest + 1;
  }
  return any("first") ? 0 : null;
}
