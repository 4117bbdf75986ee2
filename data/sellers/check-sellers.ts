import type { Accounts, RoleCapacities, Seller, TextColumn } from "../../tiering/index.ts";
import { nearestNames } from "../nearest.ts";
import { sayNote } from "../note-words.ts";
import type { QualityReport } from "../quality.ts";
import { plain } from "./columns.ts";
import { resolveOwners } from "./owner-names.ts";

/** Something about sellers that a book or the capacities do not bear out, in words. */
export interface SellerWarning {
  readonly code:
    | "unknown-geo"
    | "unknown-domain"
    | "role-without-capacity"
    | "capacity-without-sellers"
    | "columns-known-by-a-part"
    | "factors-as-percent"
    | "names-parted-by-commas"
    | "names-as-the-book-spells-them"
    | "accounts-by-thousands"
    | "accounts-by-thousandths"
    | "accounts-without-limit"
    | "tiers-by-number"
    | "serves-every-geography"
    | "capacity-by-default"
    | "owners-by-name"
    | "owners-by-place"
    | "owners-of-several-sellers"
    | "owners-not-among-sellers";
  /** Name that was not found. */
  readonly name: string;
  /** Number of sellers, or of cells of a file, that it concerns. */
  readonly sellers: number;
  readonly message: string;
}

/** Notes of the readers that change what a file says: they are told like what is odd in it. */
const TOLD = [
  "columns-known-by-a-part",
  "factors-as-percent",
  "names-parted-by-commas",
  "names-as-the-book-spells-them",
  "accounts-by-thousands",
  "accounts-by-thousandths",
  "accounts-without-limit",
  "tiers-by-number",
  "serves-every-geography",
] as const;

/** What the readers of a sales force made of cells that can be read in more than one way. */
export function readingWarnings(qualities: readonly (QualityReport | null)[]): SellerWarning[] {
  return qualities.flatMap((quality) =>
    TOLD.flatMap((code) => {
      const count = quality?.notes[code] ?? 0;
      if (count === 0) return [];
      const examples = quality!.examples[code] ?? [];
      return [{ code, name: examples[0] ?? "", sellers: count, message: sayNote(code, count, examples) }];
    }),
  );
}

/** What was made of owners whom the book does not name by a seller's ID. */
export function ownerWarnings(
  owners: TextColumn | null,
  sellers: readonly Seller[],
  geo: TextColumn | null = null,
): SellerWarning[] {
  if (owners === null) return [];
  const { byName, byPlace, ambiguous, unknown } = resolveOwners(owners, sellers, geo);
  const warnings: SellerWarning[] = [];
  const say = (code: SellerWarning["code"], found: readonly string[]) => {
    if (found.length === 0) return;
    const message = sayNote(code, found.length, found.slice(0, 3));
    warnings.push({ code, name: found[0]!, sellers: found.length, message });
  };
  say(
    "owners-by-name",
    byName.map(([owner, seller]) => `${owner} is ${seller}`),
  );
  say(
    "owners-by-place",
    byPlace.map(([owner, several]) => `${owner} is ${several.join(" or ")}`),
  );
  say("owners-of-several-sellers", ambiguous);
  say("owners-not-among-sellers", unknown);
  return warnings;
}

/** Says of each role whose capacities no file tells which are taken in their place. */
export function defaultWarnings(
  sellers: readonly Seller[],
  told: RoleCapacities,
  taken: RoleCapacities,
  tierNames: readonly string[],
): SellerWarning[] {
  return [...tally(sellers.map(({ role }) => role))].flatMap(([role, count]) => {
    if (told[role] !== undefined || taken[role] === undefined) return [];
    const most = tierNames.map((name, t) => `${name} ${taken[role]![t]}`).join(", ");
    const message = `no capacity is given for the role "${role}" (${count} ${count === 1 ? "seller" : "sellers"}): taken are at most ${most} accounts for one of them`;
    return [{ code: "capacity-by-default" as const, name: role, sellers: count, message }];
  });
}

/** How often each name is used. */
function tally(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Sellers whose roles are spelled as the capacities have them: case, accents and signs do not matter. */
export function alignRoles(sellers: readonly Seller[], capacities: RoleCapacities): readonly Seller[] {
  const byKey = new Map(Object.keys(capacities).map((role) => [plain(role), role]));
  return sellers.map((seller) => {
    const role = capacities[seller.role] === undefined ? byKey.get(plain(seller.role)) : undefined;
    return role === undefined ? seller : { ...seller, role };
  });
}

/**
 * Says which geographies, domains and roles of sellers the book and the capacities do not know: nothing is
 * refused, and what will not be used is named. Sorted by code, then name.
 */
export function checkSellers(
  sellers: readonly Seller[],
  capacities: RoleCapacities,
  book: Pick<Accounts, "geo" | "text">,
  domainColumn: string,
): SellerWarning[] {
  const warnings: SellerWarning[] = [];
  const unknown = (
    code: "unknown-geo" | "unknown-domain",
    names: Iterable<string>,
    known: readonly string[],
    what: string,
  ) => {
    const isKnown = new Set(known);
    for (const [name, count] of tally(names)) {
      if (isKnown.has(name)) continue;
      const nearest = nearestNames(name, known).join(", ");
      const message = `${count} ${count === 1 ? "seller names" : "sellers name"} the ${what} "${name}", where the book has no account (nearest: ${nearest})`;
      warnings.push({ code, name, sellers: count, message });
    }
  };
  const geos = sellers.flatMap((seller) => seller.geos);
  unknown("unknown-geo", geos, book.geo.values, "geography");
  const domains = book.text.get(domainColumn);
  const named = sellers.flatMap((seller) => seller.domains);
  if (domains !== undefined) unknown("unknown-domain", named, domains.values, "domain");
  else if (named.length > 0) {
    const message = `sellers name domains, and the book has no column ${domainColumn}: every seller may serve every account`;
    warnings.push({ code: "unknown-domain", name: domainColumn, sellers: sellers.length, message });
  }
  const roles = tally(sellers.map(({ role }) => role));
  for (const [role, count] of roles) {
    if (capacities[role] !== undefined) continue;
    const known = Object.keys(capacities).join(", ");
    const message = `${count} ${count === 1 ? "seller has" : "sellers have"} the role "${role}", which the capacities do not name (they name ${known}): ${count === 1 ? "this one" : "they"} can own nothing`;
    warnings.push({ code: "role-without-capacity", name: role, sellers: count, message });
  }
  for (const role of Object.keys(capacities)) {
    if (roles.has(role)) continue;
    const message = `the capacities name the role "${role}", which no seller has`;
    warnings.push({ code: "capacity-without-sellers", name: role, sellers: 0, message });
  }
  return warnings.sort((a, b) => (a.code + a.name < b.code + b.name ? -1 : 1));
}
