import type { Item } from "../items/item.ts";
import { type Clause, isIdle, ofKind, textOf } from "./clauses.ts";
import { isStory } from "./speech-acts.ts";
import { spend } from "./spend.ts";

const TAKES_BACK =
  /^(?:(?:no|wait|sorry|actually|oh|and|then|please|now|but) )*(?:undo|revert|undo (?:that|it|this)|revert (?:that|it|this)|take (?:that|it|this) back|(?:scrap|scratch|cancel|forget|ignore|strike|never mind) (?:that|it|this))(?: (?:again|please|then))*$/u;

/** "I was going to freeze tier A, but …": what was not wished for after all, where more is said behind it. */
const INTENDED =
  /^(?:(?:well|so|ok|hm+|and|at first|first) )*(?:i|we) (?:was|were) (?:just |really |already )?(?:going|about|tempted|inclined) to\b|^(?:(?:well|so|ok|hm+|and|at first|first) )*(?:i|we) (?:nearly|almost) (?:said|wrote|asked|went)\b|^(?:(?:well|so|ok|hm+|and|at first|first) )*(?:i|we) (?:wanted|had wanted|meant|intended) to (?:say|write|ask for)\b/u;

const TURNS = /^(?:but|no|nope|actually|then|now|that is too|on second thoughts?)\b/u;
const CUTS = /^(?:just |please |only )*(?:cut|bring|get|trim|keep|put) (?:it|that)(?: down)? to$/u;

/**
 * The clauses without wishes that their speaker only thought of: "I was about to say growth first, but no, runway first";
 * "it" is then the signal that they spoke of.
 */
export function withoutIntended(clauses: readonly Clause[]): readonly Clause[] {
  const out: Clause[] = [];
  let topic: Item | undefined;
  for (let at = 0; at < clauses.length; at++) {
    const clause = clauses[at] as Clause;
    const turn = INTENDED.test(textOf(clause))
      ? clauses.findIndex((each, place) => place > at && (each.tie === "but" || TURNS.test(textOf(each))))
      : -1;
    if (turn > 0) {
      const gone = clauses.slice(at, turn).flatMap(({ items }) => items);
      [topic] = gone.filter(({ kind }) => kind === "signal");
      spend(gone, "taken back");
      at = turn - 1;
      continue;
    }
    const cut = clause.items.findIndex(({ text }) => CUTS.test(text));
    const named = topic !== undefined && cut >= 0 && ofKind(clause, "signal").length === 0;
    const to = clause.items[cut];
    out.push(
      named && to !== undefined
        ? {
            ...clause,
            items: clause.items.toSpliced(
              cut,
              1,
              { ...topic!, start: to.start, end: to.start },
              { ...to, text: "to", cues: new Set() },
            ),
          }
        : clause,
    );
  }
  return out;
}

/** "growth first. undo that": the clauses without those that the message itself takes back, where no plan is in force. */
export function withoutTakenBack(clauses: readonly Clause[]): readonly Clause[] {
  const out: Clause[] = [];
  for (const clause of clauses) {
    const last = TAKES_BACK.test(textOf(clause))
      ? out.findLast((each) => !isIdle(each) && !isStory(each))
      : undefined;
    if (last === undefined || ofKind(last, "signal", "amount", "values", "tier", "account").length === 0) {
      out.push(clause);
      continue;
    }
    // A sentence takes back the one before it, a clause the one beside it.
    const gone =
      clause.sentence === last.sentence ? [last] : out.filter(({ sentence }) => sentence === last.sentence);
    spend(
      [...gone, clause].flatMap(({ items }) => items),
      "taken back",
    );
    for (const each of gone) out.splice(out.indexOf(each), 1);
  }
  return out;
}
