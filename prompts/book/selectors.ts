import { groupOf, jointsOf, type Policy } from "../../tiering/index.ts";
import { nearestValues } from "./nearest-values.ts";
import { numbersOf, type Vocabulary } from "./vocabulary.ts";

/** A name that the book does not have; the message is a sentence for the user. */
export class UnknownName extends Error {
  /** The name as it was said. */
  readonly said: string;

  constructor(message: string, said: string) {
    super(message);
    this.name = "UnknownName";
    this.said = said;
  }
}

/** Columns by lower-case name, and each one's values by lower-case spelling; made once a book. */
interface Lookup {
  readonly columns: ReadonlyMap<string, string>;
  values(column: string): ReadonlyMap<string, readonly string[]>;
}

const LOOKUPS = new WeakMap<Vocabulary, Lookup>();
const OPERATOR = /^(!?:|>=|<=|>|<)/u;

/**
 * A selector in the book's own names: an account's ID (`ids`), or terms joined by `&`, each
 * `Column:value|value`, `Column!:value|value`, `id:42|43`, `tier:A|B`, `Column>10` (also `>=`, `<`, `<=`),
 * `top:50:Column` or `!(…)` (not all of what stands in it). Words for several values become those values. Cost: the selector's length, and the
 * book's values once where a name is unknown.
 * @throws UnknownName with the nearest names
 */
export function readSelector(entry: string, vocabulary: Vocabulary, ids: boolean): string {
  const text = entry.trim();
  if (ids && (vocabulary.hasAccount(text) || !/[:<>]/u.test(text))) return readAccount(text, vocabulary);
  return readTerms(text, vocabulary, 0);
}

function readTerms(text: string, vocabulary: Vocabulary, depth: number): string {
  return splitTerms(text, vocabulary)
    .map((term) => readTerm(term, vocabulary, depth))
    .join("&");
}

/** The ID of an account that is said by its ID or its name. @throws UnknownName */
function readAccount(said: string, vocabulary: Vocabulary): string {
  if (vocabulary.hasAccount(said)) return said;
  const named = vocabulary.accountsNamed?.(said) ?? [];
  if (named.length === 1) return named[0] as string;
  const shown = said.slice(0, 60);
  throw new UnknownName(
    named.length === 0
      ? `The book has no account ${shown}.`
      : `${named.length} accounts are called "${shown}": ${named.slice(0, 5).join(", ")}${named.length > 5 ? ", …" : ""}; say which by its ID.`,
    said,
  );
}

/**
 * An entry that forces accounts into a tier, `304930413:A` or `Column:value:A`, in the book's own names.
 * @throws UnknownName
 */
export function readForced(entry: string, vocabulary: Vocabulary): string {
  const colon = entry.lastIndexOf(":");
  return `${readSelector(entry.slice(0, colon), vocabulary, true)}:${readTier(entry.slice(colon + 1), vocabulary)}`;
}

