import { renderCell } from "../../data/csv/cell.ts";
import type { PublishedRow } from "./published.ts";
import type { ReportRow } from "./rows.ts";

const FIGURES = ["composite", "tpa", "tciPi", "tciRev", "sfi", "silhouette", "moved"] as const;

/** The report as CSV: computed and published figures in pairs of columns, numbers unrounded, CR LF. */
export function renderCsv(rows: readonly ReportRow[]): string {
  const header = ["name", ...FIGURES.flatMap((name) => [name, `published_${name}`]), "unassigned", "sizes"];
  const lines = rows.map((row) => {
    const computed: PublishedRow = {
      ...row.kpis,
      ...(row.silhouette !== null && { silhouette: row.silhouette }),
      ...(row.moved !== null && { moved: row.moved }),
    };
    const pairs = FIGURES.flatMap((name) => [computed[name] ?? "", row.published?.[name] ?? ""]);
    return [row.name, ...pairs, row.unassigned, row.sizes.join(" ")];
  });
  return [header, ...lines]
    .map((cells) => `${cells.map((cell) => renderCell(String(cell))).join(",")}\r\n`)
    .join("");
}
