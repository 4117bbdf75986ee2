import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { type Clause, has, ofKind, textOf } from "./clauses.ts";
import { restricts } from "./restricting.ts";

/** Verbs and nouns of accounts that change tier; of a weight only where a signal stands beside them. */
const MOVES =
  /^(?:moves?|moved|moving|movers|movements?|promot\w*|demot\w*|upgrad\w*|downgrad\w*|leaves?|leaving|reassign\w*|reclassif\w*)$/u;

/**
 * The words of a clause about weights that speak of accounts, not of weights: they stay unread. "growth, and
 * nobody leaves", "runway unless they shrink", "growth with at most 8 % movers".
 */
export function boundWords(clause: Clause): ReadonlySet<Item> {
  const { items } = clause;
  const moves = items.some(
    (item, at) =>
      item.became === null &&
      MOVES.test(item.text) &&
      // "leave it out of the score"
      !(item.cues.has("hold") && items.slice(at).some(({ cues }) => cues.has("void"))) &&
      items[at + 1]?.kind !== "signal" &&
      items[at - 1]?.kind !== "signal",
  );
  const cares = has(clause, "matter", "void", "ignore");
  const stays = (item: Item) =>
    item.text === "unless" ||
    (/^(?:nobody|no one)$/u.test(item.text) && !cares) ||
    (moves && (restricts(item) || item.kind === "amount"));
  return new Set([...items.filter(({ kind }) => kind === "word"), ...ofKind(clause, "amount")].filter(stays));
}

/** Whether a share behind "growth above" says which accounts are meant; "keep growth below 20 %" is a weight. */
export function isThreshold(clause: Clause, number: Item): boolean {
  const at = clause.items.indexOf(number);
  const [signal, bound] = clause.items.slice(Math.max(0, at - 2), at);
  // "less than half the weight on runway": how much less is not said.
  if (/^half$/u.test(number.text) && /^(?:less|more) than$/u.test(clause.items[at - 1]?.text ?? ""))
    return true;
  return (
    signal?.kind === "signal" &&
    number.amounts[0]?.kind === "share" &&
    /^(?:above|over|more than|exceeding|less than|below|under|fewer than)$/u.test(bound?.text ?? "") &&
    (/^(?:growing|grow|grew|growers)$/u.test(signal.text) ||
      has(clause, "wish", "twice", "accounts") ||
      /\bcounts? double\b/u.test(textOf(clause)))
  );
}

/** "don't demote accounts with strong growth", "accounts growing less than 5 % stay": a rule for whom the signal tells. */
export function describesAccounts({ items }: Clause, [signal]: readonly Item[]): boolean {
  const at = items.findIndex(isAccounts);
  const to = signal === undefined ? -1 : items.indexOf(signal);
  const tells =
    to === at + 1 ||
    items
      .slice(at + 1, to)
      .some(({ text }) => /^(?:with|without|whose|having|that|who|which|lacking)$/u.test(text));
  const stays = items.some(({ cues, text }) => cues.has("hold") || /^(?:demote|downgrade)d?$/u.test(text));
  const denied = items.some(({ cues, text }) => cues.has("not") || /^(?:only|just)$/u.test(text));
  const moves = items.some(({ cues }) => ["move", "rise", "fall"].some((cue) => cues.has(cue as Cue)));
  return at >= 0 && to > at && tells && (stays || (denied && moves));
}

/** "don't demote accounts with strong growth": behind a rule and its accounts, "with" says which. */
export function tellsWhom(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  const from = items.findLastIndex(({ kind }, place) => place < at && kind === "stop");
  // "accounts in tier D with no growth"
  const named = /^(?:values|tier)$/u.test(before?.kind ?? "") && items.slice(from + 1, at).some(isAccounts);
  if (before === undefined || !(isAccounts(before) || named)) return false;
  // "customers without growth can drop", "accounts with no growth stay"
  const behind = items.slice(at + 1, at + 6);
  const lacks = items[at]?.text === "without" || /^(?:no|zero)$/u.test(items[at + 1]?.text ?? "");
  if (lacks && at - from <= 5)
    return behind.some(
      ({ cues, kind }) =>
        kind !== "signal" && ["may", "fall", "rise", "move", "hold"].some((cue) => cues.has(cue as Cue)),
    );
  return items
    .slice(from + 1, at)
    .some(({ cues }) => ["not", "hold", "fall"].some((cue) => cues.has(cue as Cue)));
}

function isAccounts({ cues, text }: Item): boolean {
  return cues.has("accounts") || /^no (?:accounts?|customers?|clients?)$/u.test(text);
}
