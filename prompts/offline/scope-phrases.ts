import type { Policy } from "../../tiering/index.ts";
import { columnOf } from "../policy-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type PhraseText, placesOf } from "./phrase-text.ts";
import type { Place } from "./places.ts";
import { placeWords } from "./places.ts";
import type { PolicyDraft } from "./policy-draft.ts";
import { isKnown } from "./spelling.ts";

const ONLY =
  "only|just|exclusively|solely|strictly|restrict(?:ed|ing)?|limit(?:ed|ing)?|confine(?:d)?|scope(?:d)?|narrow(?:ed)?|within|nothing outside of|nothing outside|nowhere but|zoom in on|zoom into|nothing but|nobody but|keep it (?:to|in|within)|keep (?:changes|moves|this) (?:to|in|within)";
const FILL =
  "(?:(?:in|for|within|to|at|from|on|inside|the|accounts|customers|clients|companies|those|ones|look|looking|focus|consider|considering|change|changes|move|moves|touch|retier|re|-|tier|tiering|run|rerun|it|things|stuff|work|working|with|our|my|of|region|regions|sector|industry|everything|anything|located|based|do|apply|this|that|are|which|them|yourself|down|scope|be|use|include|including|please|where|is|there|who|sit|book|analysis|here|now|and then|among|amongst|about) )*";
const PLACES = "@\\d+(?: (?:(?:,|and|or|&|\\+|, and|\\/) )?(?:in |the |for )*@\\d+)*";
const LETTERS =
  "tiers? ([a-z](?: (?:(?:,|and|or|&|\\+|, and) )?(?:tiers? )?[a-z](?= |$)(?! (?:bit|little|lot|touch|tad|few)))*)(?= |$)";

/** Reads who may move: "only in Western Europe", "restrict it to Africa", "just tier C accounts". */
export function readScope(
  text: PhraseText,
  draft: PolicyDraft,
  vocabulary: Vocabulary,
  carried: Policy,
): void {
  const scope = (places: readonly Place[], adds: boolean) => {
    for (const [column, values] of byColumn(places)) {
      const before = adds ? valuesOf(carried.scope, column) : valuesOf(draft.set.scope, column);
      const entry = `${column}:${[...new Set([...before, ...values])].join("|")}`;
      draft.set.scope = [...(draft.set.scope ?? []).filter((other) => columnOf(other) !== column), entry];
      draft.notes.push(`only ${entry} may move`);
    }
    return places.length > 0;
  };
  const tierPlaces = (list: string): Place[] => {
    const letters = [...list.matchAll(/\b[a-z]\b/gu)].map(([letter]) => `Tier ${letter.toUpperCase()}`);
    const column = vocabulary.roles.tier;
    const known = vocabulary.columns.find(({ name }) => name === column)?.values ?? [];
    const values = letters.map(
      (letter) => known.find((value) => value.toLowerCase() === letter.toLowerCase()) ?? letter,
    );
    return [{ column, values, signal: null }];
  };
  const places = (match: RegExpExecArray) => scope(placesOf(text, match[1] as string), false);
  const noun = "(?: (?:accounts|customers|clients|companies|region|sector|industry|book|market|markets))?";

  text.take(new RegExp(`\\b(?:${ONLY}) ${FILL}(${PLACES})${noun}`, "gu"), places);
  text.take(
    new RegExp(`(?<=^| )(?:in |for )?(${PLACES})${noun} (?:only|exclusively|alone)\\b`, "gu"),
    places,
  );
  text.take(
    new RegExp(
      `\\b(?:re - tier|retier|tier|run it for|run for|run it in|run this for|run this in|rerun for) (?:the |our |my |accounts in |customers in |everything in |all of )*(${PLACES})${noun}`,
      "gu",
    ),
    places,
  );
  text.take(
    new RegExp(
      `\\b(?:${ONLY}) ${FILL}${LETTERS}(?: accounts| customers)?(?: (?:may|can|should) (?:move|change))?`,
      "gu",
    ),
    (match) => scope(tierPlaces(match[1] as string), false),
  );
  // "only growth in Western Europe": the weights are growth's alone, and the place is a scope.
  text.take(
    new RegExp(
      `(?<=\\b(?:only|just|solely) (?:\\p{L}+ ){1,3})(?:in|within) (?:the )?(${PLACES})${noun}`,
      "gu",
    ),
    places,
  );
  if (carried.scope !== undefined) {
    text.take(
      new RegExp(
        `\\b(?:also|and|plus|add|include|including|as well as) (?:in |the )*(${PLACES})(?: too| as well)?|(?<more>${PLACES}) (?:too|as well|also)\\b`,
        "gu",
      ),
      (match) => scope(placesOf(text, match[1] ?? match.groups?.more ?? ""), true),
    );
  }
  readUnknown(text, draft, vocabulary);
}

/** "only in Atlantis": a name after words of place that neither the book nor the language knows. */
function readUnknown(text: PhraseText, draft: PolicyDraft, vocabulary: Vocabulary): void {
  const words = placeWords(vocabulary);
  const read = (match: RegExpExecArray) => {
    const name = (match[1] as string).split(" ").filter((word) => !isKnown(word, words));
    if (name.length === 0 || draft.unknown !== null) return false;
    draft.unknown = name.join(" ");
    return true;
  };
  const name = "(\\p{L}[\\p{L}'-]{2,}(?: \\p{L}[\\p{L}'-]{2,})?)";
  const place = "(?:in|within|to|inside|for|from|at)";
  text.take(
    new RegExp(
      `\\b(?:${ONLY}) (?:(?:accounts|customers|it|this|them|run|move|look|changes|focus|the|apply|retier) )*${place} (?:the )?${name}`,
      "gu",
    ),
    read,
  );
  text.take(
    new RegExp(
      `\\b(?:exclude|leave out|do not touch|freeze|restrict to|limit to|only) (?:the )?${name}(?: accounts| customers)?(?= [,.;!?]|$)`,
      "gu",
    ),
    read,
  );
  text.take(
    new RegExp(`\\b(?:leave|keep) (?:the )?${name} (?:alone|as is|as it is|untouched|unchanged)`, "gu"),
    read,
  );
}

function byColumn(places: readonly Place[]): Map<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  for (const { column, values } of places) columns.set(column, [...(columns.get(column) ?? []), ...values]);
  return columns;
}

function valuesOf(scope: readonly string[] | undefined, column: string): string[] {
  const entry = scope?.find((selector) => columnOf(selector) === column);
  return entry === undefined ? [] : entry.slice(column.length + 1).split("|");
}
