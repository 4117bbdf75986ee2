import { cuesOf } from "./cue-words.ts";
import type { Item } from "./item.ts";
import { leadOf } from "./polite-leads.ts";

/** Words that only open a sentence, and asides that only close a clause. */
const OPENS =
  /^(?:ok|okay|so|well|alright|basically|actually|honestly|frankly|anyway|anyhow|seriously|obviously|clearly|maybe|perhaps|listen|fyi|btw|tbh)$/u;
const CLOSES =
  /^(?:please|thanks|thank you|cheers|imo|imho|asap|btw|tbh|fyi|lol|respectively|really|seriously|honestly|obviously)$/u;
/** What closes a clause in several words. */
const TAIL =
  /^(?:all in all|anywhere|whatsoever|of any kind|if possible|if you can|if we can|for now|right now|at the moment|for us|for me|this (?:year|quarter|month|time|round)|once more|in (?:\S+ )?(?:sentences?|words|bullets|lines|a nutshell|short|brief))$/u;
/** What is said between commas, of nothing but itself. */
const ASIDE =
  /^(?:obviously|naturally|of course|clearly|you know|i think|i guess|i suppose|i mean|imo|imho|asap|really|seriously|btw|tbh|lol)$/u;
/** What is said ahead of a colon before the wish. */
const LEADS =
  /^(?:what (?:i|we) (?:want|need|would like)|(?:(?:an?|one|the) )?(?:amendments?|corrections?|changes?|additions?|updates?|addendum|query|question|point|item|request|remark|wish|requirement)(?: (?:to|of|for) (?:requirements?|rules?|points?|items?|conditions?|number|my list|the list|the plan))?(?: (?:no|number|nr))? ?\S{0,3}|what (?:(?:my|our|the) )?\S+ (?:wants?|needs?|asks? for|would like)|(?:i|we|(?:my|our|the) \S+) (?:want|wants|need|needs|ask|asks|asked|would like)(?: for)? (?:this|the following)|(?:a )?quick (?:one|question|request)|(?:my|our|the) (?:ask|request|task|wish|brief)|heads up|note|question|request|(?:(?:my|our|the) )?(?:rules?|constraints?|guard ?rails?|priorities|conditions|settings|requirements)(?: for \S+(?: \S+)?)?|let us (?:try|see|test)|(?:(?:i have|we have|just|only) )?(?:one|two|three|four|a few|some|several|a couple of|a couple) (?:small |quick |short )?(?:remarks?|points?|wishes|requests?|notes?|comments?|things?|asks?))$/u;
/** "after two hours they settled on this:" */
const SETTLED =
  /\b(?:they|we|he|she|it|board|team|committee|everyone) (?:have |has |finally |all )*(?:settled|agreed|decided|landed) on (?:this|the following|these)$/u;
/** What only says once more that nobody may. */
const REPEATS = /^(?:nobody|no one|none|nothing|never|not one|not ever|ever)$/u;
/** What opens a letter, or tells of the times, whatever stands behind it. */
const OPENINGS =
  /^(?:to whom it may concern|(?:as|like) (?:we |i )?(?:discussed|agreed|mentioned|promised|said|announced)(?: (?:with|by|in|on|at|to) \S+(?: \S+){0,3})?|(?:the |our )?(?:budgets?|money|time|capacity|things) (?:is|are) (?:very |rather |quite )?(?:tight|short|scarce|limited))$/u;
/** "same again, two changes:": says that something comes. */
const ANNOUNCED =
  /^(?:(?:with|just|only|but|and|make|the|these|following|a|one|two|three|four|few|some|couple of|small|minor|little|quick) ){1,5}(?:changes?|tweaks?|corrections?|adjustments?|modifications?|edits?)$/u;
/** Sentences that ask for pardon. */
const PARDON = /^(?:sorry|apologies|my apologies|pardon|excuse)\b/u;
/** Lines behind which only names and titles stand. */
const SIGNS =
  /^(?:(?:best|kind|warm|many|with best|with kind) )*(?:regards|wishes|best|cheers|thanks|thank you|thanks in advance|thank you in advance|rgds|br|sincerely|yours|yours sincerely|best wishes)$/u;

const WISHES = cuesOf("not only hold cap move first more less rise fall except");

/** Whether an item may be part of a wish. */
const isWish = ({ amounts, cues, kind, text }: Item): boolean =>
  (kind === "signal" && cues.size > 0) ||
  amounts.length > 0 ||
  /^(?:too|also|as well|and also|but|please)$/u.test(text) ||
  WISHES.some((cue) => cues.has(cue));

/** "two hours": how long something took. */
const isLength = (words: readonly Item[], at: number): boolean =>
  words[at]?.kind === "amount" &&
  /^(?:minutes?|hours?|days?|weeks?|months?|rounds?|meetings?)$/u.test(words[at + 1]?.text ?? "");

/** Cues of words that names and titles have too. */
const SIGNED = cuesOf("in from at-least accounts strong please yes");
/** Whether an item of an apology asks for nothing: "sorry to bother you again". */
const isPlea = (item: Item): boolean =>
  !isWish(item) && [...item.cues].every((cue) => SIGNED.includes(cue) || cue === "again" || cue === "matter");

