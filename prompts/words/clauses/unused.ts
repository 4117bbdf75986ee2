import type { UnreadPhrase } from "../../merge/reading.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { NOUNS } from "../items/item-lists.ts";
import { type Clause, textOf } from "./clauses.ts";
import { phraseOf } from "./phrases.ts";
import { isDirective, isReason, isRuledReason, isWeary } from "./speech-acts.ts";

/** What an item becomes where it asks for nothing. */
const IDLE = new Set(["talk", "taken back", "a story", "named again", "a question"]);

/** Whether an item has become something of the plan. */
export const isUsed = ({ became }: Item): boolean => became !== null && !IDLE.has(became);

/** Fillers, which ask for nothing: who talks, to whom, when and how sure; articles, auxiliaries, verbs of wishing. */
const FILLERS: ReadonlySet<string> = new Set(
  `either she sits sit sitting currently the our all any these those this that its their your his her them they him me you we are was were been
    who which what where here there people ones stuff something anything big small old new reps rep sales
    salesforce seller sellers managers colleagues folks guys boss chief ceo cfo coo vp director board
    leadership headquarters stakeholders finance marketing operations department otherwise whether probably
    afford saying coverage quarterly annual yearly monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december week quarter meeting
    through thru purpose purposes having precisely revisit ensure discussed agreed yet spoke mix blend mixture whatsoever policy config configuration stands feels lies ratio ratios whatnot become becomes receive receives wondering thinking figured guess believe suppose assume hope hoping hopefully
    possible possibly quickly briefly sorry excuse again today yesterday morning afternoon evening sir madam
    anyway besides obviously clearly frankly essentially generally usually typically ideally definitely
    certainly truly indeed rather quite almost already still always ever often sometimes instead because
    although though however therefore hence thus via per etc example instance namely especially overall
    altogether exactly roughly approximately about around regarding concerning according based depending due
    given goal goals aim aims objective objectives strategy strategic plan plans planning approach idea
    ideas suggestion proposal purpose decided decide deciding chose choose choosing picked settled trying
    tried try attempt going gonna wanna gotta lemme getting got gets come comes came coming take takes
    taking makes making made done doing does thing things way ways kind sort type types case cases point
    points part parts side sides company companies firm org organisation organization enterprise group list
    scores ranking ranked score scoring model tool assistant chat everyone everybody others another please
    kindly thanks cheers regards hello dear team crew squad gang fresh next version run look really actually
    basically honestly simply need needs wish wishes want wants figure figures view terms sense reason reasons
    respect moment present future past current currently recent recently basis criterion criteria parameter
    parameters setting settings metric metrics indicator indicators lens signal signals factor factors
    dimension dimensions driver drivers effect impact result results outcome between putting following
    elsewhere edge cover whoever zero improve feel thinks disagree agree wow heck check careful give gives
    giving show turn treat treated i'd we've would how both two one worth mean means say sell paid round
    total years year number nice make use have has had set put weighted shift prefer priority size tiers
    surface free repeat rerun position every whose many think get exercise follows whatever happens worked
    organise like seen just simply considered did review session workshop offsite call shave function target decision roles direction goes opinion field own else book books cover priorities lot bunch crowd order dare real true genuine sheer lifetime bit end single marks very whole`.split(
    /\s+/u,
  ),
);

/** Whether a word stands for something: no filler, and no sign. */
export function isForeign(text: string): boolean {
  return text.length >= 3 && /^\p{L}+$/u.test(text) && !FILLERS.has(text);
}

/** Cues that, left over beside words that nothing has read, may restrict the run. */
const LIMITS: readonly Cue[] = ["hold", "only", "except", "not", "ignore", "rise", "fall", "stop"];

/** Those of them that hold whatever else the clause says. */
const BINDING: readonly Cue[] = cuesOf("hold except ignore rise fall move accounts tierword cap");

/** Cues of what rules speak of. */
const RULE_CUES: readonly Cue[] = cuesOf("hold only except move rise fall accounts tierword cap");

/** Cues of accounts that change tier, and those of words that often mean something else. */
const WAYS: readonly Cue[] = ["rise", "fall"];
const UNSURE: readonly Cue[] = ["more", "less", "wish", "ignore", "weak", "slight", "lift"];

/** The unread words of a clause that are none of ours and stand for something. */
export function strangersOf(items: readonly Item[]): Item[] {
  return items.filter(
    (item) => item.became === null && item.kind === "word" && item.cues.size === 0 && isForeign(item.text),
  );
}

