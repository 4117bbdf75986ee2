import type { Question } from "../../../contract/question.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { UnreadPhrase } from "../../merge/reading.ts";
import type { Clause } from "../clauses/clauses.ts";
import { phraseOf } from "../clauses/phrases.ts";
import { spend } from "../clauses/spend.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { scopeEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";
import { askedAfter } from "./account-explained.ts";
import { asksApart, ordersWhole } from "./asks-apart.ts";
import { answerHelp } from "./help-questions.ts";
import { hypothesisOf } from "./hypotheses.ts";
import { joined } from "./joined-questions.ts";
import { isBetween } from "./mover-questions.ts";
import { mostOf } from "./question-filters.ts";
import { budgetOf, COSTS, FEW, goal, isApart, politeGoal } from "./question-goals.ts";
import { unspentOf } from "./question-receipt.ts";
import { readQuestion } from "./questions.ts";
import { limitsSellers } from "./seller-words.ts";
import {
  beginsWithSignal,
  isStatement,
  pointsBack,
  rewardBehind,
  setsBeside,
  statesRule,
} from "./statements.ts";
import { isFragment, isQuestion } from "./talk.ts";

/** Parts the sentences that ask from those that wish. */
export function readQuestions(
  message: string,
  items: readonly Item[],
  clauses: readonly Clause[],
  vocabulary: Vocabulary,
) {
  let ask = null as Question | null;
  let asked = false;
  const wishes: Clause[] = [];
  const supposed: Clause[] = [];
  const unread: UnreadPhrase[] = [];
  const unanswered: UnreadPhrase[] = [];
  const withheld: UnreadPhrase[] = [];
  const told: string[] = [];
  /** A question with its words; a second one of another kind is named rather than lost. */
  const take = (found: Question, said: readonly Item[]) => {
    const both = ask === null ? null : joined(ask, found);
    if (ask !== null && both === null && JSON.stringify(ask) !== JSON.stringify(found))
      unread.push(phraseOf(said, message, false));
    else {
      const left = unspentOf(found, said, message);
      unread.push(...left.map((phrase) => ({ ...phrase, restricts: false })));
      if (left.some(({ restricts }) => restricts)) {
        withheld.push(...left);
        spend(said, "a question");
        return;
      }
    }
    ask = both ?? ask ?? found;
    spend(said, `the question: ${found.kind}`);
  };
  const sentences = Map.groupBy(clauses, ({ sentence }) => sentence);
  const after = askedAfter(clauses);
  if (after !== null) {
    take(after, items);
    return { ask, asked: true, wishes, unread, withheld, told };
  }
  for (const own of [...sentences.values()].flatMap(asksApart)) {
    const said = own.flatMap((clause) => [...clause.items]);
    const most = ask !== null && "limit" in ask && ask.limit === null ? mostOf(said) : null;
    if (ask !== null && "limit" in ask && most !== null) {
      ask = { ...ask, limit: most };
      spend(said, `the question: ${ask.kind}`);
      continue;
    }
    const words = said.flatMap((item) => item.text.split(" "));
    const end = said.at(-1)?.end ?? 0;
    const ends = /^\s?\?/u.test(message.slice(end, end + 2)) || said.at(-1)?.text === "?";
    if (!ends && statesRule(words.join(" "))) {
      wishes.push(...own);
      continue;
    }
    const question =
      FIGURES.test(words.join(" ")) ||
      (isQuestion(words) && !isStatement(own, message)) ||
      setsBeside(said) ||
      (ends &&
        ((MAY_THEY.test(words.join(" ")) && !weighs(said)) ||
          NAMES_WHAT.test(words.join(" ")) ||
          isBetween(said) ||
          (isFragment(said) && /^\s?\?\s*$/u.test(message.slice(end)))));
    // "Which accounts could be big in their industry? Those deserve the A's."
    const reward = question && said.some(({ kind }) => kind === "signal") ? rewardBehind(clauses, own) : null;
    if (reward !== null) {
      spend([...said.filter(({ kind }) => kind !== "signal"), ...reward.items], "a wish");
      wishes.push(...own);
      continue;
    }
    const sentence = { items: said, text: words.join(" "), question, vocabulary };
    const hypothesis = hypothesisOf(own);
    // "what would we gain if twice as many could move?": of every budget.
    const vague = !said.some(
      (item) => item.kind === "signal" || item.amounts.some(({ kind }) => kind !== "multiple"),
    );
    if (hypothesis !== null) {
      const other = readQuestion({ ...sentence, question: true });
      if (
        other !== null &&
        (SPENDING.has(other.kind) ||
          ["stability", "rules", "story"].includes(other.kind) ||
          ((vague || STEPWISE.test(sentence.text)) && other.kind === "frontier"))
      ) {
        asked = true;
        take(other, said);
        continue;
      }
      const { clauses, rest } = hypothesis;
      const within = readWho({ items: rest, tie: "stop", sentence: 0 }, vocabulary);
      ask ??= { kind: "whatIf", plan: null, where: within === null ? [] : scopeEntries(within) };
      spend(rest, "the question: whatIf");
      supposed.push(...clauses);
      continue;
    }
    // "I need SFI at .84, what is the least disruption to get there?"
    const aimed =
      own.length > 1 && (FEW.test(sentence.text) || COSTS.test(sentence.text)) ? goal(sentence) : null;
    if (aimed !== null && !own.some(isApart)) {
      asked = true;
      take(aimed, said);
      continue;
    }
    // "… and tell me who moved": one clause of a wish asks.
    const parts =
      question || own.slice(1).every(ordersWhole)
        ? []
        : own.filter((clause) => {
            const text = clause.items.flatMap((item) => item.text.split(" "));
            const start = text[0] === "and" || text[0] === "then" ? text.slice(1) : text;
            const own =
              /^(?:tell|show|list|give|summari[sz]e|explain|retire|add|hire|remote)$/u.test(start[0] ?? "") ||
              (isQuestion(start) && !isStatement([clause], message) && !beginsWithSignal(clause))
                ? readQuestion({
                    items: clause.items,
                    text: start.join(" "),
                    question: isQuestion(start),
                    vocabulary,
                  })
                : (politeGoal(clause, vocabulary) ??
                  (/^(?:get|bring|raise|lift|push|take)$/u.test(start[0] ?? "")
                    ? goal({ items: clause.items, text: start.join(" "), question: false, vocabulary })
                    : null));
            if (own === null) return false;
            take(own, clause.items);
            return true;
          });
    const found = parts.length > 0 ? null : readQuestion(sentence);
    const help = found === null && parts.length === 0 ? answerHelp(sentence, ends || question) : null;
    if (help !== null) {
      asked = true;
      told.push(help);
      spend(said, "a question");
      continue;
    }
    if (found !== null) {
      asked = true;
      // "growth first, and get SFI to 83 %": the wish runs, and the goal is answered.
      const apart = found.kind === "goal" ? own.filter(isApart) : [];
      if (apart.length > 0 && apart.length < own.length) {
        wishes.push(...apart);
        take(
          found,
          own.filter((clause) => !apart.includes(clause)).flatMap((clause) => [...clause.items]),
        );
        continue;
      }
      const budget = found.kind === "goal" ? budgetOf(own) : null;
      if (budget !== null) {
        wishes.push(budget);
        take(
          found,
          said.filter((item) => !budget.items.includes(item)),
        );
        continue;
      }
      take(found, said);
      continue;
    }
    if (question) {
      asked = true;
      // "Who grows fastest? Put them first": the wish points back at the question.
      if (said.some((item) => item.kind === "signal") && pointsBack(items, own)) wishes.push(...own);
      else {
        unanswered.push(phraseOf(said, message, false));
        spend(said, "a question");
      }
    } else
      for (const clause of own) {
        if (parts.includes(clause)) continue;
        if (!limitsSellers(clause)) wishes.push(clause);
        else {
          unread.push(phraseOf(clause.items, message));
          spend(clause.items, "not understood");
        }
      }
  }
  // Alone it is answered by what its words mean; beside something else that is done it is named.
  const runs = (item: Item) =>
    item.kind !== "word" || ["run", "again", "hybrid", "kpi"].some((cue) => item.cues.has(cue as Cue));
  if (ask !== null || wishes.some(({ items }) => items.some(runs))) unread.push(...unanswered);
  // What is supposed beside a wish would be taken for one: it is named instead.
  if (supposed.length > 0 && wishes.some(({ items }) => items.some((item) => item.kind !== "word"))) {
    ask = ask?.kind === "whatIf" ? null : ask;
    unread.push(...supposed.map((clause) => supposedPhrase(clause, message)));
    return { ask, asked, wishes, unread, withheld, told };
  }
  return { ask, asked, wishes: supposed.length > 0 ? supposed : wishes, unread, withheld, told };
}

