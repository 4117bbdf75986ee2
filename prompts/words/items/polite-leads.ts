import type { Item } from "./item.ts";

/** What is asked for ahead of the wish that it is to follow: "could we try one where …". */
const FRAMES =
  /^(?:(?:could|can|would) (?:we|you|i) (?:please )?|let us |i (?:would|want) (?:like )?to |please )*(?:(?:try|test|pressure test|stress test|simulate|explore|consider|see|show|give|run|do|make|build|create|get|want|need|i want|i need|we want|we need)(?: me| us)? )?(?:an? |the |another )?(?:one|version|plan|tiering|ranking|run|scenario|setup) (?:where|in which)$/u;
/** Who wants ahead of what is wanted. */
const WANTS = /^(?:i|we) (?:(?:would|really|just) )?(?:want|need|wish|like|ask)(?: you)? to$/u;
/** How a wish is asked for. */
const ASKS =
  /^(?:(?:may|might|could|can) (?:i|we) (?:(?:also|please|kindly) )*ask you(?: also| please| kindly)? to|(?:would|will|could|might|may|is) it(?: be)? (?:acceptable|ok|okay|possible|fine|alright|all right)(?: for you)? (?:to|if(?: (?:we|you|i)(?: could)?)?|that (?:we|you)(?: could| can)?)|(?:could|might|may) it be that (?:we|you|one)(?: should| could| must)?|(?:i|we) (?:(?:just|only) )?(?:wonder|wondered|(?:am|was|were|are) wondering) (?:if|whether) (?:we|you|i) (?:should|could|can|might|may)(?: not)?(?: please)?|is there (?:a|any|some) (?:way|chance|possibility)(?: for (?:us|you|me))? (?:to|(?:that )?(?:we|you|i) (?:could|can|might))|any chance(?: that)? (?:we|you|i) (?:could|can|might)|(?:are you|would you be|will you be) able to|do you think (?:we|you) (?:could|can|might))(?: please)?$/u;

/** "I want Africa frozen": who wants ahead of what is to be so. */
const WANTS_SO = /^(?:i|we) (?:(?:would|really|just) )?(?:want|need|like|prefer)(?: to (?:see|have|keep))?$/u;
const SO =
  /^(?:frozen|protected|held|locked|untouched|unchanged|fixed|left alone|alone|exempt|excluded|as they are|as it is)$/u;

/** Most words of a lead. */
const LONGEST = 16;

/**
 * How many items at the head of a sentence only ask for what follows: "would it be all right to", "could we try one where",
 * "I want you to" ahead of a hold; 0 for none, or where nothing follows. Cost: bounded.
 */
export function leadOf(words: readonly Item[]): number {
  for (let count = Math.min(LONGEST, words.length - 1); count > 0; count--) {
    const text = words
      .slice(0, count)
      .map((item) => item.text)
      .join(" ");
    const ends = words.findIndex(({ text }, at) => at >= count && SO.test(text));
    const closes = ends >= 0 && (ends === words.length - 1 || /^(?:and|but)$/u.test(words[ends + 1]!.text));
    if (WANTS_SO.test(text) && closes) return count;
    if (FRAMES.test(text) || ASKS.test(text) || (WANTS.test(text) && words[count]?.cues.has("hold")))
      return count;
  }
  return 0;
}
