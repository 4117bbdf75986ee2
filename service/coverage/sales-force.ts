import type { Book } from "../../data/book.ts";
import type { QualityReport } from "../../data/quality.ts";
import {
  alignRoles,
  checkSellers,
  DEMO_SELLERS,
  defaultWarnings,
  domainColumnOf,
  generateSellers,
  ownerWarnings,
  readCapacities,
  readingWarnings,
  readOwners,
  readSellers,
  type SellerWarning,
} from "../../data/sellers/index.ts";
import { fileSource, type Source } from "../../data/source.ts";
import {
  generalistCapacities,
  type RoleCapacities,
  type Seller,
  type TextColumn,
} from "../../tiering/index.ts";

/** Files of a sales force. */
export interface SalesForceFiles {
  readonly sellers?: string;
  readonly capacities?: string;
  readonly owners?: string;
}

/** Who can own the accounts of a book, how many, and who owns them now. */
export interface SalesForce {
  readonly source: "files" | "demonstration" | "none";
  readonly sellers: readonly Seller[];
  readonly capacities: RoleCapacities;
  readonly owners: TextColumn | null;
  /** Accounts that have an owner today. */
  readonly ownedAccounts: number;
  readonly quality: {
    readonly sellers: QualityReport | null;
    readonly capacities: QualityReport | null;
    readonly owners: QualityReport | null;
  };
  readonly warnings: readonly SellerWarning[];
}

/** Seed of the demonstration's sales force. */
const DEMO_SEED = 17;

/**
 * Opens the sales force of a book: of the files; made up where `isDemo`; or without sellers, when a request
 * must bring its own. Owners come from their file, else from the book's owner column.
 * @throws {DataError} for a file that cannot be read
 */
export async function openSalesForce(
  book: Book,
  files: SalesForceFiles,
  { isDemo }: { readonly isDemo: boolean },
): Promise<SalesForce> {
  const none = { sellers: null, capacities: null, owners: null };
  const ownColumn = book.roles.owner === null ? null : (book.text.get(book.roles.owner) ?? null);
  if (files.sellers === undefined && isDemo) {
    const drawn = generateSellers(book, { sellers: DEMO_SELLERS, seed: DEMO_SEED });
    const ownedAccounts = countOwned(drawn.owners);
    return { source: "demonstration", ...drawn, ownedAccounts, quality: none, warnings: [] };
  }
  const sellers = files.sellers === undefined ? null : await readSellers(fileSource(files.sellers), {}, book);
  const capacities =
    files.capacities === undefined
      ? null
      : await readCapacities(fileSource(files.capacities), book.tierNames);
  const owners = files.owners === undefined ? null : await readOwners(fileSource(files.owners), book);
  const table = capacities?.capacities ?? capacitiesOfRoles(sellers?.sellers ?? [], book.tierCount);
  const found = { sellers: alignRoles(sellers?.sellers ?? [], table), capacities: table };
  return {
    source: sellers === null ? "none" : "files",
    ...found,
    owners: owners?.owners ?? ownColumn,
    ownedAccounts: countOwned(owners?.owners ?? ownColumn),
    quality: {
      sellers: sellers?.quality ?? null,
      capacities: capacities?.quality ?? null,
      owners: owners?.quality ?? null,
    },
    warnings: [
      ...readingWarnings([sellers?.quality ?? null, capacities?.quality ?? null]),
      ...(sellers === null
        ? []
        : [
            ...ownerWarnings(owners?.owners ?? ownColumn, found.sellers, book.geo),
            ...defaultWarnings(found.sellers, capacities?.capacities ?? {}, table, book.tierNames),
            ...checkSellers(found.sellers, found.capacities, book, domainColumnOf(book, found.sellers)),
          ]),
    ],
  };
}

/**
 * Reads a sales force that someone brings to a book: sellers, capacities or both; owners, and what it says nothing
 * of, stay as the server has them.
 * @throws {DataError} for a file that cannot be read
 */
export async function readSalesForce(
  book: Book,
  files: { readonly sellers?: Source; readonly capacities?: Source },
  { owners, ownedAccounts, capacities: known, sellers: onFile }: SalesForce,
): Promise<SalesForce> {
  const { sellers: brought, quality } =
    files.sellers === undefined
      ? { sellers: onFile, quality: null }
      : await readSellers(files.sellers, {}, book);
  const read = files.capacities && (await readCapacities(files.capacities, book.tierNames));
  const sellers = alignRoles(brought, { ...known, ...read?.capacities });
  /** Roles of the table on file are not for sellers who were brought. */
  const isOfFiles = ({ code, name }: SellerWarning) =>
    code !== "capacity-without-sellers" || read?.capacities[name] !== undefined;
  const told = { ...known, ...read?.capacities };
  // A table that was brought says who can own something; without one every role is given a generalist's.
  const capacities = read ? told : { ...capacitiesOfRoles(sellers, book.tierCount), ...told };
  return {
    source: "files",
    sellers,
    capacities,
    owners,
    ownedAccounts,
    quality: { sellers: quality, capacities: read?.quality ?? null, owners: null },
    warnings: [
      ...readingWarnings([quality, read?.quality ?? null]),
      ...ownerWarnings(owners, sellers, book.geo),
      ...defaultWarnings(sellers, told, capacities, book.tierNames),
      ...checkSellers(sellers, capacities, book, domainColumnOf(book, sellers)).filter(isOfFiles),
    ],
  };
}

function countOwned(owners: TextColumn | null): number {
  let count = 0;
  for (const code of owners?.codes ?? []) if (owners!.values[code] !== "") count++;
  return count;
}

/** A generalist's capacities for every role, where no file says more. */
export function capacitiesOfRoles(sellers: readonly Seller[], tierCount: number): RoleCapacities {
  const [most] = Object.values(generalistCapacities(tierCount));
  return Object.fromEntries([...new Set(sellers.map(({ role }) => role))].map((role) => [role, most!]));
}
