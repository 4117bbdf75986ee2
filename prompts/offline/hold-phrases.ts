import type { Policy } from "../../tiering/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { amountOf, type PhraseText, placesOf } from "./phrase-text.ts";
import type { Place } from "./places.ts";
import type { PolicyDraft } from "./policy-draft.ts";

const KEEP =
  "keep|leave|leaving|keeping|freeze|freezing|lock|locking|hold|holding|fix|fixing|pin|protect|protecting|preserve|preserving|spare|ring fence|ringfence|secure|maintain|retain";
const UNTOUCHED =
  "do not (?:touch|move|change|alter|modify|reassign|disturb|shift|mess with|do anything (?:to|with)|change anything (?:in|about|for)|touch anything in|move anything in|move anyone in|move any(?:one|body|thing)? (?:of|from|in)|include)|no (?:changes?|moves?|movement) (?:to|in|for|among|within|of)|hands off|exclude|excluding|except for|except in|except|apart from|not in|outside of|outside|without (?:touching|moving|changing|affecting)|never (?:move|touch|change)|skip|ignore|forget|nothing in|nobody in|not touch|not move|not change";
const AFTER =
  "(?: (?:as it is|as they are|as is|as it was|as they were|where it is|where they are|alone|unchanged|untouched|fixed|frozen|locked|stable|intact|in place|in peace|out of it|out|put|the same|same|the way it is|constant|static|at rest|be))*";
const STAYS =
  "(?:(?:accounts |customers )?(?:stays?|stay|remains?|remain|must stay|should stay|must remain|should remain|is|are|must be|should be|has to stay|have to stay|needs to stay|must not|should not|may not|can not|does not|do not|shall not|will not)(?: (?:as it is|as they are|as is|put|unchanged|the same|where it is|where they are|frozen|fixed|locked|untouched|untouchable|sacred|off limits|off the table|protected|change|move|be (?:touched|moved|changed)|in place|alone|stable|intact))+)";
const LETTERS =
  "tiers? ([a-z](?: (?:(?:,|and|or|&|\\+|, and) )?(?:tiers? )?[a-z](?= |$)(?! (?:bit|little|lot|touch|tad|few)))*)(?= |$)(?! (?:at|to|under|below|with) #)";
const NOUN = "(?:accounts?|customers?|clients?|ids?|companies|account ids?|account numbers?)";
const IDS = "#\\d+(?: (?:(?:,|and|or|&|\\+|, and) )?(?:account |customer )?#\\d+)*";
const PLACES = "@\\d+(?: (?:(?:,|and|or|&|\\+|, and) )?(?:the )?@\\d+)*";
const FILL =
  "(?:(?:the|my|our|all|all of|everything|everyone|anything|those|these|current|existing|in|of|accounts|customers|companies|region|sector|industry|what is) )*";

/** Reads who keeps their tier: "keep Tier A as it is", "leave account 304930413 alone", "exclude Africa". */
export function readHolds(
  text: PhraseText,
  draft: PolicyDraft,
  vocabulary: Vocabulary,
  carried: Policy,
): void {
  const hold = (selectors: readonly string[]) => {
    if (selectors.length === 0) return false;
    draft.set.hold = [...new Set([...(draft.set.hold ?? []), ...selectors])];
    draft.notes.push(`held: ${selectors.join(", ")}`);
    return true;
  };
  const ids = (list: string) =>
    [...list.matchAll(/#\d+/gu)].flatMap(([reference]) => amountOf(text, reference)?.digits || []);
  const isAccount = (match: RegExpExecArray, list: string) => {
    const named = new RegExp(`\\b${NOUN}\\b`, "u").test(match[0]);
    return named ? ids(list) : ids(list).filter((id) => vocabulary.hasAccount(id) || id.length >= 6);
  };

  const release =
    "(?:release|unfreeze|unlock|unhold|free up|let go of|no longer (?:hold|keep|freeze|lock)|stop (?:holding|freezing|locking)|do not (?:hold|freeze|lock))";
  const drop = (selectors: readonly string[]) => {
    if (selectors.length === 0) return false;
    draft.lift.push("hold");
    draft.set.hold = (draft.set.hold ?? carried.hold ?? []).filter(
      (selector) => !selectors.includes(selector),
    );
    draft.notes.push(`released: ${selectors.join(", ")}`);
    return true;
  };
  text.take(new RegExp(`\\b${release} ${FILL}${LETTERS}(?: again)?`, "gu"), (match) =>
    drop(tiers(match[1] as string)),
  );
  text.take(new RegExp(`\\blet ${FILL}${LETTERS} (?:move|change)(?: again)?`, "gu"), (match) =>
    drop(tiers(match[1] as string)),
  );
  text.take(new RegExp(`\\b${release} ${FILL}(?:${NOUN} )?(${IDS})`, "gu"), (match) =>
    drop(ids(match[1] as string)),
  );
  text.take(new RegExp(`\\b${release} ${FILL}(${PLACES})`, "gu"), (match) =>
    drop(selectorsOf(placesOf(text, match[1] as string))),
  );

  text.take(
    new RegExp(`\\b(?:${KEEP}|${UNTOUCHED}) ${FILL}${LETTERS}(?: accounts| customers)?${AFTER}`, "gu"),
    (match) => hold(tiers(match[1] as string)),
  );
  const bare = `((?:[a-z] (?:(?:,|and|&|\\+|, and) )?)+[b-z])${AFTER.replace(/\*$/u, "+")}`;
  text.take(new RegExp(`\\b(?:${KEEP}) ${bare}`, "gu"), (match) => hold(tiers(match[1] as string)));
  text.take(new RegExp(`\\b${LETTERS} (?:accounts |customers )?${STAYS}`, "gu"), (match) =>
    hold(tiers(match[1] as string)),
  );
  text.take(
    new RegExp(
      `\\b(?:nobody|no one|no account|no accounts|none|nothing) (?:should |may |must |can )?(?:leaves?|enters?|moves? (?:out of|into|in or out of)|leave|enter|drops? out of) ${LETTERS}`,
      "gu",
    ),
    (match) => hold(tiers(match[1] as string)),
  );
  text.take(
    new RegExp(
      `\\b(?:${KEEP}|${UNTOUCHED}) ${FILL}(?:${NOUN} )?(?:number |no |id |numbers |ids )?(${IDS})${AFTER}`,
      "gu",
    ),
    (match) => hold(isAccount(match, match[1] as string)),
  );
  text.take(new RegExp(`(?<=^| )(?:${NOUN} )?(${IDS}) ${STAYS}`, "gu"), (match) =>
    hold(isAccount(match, match[1] as string)),
  );
  text.take(
    new RegExp(
      `\\b(?:${KEEP}|${UNTOUCHED}) ${FILL}(${PLACES})(?: accounts| customers| region| sector)?${AFTER}`,
      "gu",
    ),
    (match) => hold(selectorsOf(placesOf(text, match[1] as string))),
  );
  text.take(new RegExp(`(${PLACES}) (?:accounts |customers )?${STAYS}`, "gu"), (match) =>
    hold(selectorsOf(placesOf(text, match[1] as string))),
  );
}

function tiers(list: string): string[] {
  return [...list.matchAll(/\b[a-z]\b/gu)].map(([letter]) => `tier:${letter.toUpperCase()}`);
}

/** One selector a place. */
function selectorsOf(places: readonly Place[]): string[] {
  return places.map(({ column, values }) => `${column}:${values.join("|")}`);
}
