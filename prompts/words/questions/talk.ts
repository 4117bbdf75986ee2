import type { Item } from "../items/item.ts";
/** What a message is when it is no tiering wish. */
export type Talk = "injection" | "greeting" | "thanks" | "bye" | "help" | "identity" | "how-are-you";

/** Ways to talk to the rules instead of about customers. Every repeat in them is bounded. */
const INJECTIONS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|discard)\b(?! my\b)(?:\s\S{1,20}){0,5}\s(?:instructions?|prompts?|guidelines|directions|directives)\b/iu,
  /\b(?:ignore|disregard|forget|override|bypass|drop|skip)\b(?:\s\S{1,20}){0,3}\s(?:programming|guardrails|training|system message|above|your rules|rules above)\b/iu,
  /\b(?:everything|what) you were (?:told|said)\b|\b(?:everything|what) i (?:told|said)\b(?! (?:about|of|on)\b)|\bfrom now on\b.{0,40}\b(?:you|answer|reply|respond|act|speak)\b/iu,
  /\byou are (?:now|no longer|an unrestricted)\b|\byou must now\b|\byou are (?:dan|root|freebot|a helpful)\b/iu,
  /\b(?:pretend|imagine|act|behave|role-?play|suppose)\b.{0,30}\b(?:you(?:'re| are| were)?|as|to be|like)\s(?!if\b)(?:a|an|my|the|being|are|were|dan|root|admin|you|no)\b/iu,
  /\b(?:reveal|print|show|output|repeat|display|leak|dump|tell me|give me|recite|read|translate|write out|copy|reply with)\b.{0,40}\b(?:prompts?|instructions|hidden|secret|api key|password|credentials?)\b/iu,
  /\b(?:reveal|print|show|output|repeat|display|leak|dump)\b.{0,40}\b(?:configuration|config|system message|environment variables?|source code|verbatim|text above|everything above)\b/iu,
  /\bwhat (?:is|are|were) your (?:system |hidden |initial |secret )*(?:prompts?|instructions|rules)\b(?=.{0,20}(?:prompt|hidden|instruction)|.{0,40}$)(?<=(?:hidden|system|initial|secret|prompt|instructions).{0,20})/iu,
  /##\s?(?:system|instructions?|new|admin|override)|^\s{0,9}(?:system|assistant|developer)\b[^:]{0,20}:/iu,
  /\b(?:jailbreak|developer mode|dev mode|god mode|sudo|do anything now|prompt injection|no rules apply)\b|\bDAN\b/iu,
  /\[\s?(?:system|inst)\s?\]|<\s?\|?\s?(?:system|im_start|inst)|\bnew (?:instructions?|system prompt|persona)\s?:/iu,
  /\b(?:no|without(?: any)?) (?:rules|restrictions|constraints|limits|guardrails) (?:and|as|like) (?:give|reveal|show|you)\b|"?\bweights"?\s?:\s?\{/iu,
  /\b(?:pretend|imagine|act|behave|suppose|assume)\b.{0,30}\b(?:no|without) (?:rules|restrictions|constraints|limits|guidelines|filters)\b/iu,
  /\b(?:drop table|rm -rf|<script|exec\(|eval\(|os\.system|etc\/passwd)/iu,
];

/** Whether a message tries to change the rules or to read them rather than to tier accounts. */
export function isInjection(message: string): boolean {
  const text = message.slice(0, 4000);
  return INJECTIONS.some((pattern) => pattern.test(text));
}

const TALKS: readonly [Exclude<Talk, "injection">, RegExp][] = [
  [
    "how-are-you",
    /\bhow (?:are|is) (?:you|it going|things|life|your day)\b|\bhow do you do\b|\bwhat is up\b|\bhow's it going\b/iu,
  ],
  [
    "identity",
    /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:bot|robot|human|real|ai|person|chatgpt|gpt|machine)\b|\bwho (?:made|built|wrote|created) you\b|\byour name\b/iu,
  ],
  [
    "help",
    /^\W*(?:please )?help\b|\bwhat can (?:you|i|we) (?:do|say|ask|type|use)\b|\bhow (?:do|can|should) i (?:use|start|begin|ask)\b|\bhow does (?:this|it|that|the tool|the chat) work\b|\bget(?:ting)? started\b|\b(?:need|want|some) help\b|\bhelp me\W*$|\bshow me (?:an? )?examples?\b|\bwhat are my options\b/iu,
  ],
  [
    "thanks",
    /\b(?:thanks|thank you|thankyou|thx|ty|cheers|appreciate it|much appreciated|well done|(?:good|great) job|(?:nice|great) work|looks (?:great|good))\b|ありがとう|谢谢|спасибо/iu,
  ],
  [
    "bye",
    /\b(?:bye|goodbye|see you|see ya|cya|ciao|farewell|good night|take care|talk later|later then)\b/iu,
  ],
  [
    "greeting",
    /\b(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|moin|hallo|hola|bonjour|salut|servus|namaste|hej|ahoj)\b|こんにちは|你好|您好|안녕|привет|здравствуй|مرحبا|नमस्ते|สวัสดี|שלום|γεια/iu,
  ],
];

/** What kind of talk a message is, or null where it is none that we know. */
export function talkOf(message: string): Exclude<Talk, "injection"> | null {
  const text = message.slice(0, 4000);
  return TALKS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const GREETED =
  "so and but ok okay hi hello hey please well also then just question sorry hmm thanks thank you great good morning now quick one regards".split(
    " ",
  );
/** First words of a question. */
const ASKING = new Set(
  "who whose are am was were does did has is explain define describe wonder curious meaning definition remind".split(
    " ",
  ),
);
/** "What if", "how about" and their kind open a wish. */
const WISHES =
  /^(?:what (?:if|about|we|i|you(?! mean)|counts|matters|they)|how (?:about|fast|quick|quickly|big(?! (?:is|are)\b)|they (?:grow|are growing)|much (?:more|they|we|he))|why (?:not|do not)|where (?:they|customers|accounts|the|our)|which matters?|when (?:you|it|tiering)|is (?:it )?possible to|who (?:cares|can(?! not\b)|could(?! not\b)))\b|^(?:i|we) would like to see what (?:happens|would happen|will happen) (?:when|if)(?!.*kpi)/u;
const OPENINGS =
  /^(?:what|which|when|where|why|how|(?:the )?distribution of|at (?:what|which) \S+|any (?:\S+ )?reasons?|(?:the )?differences? between (?:the )?(?:tpa|sfi|tci|composite|kpi|hybrid|direct|baseline|tier)|do (?:you|we|they|i|these|those|the(?! (?:same|usual|run|whole)))|have (?:you|we|they|i)|had|should (?!be\b|have\b|not\b)\S+|would (?!you\b|it be possible|like|love|prefer|mind)|tell (?:me|us)|show me (?:what|how|why|which|who)|list)\b/u;
const POLITE =
  /^(?:can|could|would|will|may) (?:you|i|we)(?: please)? (?:explain|tell|describe|define|say|ask(?! you to)|know|list|help me understand|show me (?:what|how|why|which|who)|see (?:what|how|why|which))\b/u;
const KNOW =
  /^(?:(?:i|we) (?:do not (?:understand|know|get)|(?:want|would like|need) to (?:know|understand|learn|see (?:what|how|why|which))|am (?:curious|wondering|confused|not sure (?:what|how|which|why))|wonder))\b/u;
const ASKED = /^what (?:happens|would happen)\b/u;

/** Whether a sentence, in lower-case words, asks about something rather than for a run. */
export function isQuestion(words: readonly string[]): boolean {
  // "Tier A is off limits and so is account 42"
  if (
    /^so (?:is|are) (?!this\b|that\b|it\b|there\b|they\b|these\b|we\b|you\b)(?:the |all )?\S+(?: \S+)?$/u.test(
      words.join(" "),
    )
  )
    return false;
  let at = 0;
  while (
    at < words.length - 1 &&
    (GREETED.includes(words[at] as string) || /^[^\p{L}\p{N}]$/u.test(words[at] as string))
  )
    at++;
  const text = words.slice(at, at + 12).join(" ");
  if (WISHES.test(text)) return false;
  return (
    ASKING.has(words[at] ?? "") ||
    ASKED.test(text) ||
    OPENINGS.test(text) ||
    POLITE.test(text) ||
    KNOW.test(text)
  );
}

/** "And industry?": asks, whatever of it. */
export const isFragment = (said: readonly Item[]): boolean =>
  said.some(({ kind }) => kind === "signal") &&
  said.every(
    ({ kind, text }) => kind === "signal" || /^(?:and|so|but|then|what about|how about|the)$/u.test(text),
  );
