import { type Item, NO_CUES } from "./item.ts";

const DENIES = /^(?:not|never|nobody|no one|none|no|hardly)$/u;
const CLAIMS =
  /^(?:said|say|says|saying|think|thinks|thinking|thought|believe|believes|mean|means|meant|claim|claims|claimed|agree|agrees|suggest|suggesting|suggested|convinced|sure|ask|asks|asked|asking|ask for|asked for|asking for)$/u;
/** What the denial of a claim is read as. */
const NOTHING_SAID = "not saying";
/** Most items between a denial and what it denies that somebody said. */
const NEAR = 3;

/**
 * "I never said that growth is unimportant", "nobody thinks geo is irrelevant": a claim that is denied asks for
 * nothing, least of all for what it claims; its words mean nothing more. Cost: the items, once for each denial.
 */
export function withoutDeniedClaims(items: readonly Item[]): Item[] {
  const out = withoutDisputed(items);
  for (let at = 0; at < out.length; at++) {
    if (!DENIES.test(out[at]!.text)) continue;
    // "not that runway is unimportant"
    const claimed = out.slice(at + 1, at + 1 + NEAR).findIndex(({ text }) => CLAIMS.test(text));
    const claim = Math.max(claimed, out[at + 1]?.text === "that" ? 0 : -1);
    if (claim < 0) continue;
    const from = at + 1 + claim;
    // "I never said geo was important take it out": a command of its own ends what was claimed.
    const stop = out.findIndex(
      ({ kind, text }, place) =>
        place > from && (kind === "stop" || (place > from + 2 && /^(?:take|put|set|keep)$/u.test(text))),
    );
    const end = stop < 0 ? out.length : stop;
    const said = out.slice(from + 1, end);
    const slights =
      said.some(({ cues }) => cues.has("ignore") || cues.has("void")) ||
      said.some(({ cues }, place) => cues.has("not") && said[place + 1]?.cues.has("matter")) ||
      // "I never said no geo"
      said.some(({ cues }, place) => cues.has("not") && said[place + 1]?.kind === "signal");
    // "I never said tier A was sacred": whatever it was.
    const tells =
      SAID.test(out[from]!.text) &&
      // "I never said freeze Japan", and nothing said in its stead
      (said.some(({ text }) => COPULA.test(text)) ||
        (said[0]?.cues.has("hold") === true && !out.slice(end).some(({ text }) => INSTEAD.test(text)))) &&
      said.some(({ kind }) => NAMED.has(kind));
    if (!tells && !(slights && said.some(({ kind }) => kind === "signal"))) continue;
    // What was claimed of a signal is gone, but "it" is that signal now.
    for (let place = at; place < end; place++)
      if (out[place]!.kind === "signal") out[place] = { ...out[place]!, cues: NO_CUES };
      else out[place] = silenced(out[place]!, place === at ? NOTHING_SAID : out[place]!.text);
    at = end;
  }
  return out;
}

const SAID = /^(?:said|say|saying|claimed|claiming)$/u;
const COPULA = /^(?:is|are|was|were|should|should be|must|must be|matters?|mattered|counts?|counted)$/u;
const INSTEAD = /^(?:said|mean|meant|i meant|just|only|rather|but)$/u;
const NAMED: ReadonlySet<Item["kind"]> = new Set(["tier", "values", "account", "signal"]);

/** An item that means nothing more. */
const silenced = (item: Item, text: string): Item => ({
  ...item,
  text,
  kind: "word",
  signals: [],
  names: [],
  values: null,
  amounts: [],
  cues: NO_CUES,
});

const OTHERS = /^(?:my|our|the|some|everyone|everybody|people|finance|marketing|sales|he|she|they)$/u;
/** "I disagree", "not me", "they are wrong": a sentence that takes no claim over. */
const DISPUTES =
  /^(?:but |well |and |honestly |between us )*(?:(?:i|we) (?:really |strongly |totally |completely )*(?:disagree|do not(?: agree| think so| believe (?:that|it)| buy (?:that|it))?|beg to differ)|not me|not us|(?:between us )?(?:i think )?(?:that|he|she|they|both) (?:is|are) (?:both )?(?:wrong|mistaken|nonsense|not (?:right|true))|wrong|nonsense)$/u;

const isClaim = (words: readonly string[]): boolean =>
  OTHERS.test(words[0] ?? "") && words.slice(1, 1 + NEAR).some((word) => CLAIMS.test(word));

/** "my boss thinks geography is everything. I disagree.": what others claim and who writes disputes is said by nobody. */
function withoutDisputed(items: readonly Item[]): Item[] {
  const out = [...items];
  const parts: number[][] = [[]];
  for (const [at, { kind }] of items.entries())
    if (kind !== "stop") parts.at(-1)?.push(at);
    else if (parts.at(-1)?.length !== 0) parts.push([]);
  for (const [part, places] of parts.entries()) {
    const words = places
      .map((at) => items[at]!.text)
      .filter((text) => !/^(?:please|ok|okay|so|well|hi|hey)$/u.test(text));
    // "my boss says category, my colleague says geo, they are both wrong": the one and the other.
    const goes = parts[part + 1] !== undefined && isClaim(parts[part + 1]!.map((at) => items[at]!.text));
    const next = parts[part + (goes ? 2 : 1)] ?? [];
    const claims = isClaim(words);
    if (!claims || !DISPUTES.test(next.map((at) => items[at]!.text).join(" "))) continue;
    for (const at of [...places, ...next]) out[at] = { ...out[at]!, became: "a story" };
  }
  return out;
}
