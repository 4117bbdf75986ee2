import type { Signal } from "../plan/index.ts";
import { GROWTH_COLUMN, SIGNAL_COLUMNS } from "../signals.ts";
import { groupOf, jointsOf } from "./selector.ts";

/**
 * A selector as people say it; an `&` behind which no condition begins belongs to a value ("Nordics & Baltics"):
 * `Geo_Entity:Africa|Nordics` → `Geo Entity: Africa, Nordics`.
 */
export function selectorWords(selector: string): string {
  return termsOf(selector).map(partWords).join(" and ");
}

/** The conditions of a selector as it is written, without a book to hold the names of its columns against. */
export function termsOf(selector: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (const at of jointsOf(selector)) {
    if (!/^[^:<>&|]*(?:!?:|[<>])/.test(selector.slice(at + 1))) continue;
    terms.push(selector.slice(start, at));
    start = at + 1;
  }
  terms.push(selector.slice(start));
  return terms.map((term) => term.trim());
}

function partWords(part: string): string {
  const group = groupOf(part);
  if (group !== null)
    return eitherOf(group)?.map(selectorWords).join(" or ") ?? `all but (${selectorWords(group)})`;
  const ranked = /^(top|bottom):([^:]*):(.*)$/.exec(part);
  if (ranked !== null) return `the ${ranked[1]} ${ranked[2]} by ${measureWords(ranked[3]!)}`;
  const compared = /^([^:<>]*)(>=|<=|>|<)(.*)$/.exec(part);
  if (compared !== null) {
    const [, column, sign, limit] = compared as unknown as [string, string, string, string];
    return `${measureWords(column)} ${SIGNS[sign]} ${limit}${column === GROWTH_COLUMN ? " % a year" : ""}`;
  }
  const colon = part.indexOf(":");
  if (colon < 0) return / named accounts$/.test(part) ? part : `account ${part}`;
  const negated = part[colon - 1] === "!";
  const column = part.slice(0, negated ? colon - 1 : colon);
  const values = part
    .slice(colon + 1)
    .split("|")
    .join(", ");
  if (column === "id") return `${negated ? "all but " : ""}${idsWords(part.slice(colon + 1).split("|"))}`;
  if (column === "tier") return negated ? `all tiers but ${values}` : `tier ${values}`;
  return `${columnWords(column)}${negated ? " other than " : ": "}${values}`;
}

/**
 * The conditions of which any will do, where a group `!(…)` leaves out those that meet none of them:
 * `City!:Perth&!(NPS>50)` → `City:Perth`, `NPS>50`. Null for any other group.
 */
export function eitherOf(group: string): string[] | null {
  const turned = termsOf(group).map(
    (term) => groupOf(term) ?? (/^[^:<>]+!:/.test(term) ? term.replace("!:", ":") : null),
  );
  return turned.length > 1 && turned.every((term) => term !== null) ? turned : null;
}

/** A few accounts by their IDs, many by their number. */
function idsWords(ids: readonly string[]): string {
  if (ids.length > 3) return `${ids.length.toLocaleString("en-US")} accounts`;
  return `${ids.length === 1 ? "account" : "accounts"} ${ids.join(", ")}`;
}

const SIGNS: Readonly<Record<string, string>> = {
  ">": "above",
  ">=": "at least",
  "<": "below",
  "<=": "at most",
};

/** A column as people read it. */
export function columnWords(name: string): string {
  return name.trim().replaceAll("_", " ");
}

const SIGNAL_WORDS: Readonly<Record<Signal, string>> = {
  runway: "runway",
  growth: "growth",
  geo: "geo share",
  category: "category share",
};

/** A number column as people read it: a signal by its name. */
export function measureWords(column: string): string {
  const signal = Object.hasOwn(SIGNAL_COLUMNS, column) ? SIGNAL_COLUMNS[column] : undefined;
  return signal === undefined ? columnWords(column) : SIGNAL_WORDS[signal];
}

/** A tier as people say it: a letter or number with "Tier" before it, a name as the book has it. */
export function tierWords(name: string): string {
  return /^(?:[a-z][\d+-]{0,2}|\d{1,2}|([a-z])\1{1,2}|[ivx]{1,4})$/i.test(name) ? `Tier ${name}` : name;
}
