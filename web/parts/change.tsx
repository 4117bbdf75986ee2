import type { Kpis } from "../../tiering/index.ts";
import { kpiChange } from "../words/format.ts";

interface Props {
  readonly kpi: keyof Kpis;
  readonly value: number | null;
}

/** A KPI's change, coloured and signed. */
export function Change({ kpi, value }: Props) {
  const shown = kpiChange(kpi, value);
  const way = shown.startsWith("+") ? "gain" : shown.startsWith("−") ? "loss" : "";
  return <span class={way}>{shown}</span>;
}
