import { type Accounts, DOMAIN_COLUMN, type Seller } from "../../tiering/index.ts";

/** Sellers whose lists are as the book spells them, and the cells that commas parted. */
export interface PartedSellers {
  readonly sellers: readonly Seller[];
  /** Each cell that was parted, once. */
  readonly parted: readonly string[];
}

/** The pieces between commas, trimmed. */
const piecesOf = (name: string): string[] =>
  name
    .split(",")
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");

/**
 * Parts geographies and domains at their commas ("Retail, Energy") where the book knows pieces and not the whole: a
 * name of the book that has a comma itself ("Food, Beverage") stays one, also within a longer list. What the book
 * knows no piece of stays as it is, to be named as unknown. O(values of the text columns + pieces² of a cell).
 */
export function partByCommas(
  sellers: readonly Seller[],
  book: Pick<Accounts, "geo" | "text">,
): PartedSellers {
  const geos = new Set(book.geo.values);
  const domains = knownDomains(sellers, book);
  const parted = new Set<string>();
  const part = (names: readonly string[], known: ReadonlySet<string>): string[] => [
    ...new Set(
      names.flatMap((name) => {
        const found = partName(name, known);
        if (found.length > 1) parted.add(name);
        return found;
      }),
    ),
  ];
  const read = sellers.map((seller) => ({
    ...seller,
    geos: part(seller.geos, geos),
    domains: part(seller.domains, domains),
  }));
  return { sellers: read, parted: [...parted] };
}

/** The domains of the book: of its own column, else of the text column that knows most of what sellers name. */
function knownDomains(sellers: readonly Seller[], { text }: Pick<Accounts, "text">): ReadonlySet<string> {
  const own = text.get(DOMAIN_COLUMN);
  if (own !== undefined) return new Set(own.values);
  const named = new Set(sellers.flatMap((seller) => seller.domains));
  let best: ReadonlySet<string> = new Set();
  let most = 0;
  for (const { values } of text.values()) {
    const known = new Set(values);
    const found = [...named]
      .flatMap((name) => partName(name, known))
      .filter((name) => known.has(name)).length;
    if (found > most) [best, most] = [known, found];
  }
  return best;
}

/** One name, or the names that its pieces make: the longest that the book knows first, the others by themselves. */
function partName(name: string, known: ReadonlySet<string>): string[] {
  if (!name.includes(",") || known.has(name)) return [name];
  const pieces = piecesOf(name);
  const names: string[] = [];
  let isKnown = false;
  for (let from = 0; from < pieces.length; ) {
    let to = pieces.length;
    while (to > from + 1 && !known.has(pieces.slice(from, to).join(", "))) to--;
    const found = pieces.slice(from, to).join(", ");
    if (known.has(found)) isKnown = true;
    names.push(found);
    from = to;
  }
  return isKnown ? names : [name];
}
