import { findLadder, type Ladder, likelyOrder, type TextColumn, tierKey } from "../tiering/index.ts";
import { DataError } from "./errors.ts";

/** The tiers of a book as its file has them. */
export interface TierLadder {
  /** Short names, highest first: `A` of "Tier A", `Gold`. */
  readonly names: readonly string[];
  /** The spelling of the file that most accounts have, by tier: `Tier A`. */
  readonly labels: readonly string[];
  /** What every spelling of a tier comes down to, highest first. */
  readonly keys: readonly string[];
  /** Tier of each value of the column, −1 for a stray one or a blank. */
  readonly tierOf: ReadonlyMap<string, number>;
}

/** Tiers of a first tiering where nothing else is said. */
export const DEFAULT_TIERS = ["A", "B", "C", "D"] as const;

const MOST_TIERS = 26;

/**
 * Reads the ladder of a tier column: by the order given, else by a ladder that is known. Values that do not
 * belong to it are strays; blanks are left for the caller to judge. O(values · accounts).
 * @throws DataError `unknown-tier-order` where the order cannot be known
 */
export function readLadder(column: TextColumn, options: LadderOptions): TierLadder {
  return ladderOfCounts({ values: column.values, counts: countValues(column) }, options);
}

/** What is said of the tiers, and where they stand. */
export interface LadderOptions {
  /** The order that the mapping gives. */
  readonly given: readonly string[] | undefined;
  readonly name: string;
  readonly file: string;
}

/** Values of a tier column, and how many accounts have each; of the same shape. */
export interface CountedValues {
  readonly values: readonly string[];
  readonly counts: Float64Array;
}

/**
 * {@link readLadder} where the values are counted already.
 * @throws DataError `unknown-tier-order`
 */
export function ladderOfCounts(column: CountedValues, options: LadderOptions): TierLadder {
  const { counts } = column;
  const weights = new Map<string, number>();
  column.values.forEach((value, code) => {
    if (value.trim() !== "") weights.set(tierKey(value), (weights.get(tierKey(value)) ?? 0) + counts[code]!);
  });
  const spell = (key: string) =>
    column.values.reduce<{ value: string; count: number }>(
      (best, value, code) =>
        tierKey(value) === key && counts[code]! > best.count ? { value, count: counts[code]! } : best,
      { value: key, count: 0 },
    ).value;
  const keys = options.given?.map(tierKey) ?? knownOrder(weights, spell, options);
  const tierOf = new Map(
    column.values.map((value) => [value, value.trim() === "" ? -1 : keys.indexOf(tierKey(value))]),
  );
  const spellings = keys.map((_, tier) => commonest(column, counts, tierOf, tier));
  const sample = spellings.find((spelling) => spelling !== null);
  const labels = keys.map((key, tier) => spellings[tier] ?? options.given?.[tier] ?? likeSample(sample, key));
  const names = options.given ?? keys.map((key, tier) => shortName(key, labels[tier]!));
  return { names, labels, keys, tierOf };
}

function knownOrder(
  weights: ReadonlyMap<string, number>,
  spell: (key: string) => string,
  { name, file }: { readonly name: string; readonly file: string },
): string[] {
  const ladder = findLadder(weights);
  if (ladder !== null && ladder.names.length <= MOST_TIERS) return filled(ladder);
  const found = likelyOrder(weights).slice(0, 12).map(spell);
  const sample = `"tiers": [${found.map((label) => JSON.stringify(label)).join(", ")}]`;
  const beside = `${found.join(", ")}${weights.size > 12 ? ", …" : ""}`;
  const message = `the order of its ${weights.size} values (${beside}) is not known; expected it in the mapping, highest first: put them in your order, such as ${sample}`;
  throw new DataError("unknown-tier-order", message, { file, column: name });
}

/** Letters from A and numbers from 1 without gaps: a tier may be empty. */
function filled({ kind, names }: Ladder): string[] {
  const last = names.at(-1)!;
  if (kind === "letters") {
    return Array.from({ length: last.charCodeAt(0) - 96 }, (_, k) => String.fromCharCode(97 + k));
  }
  if (kind === "numbers" && names[0] !== "0") {
    return Array.from({ length: Number(last) }, (_, k) => String(k + 1));
  }
  return [...names];
}

function countValues({ values, codes }: TextColumn): Float64Array {
  const counts = new Float64Array(values.length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
  return counts;
}

function commonest(
  column: CountedValues,
  counts: Float64Array,
  tierOf: TierLadder["tierOf"],
  tier: number,
): string | null {
  let best = -1;
  for (let code = 0; code < counts.length; code++) {
    if (tierOf.get(column.values[code]!) === tier && (best < 0 || counts[code]! > counts[best]!)) best = code;
  }
  return best < 0 ? null : column.values[best]!;
}

/** A label for an empty tier, spelt like another one. */
function likeSample(sample: string | null | undefined, key: string): string {
  const name = key.toUpperCase();
  const prefix = /^(.*[ _-])[a-z0-9]{1,2}$/i.exec(sample ?? "")?.[1] ?? "";
  return prefix + name;
}

/** The name without a word such as "Tier" before a letter or number; P1 and T1 are names as they stand. */
function shortName(key: string, label: string): string {
  const isWorded =
    key.length < 4 && label.toLowerCase().endsWith(key) && !/^[a-z]$/i.test(label.slice(0, -key.length));
  return isWorded ? label.slice(label.length - key.length) : label.trim();
}
