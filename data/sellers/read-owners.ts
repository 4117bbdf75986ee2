import type { AccountIds, TextColumn } from "../../tiering/index.ts";
import { accountId } from "../../tiering/index.ts";
import { DataError } from "../errors.ts";
import { QualityCount, type QualityReport, quoteCell, wrongCellCount } from "../quality.ts";
import { readRecords } from "../read/records.ts";
import type { Source } from "../source.ts";
import { type ColumnNames, type ColumnPlaces, cellOf, findColumns } from "./columns.ts";

const NAMES: ColumnNames = {
  ID: ["account", "accountid", "customer", "customerid", "customerno", "accountno"],
  Owner: ["seller", "sellerid", "ownerid", "accountowner", "rep", "repid", "repno", "sellerno"],
};

/** Present owners as a file has them. */
export interface OwnersFile {
  /** Owner of each account of the book, `""` for none; shape [n]. */
  readonly owners: TextColumn;
  readonly quality: QualityReport;
}

/**
 * Reads present owners, ID and Owner a row, for a book that has no such column; O(n) strings while it reads.
 * An account that the book does not have is noted, a second owner of one rejected.
 * @throws DataError for every fatal fault, `no-rows` where no row is left.
 */
export async function readOwners(
  source: Source,
  book: { readonly n: number; readonly ids: AccountIds },
  options: { readonly theirsToOurs?: Readonly<Record<string, string>>; readonly maxBytes?: number } = {},
): Promise<OwnersFile> {
  const { theirsToOurs = {}, maxBytes = 2 ** 30 } = options;
  const count = new QualityCount();
  const indexOf = new Map<string, number>();
  for (let i = 0; i < book.n; i++) indexOf.set(accountId(book, i), i);
  const ownerOf = new Map<number, string>();
  let places: ColumnPlaces = {};
  let width = 0;
  await readRecords(source, maxBytes, {
    onHeader(header) {
      width = header.length;
      const required = ["ID", "Owner"];
      places = findColumns(header, { names: NAMES, required, theirsToOurs, file: source.name, count });
    },
    onRow(cells, line) {
      if (cells.length !== width) {
        const reason = wrongCellCount(cells.length, width);
        count.reject({ line, column: "ID", code: "wrong-cell-count", reason });
        return;
      }
      const id = cellOf(cells, places, "ID");
      const account = indexOf.get(id);
      if (id === "") {
        count.reject({
          line,
          column: "ID",
          code: "blank-id",
          reason: "the ID is blank; expected an account's",
        });
      } else if (account === undefined) {
        count.note("account-not-in-the-book");
        count.accept();
      } else if (ownerOf.has(account)) {
        const reason = `the account ${quoteCell(id)} stands in an earlier row`;
        count.reject({ line, column: "ID", code: "duplicate-id", reason });
      } else {
        ownerOf.set(account, cellOf(cells, places, "Owner"));
        count.accept();
      }
    },
  });
  const quality = count.report();
  if (quality.accepted === 0) {
    const message = "has no row that could be read; expected rows of ID and Owner";
    throw new DataError("no-rows", message, { file: source.name });
  }
  return { owners: columnOf(book.n, ownerOf), quality };
}

/** A dictionary column of the owners by account, the blank first. */
function columnOf(n: number, ownerOf: ReadonlyMap<number, string>): TextColumn {
  const values = [...new Set(["", ...ownerOf.values()])].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const codes = new Uint32Array(n).fill(codeOf.get("")!);
  for (const [account, owner] of ownerOf) codes[account] = codeOf.get(owner)!;
  return { values, codes };
}
