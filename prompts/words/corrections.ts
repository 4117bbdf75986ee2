import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Operation } from "../merge/operations.ts";
import { NO_READING, type Reading } from "../merge/reading.ts";
import { phrasesOf } from "./clauses/leftovers.ts";
import { spend } from "./clauses/spend.ts";
import { symbolsOf } from "./clauses/symbols.ts";
import type { Item } from "./items/item.ts";
import { readItems } from "./items/read-items.ts";

const OPENS =
  "(?:(?:no|nope|sorry|oops|ah|oh|wait|typo|actually|well|correction|please|and|but|ok|hm+|again|wrong one|my mistake|(?:i (?:picked|said|typed|had|chose|took) the )?wrong (?:region|country|industry|sector|category|tier|place)) )*";
const WHOLE = "(?:(?:the|all|of|whole|entire|hold|only|just|in|for|across) )*";
const MEANT =
  "(?:(?:but|and|just|only|rather|i|we|the|hold|i meant|meant|i mean|mean|i intended|intended|said|wanted|it|it is|it should be|it should have been|should have been|should be|make it|make that|instead) )*";
const TAIL =
  "(?: (?:instead|please|sorry|of course|as a whole|my mistake|my bad|oops|(?:i|we) (?:have |had )?(?:made|mixed|got|confused|mistyped|was|were) .*))*$";
const [OLD, NEW] = ["(?<old>[STVXN])", "(?<new>[STVXN])"];

/** "make it 1,100", "no, 2.5", "same but with 300": another number for the only one of the message before. */
const NUMBER = new RegExp(
  `^${OPENS}(?:(?:the )?same(?: again)?(?: but)? with |(?:make|set|raise|lower|change) (?:it|that)(?: to)? |(?:let us )?(?:say|try|go for|take|better|rather|more like|or|with|to) ){0,2}(?<new>N)(?: (?:accounts|customers|clients|moves|changes|tiers?|steps?|points|of them|max|at most))?(?: (?:is|are|would be|will do) ?(?:fine|ok|okay|enough|better|good|all right)?)?${TAIL}`,
  "du",
);

/** What takes a name back for another. */
const SHAPES: readonly RegExp[] = [
  `not ${WHOLE}${OLD}(?: as a whole)? ${MEANT}${NEW}`,
  `(?:i|we) (?:said|wrote|typed|put|had) ${WHOLE}${OLD} (?=but|i|we|it|meant|mean|should)${MEANT}${NEW}`,
  `(?:i|we) (?:did not|never) (?:say|said|mean|meant|write|wrote) ${WHOLE}${OLD} ${MEANT}${NEW}`,
  `(?:(?:i meant|i mean|i intended|it is|it should be|make that) )?${WHOLE}${NEW} (?:and )?not ${WHOLE}${OLD}`,
  `${OLD} (?:was|is) (?:a mistake|a typo|wrong|mistaken) ${MEANT}${NEW}`,
  `(?:i meant|i mean|i intended)(?: to say)? (?:the )?${NEW}`,
  `(?:scratch|scrap|forget|drop) ${WHOLE}${OLD} (?=but|i|we|it|make|rather|take)${MEANT}${NEW}`,
].map((shape) => new RegExp(`^${OPENS}${shape}${TAIL}`, "du"));

const REPAIRS =
  /^\s{0,9}(?:(?:oh|ah|well),? )?(?:no(?=\s?[,.;:–-])|no wait\b|no sorry\b|sorry|oops|wait|actually|rather|correction|hang on|hold on|(?:i (?:picked|said|typed|had|chose|took) the )?wrong (?:region|country|industry|sector|category|tier|place)\b)/iu;
const LONE = new RegExp(
  `^${OPENS}(?:(?:rather|make it|make that|it is|i meant|the|from|in|for|to|with) ){0,3}(?<new>[VTX])${TAIL}`,
  "du",
);

/**
 * "not the geography, the category!", "sorry, I said Qatar, I meant Oman": the words that led to the plan in force, read
 * again with another name, from the plan before it. Null where nothing is taken back, or those words have no such name.
 * @param read reads a message in a conversation
 */
export function readCorrection(
  message: string,
  items: readonly Item[],
  conversation: Conversation,
  vocabulary: Vocabulary,
  read: (message: string, conversation: Conversation, vocabulary: Vocabulary) => Reading,
): Reading | null {
  const { current, plans, stack, wish } = conversation;
  if (current === null || conversation.proposed !== null) return null;
  const { text, within } = symbolsOf({ items });
  const places = SHAPES.map((shape) => shape.exec(text)?.indices?.groups).find(
    (found) => found !== undefined,
  );
  // "actually Italy": nothing but the name, and the word that takes another back.
  const alone = REPAIRS.test(message) ? LONE.exec(text)?.indices?.groups : undefined;
  const number = alone === undefined ? NUMBER.exec(text)?.indices?.groups : undefined;
  const [said, meant] = [places?.old, (places ?? alone ?? number)?.new].map(
    (place) => place && within(...place)[0],
  );
  if (meant === undefined) return null;
  const before = wishBefore(said ?? meant, readItems(wish, vocabulary), said === undefined);
  if (before === null) return null;
  // "two percent" of "max 2 %"
  const old = namesOf(said === undefined || said.kind === "amount" ? before : said);
  const rest = namesOf(before).filter((name) => !old.includes(name));
  const own = namesOf(meant);
  if (own.every((name) => namesOf(before).includes(name))) return null;
  const names = [...rest, ...own].join(" and ") + unitOf(meant, before);
  const again = read(
    wish.slice(0, before.start) + names + wish.slice(before.end),
    stateBefore(conversation),
    vocabulary,
  );
  if (again.operations.length === 0 || again.unread.length > 0 || again.problem !== null) return null;
  const last = stack.at(-2);
  const back: Operation =
    last === undefined
      ? { on: "plan", change: "start-over" }
      : { on: "plan", change: "recall", place: plans.lastIndexOf(last) };
  spend(items, "corrected");
  return { ...NO_READING, operations: [back, ...again.operations], readings: phrasesOf(message, items) };
}

/** "2 %", then "3": per cents as well. */
const unitOf = ({ amounts: [meant] }: Item, { amounts: [old], text }: Item): string =>
  meant?.kind === "plain" && old?.kind === "share" && /%|per ?cent|pct/u.test(text) ? " %" : "";

/** The conversation without its last plan. */
const stateBefore = (conversation: Conversation): Conversation => ({
  ...conversation,
  stack: conversation.stack.slice(0, -1),
  current: conversation.stack.at(-2) ?? null,
  wish: "",
});

/** The item of an earlier wish that names what is taken back: the only one of the kind of `name` where that names what is `meant`. */
function wishBefore(name: Item, wish: readonly Item[], isMeant: boolean): Item | null {
  const alike = wish.filter((item) => item.kind === name.kind);
  const own = namesOf(name);
  const found = isMeant
    ? alike.filter((item) => namesOf(item).length === 1)
    : alike.filter((item) =>
        name.kind === "amount"
          ? item.amounts[0]?.value === name.amounts[0]?.value &&
            item.amounts[0]?.kind === name.amounts[0]?.kind
          : namesOf(item).some((one) => own.includes(one)),
      );
  const [one, more] = found;
  return one === undefined || more !== undefined ? null : one;
}

/** What an item names, each as it may be said. */
function namesOf({ amounts, kind, names, signals, text, values }: Item): readonly string[] {
  if (kind === "signal") return signals;
  if (kind === "values") return values?.values ?? [];
  if (kind === "tier") return names.map((name) => `tier ${name}`);
  return amounts.length > 0 ? [text] : names;
}
