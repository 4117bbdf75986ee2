import type { Kpis } from "./kpis.ts";

/** A measure in plain words, and its name in the field. */
export interface KpiName {
  readonly label: string;
  readonly name: string;
}

/** The measures as people read them: the plain words first, the field's name behind them where it helps. */
export const KPI_NAMES: Readonly<Record<keyof Kpis, KpiName>> = {
  composite: { label: "Overall score", name: "Composite" },
  tpa: { label: "Potential in the right tiers", name: "TPA" },
  tciPi: { label: "Tiers alike in potential", name: "TCI potential" },
  tciRev: { label: "Tiers alike in revenue", name: "TCI revenue" },
  sfi: { label: "Revenue in focus", name: "SFI" },
};

/** A measure within a sentence: `revenue in focus`. */
export function kpiLabel(key: keyof Kpis): string {
  const { label } = KPI_NAMES[key];
  return label.charAt(0).toLowerCase() + label.slice(1);
}
