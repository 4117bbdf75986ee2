import { type Accounts, DOMAIN_COLUMN, type Seller } from "../../tiering/index.ts";
import { EVERY } from "./column-names.ts";
import { plain } from "./columns.ts";

/** Sellers whose lists are as the book spells them, and what was made of their cells. */
export interface PartedSellers {
  readonly sellers: readonly Seller[];
  /** Each cell that was parted, once. */
  readonly parted: readonly string[];
  /** Each name that the book spells otherwise, once, with the book's spelling. */
  readonly respelled: readonly string[];
}

/** One name of a list. */
interface PartedName {
  /** As the book spells it, where it knows it. */
  readonly name: string;
  readonly isKnown: boolean;
}

/** What may part names in a cell: commas, slashes, signs and words for "and", line ends. */
const MARK = /[,/+&\n]|\s(?:and|und|et|y|e)(?=\s)/gu;

/** The names of a book by what their spellings have in common; names that only their spelling tells apart are left out. */
export function knownNames(values: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const value of values) {
    const key = plain(value);
    if (known.has(key)) doubtful.add(key);
    known.set(key, value);
  }
  for (const key of doubtful) known.delete(key);
  known.delete("");
  // Each as it is spelled, before all.
  for (const value of values) if (value !== "") known.set(value, value);
  return known;
}

const bookName = (name: string, known: ReadonlyMap<string, string>): string | undefined =>
  known.get(name) ?? known.get(plain(name));

/**
 * Parts geographies and domains ("Retail, Energy", "Retail / Energy") where the book knows pieces and not the whole: a
 * name of the book that has a mark itself ("Food, Beverage") stays one, also within a longer list. What the book
 * knows no piece of stays as it is, to be named as unknown; a word for all of them names none, which means all.
 * O(values of the text columns + pieces² of a cell).
 */
export function partNames(sellers: readonly Seller[], book: Pick<Accounts, "geo" | "text">): PartedSellers {
  const geos = knownNames(book.geo.values);
  const domains = knownDomains(sellers, book);
  const parted = new Set<string>();
  const respelled = new Set<string>();
  const part = (names: readonly string[], known: ReadonlyMap<string, string>): string[] => {
    if (names.some((name) => isEvery(name, known))) return [];
    const found = names.flatMap((name) => {
      const pieces = partName(name, known);
      if (pieces.length > 1) parted.add(name);
      else if (pieces[0]!.name !== name) respelled.add(`${name} as ${pieces[0]!.name}`);
      return pieces.map((piece) => piece.name);
    });
    return [...new Set(found)];
  };
  const read = sellers.map((seller) => ({
    ...seller,
    geos: part(seller.geos, geos),
    domains: part(seller.domains, domains),
  }));
  return { sellers: read, parted: [...parted], respelled: [...respelled] };
}

/** Whether a name stands for all of them, and is none of the book's itself. */
function isEvery(name: string, known: ReadonlyMap<string, string>): boolean {
  return (name === "*" || EVERY.has(plain(name))) && bookName(name, known) === undefined;
}

/** The domains of the book: of its own column, else of the text column that knows most of what sellers name. */
function knownDomains(
  sellers: readonly Seller[],
  { text }: Pick<Accounts, "text">,
): ReadonlyMap<string, string> {
  const own = text.get(DOMAIN_COLUMN);
  if (own !== undefined) return knownNames(own.values);
  const named = [...new Set(sellers.flatMap((seller) => seller.domains))];
  let best: ReadonlyMap<string, string> = new Map();
  let most = 0;
  for (const { values } of text.values()) {
    const known = knownNames(values);
    const found = named.flatMap((name) => partName(name, known)).filter(({ isKnown }) => isKnown).length;
    if (found > most) [best, most] = [known, found];
  }
  return best;
}

/** One name, or the names that its pieces make: the longest that the book knows first, the others by themselves. */
export function partName(name: string, known: ReadonlyMap<string, string>): PartedName[] {
  const whole = bookName(name, known);
  if (whole !== undefined) return [{ name: whole, isKnown: true }];
  const pieces = piecesOf(name);
  const names: PartedName[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = pieces.length;
    const text = () => name.slice(pieces[from]!.start, pieces[to - 1]!.end).trim();
    while (to > from + 1 && bookName(text(), known) === undefined) to--;
    const found = bookName(text(), known);
    names.push({ name: found ?? text(), isKnown: found !== undefined });
    from = to;
  }
  return names.some(({ isKnown }) => isKnown) ? names : [{ name, isKnown: false }];
}

/** The pieces between marks that hold something; where each stands. */
function piecesOf(name: string): { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const mark of [...name.matchAll(MARK), null]) {
    const end = mark === null ? name.length : mark.index;
    if (name.slice(start, end).trim() !== "") pieces.push({ start, end });
    start = mark === null ? end : end + mark[0].length;
  }
  return pieces;
}
