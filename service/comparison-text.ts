import type { Comparison } from "../tiering/index.ts";

/** Methods and segmentations as a Markdown table. */
export function comparisonText({ methods, segmentations }: Comparison): string {
  const decimal = (value: number | null) => (value === null ? "–" : value.toFixed(3));
  const rows = [...methods, ...segmentations].map(({ name, kpis, moved }) => [
    name,
    ...[kpis.composite, kpis.tpa, kpis.tciPi, kpis.tciRev, kpis.sfi].map(decimal),
    moved === null ? "–" : moved.toLocaleString("en"),
  ]);
  const head = ["method", "composite", "TPA", "TCI_PI", "TCI_REV", "SFI", "moved"];
  const ruler = head.map((_, at) => (at === 0 ? "---" : "---:"));
  return [head, ruler, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
