import type { Seller, TextColumn } from "../../tiering/index.ts";
import { plain } from "./columns.ts";
import { createNameSearch } from "./name-search.ts";

/** Present owners as the IDs of sellers, as far as they are known. */
export interface ResolvedOwners {
  readonly owners: TextColumn;
  /** Owners that are known by another spelling than the ID, each with the seller's ID. */
  readonly byName: readonly (readonly [owner: string, seller: string])[];
  /** Owners whose name several sellers have, each account taken for the one who serves its geography. */
  readonly byPlace: readonly (readonly [owner: string, sellers: readonly string[]])[];
  /** Owners whose name several sellers have: they stay as they are, if for some of their accounts alone. */
  readonly ambiguous: readonly string[];
  /** Owners who are none of the sellers. */
  readonly unknown: readonly string[];
}

/** The words of a name in any order: "Müller, Stefan" and "Stefan Müller" are one. */
const nameKey = (name: string): string => wordsOf(name).sort().join(" ");

/** The words of a name or an ID, without case, accents and signs. */
export const wordsOf = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .map(plain)
    .filter((word) => word !== "");

/** Shortest ID that is looked for within a longer text. */
const SHORTEST = 3;

/** The IDs of the sellers whom an owner may be: by the whole name or ID, by an ID within, by less of the name. */
function createCandidates(sellers: readonly Seller[]): (owner: string) => readonly string[] {
  const byKey = new Map<string, Set<string>>();
  const put = (key: string, id: string) => {
    if (key !== "") byKey.set(key, (byKey.get(key) ?? new Set()).add(id));
  };
  for (const { id, name } of sellers) {
    put(nameKey(id), id);
    if (name !== undefined) put(nameKey(name), id);
  }
  const longIds = new Map(
    sellers.flatMap(({ id }) => (plain(id).length >= SHORTEST ? [[plain(id), id]] : [])),
  );
  const search = createNameSearch(sellers);
  return (owner) => {
    const whole = byKey.get(nameKey(owner));
    if (whole !== undefined) return [...whole];
    const within = new Set(wordsOf(owner).flatMap((word) => longIds.get(word) ?? []));
    return within.size === 1 ? [...within] : search(owner);
  };
}

/**
 * Puts the IDs of sellers in the place of owners that a book names otherwise: by another case, by name in either order,
 * by initials or an e-mail address, or by an ID beside the name ("VM101 - Müller"). A name that several sellers have is
 * told apart account by account, where one of them alone serves its geography. What nobody has stays.
 * O(n + owners × words + sellers).
 */
export function resolveOwners(
  owners: TextColumn,
  sellers: readonly Seller[],
  geo: TextColumn | null = null,
): ResolvedOwners {
  const ids = new Set(sellers.map(({ id }) => id));
  const candidatesOf = createCandidates(sellers);
  const byName: (readonly [string, string])[] = [];
  const unknown: string[] = [];
  /** Sellers of each owner's name where they are several, by the owner's code. */
  const several = new Map<number, readonly string[]>();
  const spelled = owners.values.map((owner, code) => {
    if (owner === "" || ids.has(owner)) return owner;
    const found = candidatesOf(owner);
    if (found.length === 0) unknown.push(owner);
    if (found.length > 1) several.set(code, found);
    if (found.length !== 1) return owner;
    byName.push([owner, found[0]!]);
    return found[0]!;
  });
  const placed = placeOwners(owners, sellers, several, geo);
  const ambiguous = [...several.keys()].filter((code) => placed.open.has(code));
  const told = {
    byName,
    byPlace: [...placed.found.keys()].map((code) => [owners.values[code]!, several.get(code)!] as const),
    ambiguous: ambiguous.map((code) => owners.values[code]!),
    unknown,
  };
  if (byName.length === 0 && placed.found.size === 0) return { owners, ...told };
  const values = [...new Set([...spelled, ...ids])].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const recoded = spelled.map((value) => codeOf.get(value)!);
  const codes = Uint32Array.from(owners.codes, (code, i) => {
    const byGeo = placed.found.get(code)?.get(geo!.codes[i]!);
    return byGeo === undefined ? recoded[code]! : codeOf.get(byGeo)!;
  });
  return { owners: { values, codes }, ...told };
}

/** For owners whose name several sellers have: the one who alone serves a geography of theirs, and who stays open. */
function placeOwners(
  owners: TextColumn,
  sellers: readonly Seller[],
  several: ReadonlyMap<number, readonly string[]>,
  geo: TextColumn | null,
): {
  readonly found: ReadonlyMap<number, ReadonlyMap<number, string>>;
  readonly open: ReadonlySet<number>;
} {
  const found = new Map<number, Map<number, string>>();
  const open = new Set<number>(geo === null ? several.keys() : []);
  if (several.size === 0 || geo === null) return { found, open };
  const geosOf = new Map(sellers.map(({ id, geos }) => [id, geos]));
  const isAt = (id: string, place: string) => geosOf.get(id)!.length === 0 || geosOf.get(id)!.includes(place);
  owners.codes.forEach((code, i) => {
    const names = several.get(code);
    const place = geo.codes[i]!;
    if (names === undefined || found.get(code)?.has(place)) return;
    const there = names.filter((id) => isAt(id, geo.values[place]!));
    if (there.length !== 1) open.add(code);
    else found.set(code, (found.get(code) ?? new Map<number, string>()).set(place, there[0]!));
  });
  return { found, open };
}
