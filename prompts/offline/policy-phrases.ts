import type { PolicyField, PolicyWords } from "../../contract/model-answer.ts";
import type { Policy } from "../../tiering/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { readHolds } from "./hold-phrases.ts";
import { signalOf } from "./lexicon.ts";
import { amountOf, type PhraseText } from "./phrase-text.ts";
import type { PolicyDraft } from "./policy-draft.ts";
import { readScope } from "./scope-phrases.ts";
import { readSizes } from "./size-phrases.ts";

/** What a message says about the business rules, or why its names cannot be followed. */
export type PolicyReading =
  | { readonly words: PolicyWords; readonly notes: readonly string[] }
  | { readonly unknown: string };

const MOVE =
  "(?:move|moves|moved|moving|movement|movements|mover|movers|change|changes|changed|changing|shift|shifts|shifted|shifting|reassign|reassigned|reassignment|reassignments|migrate|migrated|migration|migrations|disrupt|disruption|churn|touch|touched|switch|switches|switched|relocate|reshuffle|reshuffled|budget|disturb|affected|affect|upset|swap|swaps|turnover|retier|reclassify)";
const LIMIT =
  "(?:at most|at the most|at maximum|no more than|not more than|more than|maximum of|maximum|max of|max|up to|under|below|less than|fewer than|not over|within|only|just|cap of|cap at|capped at|limit of|limit to|limited to|no greater than|not exceed|not exceeding|not to exceed|as many as)";
const NOUN =
  "(?:accounts?|customers?|clients?|companies|(?:of )?(?:the |my |our |all |all of the |total )*(?:book|accounts|customers|portfolio|base))";
/** Words between the parts of a phrase: no sentence end, nothing taken, no other amount. */
const GAP = "(?:(?![.;!?|#@])[^ ]+ ){0,6}?";

/** Reads and takes every policy phrase of a message. Cost: a fixed number of patterns over its line. */
export function readPolicy(text: PhraseText, vocabulary: Vocabulary, carried: Policy): PolicyReading {
  const draft: PolicyDraft = { set: {}, lift: [], notes: [], unknown: null };
  readLifts(text, draft);
  readStrategic(text, draft);
  readSizes(text, draft, vocabulary);
  readSteps(text, draft);
  readMovedShare(text, draft, vocabulary);
  readHolds(text, draft, vocabulary, carried);
  readScope(text, draft, vocabulary, carried);
  if (draft.unknown !== null) return { unknown: draft.unknown };
  return { words: { set: draft.set, lift: draft.lift }, notes: draft.notes };
}

