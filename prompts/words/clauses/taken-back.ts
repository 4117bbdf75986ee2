import { type Clause, isIdle, ofKind, textOf } from "./clauses.ts";
import { isStory } from "./speech-acts.ts";
import { spend } from "./spend.ts";

const TAKES_BACK =
  /^(?:(?:no|wait|sorry|actually|oh|and|then|please|now|but) )*(?:undo|revert|undo (?:that|it|this)|revert (?:that|it|this)|take (?:that|it|this) back|(?:scrap|scratch|cancel|forget|ignore|strike|never mind) (?:that|it|this))(?: (?:again|please|then))*$/u;

/** "growth first. undo that": the clauses without those that the message itself takes back, where no plan is in force. */
export function withoutTakenBack(clauses: readonly Clause[]): readonly Clause[] {
  const out: Clause[] = [];
  for (const clause of clauses) {
    const wished = out.filter((each) => !isIdle(each) && !isStory(each));
    const last = wished.at(-1);
    const names =
      last !== undefined && ofKind(last, "signal", "amount", "values", "tier", "account").length > 0;
    if (!names || !TAKES_BACK.test(textOf(clause))) {
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
