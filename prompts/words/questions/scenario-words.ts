import type { Question } from "../../../contract/question.ts";
import { textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { countOf } from "./question-filters.ts";
import { readHeads } from "./scenario-heads.ts";
import { JOBS, nameAfter, SELLER } from "./seller-words.ts";
import type { Sentence } from "./sentence.ts";

type Scenario = Extract<Question, { kind: "scenario" }>;

const LEAVE =
  /^(?:retires?|retired|retiring|leaves?|leaving|left|quits?|quitting|resigns?|resigned|fire|fires|drop|drops|lose|loses|lost|losing|remove|without|minus|lay|gone|let|goes)$/u;
const TOLD =
  /^(?:\S+ ){0,2}(?:we|they|i) (?:have |just |already |recently )*(?:hired|recruited|added|lost)\b.*\b(?:so|hence|therefore|only|keep|hold|leave|freeze|please|may)\b/u;
const SELLS = new RegExp(String.raw`\b(?:${SELLER}|${JOBS})\b`, "u");

/** What a sentence changes of the sales force to see what it would do; null where it changes nothing of it. */
export function readScenario(sentence: Sentence): Scenario | null {
  const { items, text, vocabulary } = sentence;
  if (/\b(?:do not|never|not) (?:retire|lose|hire|add|remove)\b/u.test(text)) return null;
  // "we hired two people in Spain, so …": told, and not supposed.
  if (TOLD.test(text) && !/\b(?:if|would|what|suppose|imagine|compare|effect)\b/u.test(text)) return null;
  const heads = /^(?:and )?where\b/u.test(text) ? [] : readHeads(items, vocabulary);
  const scenario: Scenario = {
    kind: "scenario",
    retire: readRetired(sentence),
    add: heads.filter(({ leaves }) => !leaves).map(({ said }) => said),
    lose: heads.filter(({ leaves }) => leaves).map(({ said }) => said),
    presence: readPresence(sentence),
    minAccounts: readLeast(sentence),
  };
  const changes =
    scenario.retire.length + scenario.add.length + scenario.lose.length + scenario.presence.length > 0 ||
    scenario.minAccounts !== null;
  if (!changes) return null;
  spend(
    items.filter(
      (item) =>
        item.kind === "word" &&
        /^(?:compare|what|would|bring|happens?|if|we|have|and|then|more|every|all|everyone|nobody|no one|no|not|keep|each|per|at least|above|below|accounts?|under|over)$/u.test(
          item.text,
        ),
    ),
    "the question: scenario",
  );
  return scenario;
}

/** "retire seller 17", "retire S07 and S09", "what if Maria leaves". */
function readRetired({ items, text, vocabulary }: Sentence): string[] {
  if (!items.some((item) => LEAVE.test(item.text.split(" ")[0] ?? ""))) return [];
  const owners = ownersWho(items, text, vocabulary.roles.owner);
  if (owners.length > 0) return owners;
  const names: string[] = [];
  const nouns = items.flatMap((item, at) =>
    /^(?:sellers?|reps?|account managers?)$/u.test(item.text) ? [at] : [],
  );
  const verb = items.findIndex((item) => /^(?:retires?|retiring)$/u.test(item.text));
  const starts = nouns.length > 0 ? nouns : verb >= 0 ? [verb] : [];
  for (const start of starts) {
    let at = start;
    for (let name = nameAfter(items, at); name !== null && /\d/u.test(name.text); ) {
      const listed = name.items.flatMap((item) =>
        item.amounts.length > 1 ? item.amounts.map(({ digits }) => digits) : [],
      );
      names.push(...(listed.length > 0 ? listed : [name.text]));
      spend([items[start] as Item, ...name.items], "the question: scenario");
      at = items.indexOf(name.items.at(-1) as Item);
      while (/^(?:and|,|or|&)$/u.test(items[at + 1]?.text ?? "")) at++;
      name = nameAfter(items, at);
    }
  }
  if (names.length > 0) {
    spend(
      items.filter((item) => LEAVE.test(item.text)),
      "the question: scenario",
    );
    return [...new Set(names)];
  }
  const called =
    /\b(?:if|when|suppose|imagine|say) (?!(?:we|they|you|i|he|she|it|someone|somebody|everyone|nobody|all|the|our|an?) )(\p{L}*\d+|\p{L}+(?: \p{L}+)?) (?:leaves|left|retires|quits|resigns|is gone)\b|^retire (?!(?:all|our|the|a|an|any|some)\b)(\p{L}+(?: \p{L}+)?)$/u.exec(
      text,
    );
  const person = called?.[1] ?? called?.[2];
  if (
    person === undefined ||
    items.some((item) => ["values", "tier", "signal", "amount"].includes(item.kind))
  )
    return [];
  spend(items, "the question: scenario");
  return [person];
}

/** "what if J. Smith leaves", where the book has an owner of that name. */
function ownersWho(items: readonly Item[], text: string, owner: string | undefined): string[] {
  const at = items.findIndex((item) => item.values !== null && item.values.column === owner);
  const isLeaving =
    /^(?:retires?|leaves|left|quits|resigns|is|goes|gone)$/u.test(items[at + 1]?.text.split(" ")[0] ?? "") &&
    /\b(?:if|when|suppose|imagine|say)\b.* (?:leaves|left|retires|quits|resigns|goes|is gone)\b/u.test(text);
  if (at < 0 || !(isLeaving || /^retires?$/u.test(items[at - 1]?.text ?? ""))) return [];
  spend(items, "the question: scenario");
  return [...(items[at]?.values?.values ?? [])];
}

/** "remote for all C", "serve all D accounts remotely", "Bronze only by inside sales". */
function readPresence({ items, text }: Sentence): Scenario["presence"] {
  const how =
    /\b(?:remote|remotely|virtual|virtually|by phone|over the phone|online|on video|by inside (?:sales|sellers|reps)|in person|face to face|on site|onsite|by field (?:sales|sellers|reps))\b/u.exec(
      text,
    );
  if (how === null) return [];
  const tiers = items.filter((item) => item.kind === "tier");
  const every = /\b(?:all|every) (?:the |our )?(?:accounts?|customers?|tiers?)\b/u.test(text);
  const served = tiers.length > 0 || every;
  if (!served || /\bnot\b/u.test(text) || items.some((item) => item.kind === "signal")) return [];
  spend(
    [
      ...tiers,
      ...items.filter((item) => how[0].split(" ").some((word) => item.text.split(" ").includes(word))),
    ],
    "the question: scenario",
  );
  spend(
    items.filter((item) =>
      /^(?:serve|handle|cover|treat|look after|all|every|for|accounts?|only|just|make|do|run|work|move|go|by|sellers?)$/u.test(
        item.text,
      ),
    ),
    "the question: scenario",
  );
  const presence = /^(?:in person|face|on ?site|by field)/u.test(how[0]) ? "in-person" : "remote";
  return [{ tiers: tiers.flatMap(({ names }) => [...names]), presence }];
}

/** "keep everyone above 20 accounts", "no seller below 15 accounts", "at least 30 accounts per rep". */
function readLeast({ items, text }: Sentence): number | null {
  const at = items.findIndex(
    (item, place) =>
      countOf(item) !== null && /^(?:accounts?|customers?|clients?)$/u.test(items[place + 1]?.text ?? ""),
  );
  const number = items[at];
  if (number === undefined) return null;
  const near = textOf({ items: items.slice(Math.max(0, at - 5), at + 5) });
  if (
    /\b(?:(?:no|not|never) more than|at most|up to|maximum|max|(?:nobody|no one) (?:above|over))\b/u.test(
      near,
    )
  )
    return null;
  const whole =
    /\b(?:everyone|everybody|every one|nobody|no one|no body|each)\b/u.test(text) || SELLS.test(text);
  const floor =
    (/\b(?:above|over|at least|more than|minimum(?: of)?|no fewer than|no less than|not below|not under)\b/u.test(
      near,
    ) &&
      !/\b(?:nobody|no one|no \w+) (?:\S+ ){0,2}?(?:above|over|more than)\b/u.test(text)) ||
    /\b(?:nobody|no one|no|none|never|not) (?:\S+ ){0,4}?(?:below|under|fewer than|less than)\b/u.test(text);
  if (!whole || !floor || items.some((item) => ["signal", "tier", "values"].includes(item.kind))) return null;
  spend(
    items.filter(
      (item) =>
        item === number ||
        SELLS.test(item.text) ||
        cuesOf("over below at-least under not all hold").some((cue) => item.cues.has(cue)),
    ),
    "the question: scenario",
  );
  return number.amounts[0]?.value ?? null;
}
