import type { Cue } from "../items/cue-words.ts";
import { type Clause, textOf } from "./clauses.ts";

/** How a clause begins that asks for something to be done or left, rather than telling a story. */
const DIRECTIVE =
  /^(?:(?:please|and|but|then|also|just|so|can you|could you|would you|can we|could we|we should|we must|let us|i would like to|i want you to|i want to|we want to|try to) )*(?:do not|never|no|only|avoid|without|keep|leave|hold|lock|freeze|protect|exclude|except|unless|nobody|none|no one|nothing|cap|limit|restrict|at most|as few|few|fewer|fewest|not|drop|stop|must|should|let|move|make|spare|exempt|forget|ignore|skip|omit)\b/u;

/** Whether a clause asks for something to be done or left. */
export function isDirective(clause: Clause): boolean {
  return DIRECTIVE.test(textOf(clause));
}

/** Cues that ask for nothing. */
const QUIET: ReadonlySet<Cue> = new Set<Cue>([
  "please",
  "accounts",
  "degree",
  "all",
  "also",
  "much",
  "mild",
  "tierword",
  "yes",
  "each",
  "afterwards",
]);

/** "I have three requests": says that something comes. */
const ANNOUNCES =
  /^(?:(?:and|so|well|ok|okay) )*(?:i|we) (?:have|got|make) (?:\S+ ){0,2}(?:requests?|wishes|points|things|asks|changes|remarks|conditions|instructions)(?: for you| today| to make)?$/u;

/** "I was talking to finance", "they keep asking": tells, and asks for nothing. */
export function isStory(clause: Clause): boolean {
  const text = textOf(clause);
  if (ANNOUNCES.test(text)) return true;
  const tells =
    /^(?:(?:because|since|as|but|and|so) )*(?:i|we|they|he|she|it|you|my \w+|our \w+|the board|the ceo|finance|sales|marketing) (?:was|were|am|have|had|has|keeps?|thinks?|said|says|told|just|met|talked|spoke|heard)\b/u.test(
      text,
    );
  if (clause.items.some((item) => item.kind === "signal" || item.kind === "amount")) return false;
  // "finance is nervous": something is said of a name, and nothing asked for it.
  const named = clause.items.some((item) => item.kind !== "word" && item.kind !== "stop");
  const quiet = clause.items.every((item) => [...item.cues].every((cue) => QUIET.has(cue)));
  const states = named && quiet && /\b(?:is|are|was|were|have|has)\b/u.test(text);
  const reasons = named && /^(?:since|because|as(?! long)|given that) /u.test(text);
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
  if (!tells && !states && !reasons) return false;
  return !/\b(?:should|must|only|except|at most|no more than|never|please|no (?:moves?|changes?|movements?)|nothing (?:moves|changes))\b/u.test(
    text,
  );
}
