import { distance } from "fastest-levenshtein";
import type { Policy, TierSize } from "../tiering/index.ts";
import { balanceSizes } from "./tier-sizes.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A policy in the book's own names, or why it cannot be: a sentence for the user. */
export type CheckedPolicy = { readonly policy: Policy } | { readonly problem: string };

/** Thrown inside this file only, to leave a nested check with its sentence. */
class UnknownName extends Error {}

/**
 * Holds a policy's names against the book: columns, values, aliases (spelt out as their values), tier
 * letters and account IDs. Cost: the vocabulary's values, once for each name that is unknown.
 */
export function checkPolicy(policy: Policy, vocabulary: Vocabulary): CheckedPolicy {
  try {
    return {
      policy: {
        ...policy,
        ...(policy.scope === undefined
          ? {}
          : { scope: policy.scope.map((entry) => resolve(entry, vocabulary)) }),
        ...(policy.hold === undefined
          ? {}
          : { hold: policy.hold.map((entry) => resolve(entry, vocabulary)) }),
        ...(policy.tierSizes === undefined ? {} : { tierSizes: sizes(policy.tierSizes, vocabulary) }),
        ...(policy.strategicTiers === undefined
          ? {}
          : { strategicTiers: strategic(policy.strategicTiers, vocabulary) }),
      },
    };
  } catch (error) {
    if (error instanceof UnknownName) return { problem: error.message };
    throw error;
  }
}

/** The values of the vocabulary that are spelt most like a word, best first, at most `count`. */
export function nearestValues(word: string, vocabulary: Vocabulary, count = 3): string[] {
  const wanted = word.toLowerCase();
  const scored: { value: string; score: number }[] = [];
  const seen = new Set<string>();
  const add = (value: string) => {
    if (seen.has(value)) return;
    seen.add(value);
    const name = value.toLowerCase();
    // A value that contains the word (or one of its own words that is close) is nearer than its length says.
    const parts = [name, ...name.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 3)];
    const score = Math.min(
      ...parts.map((part) => distance(wanted, part) / Math.max(wanted.length, part.length)),
    );
    scored.push({ value, score });
  };
  for (const { name, values } of vocabulary.columns) {
    if (values.length > 1000) continue;
    for (const value of values) if (value !== "") add(value);
    for (const alias of vocabulary.aliases.get(name)?.keys() ?? []) add(alias);
  }
  scored.sort((a, b) => a.score - b.score || (a.value < b.value ? -1 : 1));
  return scored.slice(0, count).map(({ value }) => value);
}

/** The sentence for a place or industry that the book does not have. */
export function unknownValueReply(word: string, vocabulary: Vocabulary): string {
  const shown = word.slice(0, 60);
  const nearest = nearestValues(shown, vocabulary);
  const hint = nearest.length === 0 ? "" : ` The nearest names are ${nearest.join(", ")}.`;
  return `The book has no value "${shown}", so I have not run anything.${hint}`;
}

/** The values that an alias stands for, or null where it is none; case does not matter. */
function aliasValues(column: string, word: string, vocabulary: Vocabulary): readonly string[] | null {
  for (const [alias, values] of vocabulary.aliases.get(column) ?? []) {
    if (alias.toLowerCase() === word.toLowerCase()) return values;
  }
  return null;
}

function resolve(selector: string, vocabulary: Vocabulary): string {
  const tier = /^tier:\s*(?:tier\s+)?(.+)$/iu.exec(selector)?.[1];
  if (tier !== undefined) return `tier:${knownTier(tier.trim(), vocabulary)}`;
  const colon = selector.indexOf(":");
  if (colon < 0) {
    if (vocabulary.hasAccount(selector.trim())) return selector.trim();
    throw new UnknownName(`The book has no account ${selector.slice(0, 60)}, so I have not run anything.`);
  }
  const wanted = selector.slice(0, colon).trim();
  const column = vocabulary.columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (column === undefined) {
    const names = vocabulary.columns.map(({ name }) => name).slice(0, 12);
    throw new UnknownName(
      `The book has no column "${wanted.slice(0, 60)}", so I have not run anything. Its columns are ${names.join(", ")}.`,
    );
  }
  const values = selector
    .slice(colon + 1)
    .split("|")
    .flatMap((word) => {
      const value = column.values.find((known) => known.toLowerCase() === word.trim().toLowerCase());
      if (value !== undefined) return [value];
      const meant = aliasValues(column.name, word.trim(), vocabulary);
      if (meant !== null) return [...meant];
      throw new UnknownName(unknownValueReply(word.trim(), vocabulary));
    });
  return `${column.name}:${[...new Set(values)].join("|")}`;
}

function knownTier(letter: string, vocabulary: Vocabulary): string {
  const upper = letter.toUpperCase();
  if (vocabulary.tiers.includes(upper)) return upper;
  throw new UnknownName(
    `The book has no Tier ${upper.slice(0, 20)}, so I have not run anything. Its tiers are ${vocabulary.tiers.join(", ")}.`,
  );
}

function sizes(wanted: Readonly<Record<string, TierSize>>, vocabulary: Vocabulary): Record<string, number> {
  for (const letter of Object.keys(wanted)) knownTier(letter, vocabulary);
  const inAccounts = Object.entries(wanted).map(([letter, size]) => [letter, accounts(size, vocabulary)]);
  const balanced = balanceSizes(Object.fromEntries(inAccounts), vocabulary);
  if (balanced !== null) return balanced;
  throw new UnknownName(
    `Those tier sizes do not add up to the book's ${vocabulary.n} accounts, so I have not run anything.`,
  );
}

function accounts(size: TierSize, { n }: Vocabulary): number {
  return typeof size === "number" ? size : Math.round((Number(size.slice(0, -1)) / 100) * n);
}

function strategic(wanted: number | string, vocabulary: Vocabulary): number | string {
  const count = vocabulary.tiers.length;
  if (typeof wanted === "number") {
    if (wanted <= count) return wanted;
    throw new UnknownName(`The book has ${count} tiers, not ${wanted}, so I have not run anything.`);
  }
  if (/^[A-Z](?:,[A-Z])*$/u.test(wanted))
    for (const letter of wanted.split(",")) knownTier(letter, vocabulary);
  return wanted;
}
