/** Ladders that are known by their names, highest first: the spellings of each step, in lower case. */
const NAMED: readonly (readonly (readonly string[])[])[] = [
  [
    ["diamond", "diamant", "diamante"],
    ["platinum", "platin", "platine", "platino", "platina", "plat"],
    ["gold", "gld", "or", "oro", "ouro", "goud"],
    ["silver", "silv", "slv", "silber", "argent", "plata", "prata", "argento", "zilver"],
    ["bronze", "brnz", "brz", "bronce", "bronzo", "brons"],
    ["iron", "copper", "standard", "basic"],
  ],
  [
    ["very high", "critical"],
    ["high", "h", "hi"],
    ["medium", "m", "med", "mid", "middle", "moderate"],
    ["low", "l", "lo"],
    ["very low"],
  ],
  [["sehr hoch"], ["hoch"], ["mittel"], ["niedrig", "gering"], ["sehr niedrig"]],
  [
    ["très haut", "très élevé"],
    ["haut", "élevé", "haute", "élevée"],
    ["moyen", "moyenne"],
    ["bas", "basse", "faible"],
  ],
  [
    ["alto", "alta"],
    ["medio", "media", "médio", "média"],
    ["bajo", "baja", "basso", "bassa", "baixo", "baixa"],
  ],
  [["hoog"], ["midden", "gemiddeld", "middel"], ["laag"]],
  [["hot"], ["warm"], ["cool"], ["cold"]],
  [["strategic"], ["key", "key account"], ["core"], ["tail", "long tail"]],
  [
    ["key", "key account", "clave", "clé", "sleutel", "schlüssel", "schlüsselkunde", "chiave", "chave"],
    ["growth", "grow", "crecimiento", "croissance", "groei", "wachstum", "crescita", "crescimento"],
    [
      "maintain",
      "maintenance",
      "mantenimiento",
      "maintien",
      "behoud",
      "erhalt",
      "mantenimento",
      "manutenção",
    ],
  ],
  [["high touch"], ["mid touch", "medium touch"], ["low touch"], ["tech touch", "digital touch"]],
  [
    ["strategic", "global"],
    ["key"],
    ["enterprise", "ent"],
    ["mid market", "midmarket", "mm", "commercial", "corporate"],
    ["smb", "small business", "small & medium", "sme", "small"],
    ["micro", "long tail", "tail"],
  ],
  [
    ["xxl"],
    ["xl", "extra large"],
    ["large", "l"],
    ["medium", "mid size", "midsize", "m"],
    ["small", "s"],
    ["xs"],
  ],
  [["premium", "vip"], ["plus"], ["standard", "regular"], ["basic"], ["free"]],
  [["first", "primary"], ["second", "secondary"], ["third", "tertiary"], ["fourth"], ["fifth"]],
];

/** A letter with or without a number, a sign or itself again: A, A1, A+, AA. */
const LETTERED = /^([a-z])(\d{0,2}|\1{1,2}|[+-])$/;
const NUMBERED = /^\d{1,2}$/;
/** A word before a letter or number that belongs to the ladder and not to the name. */
const PREFIX =
  /^(?:tier|class|segment|level|grade|group|priority|priorität|prio|rank|kategorie|category|klasse|stufe|niveau|classe|catégorie|nivel|t|p)[ _-]?/;
/** A word behind a letter or number that belongs to the ladder and not to the name: A-Kunde, B customer. */
const SUFFIX = / (?:kunden?|customers?|clients?|accounts?|tier|klasse)$/;
/** Stars by their number: 5 stars, 4 Sterne. */
const STARRED = /^(\d) ?(?:stars?|ster(?:ren)?|sterne?|étoiles?|estrellas?|stell[ae]|estrelas?|★)$/;
/** Stars as signs, full ones before empty ones. */
const STAR_SIGNS = /^([★⭐*]{1,10})[☆✩]{0,10}$/u;
/** A number or letter before a name: "1 - Strategic", "2. Core". */
const NUMBERED_NAME = /^(?:\d{1,2}|[a-z])(?: |[.):] ?)(?=\p{L}{2})/u;
/** A number or letter behind its word and before a name: "tier 1 strategic", "class a: key accounts". */
const WORDED_NAME =
  /^(?:tier|class|segment|level|grade|group|priority|priorität|prio|rank|kategorie|category|klasse|stufe|niveau|classe|catégorie|nivel) ?(\d{1,2}|[a-z])[ .):(–—]+(?=\p{L})/u;
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];