/** A `&` joins only where a column of the book (or `tier`, `top`, `bottom`) and an operator follow it. */
function splitTerms(text: string, vocabulary: Vocabulary): string[] {
  const terms: string[] = [];
  let start = 0;
  for (const at of jointsOf(text)) {
    if (
      headOf(
        text
          .slice(at + 1, at + 300)
          .trimStart()
          .replace(/^!\(/u, ""),
        vocabulary,
      ) === null
    )
      continue;
    terms.push(text.slice(start, at).trim());
    start = at + 1;
  }
  return [...terms, text.slice(start).trim()];
}

interface Head {
  /** Name of the column as the book spells it; `tier`, `top` or `bottom`. */
  readonly name: string;
  readonly operator: string;
  readonly rest: string;
}

function headOf(term: string, vocabulary: Vocabulary): Head | null {
  const at = term.search(/!?:|[<>]/u);
  if (at <= 0) return null;
  const said = term.slice(0, at).trim();
  const [operator = ""] = OPERATOR.exec(term.slice(at)) ?? [];
  const known = lookupOf(vocabulary).columns.get(said.toLowerCase());
  const word = /^(?:tier|top|bottom|id)$/iu.test(said) ? said.toLowerCase() : undefined;
  // "tier" means the current tier, though a column may be called "Tier".
  const name = said === "tier" ? word : (known ?? word);
  return name === undefined ? null : { name, operator, rest: term.slice(at + operator.length) };
}

function readTerm(term: string, vocabulary: Vocabulary, depth: number): string {
  const group = groupOf(term);
  if (group !== null) {
    // As deep as the runs have it.
    if (depth > 1) throw new UnknownName("A group stands in one other group at most.", term.slice(0, 60));
    return `!(${readTerms(group, vocabulary, depth + 1)})`;
  }
  const head = headOf(term, vocabulary);
  if (head === null) throw unknownColumn(term.split(/!?:|[<>]/u)[0] ?? term, vocabulary);
  const { name, operator, rest } = head;
  const numeric = numbersOf(vocabulary).includes(name);
  if (name === "id") {
    const ids = rest.split("|").map((id) => readAccount(id.trim(), vocabulary));
    return `id${operator}${ids.join("|")}`;
  }
  if (name === "tier" && operator === ":")
    return `tier:${rest
      .split("|")
      .map((tier) => readTier(tier, vocabulary))
      .join("|")}`;
  if ((name === "top" || name === "bottom") && operator === ":") {
    const [count = "", column = ""] = rest.split(/:(.*)/su);
    const known = lookupOf(vocabulary).columns.get(column.trim().toLowerCase());
    if (!/^\s*\d+\s*$/u.test(count) || known === undefined || !numbersOf(vocabulary).includes(known))
      throw unknownColumn(column, vocabulary);
    return `${name}:${Number(count)}:${known}`;
  }
  if (/[<>]/u.test(operator)) {
    const limit = Number(rest.trim().replaceAll(/[,_ ](?=\d{3})/gu, ""));
    if (!numeric) throw new UnknownName(`${name} holds no numbers that could be compared.`, name);
    if (rest.trim() === "" || !Number.isFinite(limit))
      throw new UnknownName(`"${rest.trim().slice(0, 60)}" is no number to compare ${name} with.`, rest);
    return `${name}${operator}${limit}`;
  }
  if (numeric && !vocabulary.columns.some((column) => column.name === name))
    throw new UnknownName(`${name} holds numbers; compare them, as in ${name}>1000.`, name);
  const values = lookupOf(vocabulary).values(name);
  const meant = rest.split("|").flatMap((word) => {
    const found = values.get(word.trim().toLowerCase());
    if (found === undefined) throw new UnknownName(noValue(word.trim(), vocabulary), word.trim());
    return found;
  });
  return `${name}${operator}${[...new Set(meant)].join("|")}`;
}

function readTier(said: string, { tiers }: Vocabulary): string {
  const name = said.trim().replace(/^tier\s+/iu, "");
  const known = tiers.find((tier) => tier.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  throw new UnknownName(
    `The book has no Tier ${name.slice(0, 20)}; its tiers are ${tiers.join(", ")}.`,
    name,
  );
}

function lookupOf(vocabulary: Vocabulary): Lookup {
  const known = LOOKUPS.get(vocabulary);
  if (known !== undefined) return known;
  const names = [...vocabulary.columns.map(({ name }) => name), ...numbersOf(vocabulary)];
  const values = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const lookup: Lookup = {
    columns: new Map(names.map((name) => [name.toLowerCase(), name])),
    values(column) {
      const made = values.get(column) ?? valuesOf(column, vocabulary);
      values.set(column, made);
      return made;
    },
  };
  LOOKUPS.set(vocabulary, lookup);
  return lookup;
}

function valuesOf(column: string, vocabulary: Vocabulary): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const [alias, meant] of vocabulary.aliases.get(column) ?? []) map.set(alias.toLowerCase(), meant);
  for (const value of vocabulary.columns.find(({ name }) => name === column)?.values ?? [])
    map.set(value.toLowerCase(), [value]);
  return map;
}

/** A policy in the book's own names, or why it cannot be: a sentence for the user. */
export type CheckedPolicy = { readonly policy: Policy } | { readonly problem: string };

/** Holds a policy's names against the book: selectors, tiers and account IDs. */
export function checkPolicy(policy: Policy, vocabulary: Vocabulary): CheckedPolicy {
  const list = (entries: readonly string[] | undefined, ids: boolean) =>
    entries?.map((entry) => (entry === "none" && !ids ? entry : readSelector(entry, vocabulary, ids)));
  try {
    const { force, hold, mayFall, mayRise, scope, strategicTiers, tierSizes } = policy;
    const checked: Policy = {
      ...policy,
      hold: list(hold, true),
      force: force?.map((entry) => readForced(entry, vocabulary)),
      scope: list(scope, false),
      mayRise: list(mayRise, false),
      mayFall: list(mayFall, false),
      tierSizes:
        tierSizes &&
        Object.fromEntries(
          Object.entries(tierSizes).map(([tier, size]) => [readTier(tier, vocabulary), size]),
        ),
      strategicTiers: strategicTiers === undefined ? undefined : readStrategic(strategicTiers, vocabulary),
    };
    return { policy: Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined)) };
  } catch (error) {
    if (error instanceof UnknownName) return { problem: error.message };
    throw error;
  }
}

/** Strategic tiers in the book's own names. @throws UnknownName */
export function readStrategic(wanted: number | string, vocabulary: Vocabulary): number | string {
  const count = vocabulary.tiers.length;
  if (typeof wanted === "number") {
    if (wanted <= count) return wanted;
    throw new UnknownName(`The book has ${count} tiers, not ${wanted}.`, String(wanted));
  }
  if (/^(?:top|revenue|pi):/u.test(wanted)) return wanted;
  return wanted
    .split(",")
    .map((tier) => readTier(tier, vocabulary))
    .join(",");
}

/** The sentence for a name that the book does not have, with the nearest ones. */
export function noValue(word: string, vocabulary: Vocabulary): string {
  const shown = word.slice(0, 60);
  const nearest = nearestValues(shown, vocabulary);
  const hint = nearest.length === 0 ? "" : ` The nearest names are ${nearest.join(", ")}.`;
  return `The book has no value "${shown}".${hint}`;
}

function unknownColumn(said: string, { columns, numbers }: Vocabulary): UnknownName {
  const names = [...columns.map(({ name }) => name), ...numbers];
  const shown = names.length > 24 ? [...names.slice(0, 24), "…"] : names;
  return new UnknownName(
    `The book has no column "${said.trim().slice(0, 60)}". Its columns are ${shown.join(", ")}.`,
    said.trim(),
  );
}
