import { FALLS, LOSES } from "../items/growth-words.ts";
import type { Item } from "../items/item.ts";
import type { Adjunct, Clause } from "./clauses.ts";
import { isStory } from "./speech-acts.ts";
import { tiersAlike } from "./tiers-alike.ts";

const MONTH =
  "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec";
const FROM =
  "as of|as from|starting in|starting from|starting|beginning in|beginning|effective from|effective|in|from|by|after|before|until|till|during|for|at";
const DATE = `(?:#\\S+ )?(?:of )?(?:${MONTH})(?: #?\\d{1,4})?|(?:next |last )?(?:q[1-4]|h[12])(?: \\S*\\d{2,4})?|(?:fy ?)?20\\d\\d|(?:next |coming |following )?(?:spring|summer|autumn|winter|christmas|easter)|(?:start|beginning|end|middle) of (?:the )?(?:next |coming )?(?:fiscal |calendar )?(?:year|quarter|month|week)|next (?:fiscal|calendar) (?:year|quarter)`;

/**
 * What a clause says of when, on what condition, in which order, for which group or in whose words: no rule
 * and no weight can say any of it, so it is read by none. Each a head, where it stands in the words of its
 * clause, and whether nothing runs without a question.
 */
const ADJUNCTS: readonly (readonly [pattern: RegExp, restricts: boolean])[] = [
  // If, when, unless: to the end of the clause.
  [/\b(?:only )?(?:if|whenever|provided|providing|provided that|in case|in the event)\b.*/u, true],
  [/\bunless (?!.*@|(?:the |their |its )?(?:revenues?|sales|turnover|§)(?: \S+){1,4} #).*/u, true],
  [/\b(?:as|so) long as\b.*/u, true],
  [
    /\bonly (?:when|once|after|where(?! (?:the |our )?(?:@|revenue|potential|turnover|sales))|while)\b.*/u,
    true,
  ],
  [/\b(?:on (?:the )?condition|under the condition|assuming|supposing|subject to|depending on)\b.*/u, true],
  [/\b(?:when|once) (?!(?:it comes|you|we|i)\b|again|more\b|and for all|§|&|\p{L}+ing\b).*/u, true],
  [/^(?:and |but |so |then )*(?:should|were|had) (?!(?:we|i|not|have)\b)\S+ .*/u, true],
  // Suppose, someone might: nobody's wish yet.
  [
    /\b(?:suppose|imagine|pretend|let us (?:assume|suppose|imagine)|hypothetically)\b(?: that)?(?: (?:we|i))?/u,
    true,
  ],
  [
    /\b(?:(?:someone|somebody|people|others|some) would|(?:someone|somebody|people|others|some|they|he|she) (?:might|may|could|will)) (?:want|like|wish|prefer|decide|choose|try)(?: to)?\b/u,
    true,
  ],
  [/\b(?:never|always|not) (?:say|claim|argue|suggest|recommend|propose)\b/u, true],
  // Per region: for each group by itself.
  [
    /\b(?:(?:in|for|within|inside|across|of|from|to|by|on) )?(?<!#(?:a )?\S{1,8}(?: %)? )(?:each|every|any given) (?!\S+ but\b|@|&|#|(?:for|to|of|one|single|accounts?|customers?|clients?|signal|factor|quarter|year|month|week|day|time|thing|weight|criteri|kpi|metric|dimension|move|change|jump))\S+/u,
    true,
  ],
  [/\bper (?!(?:cent\b|signal|usual\b)|&)\S+/u, true],
  [/(?<!go )(?<=^| )(§?\p{L}+) by \1\b/u, true],
  [/\bby (?:tiers?|sellers?|reps?|managers?|owners?)\b/u, true],
  // Since 2023, in the past: of a time that no account's row tells.
  [/\bsince (?:the )?(?:#|\d{4}|next|last|this|q\d|fy\S+).*/u, true],
  [new RegExp(`\\bsince (?:the )?(?:${MONTH}).*`, "u"), true],
  [new RegExp(`\\b(?:${FROM}) (?:the )?(?:${DATE})(?: on| onwards?)?(?= |$)`, "u"), false],
  [/\b(?:tomorrow|tonight|from now on)\b/u, false],
  [/\bfor (?:the )?(?:next|coming) (?:#?\S+ )?(?:days?|weeks?|months?|quarters?|years?)\b/u, false],
  [/\b(?:in|during|over|for|within) the (?:past|last|next|coming|previous)\b.*/u, true],
  [/\b(?:for )?(?:last|next|previous|coming|following) (?:year|quarter|month|week|season|half)s?\b/u, false],
  [
    /\b(?:until|till|before|after|by) (?:the )?(?:(?:end|start|close|beginning|middle) of (?:the |this |next |our )?(?:(?:fiscal|financial|calendar|business|budget) )?(?:year|quarter|month|week|season|period|cycle)|(?:year|quarter) end)\b/u,
    false,
  ],
  [/\b(?:until|till|before|after|by) (?:the )?(?:end|start|close|beginning|middle) of .*/u, false],
  [
    /\b(?:until(?! (?:further notice|(?:the )?(?:end|start|close|beginning|middle) of|year end|quarter end))|till|(?<!(?:come|comes|go|goes|rank|ranks|count|counts|put|not) )before (?=(?:it|this|that|they|everything|we|i)\b))\b.*/u,
    false,
  ],
  // Largest first: in an order of the accounts.
  [/\b(?:sorted|ordered) by (?!§).*/u, true],
  [
    /\bin (?!that|this|the|(?:descending|ascending|decreasing|increasing|falling|rising|priority) order (?:of (?:importance|priority|weight|preference) |$))\S+ order\b(?: of (?!§).*)?/u,
    true,
  ],
  [
    /\b(?:starting|beginning|start|begin) with (?!§|the §|our §|equal|even|identical|(?:the )?same|default).*/u,
    true,
  ],
  // Largest first, the small ones: accounts that no column of the book tells apart.
  [
    /(?<!#\S{1,12} )\b(?:for|only|just) (?:the )?(?<=^| )(?:new|old|small|big|large|young|recent|minor|major|key|tiny|huge)(?:er|est)? (?:&\S+|ones)/u,
    true,
  ],
  [
    /(?<!#\S{1,12} )(?<=^| )(?:new|old|small|big|large|young|recent|high|low)(?:er|est)? (?:&\S+ |ones )?first/u,
    true,
  ],
  [/(?<=&\S{1,40} )(?:that|which|who|whose|with|having) (?:(?! by §)[^@§#~])+(?= by §|$)/u, true],
  [
    /\bfor (?:the )?(?!(?:the|our|my|your|their|these|those|this|that|an?|all|any|some|other|which|whose|such)\b)\p{L}+ (?:&\S+|ones\b)/u,
    true,
  ],
];

/** An adjunct's words that ask for nothing: "if possible", "once more", "what if". */
const IDLE =
  /^(?:(?:if|when|where|wherever|whenever) (?:@?#?§?&?(?:it|they|the|this|that|number|numbers|data|figures|facts|says?|said|deserves?|warrants?|justif\w+|makes?|sense|supports?|allows?|is|are|demands?|requires?|warranted|needed|so|them) )+$|if (?:possible|need(?:ed| be)|necessary|deserved|you |i |we |that is|it helps|not\b|so\b|anything)|only if possible)/u;
const SPARED =
  /\b(?:what|as|even|how about|happens|see|wonder|know|position|share|let|allow|up to|grateful|appreciate it|great|good|helpful)$/u;

/** A clause with its adjuncts apart from the words that its frames read. Cost: linear in the clause. */
export function withoutAdjuncts(clause: Clause): Clause {
  if (isStory(clause) || tiersAlike(clause) !== null) return clause;
  let text = "";
  const starts = clause.items.map((item) => {
    text += markOf(item);
    const at = text.length;
    text += `${item.text} `;
    return at;
  });
  const adjuncts: Adjunct[] = [];
  let items = clause.items;
  for (const [pattern, restricts] of ADJUNCTS) {
    const match = pattern.exec(text);
    if (match === null || IDLE.test(match[0]) || SPARED.test(text.slice(0, match.index).trimEnd())) continue;
    const [from, to] = [match.index, match.index + match[0].length];
    const inside = (_: Item, at: number) => (starts[at] as number) >= from && (starts[at] as number) < to;
    const own = clause.items.filter(inside).filter((item) => items.includes(item));
    // "at most 100 moves per region" has been read already, as what no rule says.
    if (own.length === 0 || own.some(({ became }) => became !== null)) continue;
    adjuncts.push({ items: own, restricts });
    items = items.filter((item) => !own.includes(item));
  }
  return adjuncts.length === 0 ? clause : { ...clause, items, adjuncts };
}

/** What stands before a word that the patterns tell apart: a signal, a thing of the book, a number, a loss, accounts. */
function markOf({ cues, kind, text }: Item): string {
  if (kind === "signal") return "§";
  if (kind === "amount") return "#";
  if (kind !== "word") return "@";
  if (FALLS.test(text) || LOSES.test(text)) return "~";
  return cues.has("accounts") ? "&" : "";
}