/**
 * What two spellings of one tier have in common: the name in lower case, single blanks within, and without
 * a word such as "Tier" before a letter or a number (`Tier A`, `tier a ` and `A` are all `a`).
 */
export function tierKey(label: string): string {
  const text = label
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .replace(/(?<=[a-z]) $/, "-");
  const short = text.replace(PREFIX, "").replace(SUFFIX, "");
  return short !== text && (LETTERED.test(short) || NUMBERED.test(short) || ROMAN.includes(short))
    ? short
    : text;
}

/** Names of tiers on one ladder, highest first, and those that do not belong to it. */
export interface Ladder {
  /** Letters and numbers may have gaps, which are empty tiers. */
  readonly kind: "letters" | "numbers" | "names";
  readonly names: readonly string[];
  readonly strays: readonly string[];
}

/**
 * Orders the keys of a book's tiers where their ladder is known: letters (A … D), letters with numbers
 * (A1 … C3), numbers (1 the highest), stars (5 above 4), Gold/Silver/Bronze, High/Medium/Low,
 * Strategic/Enterprise/Mid-Market/SMB and the like. Of the ladders the one that has most of the `weights`
 * (accounts by key) is taken; the few accounts beside it are strays. Null where no ladder has two thirds of
 * them, or where a key beside it has so many accounts that it may well be a tier: the order cannot be known.
 * O(K · ladders).
 */
export function findLadder(weights: ReadonlyMap<string, number>): Ladder | null {
  const keys = [...weights.keys()];
  const all = sum(keys.map((key) => weights.get(key)!));
  const isLettered = keys.some((key) => LETTERED.test(key) && key.length > 1);
  const candidates: readonly Omit<Ladder, "strays">[] = [
    ...NAMED.map((steps) => ({
      kind: "names" as const,
      names: keysOn(keys, (key) => placeOn(steps, key)),
    })),
    // I, II, III before the doubled letters that they look like.
    {
      kind: "names",
      names: keys.some((key) => key.length > 1 && ROMAN.includes(key))
        ? keysOn(keys, (key) => ROMAN.indexOf(key))
        : [],
    },
    { kind: "numbers", names: withoutGap(keysOn(keys, (key) => (NUMBERED.test(key) ? Number(key) : -1))) },
    {
      kind: "letters",
      names: withoutGap(keysOn(keys, (key) => (/^[a-z]$/.test(key) ? key.charCodeAt(0) - 97 : -1))),
    },
    { kind: "names", names: keysOn(keys, wordedPlace) },
    { kind: "names", names: keysOn(keys, starPlace) },
    { kind: "names", names: isLettered ? withoutGap(keysOn(keys, letterPlace)) : [] },
  ];
  const weightOf = (names: readonly string[]) => sum(names.map((key) => weights.get(key)!));
  const best = candidates.reduce((a, b) => (weightOf(b.names) > weightOf(a.names) ? b : a));
  if (keys.length === 1)
    return { kind: best.names.length === 1 ? best.kind : "names", names: keys, strays: [] };
  if (best.names.length === 0 || 3 * weightOf(best.names) < 2 * all) return null;
  const strays = keys.filter((key) => !best.names.includes(key));
  const isTier = (key: string) => weights.get(key)! >= LEAST_TIER && weights.get(key)! > STRAY_SHARE * all;
  return strays.some(isTier) ? null : { ...best, strays };
}