/** "could growth come down by 5 points?": a wish for weights. */
const weighs = (said: readonly Item[]): boolean =>
  said.some(({ kind }) => kind === "signal") &&
  said.some(({ cues, kind }) => kind === "amount" || cues.has("more") || cues.has("less"));

/** "another 1 percent, and another": of every further step. */
const STEPWISE = /\b(?:each|every) time\b|\bstops? paying\b|\band another\b/u;

/** "any shrinking accounts in Spain?", "biggest loser?", "average revenue per tier?": asks without a word that does. */
const NAMES_WHAT =
  /^(?:and |so |but )?(?:any|accounts?|customers?|clients?|(?:the )?differences? between|(?:the |our )?(?:biggest|largest|smallest|lowest|highest|top|bottom|average|mean|median|total|sum|number|share))\b(?!.*\b(?:first|matters?|counts?)\b)/u;

/** "total revenue of the accounts that left tier A": asks without a word or a mark that does. */
const FIGURES =
  /^(?:(?:i|we) (?:need|want|would like) )?(?:by \S+ )?(?:an? |the )?(?:count|list|breakdown|overview|table) of (?:the |all |our )?(?:(?:upgraded|downgraded|promoted|demoted|moved|changed) (?:accounts|customers|clients)|promotions|demotions|upgrades|downgrades|moves|movers)\b|^(?:the |our )?(?:(?:average|mean|median|total|combined) \S+ of|number of) (?:the |all |our )?(?:accounts|customers|clients|those|ones|promotions|demotions|upgrades|downgrades)\b|^(?:the )?(?:\S+ ){1,3}with the (?:highest|lowest|largest|smallest) (?:average|mean|median) \S+$/u;

/** "can accounts in the Midwest move?", but not "can you move …?". */
const MAY_THEY =
  /^(?:and |so |but )?(?:can|may|could|must) (?!you\b|we\b|i\b)(?!.*\bplease\b)(?!.*\bbe (?:given|put|weighted|ranked|raised|set|made|weighed)\b)/u;

/** Questions that spend the words they use, so that the others can be named. */
const SPENDING: ReadonlySet<string> = new Set(
  "accounts progression carried owner unassigned sellers openings handovers scenario".split(" "),
);

/** A clause as one phrase that nothing came of. */
export function supposedPhrase({ items }: Clause, message: string): UnreadPhrase {
  spend(items, "supposed");
  return phraseOf(items, message);
}
