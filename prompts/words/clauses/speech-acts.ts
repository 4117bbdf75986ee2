import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { COEFFICIENTS } from "../items/signal-words.ts";
import { type Clause, textOf } from "./clauses.ts";

/** How a clause begins that asks for something to be done or left, rather than telling a story. */
const DIRECTIVE =
  /^(?:(?:please|and|but|then|also|just|so|can you|could you|would you|can we|could we|we should|we must|let us|i would like to|i want you to|i want to|we want to|try to) )*(?:do not|never|no|only|avoid|without|keep|leave|hold|lock|freeze|protect|exclude|except|unless|nobody|none|no one|nothing|cap|limit|restrict|at most|as few|few|fewer|fewest|not|drop|stop|must|should|let|move|make|spare|exempt|forget|ignore|skip|omit)\b/u;

/** "nobody visits them", "never made target": denies a fact, where nothing of a rule or a weight is spoken of. */
const DENIED_FACT =
  /^(?:(?:and|but|because|so) )*(?:(?:nobody|no one|none of them|nothing) (?!but\b|else\b|other\b|in\b|from\b|with\b|should\b|must\b|may\b|can\b|shall\b|is to\b|to\b)\p{Ll}+|never (?:\p{Ll}+ed|made|had|got|did|was|were|went|saw|came|won|met|sold|hit|knew|heard))\b/u;

/** Whether a clause asks for something to be done or left. */
export function isDirective({ items }: Pick<Clause, "items">): boolean {
  const text = textOf({ items });
  // "NA only"
  if (/^(?:\S+ ){1,3}only(?: please)?$/u.test(text)) return true;
  return DIRECTIVE.test(text) && !(DENIED_FACT.test(text) && isOfNothing(items));
}

/** Whether nothing is spoken of that a rule or a weight is about: no thing of the book, no number, no verb of theirs. */
const isOfNothing = (items: Clause["items"]): boolean =>
  items.every(
    ({ cues, kind }) =>
      kind === "word" &&
      !cuesOf("move rise fall hold accounts tierword only except cap").some((cue) => cues.has(cue)),
  );

/** Cues that ask for nothing. */
const QUIET: ReadonlySet<Cue> = new Set<Cue>(
  cuesOf("please accounts degree all also much mild tierword yes each afterwards in"),
);

/** "I have three requests", "the board only looks at one thing": says that something comes. */
const ANNOUNCES =
  /^(?:(?:and|so|well|ok|okay) )*(?:i|we) (?:have|got|make) (?:\S+ ){0,2}(?:requests?|wishes|points|things|asks|changes|remarks|conditions|instructions)(?: for you| today| to make)?$|\b(?:looks?|cares?|talks?|thinks?) (?:only )?(?:at|about|of) (?:only )?(?:one|two|three) things?(?: only)?$/u;

const FACT =
  /^(?:(?:and|but|so|well|ok|look) )*(?:half|most|many|some|all|board|(?:the|our|my|a|i|we|they|he|she|two|three) )?.*\b(?:is|are|was|were|has|have|had|got|sits?|burned|spent|wasted|lost|complains?|works?|started|starts|mtg|meeting)\b/u;
/** "my late brother signed them in 1987", "my wife runs half of them": told of somebody. */
const TOLD =
  /^(?:(?:and|but|so|because|since|as) )*(?:my|our|his|her|their|he|she|i|we) (?:\p{Ll}+ ){1,3}\p{Ll}+\b/u;
const OF_BEFORE = /^(?:(?:and|but) )*(?:it|that|this|they|these|those|both)\b/u;
const OF_PLANS = cuesOf(
  "hold move rise fall only cap must may wish restrict except strong first ignore free tierword strategic kpi hybrid direct baseline rest even undo redo again",
);
/** "ten minutes till my flight", "only two weeks left" */
const MOMENT =
  /^(?:(?:and|but|so|look|only|just|i have|i have got|we have|we have got|got|with) )*\S+ (?:minutes?|mins?|hours?|days?|weeks?|months?) (?:till|until|to|before|left|from now|in)\b(?! (?:move|change|rise|fall))/u;
/** "we hired two people in Spain", "I have forty reps who cannot take another reshuffle" */
const HIRES =
  /^(?:\S+ ){0,2}(?:we|they|i) (?:have |just |already |recently )*(?:hired|recruited|added|lost)\b.*\b(?:people|sellers?|reps?|heads|colleagues|specialists?|managers?|hires?)\b|^(?:and |but |so )?(?:i|we) have (?:got |only )?\S+ (?:people|sellers?|reps?|colleagues|specialists?|managers?) (?:who|that|left|in total|altogether)\b/u;