/** The words of a clause that nothing has read and that are no fillers: each is named. */
const unaccounted = (items: readonly Item[]): Item[] =>
  items.filter(
    (item, at) =>
      item.became === null &&
      item.kind === "word" &&
      ![...item.cues].some((cue) => BESIDE_CUES.has(cue)) &&
      isForeign(item.text) &&
      !(at === 0 && /^(?:first|second|third|fourth|fifth|next)(?:ly)?$/u.test(item.text)),
  );

/** What stands before the name of who writes. */
const SIGNS_OFF =
  /(?:best|thanks|thank you|thx|cheers|regards|rgds|br|yours|grüße|gruß|vg|lg|mfg|merci|saludos|gracias|from)[\s,.!;-]*$/iu;

/** "last year we did this purely on revenue", "our CEO keeps repeating …": tells what was. */
const TELLS =
  /^(?:and |but |so )*(?:last \w+ )?(?:i|we|they|he|she|(?:our|my|the) \w+) (?:did|was|were|had|keeps?|kept|said|says|told|asked|complained|thinks?|repeats?|trust|distrust|believe|doubt|like|love|hate)\b/u;

/** "it is not an easy year", "small shops are not worth the trouble": says how things are, and forbids nothing. */
const STATES =
  /^(?:\S+ ){1,5}(?:is|are|was|were) not (?!to\b|allowed|supposed|permitted|going|in\b|for\b|there|included|part\b)/u;

/**
 * What a clause says in words that are none of ours, as one phrase: a lost wish is named. It restricts
 * where the clause has become nothing and holds, negates or excepts.
 */
export function unusedOf({ items }: Clause, message: string): UnreadPhrase[] {
  if (isWeary(items)) return [];
  const reason = !items.some(isUsed) && isReason(items);
  const place = reason ? null : lostPlace(items);
  if (place !== null) return [phraseOf(items.slice(0, items.indexOf(place) + 1), message)];
  const residue = residueOf(items);
  if (residue.length > 0) return [phraseOf(residue, message)];
  const lost = items.filter(
    ({ became, cues, kind, text }) =>
      became === null &&
      ((kind === "signal" && !NOUNS.test(text)) ||
        (kind === "word" &&
          !items.some(isUsed) &&
          WAYS.some((cue) => cues.has(cue)) &&
          !UNSURE.some((cue) => cues.has(cue))) ||
        /^(?:promotion|demotion|upgrade|downgrade)s$/u.test(text)),
  );
  if (lost.length > 0) return [phraseOf(items, message)];
  if (!items.some(isUsed) && isRuledReason(items)) return [phraseOf(items, message)];
  const strange = unaccounted(items);
  if (strange.length === 0) return [];
  const [only] = strange;
  // "Hi Anna", "Best, Luis": a name beside a greeting.
  const named = items.every(
    (item) => item === only || item.kind === "stop" || [...item.cues].join() === "please",
  );
  const signs = SIGNS_OFF.test(message.slice(Math.max(0, (only as Item).start - 20), (only as Item).start));
  if (named && (items.length > 1 || signs) && /^\p{Lu}/u.test(message.slice(only?.start))) return [];
  const used = items.some(isUsed);
  const open = items.filter((item) => item.became === null || item.became === "a story");
  const first = used ? (strange[0] as Item) : (open[0] as Item);
  const last = (used ? strange : open).at(-1) as Item;
  // "I don't want Retail to be zapped": what is denied of a name is in the word that nobody knows.
  const denied =
    items.some((item) => item.cues.has("not") && item.end <= first.start) &&
    items.some((item) => item.kind === "values" || item.kind === "tier");
  // "churn risk doesn't matter": left out as it is.
  const idle = items.some((item, at) => item.cues.has("not") && items[at + 1]?.cues.has("matter"));
  const words = items.every(({ kind }) => kind === "word");
  const restricting =
    demands(open, textOf({ items })) ||
    (!idle &&
      !TELLS.test(textOf({ items })) &&
      !(STATES.test(textOf({ items })) && words) &&
      // "morale won't take it", "sales just went through layoffs": denies something that no rule speaks of.
      !(
        words &&
        !isDirective({ items }) &&
        !open.some(
          (item, at) =>
            BINDING.some((cue) => item.cues.has(cue)) &&
            !/^(?:that|this|it)$/u.test(open[at + 1]?.text ?? ""),
        )
      ) &&
      open.some((item) => LIMITS.some((cue) => item.cues.has(cue))));
  // "stop feeding the cash cows": of nothing that a rule or a weight could say.
  const alien =
    /^(?:(?:and|but|please|also|just) )*(?:stop|forget|forget about|never mind|quit)\b/u.test(
      textOf({ items }),
    ) && items.every(({ cues, kind }) => kind === "word" && !RULE_CUES.some((cue) => cues.has(cue)));
  const limits = used ? denied : restricting && !alien && !reason;
  const phrase = message.slice(first.start, last.end).trim().replace(/\s+/gu, " ").slice(0, 200);
  return [{ phrase, start: first.start, end: last.end, restricts: limits }];
}

