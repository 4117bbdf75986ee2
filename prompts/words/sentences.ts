import type { Question } from "../../contract/question.ts";
import type { UnreadPhrase } from "../receipt/reading.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Clause } from "./clauses.ts";
import type { Item } from "./items.ts";
import { isBudget, MOVING } from "./question-goals.ts";
import { readQuestion } from "./questions.ts";
import { spend } from "./spend.ts";
import { isQuestion } from "./talk.ts";

/** Parts the sentences that ask from those that wish. */
export function readQuestions(
  message: string,
  items: readonly Item[],
  clauses: readonly Clause[],
  vocabulary: Vocabulary,
) {
  let ask: Question | null = null;
  let asked = false;
  const wishes: Clause[] = [];
  const unread: UnreadPhrase[] = [];
  const sentences = Map.groupBy(clauses, ({ sentence }) => sentence);
  for (const own of sentences.values()) {
    const said = own.flatMap((clause) => [...clause.items]);
    const words = said.flatMap((item) => item.text.split(" "));
    const question = isQuestion(words) && !isStatement(own, message);
    const sentence = { items: said, text: words.join(" "), question, vocabulary };
    // "… and tell me who moved": one clause of a wish asks.
    const parts =
      question || own.length === 1
        ? []
        : own.filter((clause) => {
            const text = clause.items.flatMap((item) => item.text.split(" "));
            const start = text[0] === "and" || text[0] === "then" ? text.slice(1) : text;
            const own =
              /^(?:tell|show|list|give|summari[sz]e|explain)$/u.test(start[0] ?? "") || isQuestion(start)
                ? readQuestion({
                    items: clause.items,
                    text: start.join(" "),
                    question: isQuestion(start),
                    vocabulary,
                  })
                : null;
            if (own === null) return false;
            ask ??= own;
            spend(clause.items, `the question: ${own.kind}`);
            return true;
          });
    const found = parts.length > 0 ? null : readQuestion(sentence);
    if (found !== null) {
      ask ??= found;
      asked = true;
      if (found.kind === "movers") unread.push(...narrowing(said, message));
      const budget = found.kind === "goal" ? budgetOf(own) : null;
      if (budget !== null) {
        wishes.push(budget);
        spend(
          said.filter((item) => !budget.items.includes(item)),
          `the question: ${found.kind}`,
        );
        continue;
      }
      spend(said, `the question: ${found.kind}`);
      continue;
    }
    if (question) {
      asked = true;
      // "Who grows fastest? Put them first": the wish points back at the question.
      if (said.some((item) => item.kind === "signal") && pointsBack(items, said)) wishes.push(...own);
      else spend(said, "a question");
    } else wishes.push(...own.filter((clause) => !parts.includes(clause)));
  }
  return { ask, asked, wishes, unread };
}

/** "who went up in Japan?": the answer lists all movers, so the place is named as not used. */
function narrowing(items: readonly Item[], message: string): UnreadPhrase[] {
  return items
    .filter((item) => ["values", "tier"].includes(item.kind))
    .map(({ end, start }) => ({ phrase: message.slice(start, end), start, end, restricts: false }));
}

/** "Would a 1 % budget be enough …": the part that may move, as a clause of its own beside its goal. */
function budgetOf(clauses: readonly Clause[]): Clause | null {
  for (const clause of clauses) {
    const at = clause.items.findIndex((item, place) => isBudget(clause.items, item, place));
    const item = clause.items[at];
    if (item === undefined) continue;
    const near = clause.items
      .slice(Math.max(0, at - 3), at + 4)
      .filter((each) => MOVING.some((cue) => each.cues.has(cue)));
    return { ...clause, items: [...near, item].sort((a, b) => a.start - b.start) };
  }
  return null;
}

/** "which accounts still have room matters most to us": put like a question, and none. */
function isStatement(clauses: readonly Clause[], message: string): boolean {
  const end = clauses.at(-1)?.items.at(-1)?.end ?? 0;
  const text = clauses.flatMap((clause) => clause.items.map((item) => item.text)).join(" ");
  return (
    !message.slice(end, end + 4).includes("?") &&
    /\b(?:matters most|counts most|is what (?:counts|matters)|is key)\b/u.test(text)
  );
}

function pointsBack(items: readonly Item[], said: readonly Item[]): boolean {
  const end = said.at(-1)?.end ?? 0;
  return items.some((item) => item.start >= end && /^(?:them|those|these|that)$/u.test(item.text));
}
