import type { Clause } from "../clauses/clauses.ts";
import { strangersOf } from "../clauses/unused.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** Cues that say for themselves how a signal counts. */
const TELLING: readonly Cue[] = cuesOf(
  `wish strong weak mild faint first second third last only nothing-else even more less too-much ignore indifferent void
    stop spare except not over under afterwards twice halve triple matter`,
);

const COPULA = /^(?:is|are|was|were|be|been|looks?|seems?|feels?|remains?|proves?)$/u;
/** What may stand ahead of the verb of a wish, and between it and its signal. */
const AHEAD =
  /^(?:please|and|but|so|just|also|then|i|we|us|let|let us|would|should|must|to|can|could|will|do|want|like)$/u;
const BETWEEN = /^(?:the|our|their|its|a|that|this|it|in|on|off|out|with|from|of|at|any|all)$/u;

/** "growth is bogus", "squash growth": a word that nobody knows, and that may be for it or against it. */
export function isOpaque(clause: Clause, named: readonly Item[]): boolean {
  return isOpaquelySaid(clause, named) || isOpaquelyAsked(clause);
}

const tells = (items: readonly Item[]): boolean =>
  items.some(
    (item) =>
      item.became === null &&
      item.kind !== "signal" &&
      (/^(?:[<>=≥≤]+|rather|rather have|sooner|better)$/u.test(item.text) ||
        TELLING.some((cue) => item.cues.has(cue))),
  );

/** "squash growth" */
function isOpaquelyAsked({ items }: Clause): boolean {
  // "do not undersell growth": a denial of who knows what.
  const not = items.findIndex(({ text }) => text === "not");
  // "never again squash growth"
  const [verb, next, last] = items
    .slice(not + 1)
    .filter(({ text }) => !/^(?:again|ever|ever again)$/u.test(text));
  const denied = [next, last].find((item) => item !== undefined && !BETWEEN.test(item.text));
  const led = items.slice(0, Math.max(0, not)).every(({ text }) => AHEAD.test(text));
  if (not >= 0 && led && verb !== undefined && strangersOf([verb]).length > 0 && denied?.kind === "signal")
    return true;
  if (tells(items)) return false;
  const from = items.findIndex(({ text }) => !AHEAD.test(text));
  const object = items.slice(from + 1).find(({ text }) => !BETWEEN.test(text));
  return strangersOf(items.slice(from, from + 1)).length > 0 && object?.kind === "signal";
}

/** "growth is bogus", "our growth figures are made up" */
export function isOpaquelySaid({ items }: Clause, named: readonly Item[]): boolean {
  if (tells(items)) return false;
  const strange = new Set(strangersOf(items));
  const behind = items.slice(items.indexOf(named.at(-1) as Item) + 1);
  const verb = behind.find(
    ({ text }) => !/^(?:figures?|numbers?|data|stuff|side|bit|things?|part|score|weight|signal)$/u.test(text),
  );
  if (verb === undefined) return false;
  return COPULA.test(verb.text)
    ? behind.some((item) => strange.has(item))
    : strange.has(verb) && /[^s]s$/u.test(verb.text);
}
