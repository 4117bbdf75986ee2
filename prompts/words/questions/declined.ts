import type { UnreadPhrase } from "../../merge/reading.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";
import { phraseOf } from "../clauses/phrases.ts";
import { spend, UNSAYABLE } from "../clauses/spend.ts";
import { isForeign } from "../clauses/unused.ts";

const LEAD =
  "^(?:(?:please|and|also|then|now|so|ok|okay|just|go ahead and|(?:can|could|would|will) you|(?:can|could) (?:we|i)|(?:i|we) (?:want|need|would like) (?:you )?to|let us|we should|next|finally) )*";
const SOME = "(?:\\S+ ){0,5}";
const OF_BOOK = "(?:accounts?|customers?|clients?|records?|rows?|data|database|columns?)";
const FIELD =
  "(?:(?:revenues?|figures?|names?|owners?|address(?:es)?|data|records?) (?:of|for|in)|(?:industry|sector|country|region) of)";
const SYSTEMS =
  "(?:salesforce|crm|sap|hubspot|dynamics|excel|power ?bi|tableau|sharepoint|sheets?|snowflake|database|warehouse|slack|teams|jira|confluence|\\p{L}+ system)";
const PAPERS =
  "(?:power ?points?|ppt|slides?|deck|presentation|charts?|graphs?|diagram|dashboard|pdf|plots?|heat ?map|map|infographic|image|video|spreadsheet|logo|banner)";
const PROSE =
  "(?:letter|e ?mail|e - mail|function|program|script|code|text|blog|post|press release|contract|speech)";

const SEND_HINT = "the tiers are in the answer, as a table and as CSV or JSON, to be passed on by you.";
/** What is asked for that no run and no answer is, with what is said of it; the first that is found is meant. */
const ASKED: readonly (readonly [source: string, answer: string, restricts?: true])[] = [
  [
    `${LEAD}(?:(?:delete|erase|wipe(?: out)?|purge|destroy|trash) ${SOME}(?:${OF_BOOK}|(?:everything|everyone|everybody|all) (?:in|from|of|with) (?!it|this|that|them))\\b|(?:delete|remove|drop|take|erase) .*\\b(?:from|off|out of) (?:the |our |my )?(?:book|system|database|crm|data|file|records?)\\b|(?:change|update|edit|correct|overwrite|modify) (?:the |its |their )?(?:\\S+ )?${FIELD}\\b|(?:rename|relabel)\\b|(?:merge|unite|combine) ${SOME}(?:tiers?|${OF_BOOK})\\b|(?:add|create|insert|import|upload|open|register) (?:(?:a|an|another) (?:\\S+ )?|(?:the |some )?new |this |my )(?:${OF_BOOK}|tier|field|file|csv|book)\\b)`,
    "I change nothing in the book: accounts, names and figures are added, edited and deleted where it is kept, and tiers are only assigned anew.",
    true,
  ],
  [
    `${LEAD}(?:(?:e ?mail|e - mail|mail|forward|fax|ping|notify|whatsapp|message)\\b(?! (?:from|is|was|of|says?|said|came|looking)\\b)|(?:send|share|circulate|post) (?!me\\b|us\\b).*\\b(?:to|with|by)\\b|(?:export|push|sync|upload|publish|write|load|save|import|copy|move|transfer|send|put) .*\\b(?:to|into|with) (?:the |our |my |a |an )?(?:\\S+ )?${SYSTEMS}\\b|let (?!me\\b|us\\b)\\S+ know\\b)`,
    `I send nothing to people or other systems; ${SEND_HINT}`,
  ],
  [
    `${LEAD}(?:download|(?:give|get|hand|show|send)(?: me| us)|i (?:need|want)|we (?:need|want)|where (?:is|are|do i (?:find|get))|export|save)(?: the| a| my| our| this as| it as| as)* (?:(?:new |final |whole |full )?(?:results? |tiers? |tiering )?(?:csv|json|file|download|table)s?)(?: file)?(?: please| now)?(?: \\?)?$`,
    `Nothing needs to be asked for: ${SEND_HINT}`,
  ],
  [
    `${LEAD}(?:make|create|build|draw|prepare|design|generate|produce|give|show|write|draft|turn)\\b.* ${PAPERS}\\b|${LEAD}(?:plot|chart|graph|visuali[sz]e)\\b`,
    "I make no slides, charts or documents here; the Share menu of a result has a report as a page, a workbook (Excel) and slides (PowerPoint).",
  ],
  [
    `${LEAD}(?:(?:schedule|remind (?:me|us)|set (?:up )?an? (?:reminder|alarm|meeting|call)|book an? (?:meeting|room|call|table|flight)|put .* (?:calendar|diary))\\b|(?:run|re ?run|repeat|do|refresh|update|redo|send)\\b.*\\b(?:every (?:\\S+ )?(?:\\p{L}+day|day|week|month|quarter|morning|night|hour|year)|daily|weekly|monthly|hourly|automatically)\\b)`,
    "I run when I am asked, and keep no calendar.",
  ],
  [
    `\\b(?:jokes?|poems?|haikus?|songs?|sing|recipes?|weather|translate|football|soccer|movies?|stock price|bitcoin|crypto|who is the president|capital of|horoscope|essay|lyrics|homework|python|javascript|play chess|pizza|love you|meaning of life|world cup|riddle|who won the (?:match|game|election|cup))\\b|${LEAD}(?:forecast|predict|estimate|project) .*\\b(?:revenues?|sales|turnover|profits?|margins?|prices?)\\b|${LEAD}(?:write|draft|send)(?: me| us)? (?:a|an|some) (?:\\S+ )?${PROSE}\\b`,
    "That is outside what I do.",
  ],
];
const KINDS = ASKED.map(([source, answer, restricts = false]) => ({
  pattern: new RegExp(source, "u"),
  answer,
  restricts,
}));

