import { KPI_ROWS } from "../contract/kpi-words.ts";
import type { Comparison } from "../tiering/index.ts";

/** Methods and segmentations as a Markdown table. */
export function comparisonText({ methods, segmentations }: Comparison): string {
  const decimal = (value: number | null) => (value === null ? "–" : value.toFixed(3));
  const rows = [...methods, ...segmentations].map(({ name, kpis, moved }) => [
    name,
    ...KPI_ROWS.map(({ key }) => decimal(kpis[key])),
    moved === null ? "–" : moved.toLocaleString("en"),
  ]);
  const head = ["method", ...KPI_ROWS.map(({ label, name }) => `${label} (${name})`), "moved"];
  const ruler = head.map((_, at) => (at === 0 ? "---" : "---:"));
  return [head, ruler, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
