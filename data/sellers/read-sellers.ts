import type { Seller } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { QualityCount, type QualityReport, quoteCell, type RejectedRow, wrongCellCount } from "../quality.ts";
import { readRecords } from "../read/records.ts";
import type { Source } from "../source.ts";
import { SELLER_NAMES } from "./column-names.ts";
import { type ColumnPlaces, cellOf, findColumns, listOf } from "./columns.ts";
import { type BookOfSellers, createEvidence, type Evidence } from "./evidence.ts";
import { areBarePercents, readFactor } from "./factor.ts";
import { partNames } from "./part-names.ts";
import { readPresence } from "./presence.ts";

/** Sellers as a file has them, and what its reader made of the rows. */
export interface SellersFile {
  /** Sellers in file order. */
  readonly sellers: readonly Seller[];
  readonly quality: QualityReport;
}

/** Most bytes of a file of sellers: far beyond any real sales force. */
const MAX_BYTES = 2 ** 26;

type Fault = Omit<RejectedRow, "line">;

function wrongWidth(got: number, expected: number): Fault {
  return { column: "Seller_ID", code: "wrong-cell-count", reason: wrongCellCount(got, expected) };
}

/** Reads the rows of a file of sellers, one call each. */
class SellersReader {
  readonly count = new QualityCount();
  readonly sellers: Seller[] = [];
  readonly #ids = new Set<string>();
  #places: ColumnPlaces = {};
  #width = 0;
  /** What factors are divided by: 100 where the column leaves the sign of percent out. */
  #whole = 1;
  readonly #file: string;
  readonly #theirsToOurs: Readonly<Record<string, string>>;

  constructor(file: string, theirsToOurs: Readonly<Record<string, string>>) {
    this.#file = file;
    this.#theirsToOurs = theirsToOurs;
  }

  /** Finds the columns, by the header and, where its names do not say it, by what they hold. */
  onHeader(header: readonly string[], rows: readonly (readonly string[])[], evidence: Evidence): void {
    this.#width = header.length;
    this.#places = findColumns(header, {
      names: SELLER_NAMES,
      required: ["Seller_ID", "Role"],
      theirsToOurs: this.#theirsToOurs,
      file: this.#file,
      count: this.count,
      ...evidence,
    });
    const factors = rows.map((cells) => cellOf(cells, this.#places, "Capacity_Factor"));
    if (!areBarePercents(factors)) return;
    this.#whole = 100;
    this.count.note(
      "factors-as-percent",
      factors.length,
      [...new Set(factors)].filter((cell) => cell !== ""),
    );
  }

  onRow(cells: readonly string[], line: number): void {
    const read = cells.length === this.#width ? this.#read(cells) : wrongWidth(cells.length, this.#width);
    if ("code" in read) {
      this.count.reject({ line, ...read });
      return;
    }
    this.#ids.add(read.id);
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
    const name = cell("Name") || `${cell("Given_Name")} ${cell("Family_Name")}`.trim();
    const geos = listOf(cell("Geo_Entity"));
    const domains = listOf(cell("Domains"));
    const cellOfFactor = cell("Capacity_Factor");
    const isBare = cellOfFactor !== "" && !cellOfFactor.endsWith("%");
    return {
      id,
      ...(name === "" ? {} : { name }),
      role,
      geos,
      domains,
      presence,
      factor: isBare ? factor / this.#whole : factor,
    };
  }
}

/**
 * Reads sellers.csv: Seller_ID and Role, and where given Name (or given and family name), Geo_Entity, Domains (both several by `|` or `;`, and
 * by commas, slashes and the like where the book knows the pieces), Presence and Capacity_Factor. Columns go by the
 * names that people use, by a part of them, or by what they hold; rows that cannot be read are rejected and reported.
 * @throws DataError for every fatal fault, `no-rows` where no row is left.
 */
export async function readSellers(
  source: Source,
  theirsToOurs: Readonly<Record<string, string>> = {},
  book: BookOfSellers | null = null,
): Promise<SellersFile> {
  const reader = new SellersReader(source.name, theirsToOurs);
  let header: readonly string[] = [];
  const rows: { readonly cells: readonly string[]; readonly line: number }[] = [];
  await readRecords(source, MAX_BYTES, {
    onHeader: (names) => {
      header = names;
    },
    onRow: (cells, line) => void rows.push({ cells, line }),
  });
  const cells = rows.flatMap((row) => (row.cells.length === header.length ? [row.cells] : []));
  reader.onHeader(header, cells, createEvidence(cells, book));
  for (const row of rows) reader.onRow(row.cells, row.line);
  const quality = reader.count.report();
  if (quality.accepted === 0) {
    const [first] = quality.rows;
    const got = first
      ? `every row was rejected; line ${first.line}: ${first.reason}`
      : "has a header and no rows";
    throw new DataError("no-rows", `${got}; expected at least one seller`, { file: source.name });
  }
  const { sellers, parted, respelled } =
    book === null ? { sellers: reader.sellers, parted: [], respelled: [] } : partNames(reader.sellers, book);
  reader.count.note("names-parted-by-commas", parted.length, parted);
  reader.count.note("names-as-the-book-spells-them", respelled.length, respelled);
  reader.count.note("serves-every-geography", sellers.filter(({ geos }) => geos.length === 0).length);
  reader.count.note("serves-every-domain", sellers.filter(({ domains }) => domains.length === 0).length);
  return { sellers, quality: reader.count.report() };
}
