import type { Vocabulary } from "../vocabulary.ts";
import { amountOf, type PhraseText } from "./phrase-text.ts";
import type { PolicyDraft } from "./policy-draft.ts";

const GROW = "grow|expand|increase|raise|enlarge|extend|widen|boost|bump|add to|double|triple";
const SHRINK = "shrink|reduce|cut|trim|lower|decrease|narrow|halve|downsize";

/** Reads tier sizes: "grow Tier A to 1,200", "Tier A should have 1,000 accounts", "shrink tier B by 10 %". */
export function readSizes(text: PhraseText, draft: PolicyDraft, vocabulary: Vocabulary): void {
  const sizeOf = (letter: string) =>
    vocabulary.tierSizes[vocabulary.tiers.indexOf(letter.toUpperCase())] ?? 0;
  const set = (letter: string, size: number) => {
    if (!Number.isFinite(size) || size < 0) return false;
    const rounded = Math.round(size);
    draft.set.tierSizes = { ...draft.set.tierSizes, [letter.toUpperCase()]: rounded };
    draft.notes.push(`Tier ${letter.toUpperCase()} with ${rounded} accounts`);
    return true;
  };
  const absolute = (letter: string | undefined, reference: string | undefined) => {
    const amount = amountOf(text, reference);
    if (amount === null || letter === undefined) return false;
    return set(letter, amount.kind === "share" ? amount.value * vocabulary.n : amount.value);
  };
  text.take(
    new RegExp(
      `\\b(${GROW}|${SHRINK}) (?:the |up |down )*(?:size of |number of accounts in )?tier ([a-z]) (?:up |down )?by (?:about )?(#\\d+)(?: accounts| customers)?`,
      "gu",
    ),
    (match) => {
      const amount = amountOf(text, match[3]);
      if (amount === null) return false;
      const letter = match[2] as string;
      const size = sizeOf(letter);
      const by = amount.kind === "share" ? amount.value * size : amount.value;
      return set(letter, new RegExp(`^(?:${GROW})`, "u").test(match[1] as string) ? size + by : size - by);
    },
  );
  text.take(
    new RegExp(
      `(?:\\b(?:${GROW}|${SHRINK}|set|make|bring|limit|cap|keep|fix|take|get|change|resize|fill|have|want|the|size|of|with|a|an|i|we|please) )*\\btier ([a-z]) (?:(?:up|down|big|bigger|smaller|larger|grow|shrink|come|comprise|include|as|size|to|at|=|:|of|should|must|has|have|having|hold|holds|with|be|needs|contains?|a|about|around|exactly|only|limited|capped|size|count|accounts|get|gets|is) )+(#\\d+)(?: accounts| customers| members| of (?:the )?(?:book|accounts))?`,
      "gu",
    ),
    (match) => absolute(match[1], match[2]),
  );
  text.take(
    /(?<=^| )(?:put |have |want |with |place |i |we )*(?:exactly |about |only )?(#\d+) (?:accounts? |customers? )?(?:in|into|for) (?:the )?tier ([a-z])\b/gu,
    (match) => absolute(match[2], match[1]),
  );
  text.take(
    /(?:\b(?:make|set|fill|keep|have|want|i|we|please) )*\btier ([a-z]) (#\d+) (?:accounts?|customers?|clients|members|big|large|strong|wide|in size)\b/gu,
    (match) => absolute(match[1], match[2]),
  );
  text.take(/\b(double|triple|halve) (?:the )?(?:size of )?tier ([a-z])\b/gu, (match) => {
    const factor = match[1] === "double" ? 2 : match[1] === "triple" ? 3 : 1 / 2;
    return set(match[2] as string, sizeOf(match[2] as string) * factor);
  });
}
