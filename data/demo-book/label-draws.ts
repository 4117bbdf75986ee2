import type { Firms } from "./firms.ts";
import {
  ADMIN_AREAS,
  CATEGORIES,
  GEOGRAPHIES,
  SPECIALTIES,
  STREAMS,
  streamCount,
  TOWN_WEIGHTS,
  townName,
} from "./labels.ts";
import type { Market } from "./markets.ts";
import { ADMIN_SHARE } from "./parameters.ts";
import { createRandomStream, type RandomStream } from "./random.ts";
import { weightedChoice } from "./weighted-choice.ts";

const COUNTRY_CHOICES = GEOGRAPHIES.map((g) => weightedChoice(g.countries.map(([, weight]) => weight)));
const STREAM_CHOICES = CATEGORIES.map((_, c) => weightedChoice(STREAMS.weights.slice(0, streamCount(c))));
const ADMIN_CHOICE = weightedChoice(ADMIN_AREAS.weights);
const TOWN_CHOICE = weightedChoice(TOWN_WEIGHTS);
const SPECIALTY_CHOICE = weightedChoice(SPECIALTIES.weights);
/** Position of each geography's first country among all countries, in list order. */
const FIRST_COUNTRY = GEOGRAPHIES.map((_, g) =>
  GEOGRAPHIES.slice(0, g).reduce((sum, { countries }) => sum + countries.length, 0),
);

/** Country within the geography of every firm; shape [n]. */
export function drawCountries(geo: Market, seed: number): Uint8Array {
  const stream = createRandomStream(seed, "country");
  return geo.of.map((g) => COUNTRY_CHOICES[g]!(stream.uniform()));
}

/** Firms whose administrative area is filled in: of those eligible, exactly the share of all n; shape [n]. */
export function drawAdminFilled(geo: Market, country: Uint8Array, seed: number): Uint8Array {
  const stream = createRandomStream(seed, "admin filled");
  const n = country.length;
  const draw = Float64Array.from({ length: n }, () => stream.uniform());
  const eligible = country.map((c, i) => (GEOGRAPHIES[geo.of[i]!]!.countries[c]![2] ? 1 : 0));
  const sorted = draw.filter((_, i) => eligible[i] === 1).sort();
  const kept = Math.min(sorted.length, Math.round(ADMIN_SHARE * n));
  const limit = kept === 0 ? 0 : sorted[kept - 1]!;
  return eligible.map((e, i) => (e === 1 && draw[i]! <= limit ? 1 : 0));
}

/** How much a firm is covered in the field; follows size and, in part, the reviewers' judgement. */
function coverage(firms: Firms, judgement: Float64Array, i: number, stream: RandomStream): string {
  const zs = (firms.size[i]! - firms.meanSize) / firms.sdSize;
  const v = 0.55 * zs + 0.6 * judgement[i]! + 0.5 * stream.normal();
  return v > 0.9 ? "Field-led" : v > -0.1 ? "Partner-led" : "Digital-led";
}

/** A drawer of the eight text columns of one row after another, in row order (each call draws). */
export function createLabelDrawer(
  firms: Firms,
  markets: { geo: Market; category: Market },
  judgement: Float64Array,
  seed: number,
): (i: number) => string {
  const country = drawCountries(markets.geo, seed);
  const adminFilled = drawAdminFilled(markets.geo, country, seed);
  const place = createRandomStream(seed, "place");
  const trade = createRandomStream(seed, "trade");
  const domain = createRandomStream(seed, "domain");
  return (i) => {
    const g = markets.geo.of[i]!;
    const c = country[i]!;
    const area = ADMIN_AREAS.names[ADMIN_CHOICE(place.uniform())]!;
    const town = townName(FIRST_COUNTRY[g]! + c, TOWN_CHOICE(place.uniform()));
    const nation = GEOGRAPHIES[g]!.countries[c]![0];
    const category = CATEGORIES[markets.category.of[i]!]!;
    const streamName = STREAMS.names[STREAM_CHOICES[markets.category.of[i]!]!(trade.uniform())]!;
    const specialty = SPECIALTIES.names[SPECIALTY_CHOICE(trade.uniform())]!;
    const stream = `${category.name} - ${streamName}`;
    return [
      GEOGRAPHIES[g]!.name,
      nation,
      adminFilled[i] === 1 ? `${nation} ${area}` : "",
      town,
      category.name,
      stream,
      `${stream} - ${specialty}`,
      `${category.sector} ${coverage(firms, judgement, i, domain)}`,
    ].join(",");
  };
}
