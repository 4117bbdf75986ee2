import type { Seller, TextColumn } from "../../tiering/index.ts";
import { plain } from "./columns.ts";

/** Present owners as the IDs of sellers, as far as they are known. */
export interface ResolvedOwners {
  readonly owners: TextColumn;
  /** Owners that are known by another spelling than the ID, each with the seller's ID. */
  readonly byName: readonly (readonly [owner: string, seller: string])[];
  /** Owners whose name several sellers have: they stay as they are. */
  readonly ambiguous: readonly string[];
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

/**
 * Puts the IDs of sellers in the place of owners that a book names otherwise: by another case, by name in either order,
 * or by an ID beside the name ("VM101 - Müller"). What no seller or several have stays. O(n + owners + sellers).
 */
export function resolveOwners(owners: TextColumn, sellers: readonly Seller[]): ResolvedOwners {
  const ids = new Set(sellers.map(({ id }) => id));
  const byKey = new Map<string, string | null>();
  const put = (key: string, id: string) => {
    if (key !== "") byKey.set(key, byKey.has(key) && byKey.get(key) !== id ? null : id);
  };
  for (const { id, name } of sellers) {
    put(nameKey(id), id);
    if (name !== undefined) put(nameKey(name), id);
  }
  const longIds = new Map(
    sellers.flatMap(({ id }) => (plain(id).length >= SHORTEST ? [[plain(id), id]] : [])),
  );
  const byName: (readonly [string, string])[] = [];
  const ambiguous: string[] = [];
  const spelled = owners.values.map((owner) => {
    if (owner === "" || ids.has(owner)) return owner;
    const found = byKey.get(nameKey(owner));
    const within = new Set(wordsOf(owner).flatMap((word) => longIds.get(word) ?? []));
    const id = found ?? (found === undefined && within.size === 1 ? [...within][0]! : undefined);
    if (found === null) ambiguous.push(owner);
    if (id === undefined) return owner;
    byName.push([owner, id]);
    return id;
  });
  if (byName.length === 0) return { owners, byName, ambiguous };
  const values = [...new Set(spelled)].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const recoded = spelled.map((value) => codeOf.get(value)!);
  return {
    owners: { values, codes: Uint32Array.from(owners.codes, (code) => recoded[code]!) },
    byName,
    ambiguous,
  };
}
