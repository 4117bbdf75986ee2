import type { Book } from "../../data/book.ts";
import type { Comparison } from "../../tiering/index.ts";
import { explainDifferences } from "./explanation.ts";
import type { PublishedRow } from "./published.ts";
import type { ReportRow } from "./rows.ts";
import { type TierChanges, tierChangesMarkdown } from "./tier-changes.ts";

/** The report as Markdown: each computed row over the published one, then why they differ, then the tier changes. */
export function renderMarkdown(
  book: Book,
  comparison: Comparison,
  rows: { readonly methods: readonly ReportRow[]; readonly segmentations: readonly ReportRow[] },
  changes: TierChanges,
): string {
  const { components } = comparison;
  const space =
    components === null
      ? ""
      : `Clusters are found and their silhouettes measured over ${components.kept} principal components of the ` +
        `z-scored numeric features (${(components.explained * 100).toFixed(1)} % of the variance), unless a row says otherwise.`;
  return [
    "# Methods and natural segmentation side by side",
    `Book ${book.id}: ${count(book.n)} accounts. Published figures (*in italics*) are for another book of 50,000 accounts.`,
    "## Tiering methods",
    table(
      ["Method", "Composite", "TPA", "TCI_PI", "TCI_REV", "SFI", "Moved", "Accounts by tier"],
      rows.methods,
      (row) => [
        figure(row.kpis.composite),
        ...kpiCells(row.kpis),
        row.moved === null || row.moved === undefined ? "–" : count(row.moved),
      ],
    ),
    "## Natural segmentation",
    space,
    table(
      [
        "Clustering, tier policy",
        "TPA",
        "TCI_PI",
        "TCI_REV",
        "SFI",
        "Silhouette",
        "Composite",
        "Unassigned",
        "Accounts by tier",
      ],
      rows.segmentations,
      (row) => [
        ...kpiCells(row.kpis),
        figure(row.silhouette),
        figure(row.kpis.composite),
        row.unassigned === undefined ? "" : `${(row.unassigned * 100).toFixed(1)} %`,
      ],
    ),
    "## Where and why they differ",
    ...explainDifferences(comparison, rows.segmentations),
    ...tierChangesMarkdown(changes),
    "",
  ].join("\n\n");
}

/** What a line of the table shows; of a published row much is absent. */
interface Line {
  readonly kpis: PublishedRow;
  readonly silhouette?: number | null;
  readonly moved?: number | null;
  readonly unassigned?: number;
}

function table(
  header: readonly string[],
  rows: readonly ReportRow[],
  cells: (line: Line) => string[],
): string {
  const lines = [header, header.map((_, at) => (at === 0 ? "---" : "---:"))];
  for (const row of rows) {
    lines.push([row.name, ...cells(row), row.sizes.map(count).join(" / ")]);
    if (row.published === null) continue;
    const { silhouette, moved } = row.published;
    const published = cells({ kpis: row.published, silhouette, moved });
    lines.push(["*published*", ...published.map((cell) => (/\d/.test(cell) ? `*${cell}*` : "")), ""]);
  }
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function kpiCells({ tpa, tciPi, tciRev, sfi }: PublishedRow): string[] {
  return [tpa, tciPi, tciRev, sfi].map(figure);
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(3).replace("0.", ".");
}

function count(value: number): string {
  return value.toLocaleString("en");
}
