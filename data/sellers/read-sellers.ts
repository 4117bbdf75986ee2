import type { Accounts, Presence, Seller } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { QualityCount, type QualityReport, quoteCell, type RejectedRow } from "../quality.ts";
import { parseAmount } from "../read/amount.ts";
import { readRecords } from "../read/records.ts";
import type { Source } from "../source.ts";
import { IN_PERSON, REMOTE, SELLER_NAMES } from "./column-names.ts";
import { type ColumnPlaces, cellOf, findColumns, listOf, plain } from "./columns.ts";
import { partByCommas } from "./part-by-commas.ts";

/** Sellers as a file has them, and what its reader made of the rows. */
export interface SellersFile {
  /** Sellers in file order. */
  readonly sellers: readonly Seller[];
  readonly quality: QualityReport;
}

/** Most bytes of a file of sellers: far beyond any real sales force. */
const MAX_BYTES = 2 ** 26;

function readPresence(cell: string): Presence | null {
  const word = plain(cell);
  if (REMOTE.has(word)) return "remote";
  return IN_PERSON.has(word) ? "in-person" : null;
}

/** A capacity factor: `0.5`, `50%`; blank is a full seller; null for anything that is not positive. */
function readFactor(cell: string): number | null {
  if (cell === "") return 1;
  const percent = cell.endsWith("%");
  const value = parseAmount(percent ? cell.slice(0, -1) : cell);
  if (value === null || !(value > 0)) return null;
  return percent ? value / 100 : value;
}

type Fault = Omit<RejectedRow, "line">;

function wrongWidth(got: number, expected: number): Fault {
  return { column: "Seller_ID", code: "wrong-cell-count", reason: `got ${got} cells, expected ${expected}` };
}

/** Reads the rows of a file of sellers, one call each. */
class SellersReader {
  readonly count = new QualityCount();
  readonly sellers: Seller[] = [];
  readonly #ids = new Set<string>();
  #places: ColumnPlaces = {};
  #width = 0;
  readonly #file: string;
  readonly #theirsToOurs: Readonly<Record<string, string>>;

  constructor(file: string, theirsToOurs: Readonly<Record<string, string>>) {
    this.#file = file;
    this.#theirsToOurs = theirsToOurs;
  }

  onHeader(header: readonly string[]): void {
    this.#width = header.length;
    this.#places = findColumns(header, {
      names: SELLER_NAMES,
      required: ["Seller_ID", "Role"],
      theirsToOurs: this.#theirsToOurs,
      file: this.#file,
      count: this.count,
    });
  }

  onRow(cells: readonly string[], line: number): void {
    const read = cells.length === this.#width ? this.#read(cells) : wrongWidth(cells.length, this.#width);
    if ("code" in read) {
      this.count.reject({ line, ...read });
      return;
    }
    this.#ids.add(read.id);
    if (read.geos.length === 0) this.count.note("serves-every-geography");
    if (read.domains.length === 0) this.count.note("serves-every-domain");
    this.sellers.push(read);
    this.count.accept();
  }

  /** The seller of a row, or what is wrong with it. */
  #read(cells: readonly string[]): Seller | Fault {
    const cell = (column: string) => cellOf(cells, this.#places, column);
    const id = cell("Seller_ID");
    if (id === "") {
      return {
        column: "Seller_ID",
        code: "blank-id",
        reason: "the ID is blank; expected one for each seller",
      };
    }
    if (this.#ids.has(id)) {
      const reason = `the ID ${quoteCell(id)} stands in an earlier row`;
      return { column: "Seller_ID", code: "duplicate-id", reason };
    }
    const role = cell("Role");
    if (role === "") {
      const reason = "the role is blank; expected one of the capacity table";
      return { column: "Role", code: "blank-role", reason };
    }
    const presence = readPresence(cell("Presence"));
    if (presence === null) {
      const reason = `got ${quoteCell(cell("Presence"))}, expected "in person" or "remote"`;
      return { column: "Presence", code: "unknown-presence", reason };
    }
    const factor = readFactor(cell("Capacity_Factor"));
    if (factor === null) {
      const reason = `got ${quoteCell(cell("Capacity_Factor"))}, expected a number above 0, such as 1 or 50%`;
      return { column: "Capacity_Factor", code: "bad-number", reason };
    }
    const name = cell("Name");
    const geos = listOf(cell("Geo_Entity"));
    const domains = listOf(cell("Domains"));
    return { id, ...(name === "" ? {} : { name }), role, geos, domains, presence, factor };
  }
}

/**
 * Reads sellers.csv: Seller_ID and Role, and where given Name, Geo_Entity, Domains (both several by `|` or `;`, and
 * by commas where the book knows the pieces),
 * Presence and Capacity_Factor. Rows that cannot be read are rejected and reported.
 * @throws DataError for every fatal fault, `no-rows` where no row is left.
 */
export async function readSellers(
  source: Source,
  theirsToOurs: Readonly<Record<string, string>> = {},
  book: Pick<Accounts, "geo" | "text"> | null = null,
): Promise<SellersFile> {
  const reader = new SellersReader(source.name, theirsToOurs);
  await readRecords(source, MAX_BYTES, {
    onHeader: (names) => reader.onHeader(names),
    onRow: (cells, line) => reader.onRow(cells, line),
  });
  const quality = reader.count.report();
  if (quality.accepted === 0) {
    const [first] = quality.rows;
    const got = first
      ? `every row was rejected; line ${first.line}: ${first.reason}`
      : "has a header and no rows";
    throw new DataError("no-rows", `${got}; expected at least one seller`, { file: source.name });
  }
  if (book === null) return { sellers: reader.sellers, quality };
  const { sellers, parted } = partByCommas(reader.sellers, book);
  reader.count.note("names-parted-by-commas", parted.length, parted);
  return { sellers, quality: reader.count.report() };
}