const WANTED = /\b(?:asked|asks|wants?|refus\w+|veto\w*|reject\w*|oppos\w+|told to|said no to|insist\w*)\b/u;
/** "they asked for no changes", "the union refused moves": told of others, and wanted. */
function demands(open: readonly Item[], text: string): boolean {
  const of = (...cues: readonly Cue[]) => open.some((item) => cues.some((cue) => item.cues.has(cue)));
  return (
    of("move", "rise", "fall", "hold") &&
    WANTED.test(text) &&
    (of("not", "stop", "hold") || /\b(?:refus|veto|reject|oppos)/u.test(text))
  );
}

/** What rules become: beside one, every word of its clause says whom or what it holds for, or says nothing. */
const RULED = /^(?:hold|scope|mayRise|mayFall|maxMovedShare|maxTierStep|tierSizes|strategicTiers)\b/u;

/** Words that say nothing of their own beside a rule. */
const BESIDE =
  /^(?:at all|right now|tiny|modest|accept|need|needs|while|whereas|since|because|many|few|consider|considered|all accounts|every account|all customers|at once|all at once|would|is|are|was|were|be|been|being|should be|it|i|we|us|my|our|your|a|an|the|one|use|make|treat|mean|means|every|by|number|worth|business|line|re|promised|as|per|round|have|has|year|years|months|together|whole|total|single|overall|altogether|expense|cost|see|set|handful|put|give|call|or|and|two|three|just|too|who|which|that|whose|now|not)$/u;
const BESIDE_CUES: ReadonlySet<Cue> = new Set<Cue>(
  cuesOf("please accounts in may must also all each yes degree tierword run"),
);

/** "hold small accounts in Spain": which of them, by what no column tells. */
const tellsSize = (items: readonly Item[], at: number): boolean =>
  /^(?:small|big|old|new|tiny)$/u.test(items[at]?.text ?? "") && items[at + 1]?.cues.has("accounts") === true;

/** Words of a clause with a rule that neither the rule nor anything else has read: they may narrow it. */
function residueOf(items: readonly Item[]): Item[] {
  const rule = items.findIndex((item) => RULED.test(item.became ?? ""));
  if (rule < 0) return [];
  // "The works council accepts at most 4 %": who says so stands ahead of the rule, and beside no accounts.
  const leads = (item: Item, at: number): boolean => {
    const next = items
      .slice(at + 1)
      .find(
        (each) =>
          each.became !== null || each.cues.size > 0 || each.kind !== "word" || FILLERS.has(each.text),
      );
    return (
      at < rule &&
      item.kind === "word" &&
      item.cues.size === 0 &&
      !(next !== undefined && (next.kind !== "word" || next.cues.has("accounts")))
    );
  };
  const columns = new Set(items.map((item) => item.values?.column));
  return items.filter(
    (item, at) =>
      item.became === null &&
      (item.kind === "word" ||
        ((item.kind === "column" || item.kind === "signal") &&
          !item.names.some((name) => columns.has(name)))) &&
      !(item.kind === "signal" && NOUNS.test(item.text)) &&
      /[\p{L}\p{N}]/u.test(item.text) &&
      !BESIDE.test(item.text) &&
      ![...item.cues].some((cue) => BESIDE_CUES.has(cue)) &&
      !(FILLERS.has(item.text) && !tellsSize(items, at)) &&
      !leads(item, at) &&
      !(at === 0 && /^(?:first|second|third|fourth|fifth|next)(?:ly)?$/u.test(item.text)),
  );
}

/** "lock tier A there", where the clause does not say which place that is. */
function lostPlace(items: readonly Item[]): Item | null {
  const at = items.findIndex((item) => item.text === "there");
  const named = items.slice(0, at).some((item) => item.kind === "values" || item.kind === "signal");
  const opens = /^(?:would|is|are|was|were|will|should|must|can|may|has|have)$/u.test(
    items[at + 1]?.text ?? "",
  );
  const rules = items.some((item) =>
    ["hold", "only", "not", "move", "rise", "fall"].some((cue) => item.cues.has(cue as Cue)),
  );
  return at > 0 && rules && !named && !opens ? (items[at] as Item) : null;
}
