import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { asHeading, explained } from "./clause-heads.ts";
import { withSubject, withVerb } from "./clause-subjects.ts";
import {
  completes,
  continues,
  excepts,
  extendsList,
  isBare,
  NAMES,
  pronounAt,
  refersBack,
} from "./clause-ties.ts";
import { type Clause, has, ofKind, textOf } from "./clauses.ts";
import { alike, echoes, likens } from "./likened.ts";
import { goesNoFurther } from "./no-further.ts";
import { isStory } from "./speech-acts.ts";
import { spend } from "./spend.ts";

/** Cues that are part of a name ("accounts with seats below 50"), or that a story may not swallow. */
const BINDING: readonly Cue[] = cuesOf("not only except over below under at-least in accounts");

/** "hold Gold, leaving out Brazil" takes Brazil out of the hold. */
const asException = (item: Item): Item =>
  item.cues.has("ignore") || /^(?:not|without)$/u.test(item.text)
    ? { ...item, cues: new Set<Cue>(["except"]) }
    : item;

/** Joins clauses that only their neighbours make whole: a name alone ("…, and Germany"), an exception, a pronoun. */
export function joinClauses(clauses: readonly Clause[]): Clause[] {
  const out: Clause[] = [];
  let held: Clause | null = null;
  for (const clause of clauses) {
    const joined: Clause =
      held === null ? clause : { ...clause, items: [...held.items, ...clause.items], tie: held.tie };
    held = null;
    const last = out.at(-1);
    const bare = isBare(joined);
    // "two-tier jumps are fine, three are not": said already.
    if (last !== undefined && goesNoFurther(joined, last)) {
      spend(joined.items, "no further");
      // "1 in 50 accounts, not one more": that is a limit.
      const counts =
        /\bmore\b/u.test(textOf(joined)) &&
        has(last, "accounts") &&
        !has(last, "move", "cap") &&
        ofKind(last, "signal").length === 0;
      const [limit] = joined.items;
      if (counts && limit !== undefined)
        out[out.length - 1] = {
          ...last,
          items: [...last.items, { ...limit, text: "at most", cues: new Set<Cue>(["cap"]), became: null }],
        };
      continue;
    }
    // "the Gulf, that is UAE and Qatar": whom the name before means.
    const meantBy = last === undefined ? null : explained(joined, last);
    if (meantBy !== null) {
      out[out.length - 1] = meantBy;
      continue;
    }
    // "X and Y are out, X because of the merger": named again.
    const again = (item: Item) =>
      item.values === null ||
      out.some((each) =>
        each.items.some(
          ({ values }) =>
            values?.column === item.values?.column &&
            item.values?.values.every((value) => values?.values.includes(value)),
        ),
      );
    if (bare && joined.items.some(({ values }) => values !== null) && joined.items.every(again)) {
      spend(joined.items, "named again");
      continue;
    }
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
    // "Third, category.": its place in the order.
    const [place, further] = last?.items ?? [];
    const ranked =
      further === undefined &&
      /^(?:first|second|third|fourth|last)(?:ly)?$/u.test(place?.text ?? "") &&
      joined.tie === "comma" &&
      joined.items.every(({ kind }) => kind === "signal");
    if (last !== undefined && place !== undefined && ranked) {
      out[out.length - 1] = { ...last, items: [...joined.items, place] };
      continue;
    }
    const like = likens(joined) ? out.findLastIndex((each) => ofKind(each, "signal").length > 0) : -1;
    // "growth 2, geo 1. Industry too": how much of it, nobody says.
    const counts = like >= 0 && ofKind(out[like] as Clause, "amount").length > 0;
    if (like >= 0 && !(counts && /\b(?:too|as well|also)$/u.test(textOf(joined)))) {
      out.push(alike(out[like] as Clause, joined));
      continue;
    }
    if (
      last !== undefined &&
      last.sentence === joined.sentence &&
      (completes(joined, last) ||
        continues(joined, last) ||
        extendsList(joined, last) ||
        excepts(joined, last))
    ) {
      const own = excepts(joined, last) ? joined.items.map(asException) : joined.items;
      out[out.length - 1] = { ...last, items: [...last.items, ...own] };
      continue;
    }
    const meant = out.findLastIndex((each) => each.sentence === joined.sentence && refersBack(joined, each));
    if (meant >= 0) {
      const [head] = out.splice(meant, 1) as [Clause];
      // What else is told of them is no part of the rule.
      spend(
        head.items.filter(
          ({ cues, kind }, at) =>
            kind === "word" &&
            (!BINDING.some((cue) => cues.has(cue)) ||
              (cues.has("not") && head.items[at + 1]?.cues.has("matter"))),
        ),
        "a story",
      );
      const at = pronounAt(joined.items);
      // "we lost two reps in Africa, so freeze it": of what is told the name alone.
      const named = isStory(head) ? ofKind(head, ...NAMES) : head.items;
      // "neither may move": a denial besides.
      const stays = at < 0 || joined.items[at]?.text === "neither";
      const place = stays ? at + 1 : at;
      out.push({ ...joined, items: joined.items.toSpliced(place, stays ? 0 : 1, ...named) });
      continue;
    }
    const alone = joined.items.every(
      (item) => item.cues.has("nothing-else") || (item.kind === "word" && item.cues.size === 0),
    );
    if (
      alone &&
      joined.items.some((item) => item.cues.has("nothing-else")) &&
      last !== undefined &&
      (ofKind(last, "values", "tier").length > 0 ||
        (ofKind(last, "amount").length > 0 && has(last, "at-least", "below", "over"))) &&
      ofKind(last, "signal").length === 0
    ) {
      out[out.length - 1] = { ...last, items: [...last.items, ...joined.items] };
      continue;
    }
    const unfilled =
      last !== undefined &&
      has(last, "hold", "only", "move", "mine") &&
      !has(last, "rule", "cap") &&
      ofKind(last, "values", "tier", "account", "signal", "amount").length === 0;
    if (bare && unfilled && last.sentence === joined.sentence) {
      // "ring-fence the crown jewels, i.e. tier A": called so.
      if (/^(?:ie|i e|namely|meaning|that is)$/u.test(joined.items[0]?.text ?? ""))
        spend(
          last.items.filter(({ cues }) => cues.size === 0),
          "named again",
        );
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
  return asHeading(all).map((clause, at, whole) =>
    withVerb(withSubject(clause, whole.slice(Math.max(0, at - 3), at)), whole[at - 1]),
  );
}
