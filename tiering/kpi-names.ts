import type { Kpis } from "./kpis.ts";
import { fixed, formatDecimal } from "./rules/format.ts";

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

/** A measure's value as people read it: revenue in focus in per cent, the others with three decimals. */
export function kpiText(key: keyof Kpis, value: number): string {
  return key === "sfi" ? `${percentage(value).replace("-", "−")} %` : formatDecimal(value);
}

/** A measure's change with its sign, ±0 where it is exactly that: `+0.065`; `+1.5 pts` of revenue in focus. */
export function kpiChangeText(key: keyof Kpis, change: number): string {
  if (change === 0) return "±0";
  const size = Math.abs(change);
  return `${change < 0 ? "−" : "+"}${key === "sfi" ? `${percentage(size)} pts` : formatDecimal(size)}`;
}

/** A share in per cent with one decimal, none where it is whole: a goal of 82 % is reached at `82`. */
function percentage(share: number): string {
  return fixed(share * 100, 1).replace(/\.0$/, "");
}
