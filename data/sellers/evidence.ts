import { type Accounts, DOMAIN_COLUMN, type TextColumn } from "../../tiering/index.ts";
import { IN_PERSON, REMOTE } from "./column-names.ts";
import { plain } from "./columns.ts";
import { readFactor } from "./factor.ts";
import { knownNames, partName } from "./part-names.ts";
import { readPresence } from "./presence.ts";

/** What the columns of a file of sellers hold, where their names do not say what they are for. */
export interface Evidence {
  /** Whether a column can be what its name may say. */
  fits(ours: string, at: number): boolean;
  /** The first column that nobody has and that holds what ours would; −1 for none. */
  elsewhere(ours: string, found: readonly (string | null)[]): number;
}

/** What of a book tells which column of a file of sellers is which. */
export type BookOfSellers = Pick<Accounts, "geo" | "text"> & {
  readonly roles?: { readonly owner: string | null };
};

/** Answers that say nothing of how a seller meets customers unless the header asks for it. */
const YES_OR_NO = new Set(["", "yes", "no", "true", "false"]);

/** Looks through the cells of a file, by the names of the book where there is one; O(cells) a question. */
export function createEvidence(rows: readonly (readonly string[])[], book: BookOfSellers | null): Evidence {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => (row[at] ?? "").trim()));
  const filled = (at: number) => (columns[at] ?? []).filter((cell) => cell !== "");
  const isDistinct = (at: number) => {
    const cells = columns[at] ?? [];
    return cells.length > 0 && new Set(cells).size === cells.length && !cells.includes("");
  };
  const geos = book && knownNames(book.geo.values);
  const own = book?.text.get(DOMAIN_COLUMN);
  const domains = book && (own ? [own] : textsOf(book)).map(({ values }) => knownNames(values));
  /** Share of the column's names that the book knows. */
  const known = (at: number, names: ReadonlyMap<string, string>) => {
    const pieces = filled(at).flatMap((cell) => cell.split(/[|;]/).flatMap((one) => partName(one, names)));
    const hits = pieces.filter(({ isKnown }) => isKnown).length;
    return pieces.length === 0 ? 0 : hits / pieces.length;
  };
  const isPresence = (at: number) =>
    filled(at).length > 0 && filled(at).every((cell) => readPresence(cell) !== null);
  return {
    fits(ours, at) {
      if (ours === "Seller_ID") return isDistinct(at);
      if (ours === "Presence") return isPresence(at);
      if (ours === "Capacity_Factor") return filled(at).some((cell) => readFactor(cell) !== null);
      if (ours === "Geo_Entity" && geos) return known(at, geos) > 0;
      if (ours === "Domains" && domains) return domains.some((names) => known(at, names) > 0);
      return true;
    },
    elsewhere(ours, found) {
      const open = columns.flatMap((_, at) => (found[at] === null ? [at] : []));
      const first = (test: (at: number) => boolean) => open.find(test) ?? -1;
      if (ours === "Seller_ID") {
        const name = ["Name", "Family_Name"].map((one) => found.indexOf(one));
        return name.find((at) => at >= 0 && isDistinct(at)) ?? first(isDistinct);
      }
      if (ours === "Geo_Entity" && geos) return first((at) => known(at, geos) > 0.5);
      if (ours === "Domains" && domains)
        return first((at) => domains.some((names) => known(at, names) > 0.5));
      if (ours !== "Presence") return -1;
      const words = (at: number) =>
        filled(at)
          .map(plain)
          .filter((word) => !YES_OR_NO.has(word));
      return first(
        (at) => isPresence(at) && words(at).some((word) => REMOTE.has(word) || IN_PERSON.has(word)),
      );
    },
  };
}

/** The text columns that may say what sellers know: not the one of the owners, who are the sellers themselves. */
function textsOf({ text, roles }: BookOfSellers): TextColumn[] {
  return [...text].flatMap(([name, column]) => (name === roles?.owner ? [] : [column]));
}