function readLifts(text: PhraseText, draft: PolicyDraft): void {
  const lift = (fields: readonly PolicyField[]) => () => {
    draft.lift.push(...fields);
    draft.notes.push(`${fields.join(", ")} lifted`);
    return true;
  };
  const verb = "(?:lift|remove|drop|clear|cancel|forget|delete|relax|no|without|release|undo|end|stop)";
  text.take(
    new RegExp(
      `\\b${verb} (?:all |any |the |my |those |these |of )*(?:rules|constraints|restrictions|policies|limits|limitations|conditions)\\b(?! (?:on|to|for|behind|that))`,
      "gu",
    ),
    lift(["maxMovedShare", "maxTierStep", "tierSizes", "strategicTiers", "hold", "scope"]),
  );
  text.take(
    new RegExp(
      `\\b(?:${verb} (?:the |that |my |any )*(?:restriction|scope|filter|limitation|regional restriction|region filter)(?: (?:to|on|for) (?:the )?(?:@\\d+|tiers? [a-z]))?|(?:the )?(?:whole|entire|full|complete) (?:book|portfolio|world|customer base)(?: again)?|everywhere(?: again)?|worldwide|all regions again|all accounts again|no longer only (?:in )?@\\d+|not only (?:in )?@\\d+)`,
      "gu",
    ),
    lift(["scope"]),
  );
  text.take(
    /\b(?:release|unfreeze|unlock|unhold|free) (?:all |the |all the )?(?:holds?|locks?|accounts?|tiers|everything|everyone)\b(?! #| [a-z]\b)|\bno (?:more )?(?:holds|locks)\b/gu,
    lift(["hold"]),
  );
  text.take(
    new RegExp(
      `\\b(?:no|lift the|remove the|without a|without any|drop the|unlimited|forget the) (?:limit|cap|budget|movement limit|movement budget|movement cap|moves|movement)(?: (?:on|to|for) (?:the )?${MOVE})?\\b|\\b(?:move|change) (?:as many|as much|everyone|everything|anyone|whatever)(?: accounts)?(?: as (?:you|needed|necessary|it)(?: (?:like|want|need|takes))?)?|\\bas many moves as (?:you like|needed|necessary|it takes)`,
      "gu",
    ),
    () => {
      draft.set.maxMovedShare = 1;
      draft.notes.push("any number of accounts may move");
      return true;
    },
  );
}

function readStrategic(text: PhraseText, draft: PolicyDraft): void {
  const set = (value: number | string) => {
    draft.set.strategicTiers = value;
    draft.notes.push(`strategic tiers: ${value}`);
    return true;
  };
  const top = (match: RegExpExecArray) => {
    const amount = amountOf(text, match[1] ?? match[2]);
    if (amount === null || !(amount.value > 0)) return false;
    if (amount.kind === "share") return set(`top:${amount.value}`);
    return Number.isInteger(amount.value) && amount.value <= 26 ? set(amount.value) : false;
  };
  text.take(
    new RegExp(
      `(?:treat |count |consider |make |take |the |only |call )*\\b(?:top|first|highest|upper|best) (#\\d+) (?:of (?:the )?)?tiers? ${GAP}strategic(?: tiers?| ones)?|\\bstrategic (?:tiers? )?(?:are |is |= |: |means |mean |should be |should mean |being )?(?:the )?(?:top|first|highest|upper) (#\\d+)(?: of (?:the )?)?(?: tiers?)?`,
      "gu",
    ),
    top,
  );
  text.take(
    /\b(?:only )?(?:the )?(?:only )?(?:top|first|highest|upper) tier (?:alone |only )?(?:is |as |counts as |should be |to be )(?:the )?(?:only )?strategic(?: tier| one)?|\b(?:only )?strategic (?:tier )?(?:is |should be )(?:only )?the (?:top|first|highest) (?:tier|one)/gu,
    () => set(1),
  );
  text.take(
    /\b(?:fewest |top )?tiers (?:that |which |with |covering |making up |holding )?(?:make up |cover |hold |with )?(#\d+) of (?:the )?(?:current )?revenue (?:are |is |as |be )?(?:the )?strategic/gu,
    (match) => {
      const amount = amountOf(text, match[1]);
      return amount?.kind === "share" ? set(`revenue:${amount.value}`) : false;
    },
  );
  const letters = (match: RegExpExecArray) => {
    const named = [...(match[1] ?? match[2] ?? "").matchAll(/\b[a-z]\b/gu)].map(([letter]) =>
      letter.toUpperCase(),
    );
    return named.length === 0 ? false : set([...new Set(named)].sort().join(","));
  };
  const list = "(?:tiers? )?[a-z](?: (?:(?:,|and|or|&|\\+|, and) )?(?:tiers? )?[a-z](?= |$))*";
  text.take(
    new RegExp(
      `(?:treat |count |consider |make |take |only |call )*\\b((?:tiers?) [a-z](?: (?:(?:,|and|or|&|\\+|, and) )?(?:tiers? )?[a-z](?= |$))*|[a-z](?: (?:(?:,|and|&|\\+|, and) )?[a-z](?= |$))+) (?:both |all |alone |only )*(?:are |is |as |be |count as |should be |should count as |to be )?(?:the )?(?:only )?(?:to be )?strategic(?: tiers?| ones?)?|\\bstrategic tiers? (?:are |is |= |: |should be |being )?(${list})(?= |$)`,
      "gu",
    ),
    letters,
  );
}

function readSteps(text: PhraseText, draft: PolicyDraft): void {
  const set = (value: number | "free") => {
    draft.set.maxTierStep = value;
    draft.notes.push(
      value === "free" ? "accounts may jump" : `at most ${value} tier${value === 1 ? "" : "s"} at a time`,
    );
    return true;
  };
  const counted = `(?<!top )(?<!first )(?<!highest )(#\\d+) (?:tiers?|steps?|levels?|notch|notches|ranks?)(?! (?:are|is|as|count|should))`;
  text.take(
    new RegExp(
      `(?:(?:let|allow|permit|may|can|could|no) )?${GAP}(?:${LIMIT} |by |jump |jumps |skip |move |moves |leap |per |of )*${counted}(?: (?:at a time|at once|at most|max|maximum|per move|per account|up or down|each|apart|away|in one go|jumps?))*`,
      "gu",
    ),
    (match) => {
      const amount = amountOf(text, match[1]);
      if (
        amount === null ||
        amount.kind !== "plain" ||
        !Number.isInteger(amount.value) ||
        amount.value < 1 ||
        amount.value > 25
      )
        return false;
      if (
        !/\b(?:jump|jumps|move|moves|moved|shift|climb|fall|drop|skip|leap|at a time|at once|at most|up to|max|maximum|step|steps|apart|away|no more|allow|let|may|can|by|per)\b/u.test(
          match[0],
        )
      )
        return false;
      // "may move more than one tier" has no upper end; "no account moves more than one tier" has.
      const beyond = /\bmore than #/u.test(match[0]) && !/\b(?:no|not|never|nobody|none)\b/u.test(match[0]);
      return set(beyond ? "free" : amount.value);
    },
  );
  text.take(
    /\b(?:no|not|never|without|avoid|forbid|prevent|do not (?:let|allow|permit)(?: \w+){0,3}|nobody may|no one may|no account may|stop)(?: any| accounts| account| tier| them| customers| the| from)* (?:jumps?|jumping|leaps?|leaping|skipping(?: tiers?)?|skip tiers)(?: tiers?| around| levels?)*\b/gu,
    () => set(1),
  );
  text.take(
    /\b(?:(?:let|allow|permit|can|may|could|should|enable|free)(?: \S+){0,4}? )?(?:jump|jumps|jumping|leap|leaps|leaping|leapfrog)(?: (?:tiers?|freely|around|levels?|over tiers?|any number of tiers|as far as (?:they|you|it) (?:like|want|need|must)|several tiers|multiple tiers))*\b|\b(?:any number of|several|multiple|many) (?:tiers|steps|levels)(?: at once| at a time)?|\bmove freely(?: between (?:the )?tiers)?|\bskip(?:ping)? tiers\b|\b(?:no|without a|lift the|remove the) (?:step|tier step) (?:limit|rule|cap)\b|\bas far as (?:they|you) (?:like|want|need)/gu,
    () => set("free"),
  );
}

function readMovedShare(text: PhraseText, draft: PolicyDraft, vocabulary: Vocabulary): void {
  const read = (match: RegExpExecArray) => {
    const amount = amountOf(text, match.groups?.amount);
    if (amount === null || draft.set.maxMovedShare !== undefined || amount.value > vocabulary.n) return false;
    // "do not move account 999" names an account.
    if (/\b(?:accounts?|customers?|clients?|ids?|number|tiers?) #/u.test(match[0])) return false;
    const counted =
      /#\d+ (?:of (?:the |my |our )?)?(?:accounts?|customers?|clients?|companies|moves?|changes|swaps)\b/u.test(
        match[0],
      );
    const around = match[0].replace(/#\d+/gu, "").split(" ");
    // "shift 10 % from runway to growth" is about weights.
    if (
      around.some(
        (word) => signalOf(word) !== null || word === "weight" || word === "weights" || word === "emphasis",
      )
    )
      return false;
    const share =
      amount.kind === "share"
        ? amount.value
        : counted || amount.value > 100
          ? amount.value / vocabulary.n
          : amount.value >= 1
            ? amount.value / 100
            : amount.value;
    if (!(share >= 0)) return false;
    draft.set.maxMovedShare = Math.min(1, share);
    draft.notes.push(`at most ${Number((100 * Math.min(1, share)).toFixed(2))} % of the accounts may move`);
    return true;
  };
  const amount = "(?<amount>#\\d+)";
  const noun = `(?: ${NOUN})?`;
  const tail =
    "(?: (?:of (?:the |my |our |all )?(?:book|accounts|customers|portfolio|base)|at most|at the most|max|maximum|only|at maximum|or less|or fewer|tops|per run|in total|overall|limit|cap))*";
  const notWeights = "(?! (?:on|from|for|weight|to|of) (?:§|weight))";
  text.take(
    new RegExp(
      `\\b(?:do not |does not |never |please |can |may |to |we |i |only |no )*${MOVE} ${GAP}(?:${LIMIT} )?${amount}${noun}${tail}(?: (?:may|can|should|must|are allowed to|get to|to))?(?: ${MOVE})?(?: (?:tiers?|place|places|hands))?${notWeights}`,
      "gu",
    ),
    read,
  );
  text.take(
    new RegExp(
      `(?<=^| )(?:allow |let |permit |have |accept |tolerate |keep |a |an |i want |we want |not |with )*(?:${LIMIT} )?${amount}${noun} ${GAP}(?:${MOVE}|mobility)(?: (?:tiers?|at most|max|maximum|only|limit|cap|budget|allowed|tops))*`,
      "gu",
    ),
    read,
  );
  text.take(new RegExp(`\\b(?:with |and |but )?${LIMIT} ${amount} ${NOUN}${tail}`, "gu"), read);
  text.take(
    /\b(?:do not|never) (?:move|change|touch|shift) (?:any|anyone|anybody|anything|any account|any accounts|a single account|anyone at all)(?! (?:in|from|of|that|to|about))\b|\bno (?:account |accounts )?(?:moves?|movement|changes) at all\b/gu,
    () => {
      draft.set.maxMovedShare = 0;
      draft.notes.push("no account may move");
      return true;
    },
  );
}