/** "half my reps sit on accounts that are tapped out", "board mtg in 20 min": how things are, with nothing that a plan says. */
export function isFact({ items }: Clause): boolean {
  if (HIRES.test(textOf({ items }))) return true;
  if (MOMENT.test(textOf({ items })) && items.every(({ kind }) => kind === "word" || kind === "amount"))
    return true;
  return (
    items.every(
      ({ cues, kind, text }) =>
        (kind === "word" || kind === "amount" || kind === "stop") &&
        !COEFFICIENTS.has(text) &&
        !OF_PLANS.some((cue) => cues.has(cue) && text !== "just"),
    ) &&
    (FACT.test(textOf({ items })) || TOLD.test(textOf({ items }))) &&
    !/\b(?:is|are) (?:out|off|gone|aside|irrelevant|dead|noise|void)\b/u.test(textOf({ items })) &&
    // "Growth? It's vanity."
    !(items.some(({ cues }) => cues.has("void")) && OF_BEFORE.test(textOf({ items }))) &&
    items.filter(({ cues, kind }) => kind === "word" && cues.size === 0).length >= 2 &&
    !/^(?:no|not|never|keep|do|does|how|what|who|which|as|so|if|unless|provided|providing|until|till|when|once|while|only)\b|\b(?:nobody|no one|nothing|none)\b|%/u.test(
      textOf({ items }),
    )
  );
}

const STORIES = new WeakMap<Clause["items"], boolean>();

/** "I was talking to finance", "they keep asking": tells, and asks for nothing. */
export function isStory(clause: Clause): boolean {
  const known = STORIES.get(clause.items);
  if (known !== undefined) return known;
  const told = tells(clause);
  STORIES.set(clause.items, told);
  return told;
}

const PAST_TIME =
  /\b(?:once(?! (?:a|per|every|more|again|we|you|it|the|they|that)\b)|(?:years?|months?|weeks?|days?) ago|long ago|yesterday|last (?:time|night|spring|summer|autumn|winter|christmas)|in the old days|back then|back in the day|(?:in|of|since|around) (?:19|20)\d\d|when (?:i|we) (?:started|began|was|were|joined|last|first)|used to|since before|after all these years|(?:years|months|weeks) later)\b/u;
const PAST_VERB =
  /\b(?:was|were|had|did|knew|told|lost|said|asked|went|came|made|took|gave|got|met|spoke|thought|used to|\p{L}{3,}ed)\b/u;
const NOW =
  /\b(?:must|should|shall|may|only|except|at most|no more than|max|maximum|please|again|same|like|as (?:last|we|it|in))\b/u;

/** "we lost eleven customers in the big reshuffle of 2009": tells of another time, and names nothing of the book. */
const tellsPast = (clause: Clause, text: string): boolean =>
  PAST_TIME.test(text) &&
  PAST_VERB.test(text) &&
  !NOW.test(text) &&
  !DIRECTIVE.test(text) &&
  !/^(?:use|take|go|do|run|give|make|set|put|bring|apply|repeat|rerun)\b/u.test(text) &&
  clause.items.every(
    ({ amounts: [amount], kind }) =>
      !["values", "account", "signal", "column"].includes(kind) && amount?.kind !== "share",
  );

function tells(clause: Clause): boolean {
  const text = textOf(clause);
  if (tellsPast(clause, text)) return true;
  if (ANNOUNCES.test(text) || isFact(clause) || isWeary(clause.items)) return true;
  // "my director says forget the limit": asked for, whoever says so.
  const told =
    /\b(?:says?|said|told (?:me|us|you)(?: to)?|(?:wants?|asked|asks) (?:me|us|you) to) (.*)$/u.exec(
      text,
    )?.[1];
  if (told !== undefined && DIRECTIVE.test(told)) return false;
  const tale =
    /^(?:(?:because|since|as|but|and|so|here|over here) )*(?:(?:in|at) \S+(?: \S+)? )?(?:i|we|they|he|she|it|you|my \w+|our \w+|the board|the ceo|finance|sales|marketing) (?:was|were|am|have|had|has|keeps?|thinks?|said|says|told|just(?! (?:needs?|wants?|would))|met|talked|spoke|heard)\b/u.test(
      text,
    );
  const weighed = ({ kind, text }: Item) => ["signal", "amount"].includes(kind) || COEFFICIENTS.has(text);
  if (clause.items.some((item) => weighed(item) || item.cues.has("mine") || item.cues.has("default")))
    return false;
  // "finance is nervous": something is said of a name, and nothing asked for it.
  const named = clause.items.some((item) => item.kind !== "word" && item.kind !== "stop");
  const quiet = clause.items.every((item) => [...item.cues].every((cue) => QUIET.has(cue)));
  const states = named && quiet && /\b(?:is|are|was|were|have|has)\b/u.test(text);
  const reasons =
    (named && /^(?:since|because|as(?! long)|given that) /u.test(text)) ||
    /^(?:because|due|owing|thanks) (?:of|to)\b/u.test(text);
  // "we have to hold Retail", "finance told us to freeze Africa": asked for now; "we held it last year" is told.
  const orders =
    named &&
    clause.items.some(
      (item, at) =>
        ["hold", "move", "rise", "fall"].some((cue) => item.cues.has(cue as Cue)) &&
        !clause.items[at + 1]?.text.endsWith("ing"),
    ) &&
    !/\b(?:last|ago|yesterday|back then|previously|already)\b/u.test(text);
  if (orders) return false;
  if (!tale && !states && !reasons) return false;
  return !/\b(?:should|must|only|except|at most|no more than|never|please|no (?:moves?|changes?|movements?)|nothing (?:moves|changes))\b/u.test(
    text,
  );
}

