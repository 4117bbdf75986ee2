/** What a message is when it is no tiering wish. */
export type Talk =
  | "injection"
  | "greeting"
  | "thanks"
  | "bye"
  | "help"
  | "identity"
  | "off-topic"
  | "how-are-you";

/** Ways to talk to the rules instead of about customers; each is read on its own. */
const INJECTIONS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip|drop|discard)\b(?! my\b)(?:\s+\S+){0,5}?\s+(?:instructions?|prompts?|guidelines|directives|programming|guardrails|training|system message|(?:the )?above|everything (?:above|before|said)|what (?:you were|i) (?:told|said)|your rules|(?:all|any|previous|prior|the) rules and)/iu,
  /\byou are (?:now|no longer)\b/iu,
  /\byou re now\b/iu,
  /\bfrom now on\b.{0,40}\b(?:you are|you're|you will only|you must only|respond|answer|reply|act as|speak)\b/iu,
  /\b(?:pretend|imagine|act|behave|roleplay|role play|role-play)\b.{0,30}\b(?:you(?:'re| are| were)?|as|to be|like)\s+(?!if\b)(?:a|an|my|the|being|are|were|dan|root|admin)\b/iu,
  /\b(?:reveal|print|show|output|repeat|display|leak|dump|expose|tell me|give me|recite|read|translate|summari[sz]e|write out|copy|what (?:is|are|were))\b.{0,40}\b(?:prompts?\b|instructions?\b|hidden|secret|api key|password|credentials?|configuration|config\b|system message|environment variables?|source code|initial text|everything above|text above|words above|above verbatim)/iu,
  /#{2,}\s*(?:system|instructions?|new|admin|override)/iu,
  /\b(?:jailbreak|jail break|developer mode|dev mode|god mode|sudo|do anything now|prompt injection)\b/iu,
  /\bDAN\b/u,
  /^\s*(?:system|assistant|developer)\s*:/iu,
  /\[\s*(?:system|inst)\s*\]/iu,
  /<\s*\|?\s*(?:system|im_start|inst)/iu,
  /\bnew (?:instructions?|system prompt|persona)\s*:/iu,
  /\b(?:pretend|imagine|act (?:as if|like)|behave (?:as if|like)|suppose|assume)\b.{0,30}\b(?:no|without(?: any)?) (?:rules|restrictions|constraints|limits|limitations|guidelines|filters|guardrails)\b/iu,
  /"?\bweights"?\s*:\s*\{/iu,
  /\b(?:no rules apply|without (?:any )?(?:rules|restrictions|filters) (?:as|like)|your new (?:role|task|job|instructions|rules|name))\b/iu,
  /\b(?:drop table|rm -rf|<script|exec\(|eval\(|os\.system|etc\/passwd)\b/iu,
];

/** Whether a message tries to change the rules or to read them rather than to tier accounts. */
export function isInjection(message: string): boolean {
  const text = message.slice(0, 4000);
  return INJECTIONS.some((pattern) => pattern.test(text));
}

const TALKS: readonly [Exclude<Talk, "injection">, RegExp][] = [
  [
    "how-are-you",
    /\bhow (?:are|is) (?:you|it going|things|everything|life|your day)\b|\bhow do you do\b|\bwhat is up\b|\bwie geht|\b[çc]a va\b|\bqu[eé] tal\b|\bc[oó]mo est[aá]s?\b|\bcome stai\b|\btudo bem\b/iu,
  ],
  [
    "identity",
    /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:bot|robot|human|real|ai|person|chatgpt|gpt|machine)\b|\bwho (?:made|built|wrote|created) you\b|\byour name\b/iu,
  ],
  [
    "help",
    /^\W*(?:please )?(?:help|hilfe|aide|ayuda|aiuto)\b|\bwhat can (?:you|i|we) (?:do|say|ask|type|use)\b|\bhow (?:do|can|should) i (?:use|start|begin|ask|talk|work with)\b|\bhow does (?:this|it|that|the tool|the chat) work\b|\bget(?:ting)? started\b|\bwhat (?:is|does) (?:this|it)(?: do| for)?\W*$|\b(?:need|want|some) help\b|\bhelp me\W*$|\bshow me (?:an? )?examples?\b|\bwhat (?:are my|options|commands)\b/iu,
  ],
  [
    "thanks",
    /\b(?:thanks|thank you|thankyou|thx|ty|cheers|merci|danke|gracias|grazie|obrigad[oa]|tack|takk|kiitos|spasibo|arigato|appreciate it|much appreciated|well done|good job|great job|nice work|great work)\b|ありがとう|谢谢|спасибо|شكرا/iu,
  ],
  [
    "bye",
    /\b(?:bye|goodbye|good bye|see you|see ya|cya|ciao|farewell|good night|adios|au revoir|tsch[uü]ss|auf wiedersehen|take care|talk later|later then)\b/iu,
  ],
  [
    "greeting",
    /\b(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|evening|hallo|hola|bonjour|salut|ciao|servus|moin|guten (?:tag|morgen|abend)|gr[uü](?:ß|ss) ?(?:gott|dich)|namaste|ol[aá]|hej|hei|ahoj|buongiorno|buenos d[ií]as|buenas (?:tardes|noches)|konnichiwa|ni ?hao|privet|salaam|shalom)\b|こんにちは|你好|您好|안녕|привет|здравствуй|مرحبا|नमस्ते|สวัสดี|שלום|γεια/iu,
  ],
  [
    "off-topic",
    /\b(?:joke|jokes|poem|poems|haiku|song|sing|story|recipe|weather|translate|football|soccer|movie|film|stock price|stock market|bitcoin|crypto|president|capital of|horoscope|lottery|essay|limerick|lyrics|homework|python|javascript|code for|write (?:me )?(?:a|an|some) (?:letter|email|mail|function|program|script|code|text|blog)|draft (?:a|an) (?:email|mail|letter)|riddle|trivia|play (?:a |chess)|order (?:a )?pizza|marry|love you|meaning of life)\b/iu,
  ],
];

/** What kind of talk a message is, or null where it is none that we know. */
export function talkOf(message: string): Exclude<Talk, "injection"> | null {
  return TALKS.find(([, pattern]) => pattern.test(message))?.[0] ?? null;
}

const LEAD = String.raw`^\W*(?:(?:so|and|but|ok|okay|hi|hello|hey|please|well|also|then|just|quick question|question|sorry|hmm|thanks|thank you|great|good morning|now)\b\W*)*`;
/** How a question begins, behind a greeting or the like; what makes it a wish after all is excluded. */
const OPENINGS: readonly string[] = [
  "what(?! (?:if|about|(?:we|i|you|they) (?:had|did|used|want|need|care|really|ran|tried)|happens (?:if|when)(?!.*kpi)|would happen (?:if|when)(?!.*kpi)|counts|matters|i (?:want|need|care|would like)|we (?:want|need|care)|i'd))",
  "which (?!matter)(?!accounts? (?:still |can |have |grow))",
  "who",
  "whose",
  "when(?! (?:you|it|tiering|ranking|we))",
  "where(?! (?:they|customers|accounts|the|our|my|we|region))",
  "why(?! (?:not|do not|don't|dont|don’t))",
  "how(?! (?:about|fast|quick|much (?:more|they|he|we)|they (?:grow|are growing)|quickly|big|large))",
  "is(?! (?:it )?possible to\\b)",
  "are",
  "am",
  "was",
  "were",
  "does",
  "do (?:you|we|they|i|these|those|the)",
  "did",
  "has",
  "have (?:you|we|they|i)",
  "had",
  "should (?:we|i|you|they|it)",
  "explain",
  "define",
  "describe",
  "tell (?:me|us)",
  "show me (?:what|how|why|which)",
  "list",
  "(?:can|could|would|will|may) (?:you|i|we)(?: please)? (?:explain|tell|describe|define|say|show me (?:what|how|why|which)|see (?:what|how|why|which)|ask|know|list|help me understand)",
  "(?:i|we) (?:do not|don't|don’t|dont) (?:understand|know|get)",
  "i wonder",
  "i am (?:curious|wondering|confused)",
  "i'm (?:curious|wondering|confused)",
  "remind me",
  "meaning of",
  "definition of",
  "(?:i|we) (?:want|would like|need|'d like) to (?:know|understand|learn|see (?:what|how|why|which))",
  "(?:i'd|we'd) like to (?:know|understand|learn)",
];
const ASKS = new RegExp(`${LEAD}(?:${OPENINGS.join("|")})\\b`, "iu");

/** Whether a sentence asks about something rather than for a run. */
export function isQuestion(sentence: string): boolean {
  return ASKS.test(sentence.replaceAll("’", "'"));
}

/** The sentences of a message, each with the sign that ends it. */
export function sentencesOf(message: string): { readonly text: string; readonly start: number }[] {
  return [...message.matchAll(/(?:[^.!?;\n]|\.(?=\d)|(?<=\b\d)\.(?=\s*\p{L}))+[.!?;\n]*/gu)].map((match) => ({
    text: match[0],
    start: match.index,
  }));
}
