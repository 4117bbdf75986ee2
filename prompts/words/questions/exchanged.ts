import type { Vocabulary } from "../../book/vocabulary.ts";

/** Conditions with others in their stead, as far as these are of the same column, or of places both. */
export function exchanged(old: readonly string[], own: readonly string[], vocabulary: Vocabulary): string[] {
  const family = (entry: string) => {
    const column = columnOf(entry);
    return column === vocabulary.roles.geo || PLACES.test(column) ? "a place" : column;
  };
  const columns = own.map(family);
  return [...old.filter((entry) => !columns.includes(family(entry))), ...own];
}

/** Columns of places, by their names. */
const PLACES =
  /geo|area|countr|nation|region|territor|city|town|state|provinc|county|district|^land$|ort$|ville|pays|país|pais/iu;

/** The column that a condition is of; the condition itself where it is of several. */
const columnOf = (entry: string): string => (/^[^:!<>&()]+(?=[:!<>])/u.exec(entry) ?? [entry])[0];
