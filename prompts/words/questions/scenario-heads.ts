import type { Question } from "../../../contract/question.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import { readWho } from "../who/who.ts";
import { countOf } from "./question-filters.ts";
import { JOBS, nameAfter } from "./seller-words.ts";

type Heads = Extract<Question, { kind: "scenario" }>["add"][number];

const JOB = new RegExp(`^${JOBS}$`, "u");

/** "two more specialists in APAC", "add 5 inside sellers in Africa", "another rep for Japan", "lost three sellers". */
export function readHeads(items: readonly Item[], vocabulary: Vocabulary) {
  const found: { readonly said: Heads; readonly leaves: boolean }[] = [];
  let from = 0;
  for (let at = 0; at < items.length; at++) {
    const job = items[at] as Item;
    const last = found.at(-1);
    // "… and one in Japan": another of those named before.
    if (
      last !== undefined &&
      job.became === null &&
      (countOf(job) !== null || job.text === "another" || job.text === "one") &&
      /^(?:in|for|at)$/u.test(items[at + 1]?.text ?? "")
    ) {
      const place = placeBehind(items, at, vocabulary);
      spend([job, ...place.items], "the question: scenario");
      found.push({
        leaves: last.leaves,
        said: { ...last.said, count: countOf(job) ?? 1, where: place.where },
      });
      continue;
    }
    if (job.became !== null || !job.text.split(" ").some((word) => JOB.test(word))) continue;
    // "seller 17" is one that has a name.
    if (/\d/u.test(nameAfter(items, at)?.text ?? "")) continue;
    const before = items.slice(Math.max(from, at - 6), at);
    const counted = before.findLastIndex(
      (item) => countOf(item) !== null || /^(?:another|one|an?|extra|additional)$/u.test(item.text),
    );
    if (counted < 0) continue;
    const count = before[counted] as Item;
    const said = textOf({ items: before.slice(0, counted) });
    const between = before.slice(counted + 1);
    // "I have forty reps who cannot take another reshuffle", "we have five reps there": as they are.
    const ours = /^(?:(?:look|and|so|but|well) )*(?:i|we) have(?: got)?$/u.test(said);
    const more = /\b(?:more|extra|additional|further|new)\b/u;
    if (ours && !more.test(textOf({ items: between })) && !more.test(items[at + 1]?.text ?? "")) continue;
    const comes =
      /\b(?:add|adding|hire|hiring|hired|recruit|recruiting|plus|get|got|had|have|bring in|with)$/u.test(
        said,
      ) ||
      /^another$/u.test(count.text) ||
      between.some(
        (item) => item.cues.has("more") || /^(?:more|extra|additional|further|new)$/u.test(item.text),
      ) ||
      /^(?:extra|additional)$/u.test(count.text);
    const leaves =
      /\b(?:lose|lost|losing|without|cut|minus|fire|drop|remove|let go(?: of)?|lay off|fewer|less)$/u.test(
        said,
      ) ||
      between.some((item) => /^(?:fewer|less)$/u.test(item.text)) ||
      /^(?:leave|left|leaves|retire|retired|quit|resign)$/u.test(items[at + 1]?.text ?? "");
    // "they have a new country manager": a customer's people.
    const theirs =
      /\b(?:they|he|she|it|there|customers?|clients?|accounts?) (?:have|has|had|got|hired|lost)$/u.test(said);
    if ((!comes && !leaves) || theirs) continue;
    // "left without a rep" speaks of accounts.
    if (leaves && /^an?$/u.test(count.text) && /\bwithout$/u.test(said)) continue;
    const words = between.filter(
      (item) => !/^(?:more|extra|additional|further|new|full time|fewer|less|of|our|the)$/u.test(item.text),
    );
    const other = (item: Item) =>
      ["tier", "amount", "values", "account", "signal"].includes(item.kind) ||
      // "nobody should drop a tier, promotions only, my people are tired"
      (["tierword", "rise", "fall", "only"] as const).some((cue) => item.cues.has(cue)) ||
      /^(?:accounts?|customers?|clients?|per|for|in|to|a|by|at)$/u.test(item.text);
    if (words.some(other)) continue;
    const role = [...words, job].map(({ text }) => text).join(" ");
    const place = placeBehind(items, at, vocabulary);
    spend([...before.slice(Math.max(0, counted - 1)), job, ...place.items], "the question: scenario");
    found.push({ leaves: leaves && !comes, said: { count: countOf(count) ?? 1, role, where: place.where } });
    from = at + 1;
  }
  return found;
}

/** The names right behind a job, up to the next job or the end of the thought. */
function placeBehind(items: readonly Item[], at: number, vocabulary: Vocabulary) {
  const next = items.findIndex(
    (item, place) => place > at && (item.kind === "amount" || item.text === "another"),
  );
  const behind = items
    .slice(at + 1, next < 0 ? undefined : next)
    .filter((item) => item.kind === "values" || item.kind === "word");
  const who = readWho({ items: behind, tie: "stop", sentence: 0 }, vocabulary);
  return { where: (who?.within ?? []).map(({ text }) => text), items: who?.items ?? [] };
}