/** Cues of what a rule, a weight or a follow-up says: a clause with one of them is no reason alone. */
const ASKS: readonly Cue[] = cuesOf(
  "hold move rise fall cap except only ignore release void lift undo redo again rule rest default strategic free jump kpi hybrid nothing-else wish strong first",
);
const WORRIES =
  /^(?:\S+ ){1,4}(?:is|are|was|were|am|feels?|gets?|got) (?:\S+ )?\S+ (?:about|of|over|with|by|because of) /u;
const TELLING =
  /^(?:(?:because|since|as|and|but|so|for|well|look|context|background) )*(?!(?:only|not|no|never|nobody|nothing|keep|leave|just)\b)(?:\S+ ){1,5}(?:is|are|was|were|am|has|have|had|would|will|do not|does not|did not|can not|just|quit|left|went|came|got|said|told|likes?|needs?|wants?|starts?|ends?|comes?|goes|sits?|gave|took|made|\p{L}{2,}ed)\b/u;
/** "because …", "as neither of them …": says for itself that it is a reason. */
const WHY =
  /^(?:because|since|given that|as (?!long|few|little|much|many|if|soon|far|is\b|it\b|they\b|before))/u;
const THEM = /\b(?:they|them|those|these|it|others?|else)\b/u;

const RULE_VERBS: readonly Cue[] = cuesOf("hold move rise fall only except cap");
const speaksOfRule = (items: readonly Item[]): boolean =>
  items.some(({ cues, text }) => text !== "left" && RULE_VERBS.some((cue) => cues.has(cue)));

/** "because everything is frozen", "as nobody is allowed up": a reason that speaks of what a rule would say. */
export const isRuledReason = (items: readonly Item[]): boolean =>
  WHY.test(textOf({ items })) && speaksOfRule(items) && items.every(({ kind }) => kind === "word");

/**
 * "our man there quit", "we have just signed a contract there", "leadership is nervous about churn": why something is wished
 * for, in words of which no rule and no weight is made.
 */
export function isReason(items: readonly Item[]): boolean {
  const text = textOf({ items });
  // "because each change costs me two weeks": so long, and no number of accounts.
  const isTime = (item: Item, at: number) =>
    item.kind === "amount" &&
    /^(?:minutes?|hours?|days?|weeks?|months?|years?)$/u.test(items[at + 1]?.text ?? "");
  if (!items.every((item, at) => item.kind === "word" || item.kind === "stop" || isTime(item, at)))
    return false;
  // "because our competitors have left the market"
  if (WHY.test(text) && !speaksOfRule(items) && !items.some(({ cues }) => cues.has("accounts"))) return true;
  const LIMITING: readonly Cue[] = ["not", "only", "stop", "void", "ignore", "hold", "cap"];
  const limits = items.some(({ cues }) => LIMITING.some((cue) => cues.has(cue)));
  if (WORRIES.test(text) && !limits) return true;
  // "the manager just left": he is gone, and nobody is left as he is.
  const gone = / left(?: (?:us|the (?:company|firm|team)|last \S+|yesterday))?$/u.test(text);
  const asks = ({ cues, text: said }: Item) =>
    said !== "just" && !(gone && said === "left") && ASKS.some((cue) => cues.has(cue));
  const denied = items.some(({ cues }) => cues.has("not"));
  return TELLING.test(text) && !items.some(asks) && !(denied && THEM.test(text));
}

const WEARY =
  /\b(?:(?:tired|sick|weary|scared|afraid) of|fed up with|(?:nervous|worried|complained) about|upset (?:by|about|with)|unhappy (?:about|with)|hates?|hated|dislikes?) (?:(?:all|the|these|so|many|more|constant) ){0,3}(?:changes?|moves|moving|reshuffles|reshuffling)(?: (?:this|last) (?:year|quarter|month|time))?$/u;
const RESTRICTS = /\b(?:not|no|nobody|never|only|except|but|keep|hold)\b/u;

/** "because the reps hate changes": a reason that tells how somebody feels about moves, and nothing besides. */
export function isWeary(items: readonly Item[]): boolean {
  const text = textOf({ items });
  const words = items.every(({ kind }) => kind === "word" || kind === "stop");
  return words && WHY.test(text) && WEARY.test(text) && !RESTRICTS.test(text);
}
