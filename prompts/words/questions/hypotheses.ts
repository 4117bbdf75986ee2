import { type Clause, textOf } from "../clauses/clauses.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { itemsMatched } from "./question-filters.ts";

/** What another plan would be, as clauses of its own, and what else is said: whom the question is about. */
export interface Hypothesis {
  readonly clauses: readonly Clause[];
  readonly rest: readonly Item[];
}

/** Words that ask for an effect, beside an "if". */
const ASKS =
  /\b(?:what|how|which|who|would|will)\b.*\b(?:would|will|could|might|happens?|look|looks|be|rise|fall|go|lose|gain|drop|climb|come|change|changes|be different|does|do|get|gets|move|moves)\b/u;
/** What a change would do: "would a higher growth weight change Japan?". */
const EFFECT: ReadonlySet<string> = new Set(
  "change changes affect affects alter matter make help improve hurt raise lower shift move bring mean".split(
    " ",
  ),
);

/**
 * "what would happen if we only moved 1 %?", "if growth counted double, who would fall?", "would more growth
 * change Japan?": the part that another plan is made of; null where a sentence asks for no effect, or "what
 * if …" wishes for it.
 */
export function hypothesisOf(clauses: readonly Clause[]): Hypothesis | null {
  const items = clauses.flatMap((clause) => [...clause.items]);
  const texts = items.flatMap(({ text }) => text.split(" "));
  const text = texts.join(" ");
  if (/\bwhat (?:would|will) it take\b|\bis it possible\b/u.test(text)) return null;
  const condition = items.findIndex(
    ({ text }, at) =>
      text === "if" ||
      text === "were to" ||
      (at < 2 && /^(?:suppose|supposing|imagine|assume|assuming)(?: that)?$/u.test(text)),
  );
  const parted = (inside: (item: Item) => boolean): Hypothesis => ({
    clauses: clauses.flatMap((clause) => {
      const own = clause.items.filter(inside);
      return own.length === 0 ? [] : [{ ...clause, items: own }];
    }),
    rest: items.filter((item) => !inside(item)),
  });
  // "compare this with a version where runway is 20"
  const version = /^(?:and |please )*compare\b/u.test(text)
    ? items.findIndex(
        (item, at) =>
          /^(?:where|in which|with|that)$/u.test(item.text) &&
          /^(?:version|plan|run|one|case|scenario|variant)$/u.test(items[at - 1]?.text ?? ""),
      )
    : -1;
  if (version >= 0 && items.some(({ kind }) => kind === "signal" || kind === "amount")) {
    const from = (items[version] as Item).end;
    const to =
      clauses.find((clause) => /^(?:do not|not) (?:change|touch)\b/u.test(textOf(clause)))?.items[0]?.start ??
      Number.POSITIVE_INFINITY;
    return parted((item) => item.start >= from && item.end <= to);
  }
  // "how would it look with growth first instead?"
  const [look] = itemsMatched(
    items,
    /^(?:(?:and|so|but) )*(?:how would (?:it|that|this|things|they|the \S+) look|what (?:would|will) (?:happen|change)) (?=with\b)/u,
  ).slice(-1);
  const next = look === undefined ? undefined : items[items.indexOf(look) + 1];
  if (next !== undefined) return parted((item) => item.start >= next.end);
  // "should we move Japan only?": what it would do, and nothing is done.
  if (
    /^(?:(?:and|so|but|then|,) )*should (?:we|i) /u.test(text) &&
    !/\b(?:who|what|which|why|where|how)\b/u.test(text)
  ) {
    const from = items.find((item) => /^(?:we|i)$/u.test(item.text))?.end ?? 0;
    return parted((item) => item.start >= from);
  }
  if (condition >= 0) {
    const head = items[condition] as Item;
    const ahead = textOf({ items: items.slice(0, condition) });
    // "what if we moved 2 %": a wish.
    const effect = /\b(?:how many|how much|who|which|what)\b.*\bwould\b/u;
    const behind = textOf({ items: items.slice(condition + 1) });
    if (/^(?:and |but |so |ok )*(?:what|how about)$/u.test(ahead) && !effect.test(behind)) return null;
    // "…, how many would be promoted?": asked of it, and no part of it.
    const asks = clauses.find(
      (clause) =>
        (clause.items[0]?.start ?? 0) > head.end &&
        /^(?:and )?(?:how many|how much|who|which|what) .*\b(?:would|will|could|might)\b/u.test(
          textOf(clause),
        ),
    );
    const until = asks?.items[0]?.start ?? Number.POSITIVE_INFINITY;
    if (ASKS.test(ahead)) return parted((item) => item.start >= head.end && item.end <= until);
    const question = items.findIndex(
      (item, at) => at > condition && /^(?:what|how|how many|which|who|would|will)\b/u.test(item.text),
    );
    const asked = textOf({ items: items.slice(question) });
    if (question < 0 || !ASKS.test(`what ${asked}`)) return null;
    const start = (items[question] as Item).start;
    return parted((item) => item.start >= head.end && item.end <= start);
  }
  // "what is the effect of doubling geo?"
  const effectOf = items.findIndex((_, at) =>
    /^(?:effect|impact|consequences?|result) of\b|^(?:difference|change) (?:would|will|does|did) it make to\b/u.test(
      textOf({ items: items.slice(at, at + 6) }),
    ),
  );
  if (effectOf >= 0 && /^(?:what|how|show|tell)\b/u.test(text)) {
    const from = items.slice(effectOf).find((item) => /\b(?:of|to)$/u.test(item.text))?.end ?? 0;
    return parted((item) => item.start >= from);
  }
  // "what does runway mean?" asks for a meaning.
  if (/\bdoes (?:\S+ ){1,6}mean\b/u.test(text)) return null;
  const opens = items.findIndex(
    (item, at) => /^(?:would|will|does)$/u.test(item.text) && items[at + 1]?.text !== "you",
  );
  const effect = items.findIndex((item, at) => at > opens + 1 && EFFECT.has(item.text.split(" ")[0] ?? ""));
  const changed = items
    .slice(opens + 1, effect)
    .some(
      (item) =>
        item.kind === "signal" ||
        ["cap", "move", "hold", "only", "more", "less"].some((cue) => item.cues.has(cue as Cue)),
    );
  const leads = items
    .slice(0, Math.max(0, opens))
    .every((item) => /^(?:and|so|but|then|how|what|,)$/u.test(item.text));
  if (opens < 0 || effect < 0 || !changed || !leads) return null;
  const [from, to] = [(items[opens] as Item).end, (items[effect] as Item).start];
  return parted((item) => item.start >= from && item.end <= to);
}
