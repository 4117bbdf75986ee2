import type { PlotOptions } from "@observablehq/plot";
import type { FrontierPoint, Kpis } from "../../tiering/index.ts";
import type { Plot } from "../charts/plot.ts";

/** Where a run stands on the frontier's chart. */
export interface Place {
  /** Share of the book that moves, 0 … 1. */
  readonly share: number;
  readonly value: number;
}

/** What the frontier's chart shows. */
interface Shown {
  readonly points: readonly FrontierPoint[];
  readonly kpi: keyof Kpis;
  /** The run that is shown elsewhere on the page. */
  readonly here: Place | null;
  /** The point under the pointer. */
  readonly under: Place | null;
  readonly width: number;
}

/** A line from no move to no limit, and where the current run stands. Small budgets, which matter most, get most room. */
export function frontierOptions(plot: Plot, { points, kpi, here, under, width }: Shown): PlotOptions {
  const line = points.map((point) => ({ share: point.share * 100, value: point.kpis[kpi] ?? Number.NaN }));
  const values = line.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const spread = Math.max(...values) - Math.min(...values);
  // Ticks differ in the last digit that is shown.
  const percent = kpi === "sfi" ? 100 : 1;
  const decimals = spread > 0 ? Math.min(6, Math.max(0, Math.ceil(-Math.log10((spread * percent) / 6)))) : 3;
  const tickOf = (value: number) => (value * percent).toFixed(decimals) + (percent === 1 ? "" : " %");
  const dots = (place: Place | null) =>
    place === null ? [] : [{ share: place.share * 100, value: place.value }];
  const axis = { fontSize: 12, tickSize: 0, fill: "var(--muted)" } as const;
  const most = Math.max(...line.map(({ share }) => share), 1);
  return {
    width,
    height: 320,
    marginLeft: 64,
    marginBottom: 40,
    x: { type: "sqrt", domain: [0, most] },
    y: { nice: true },
    marks: [
      plot.gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
      plot.axisX({
        ...axis,
        label: "accounts that may move, %",
        tickFormat: (tick: number) => String(tick),
        ticks: [0, 0.5, 1, 2, 5, 10, 20, 30, 50, 75, 100].filter((tick) => tick <= most),
      }),
      plot.axisY({ ...axis, label: null, ticks: 6, tickFormat: tickOf }),
      plot.line(line, { x: "share", y: "value", stroke: "var(--after-dot)", strokeWidth: 2 }),
      plot.dot(line, { x: "share", y: "value", r: 2.5, fill: "var(--after-dot)" }),
      plot.dot(dots(under), { x: "share", y: "value", r: 6, fill: "var(--after-dot)" }),
      plot.dot(dots(here), {
        x: "share",
        y: "value",
        r: 8,
        stroke: "var(--loss)",
        strokeWidth: 2.5,
        fill: "var(--surface)",
      }),
    ],
  };
}