/** A message without its openings, asides, apologies and signature, which ask for nothing. O(items). */
export function withoutManners(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  const parts = partsOf(withoutAsked(items).filter(({ text }) => !/^\p{Extended_Pictographic}$/u.test(text)));
  for (const [at, { stop, words }] of parts.entries()) {
    const text = textOf(words);
    const plain = words.every(({ kind }) => kind === "word");
    // A signature ends the message: on a line of its own, since "Thanks. Japan too." is none.
    const ownLine = parts[at - 1]?.stop?.text === "\n";
    const signs = ownLine || (at > 0 && stop?.text === ",");
    if (signs && plain && SIGNS.test(text) && isSignature(parts.slice(at + 1))) break;
    const starts = at === 0 || /^[.!?;:\n]$/u.test(parts[at - 1]?.stop?.text ?? "");
    const counted = words.every(({ kind }) => kind === "word" || kind === "amount");
    const isLead =
      counted &&
      stop?.text === ":" &&
      (LEADS.test(text) ||
        (SETTLED.test(text) && !words.some((item, place) => isWish(item) && !isLength(words, place))));
    const only = at > 0 || at < parts.length - 1;
    // "Nobody touches tier A. Nobody."
    const repeats = starts && REPEATS.test(text) && out.some(({ cues }) => cues.has("not"));
    if (repeats) continue;
    const pleads = starts && PARDON.test(text) && words.every(isPlea);
    if (only && (isLead || (plain && (OPENINGS.test(text) || pleads)))) continue;
    let from = 0;
    let end = words.length;
    while (starts && from < end - 1 && OPENS.test(words[from]!.text)) from++;
    // "no leave Africa alone": a correction said without a stop.
    if (
      starts &&
      words[from]?.text === "no" &&
      /^(?:leave|keep|let|protect)$/u.test(words[from + 1]?.text ?? "")
    )
      from++;
    from += leadOf(words.slice(from, end));
    const news =
      stop?.text === ":" ? words.findIndex((_, place) => ANNOUNCED.test(textOf(words.slice(place)))) : -1;
    if (news >= 0) end = Math.max(from, news);
    while (end - 1 > from && CLOSES.test(words[end - 1]!.text)) end--;
    for (const count of [1, 2, 3])
      if (end - count > from && TAIL.test(textOf(words.slice(end - count, end)))) end -= count;
    // ", you know", ", really": of nothing but itself.
    const aside = at > 0 && ASIDE.test(textOf(words.slice(from, end)));
    // "move, like, 5 %": as if nothing stood between.
    if (at > 0 && /^(?:like|um|uh|erm?|hm+)$/u.test(text) && out.at(-1)?.text === ",") {
      out.pop();
      continue;
    }
    if (!aside) out.push(...words.slice(from, end));
    if (stop !== null) out.push(stop);
  }
  return out;
}

/** "I didn't ask you to limit it to Africa": not to limit it. */
function withoutAsked(items: readonly Item[]): readonly Item[] {
  const at = items.findIndex(
    ({ text }, place) => text === "not" && /^(?:ask|tell)$/u.test(items[place + 1]?.text ?? ""),
  );
  const lead = /^(?:i|we) (?:did|do) not (?:ask|tell) (?:you |for you )?to$/u;
  const to = items.findIndex(({ text }, place) => place > at && text === "to");
  return at >= 2 && lead.test(textOf(items.slice(at - 2, to + 1)))
    ? [...items.slice(0, at - 2), items[at]!, ...items.slice(to + 1)]
    : items;
}

const textOf = (items: readonly Item[]): string => items.map(({ text }) => text).join(" ");

interface Part {
  readonly words: readonly Item[];
  readonly stop: Item | null;
}

/** The items between stops, each with the stop behind it. */
function partsOf(items: readonly Item[]): Part[] {
  const parts: Part[] = [];
  let words: Item[] = [];
  for (const item of items)
    if (item.kind === "stop") {
      parts.push({ words, stop: item });
      words = [];
    } else words.push(item);
  return words.length > 0 ? [...parts, { words, stop: null }] : parts;
}

const JOB =
  /^(?:vp|svp|evp|head|director|manager|chief|ceo|cfo|coo|cro|president|analyst|executive|officer|founder|partner|controller|consultant)$/u;

/** Whether what is left is a few short lines of names and titles: no wish ends a mail. */
function isSignature(parts: readonly Part[]): boolean {
  const words = parts.flatMap((part) => part.words);
  const isQuiet = (item: Item) => !isWish(item) && [...item.cues].every((cue) => SIGNED.includes(cue));
  // "Thanks⏎Japan too": a name of the book, or a signal, is signed with a title alone.
  const placed = words.some(({ kind }) => kind !== "word");
  const titled = words.some(({ text }) => text.split(" ").some((word) => JOB.test(word)));
  return words.length <= 14 && words.every(isQuiet) && (!placed || titled);
}