/** "write me a poem about growth": whatever it is to be about. */
const WRITES =
  /^(?:(?:please|can you|could you|and|now) )*(?:write|compose|draft|tell|sing|give)(?: me| us)? (?:an?|some) (?:\S+ )?(?:poem|haiku|song|joke|limerick|essay|e ?mail|letter|memo|post|tweet|speech|recipe)\b/u;

const ASSIGNS = new RegExp(
  `${LEAD}(?:assign|reassign|re assign|hand(?: over)?|transfer|allocate|give)\\b`,
  "u",
);

/** "assign 42 to Peter": a person behind accounts. */
function toPerson({ items }: Clause): boolean {
  const last = items.at(-1);
  return (
    ASSIGNS.test(textOf({ items })) &&
    items.some(({ cues, kind }) => kind === "account" || cues.has("accounts")) &&
    last?.kind === "word" &&
    last.cues.size === 0 &&
    isForeign(last.text) &&
    items.at(-2)?.text === "to"
  );
}

/** What is answered to a clause that asks for something else than tiering; null for every other clause. */
function declinedAs(clause: Clause): { readonly restricts: boolean; readonly answer: string } | null {
  const { items } = clause;
  const weighs = items.some(({ cues, kind }) => kind === "signal" || cues.has("rule"));
  if (weighs && !WRITES.test(textOf(clause))) return null;
  if (toPerson(clause))
    return { restricts: true, answer: "I assign no accounts to people; I can say who looks after them." };
  const text = textOf(clause);
  return KINDS.find(({ pattern }) => pattern.test(text)) ?? null;
}

/** The clauses without those that ask for what is not done here, what is said of them, and each as a phrase. */
export function withoutDeclined(
  clauses: readonly Clause[],
  message: string,
): {
  readonly rest: readonly Clause[];
  readonly answers: readonly string[];
  readonly unread: UnreadPhrase[];
} {
  const answers = new Set<string>();
  const unread: UnreadPhrase[] = [];
  const sentences = new Set<number>();
  const rest = clauses.filter((clause) => {
    // "email it to Bob, Mary and Jim"
    const goesOn =
      sentences.has(clause.sentence) &&
      clause.items.every(({ cues, kind }) => (kind === "word" || kind === "stop") && cues.size === 0);
    const declined = declinedAs(clause);
    if (declined === null && !goesOn) return true;
    if (declined !== null) answers.add(declined.answer);
    sentences.add(clause.sentence);
    unread.push(phraseOf(clause.items, message, declined?.restricts ?? false));
    spend(clause.items, UNSAYABLE);
    return false;
  });
  return { rest, answers: [...answers], unread };
}