/** Accounts, and their share, from which a name beside a ladder may be a tier of its own. */
const [LEAST_TIER, STRAY_SHARE] = [3, 0.05];

/**
 * Keys in the order in which they would most likely be a ladder, for an example to look at: by a ladder
 * that knows all of them, else as letters with S above A, else by the numbers before them, else by the ladder that knows most of them, and the others by ascending weight, as higher tiers
 * are the smaller ones. O(K · ladders).
 */
export function likelyOrder(weights: ReadonlyMap<string, number>): string[] {
  const keys = [...weights.keys()];
  const numbered = keys.map((key) => NUMBERED_NAME.exec(key)?.[0] ?? "");
  const bare = new Map(keys.map((key, k) => [key.slice(numbered[k]!.length), key]));
  const worded = NAMED.map((steps) => keysOn([...bare.keys()], (key) => placeOn(steps, key)));
  const whole = worded.find((names) => names.length === keys.length);
  if (whole !== undefined) return whole.map((name) => bare.get(name)!);
  // Of letters S stands above A wherever both are used.
  if (keys.every((key) => /^[a-z]$/.test(key)))
    return keys.sort((a, b) => (a === "s" ? -1 : b === "s" ? 1 : a < b ? -1 : 1));
  if (numbered.every((text) => text !== "")) return keys.sort((a, b) => (a < b ? -1 : 1));
  const known = NAMED.map((steps) => keysOn(keys, (key) => placeOn(steps, key)));
  const best = known.reduce((a, b) => (b.length > a.length ? b : a));
  const others = keys.filter((key) => !best.includes(key)).sort((a, b) => weights.get(a)! - weights.get(b)!);
  return [...best, ...others];
}

function placeOn(steps: readonly (readonly string[])[], key: string): number {
  return steps.findIndex((step) => step.includes(key));
}

/** The keys that have a place (not −1), in the order of their places; none where two have the same. */
function keysOn(keys: readonly string[], placeOf: (key: string) => number): string[] {
  const placed = keys.map((key) => ({ key, place: placeOf(key) })).filter(({ place }) => place >= 0);
  if (new Set(placed.map(({ place }) => place)).size < placed.length) return [];
  return placed.sort((a, b) => a.place - b.place).map(({ key }) => key);
}

/** Steps of a ladder among which any may be missing: A … F, 1 … 6. */
const SHORT = 6;

/** Letters and numbers up to the first two that are missing in a row beyond the first six: a lone N behind A … D is no tier. */
function withoutGap(names: string[]): string[] {
  const place = (name: string) => (NUMBERED.test(name) ? Number(name) : name.charCodeAt(0) - 96);
  const end = names.findIndex(
    (name, k) => place(name) > SHORT && place(name) - (k === 0 ? 0 : place(names[k - 1]!)) > 2,
  );
  return end < 0 ? names : names.slice(0, end);
}

/** The number or letter between a word such as "tier" and a name; −1 for anything else. */
function wordedPlace(key: string): number {
  const mark = WORDED_NAME.exec(key)?.[1];
  if (mark === undefined) return -1;
  return NUMBERED.test(mark) ? Number(mark) : mark.charCodeAt(0) - 97;
}

/** Five stars before four; −1 for anything else. */
function starPlace(key: string): number {
  const stars = STAR_SIGNS.exec(key)?.[1]?.length ?? Number(STARRED.exec(key)?.[1] ?? Number.NaN);
  return Number.isNaN(stars) ? -1 : 10 - stars;
}

/** A+ before A, AA before A, A before A-, A1 before A2, and all of A before B; −1 for anything else. */
function letterPlace(name: string): number {
  const match = LETTERED.exec(name);
  if (match === null) return -1;
  const [, letter, rest] = match;
  const base = (letter!.charCodeAt(0) - 97) * 300 + 100;
  if (rest === "") return base;
  if (rest === "+") return base - 1;
  if (rest === "-") return base + 199;
  return /^\d/.test(rest!) ? base + 1 + Number(rest) : base - 10 * rest!.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
