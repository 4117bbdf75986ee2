import type { Book } from "../../data/book.ts";
import { renderCell, renderId } from "../../data/csv/cell.ts";
import { CHANGE_COLUMNS } from "../../data/xlsx/coverage-workbook.ts";
import {
  accountId,
  type Coverage,
  type CoverageProblem,
  changeKind,
  type OwnerChange,
} from "../../tiering/index.ts";

const encoder = new TextEncoder();
/** A row of CSV: an ID, which stays what it is, and texts. */
const line = (id: string, ...cells: readonly string[]): string =>
  `${[renderId(id), ...cells.map(renderCell)].join(",")}\n`;
const amount = (value: number): string => String(Number(value.toFixed(2)));

/** Every account with its owner today and its seller, in the order of the accounts file; the header first. */
export function* assignmentRows(
  book: Book,
  problem: CoverageProblem,
  { owner }: Coverage,
): Generator<(string | number)[]> {
  const { sellers, input } = problem;
  yield ["ID", "Geo_Entity", "Tier", "Owner", "Seller_ID", "Seller_Name", "Role", "Change", "Whitespace"];
  for (const i of book.fileOrder) {
    const [from, to] = [problem.owner[i]!, owner[i]!];
    const seller = to < 0 ? null : sellers[to]!;
    yield [
      accountId(book, i),
      book.geo.values[book.geo.codes[i]!]!,
      input.tierNames[input.tiers[i]!]!,
      input.owners === null ? "" : input.owners.values[input.owners.codes[i]!]!,
      seller?.id ?? "",
      seller?.name ?? "",
      seller?.role ?? "",
      changeKind(from, to) ?? "",
      problem.whitespace[i]!,
    ];
  }
}

/** The assignments as CSV in UTF-8. */
export function assignmentsCsv(book: Book, problem: CoverageProblem, coverage: Coverage): Uint8Array {
  const parts: string[] = [];
  for (const [id, ...cells] of assignmentRows(book, problem, coverage))
    parts.push(line(String(id), ...cells.map((cell) => (typeof cell === "number" ? amount(cell) : cell))));
  return encoder.encode(parts.join(""));
}

/** The changes of owner alone, as CSV in UTF-8. */
export function changesCsv(changes: readonly OwnerChange[]): Uint8Array {
  const header = line(...CHANGE_COLUMNS);
  const rows = changes.map((change) => {
    const { account, geo, tier, from, to, kind, whitespace, gain, reason, name, fromName, toName } = change;
    const what = [geo, tier, from ?? "", to ?? "", kind, amount(whitespace), amount(gain), reason];
    return line(account, ...what, name ?? "", fromName ?? "", toName ?? "");
  });
  return encoder.encode(header + rows.join(""));
}
